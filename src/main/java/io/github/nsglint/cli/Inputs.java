package io.github.nsglint.cli;

import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.azure.ServiceTagFile;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Choice;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.AssumedValues.Assumed;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.InputFormat;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.LoadSummary;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzScripts;
import io.github.nsglint.source.azcli.AzureListing;
import io.github.nsglint.source.azcli.PowerShellScripts;
import io.github.nsglint.source.live.SnapshotManifest;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What commands that read definitions have in common. */
final class Inputs {

  /** What Java can hold of one file. */
  private Inputs() {}

  /**
   * @param problems of reading and of the network, by place
   * @param tags addresses of service tags; what is wrong with them shows when they are asked
   * @param choices what is not known but one of a few
   * @param scripts tells what commands they hold
   * @param leftOut files and folders that the settings exclude
   * @param readAt when Azure gave what lies in a file of a snapshot, by its path
   */
  record Read(
      Network network,
      LoadSummary summary,
      List<Problem> problems,
      TagAddresses tags,
      List<Choice> choices,
      AzScripts scripts,
      List<String> leftOut,
      Map<String, String> readAt) {
    /** Those of the service tags too, as far as these were asked until now, by place. */
    List<Problem> allProblems() {
      return together(problems, tags.problems());
    }
  }

  /** Both by place; the first are already. */
  static List<Problem> together(List<Problem> problems, List<Problem> more) {
    if (more.isEmpty()) {
      return problems;
    }
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(more);
    all.sort(Problem.BY_PLACE);
    return all;
  }

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .description(
                "Files and folders, or - for standard input: ARM templates, scripts that call az, and"
                    + " what az, the REST API, Resource Graph and Azure PowerShell print as JSON."
                    + " Together they are one network.")
            .build());
    spec.addOption(
        OptionSpec.builder("--parameters")
            .paramLabel("FILE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "A parameter file for the templates; several may be given, the last one wins."
                    + " Without it, NAME.parameters.json beside NAME.json is taken.")
            .build());
    addServiceTagsTo(spec, "");
    spec.addOption(
        OptionSpec.builder("--assume")
            .paramLabel("NAME=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "A value for a parameter or variable that has none; may be given several"
                    + " times. VALUE is JSON or text; FILE:NAME=VALUE is for one template. Reports"
                    + " show what is assumed.")
            .build());
    addTarget(spec);
    SettingsInForce.addTo(spec);
    spec.addOption(
        OptionSpec.builder("--limit")
            .paramLabel("NAME=NUMBER")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(limitsInWords())
            .build());
    spec.addOption(
        OptionSpec.builder("-v", "--verbose")
            .type(boolean.class)
            .description(
                "Also tell what was read and what was ignored; check also tells how long that and the"
                    + " rest took.")
            .build());
  }

  private static String limitsInWords() {
    StringBuilder words = new StringBuilder();
    for (Limit limit : Limit.values()) {
      words
          .append("; ")
          .append(limit.label())
          .append(" (")
          .append(limit.what())
          .append(", ")
          .append(limit.standard())
          .append(')');
    }
    return "What reading may cost; what costs more is a problem. May be given several times, for "
        + words.substring(2)
        + ".";
  }

  /**
   * @param more what else may be given, as a sentence
   */
  static void addServiceTagsTo(CommandSpec spec, String more) {
    spec.addOption(
        OptionSpec.builder("--service-tags")
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "The addresses of service tags: ServiceTags_Public_YYYYMMDD.json, which Microsoft's"
                    + " download page \"Azure IP Ranges and Service Tags\" has anew each week for"
                    + " each cloud, or what `az network list-service-tags -o json` prints. Without"
                    + " it, they are not known."
                    + more)
            .build());
  }

  private static void addTarget(CommandSpec spec) {
    addText(
        spec,
        "--subscription",
        "GUID",
        "The subscription that the templates are deployed to; without it, not known.");
    addText(
        spec,
        "--resource-group",
        "NAME",
        "The resource group that the templates are deployed to; without it, not known.");
    addText(
        spec,
        "--location",
        "NAME",
        "What resourceGroup().location is, as in westeurope; without it, not known.");
    addText(spec, "--tenant", "GUID", "The tenant of the deployment; without it, not known.");
  }

  private static void addText(CommandSpec spec, String option, String label, String description) {
    spec.addOption(
        OptionSpec.builder(option)
            .paramLabel(label)
            .type(String.class)
            .description(description)
            .build());
  }

  private static DeploymentTarget target(ParseResult arguments) throws UsageException {
    return DeploymentTarget.told(
        oneName(arguments, "--subscription"),
        oneName(arguments, "--resource-group"),
        oneName(arguments, "--location"),
        oneName(arguments, "--tenant"));
  }

  /** A part of an id: it stands between two slashes. */
  private static Optional<String> oneName(ParseResult arguments, String option)
      throws UsageException {
    if (!arguments.hasMatchedOption(option)) {
      return Optional.empty();
    }
    String value = arguments.matchedOptionValue(option, "").strip();
    if (value.isEmpty() || value.contains("/") || value.contains("⟨") || value.contains("⟩")) {
      throw new UsageException(option + " takes a name or a GUID, not '" + value + "'");
    }
    return Optional.of(value);
  }

  /**
   * Inputs as the arguments name them.
   *
   * @param standardInput is recorded when it is first read
   * @param types of resources that are looked for
   * @param instead texts in the place of files, by the path that a person is shown
   */
  record Named(
      List<String> paths,
      List<String> parameterFiles,
      AssumedValues assumed,
      DeploymentTarget target,
      TagAddresses tags,
      Limits limits,
      SettingsInForce settings,
      RecordedInput standardInput,
      NetworkTypes types,
      Map<String, SourceFile> instead) {
    /** The same, where rules look for more than the program knows by itself. */
    Named lookingFor(NetworkTypes others) {
      return new Named(
          paths,
          parameterFiles,
          assumed,
          target,
          tags,
          limits,
          settings,
          standardInput,
          others,
          instead);
    }

    private Read read(AssumedValues assumed, InputStream in, OpenChoices choices) {
      return read(assumed, in, choices, Integer.MAX_VALUE, Set.of());
    }

    private Read read(
        AssumedValues assumed,
        InputStream in,
        OpenChoices choices,
        int commands,
        Set<String> parts) {
      NetworkReader reader = new NetworkReader(tags);
      ArmTemplates templates = new ArmTemplates(parameterFiles, assumed, target, choices, limits);
      AzScripts scripts = new AzScripts(assumed, templates, commands);
      SnapshotManifest manifests = new SnapshotManifest();
      List<InputFormat> formats = List.of(templates, manifests, new AzureListing());
      List<String> leftOut = new ArrayList<>();
      LoadSummary summary =
          new SourceLoader(formats, List.of(scripts, new PowerShellScripts()), limits)
              .lookingFor(types)
              .leavingOut(
                  path ->
                      parts.contains(shown(path))
                          || (settings.excludes(path) && leftOut.add(shown(path))))
              .reading(instead)
              .load(paths.stream().filter(path -> !parts.contains(path)).toList(), in, reader);
      Loaded<Network> network = reader.network();
      List<Problem> problems = new ArrayList<>(summary.problems());
      problems.addAll(network.problems());
      problems.sort(Problem.BY_PLACE);
      return new Read(
          network.value(),
          summary,
          problems,
          tags,
          choices.met(),
          scripts,
          leftOut,
          manifests.readAt());
    }

    private static String shown(Path path) {
      return path.toString().replace(File.separatorChar, '/');
    }

    /**
     * The same inputs, of whose scripts only the first commands run.
     *
     * @param parts files that a later command deploys: they are not there by themselves before
     */
    Read upTo(int commands, Set<String> parts) {
      AssumedValues again = assumed.afresh();
      return read(again, standardInput.again(), OpenChoices.none(), commands, parts);
    }

    /** Reads them as they are, without a case distinction. */
    Read read() {
      return read(assumed, standardInput, OpenChoices.none());
    }

    /** The same inputs, to be read once more, with other texts in the place of files. */
    Named with(Map<String, SourceFile> texts) {
      return new Named(
          paths,
          parameterFiles,
          assumed.afresh(),
          target,
          tags,
          limits,
          settings,
          standardInput,
          types,
          texts);
    }

    /** Whether they can be read {@link #again}. */
    boolean isRepeatable() {
      return !paths.contains("-") || standardInput.isComplete();
    }

    /** Reads them once more, as they are. */
    Read again() {
      return read(assumed.afresh(), standardInput.again(), OpenChoices.none());
    }

    /** The same inputs, where choices, by their symbols, are taken to have these values. */
    Read again(Map<String, Node> taken) {
      return read(assumed.afresh(), standardInput.again(), OpenChoices.taking(taken));
    }
  }

  /**
   * An example by itself: no parameters but those beside it, no settings.
   *
   * @param serviceTags a file with their addresses
   */
  static Named example(String path, Optional<Path> serviceTags, Console console) {
    Limits limits = Limits.standard();
    return new Named(
        List.of(path),
        List.of(),
        AssumedValues.none(),
        DeploymentTarget.unknown(),
        serviceTags
            .map(file -> TagAddresses.of(ServiceTagFile.at(file, Named.shown(file), limits)))
            .orElseGet(TagAddresses::unknown),
        limits,
        new SettingsInForce(Optional.empty(), console.folder()),
        new RecordedInput(InputStream.nullInputStream()),
        NetworkTypes.known(),
        Map.of());
  }

  /**
   * Definitions to compare with what is deployed.
   *
   * @throws UsageException if there is no such path
   */
  static Read declared(
      List<String> paths, ParseResult arguments, DeploymentTarget target, Console console)
      throws UsageException {
    return existing(
        new Named(
            paths,
            arguments.matchedOptionValue("--parameters", List.<String>of()),
            assumed(arguments),
            target,
            TagAddresses.unknown(),
            Limits.standard(),
            new SettingsInForce(Optional.empty(), console.folder()),
            new RecordedInput(InputStream.nullInputStream()),
            NetworkTypes.known(),
            Map.of()));
  }

  /** A snapshot, by its folder. */
  static Read snapshot(String folder, Console console) throws UsageException {
    return existing(example(folder, Optional.empty(), console));
  }

  private static Read existing(Named inputs) throws UsageException {
    Read read = inputs.read();
    for (Problem problem : read.summary().problems()) {
      if (problem.code().equals(LoadSummary.NO_SUCH_PATH)) {
        throw new UsageException(problem.message());
      }
    }
    return read;
  }

  static Named named(ParseResult arguments, Console console) throws UsageException {
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    if (paths.isEmpty()) {
      throw new UsageException(
          "give at least one file or folder, or - for standard input; try `"
              + arguments.commandSpec().qualifiedName(" ")
              + " .`");
    }
    Limits limits = limits(arguments);
    return new Named(
        paths,
        arguments.matchedOptionValue("--parameters", List.<String>of()),
        assumed(arguments),
        target(arguments),
        tags(arguments, limits),
        limits,
        SettingsInForce.of(arguments, console, paths),
        new RecordedInput(console.in()),
        NetworkTypes.known(),
        Map.of());
  }

  /**
   * Reads what Azure answered.
   *
   * @param files bytes by path
   * @param types that are looked for
   */
  static Read held(
      Iterator<Map.Entry<String, byte[]>> files, TagAddresses tags, NetworkTypes types) {
    NetworkReader reader = new NetworkReader(tags);
    SnapshotManifest manifests = new SnapshotManifest();
    LoadSummary summary =
        new SourceLoader(List.of(manifests, new AzureListing()), Limits.standard())
            .lookingFor(types)
            .load(files, reader);
    Loaded<Network> network = reader.network();
    List<Problem> problems = new ArrayList<>(summary.problems());
    problems.addAll(network.problems());
    problems.sort(Problem.BY_PLACE);
    return new Read(
        network.value(),
        summary,
        problems,
        tags,
        List.of(),
        new AzScripts(AssumedValues.none(), new ArmTemplates(List.of(), Limits.standard())),
        List.of(),
        manifests.readAt());
  }

  static Read read(ParseResult arguments, Console console) throws UsageException {
    return read(named(arguments, console), arguments, console);
  }

  static Read read(Named inputs, ParseResult arguments, Console console) throws UsageException {
    Read read = inputs.read();
    LoadSummary summary = read.summary();
    List<String> missing =
        summary.problems().stream()
            .filter(problem -> problem.code().equals(LoadSummary.NO_SUCH_PATH))
            .map(Problem::message)
            .toList();
    if (!missing.isEmpty()) {
      throw new UsageException(String.join("\nnsglint: ", missing));
    }
    List<String> unused = inputs.assumed().unused();
    if (!unused.isEmpty()) {
      throw new UsageException("--assume: " + String.join("\nnsglint: --assume: ", unused));
    }
    if (arguments.hasMatchedOption("--verbose")) {
      for (String file : summary.files()) {
        String whole = summary.parts().get(file);
        console.err().println("read " + file + (whole == null ? "" : ", a part of " + whole));
      }
      console
          .err()
          .println(
              summary.files().size()
                  + " read, "
                  + summary.ignored()
                  + " other JSON files in the folders ignored");
      inputs.settings().tell(console);
      read.leftOut().forEach(path -> console.err().println("  left out " + path));
      if (read.scripts().commands() > 0) {
        console
            .err()
            .println(
                read.scripts().commands()
                    + " calls of az followed, "
                    + read.scripts().ignored()
                    + " of them about nothing that is judged");
      }
    }
    return read;
  }

  /** The word in the place of a file's name that has Azure asked. */
  static final String LIVE = "live";

  static TagAddresses tags(ParseResult arguments, Limits limits) throws UsageException {
    String name = arguments.matchedOptionValue("--service-tags", "");
    if (name.isEmpty()) {
      return TagAddresses.unknown();
    }
    if (name.equals(LIVE)) {
      throw new UsageException(
          "--service-tags live asks Azure, which only scan and snapshot do; here, give a file, such"
              + " as the serviceTags.json of a snapshot that was taken with it (./live for a file"
              + " of that name)");
    }
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    }
    if (!Files.exists(path) || Files.isDirectory(path)) {
      throw new UsageException("--service-tags: there is no file '" + name + "'");
    }
    return TagAddresses.of(ServiceTagFile.at(path, name.replace(File.separatorChar, '/'), limits));
  }

  private static AssumedValues assumed(ParseResult arguments) throws UsageException {
    List<String> texts = arguments.matchedOptionValue("--assume", List.<String>of());
    if (texts.isEmpty()) {
      return AssumedValues.none();
    }
    List<Assumed> all = new ArrayList<>();
    for (String text : texts) {
      Optional<Assumed> parsed = Assumed.parse(text);
      if (parsed.isEmpty()) {
        throw new UsageException("--assume takes NAME=VALUE, not '" + text + "'");
      }
      Assumed one = parsed.get();
      for (Assumed other : all) {
        if (other.name().equalsIgnoreCase(one.name())
            && other.file().equals(one.file())
            && other.kind() == one.kind()) {
          throw new UsageException("--assume gives '" + one.name() + "' twice");
        }
      }
      all.add(one);
    }
    return new AssumedValues(all);
  }

  private static Limits limits(ParseResult arguments) throws UsageException {
    Limits limits = Limits.standard();
    for (String text : arguments.matchedOptionValue("--limit", List.<String>of())) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new UsageException("--limit takes NAME=NUMBER, not '" + text + "'");
      }
      Limit limit = limit(text.substring(0, equals));
      String number = text.substring(equals + 1);
      boolean isNumber = number.matches("[1-9][0-9]{0,11}");
      if (!isNumber || Long.parseLong(number) > limit.most()) {
        throw new UsageException(
            "--limit "
                + limit.label()
                + " takes a number from 1 to "
                + limit.most()
                + ", not '"
                + number
                + "'");
      }
      limits = limits.with(limit, Long.parseLong(number) * limit.unit());
    }
    return limits;
  }

  private static Limit limit(String label) throws UsageException {
    List<String> labels = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      if (limit.label().equals(label)) {
        return limit;
      }
      labels.add(limit.label());
    }
    throw new UsageException(
        "there is no limit '"
            + label
            + "'"
            + Nearest.hint(label, labels)
            + " (there are "
            + String.join(", ", labels)
            + ")");
  }
}
