package io.github.nsglint.source.arm;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.InputFormat;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.PossibleSecrets;
import io.github.nsglint.source.Recognition;
import io.github.nsglint.source.TemplateFiles;
import io.github.nsglint.source.TemplateOrder;
import io.github.nsglint.source.template.Deployment;
import io.github.nsglint.source.template.Template;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Templates of Azure Resource Manager. The values of parameters come from the files the user names,
 * else from {@code main.parameters.json} beside {@code main.json}.
 *
 * <p>Problems, besides those of {@code source.template}: {@code template-shape}, {@code
 * parameter-file}, a named file cannot be used; {@code unknown-parameter}, a value that no template
 * asks for; {@code parameters-not-taken}, a file in a folder that a template could take and does
 * not.
 */
public final class ArmTemplates implements InputFormat, TemplateFiles {
  private final List<ParameterFile> given = new ArrayList<>();
  private final List<Problem> givenProblems = new ArrayList<>();
  private final List<HeldTemplate> held = new ArrayList<>();

  /** Parameter files that were met among the inputs. */
  private final List<MetParameters> met = new ArrayList<>();

  /** The paths of those whose values a template took. */
  private final Set<String> taken = new HashSet<>();

  private final List<Template> templates = new ArrayList<>();
  private final Map<String, String> parts = new TreeMap<>();
  private final OrderedTemplates ordered = new OrderedTemplates();
  private final LinkedFiles linkedByOrdered = new LinkedFiles();
  private final Map<String, Integer> namesSeen = new HashMap<>();
  private final AssumedValues assumed;
  private final DeploymentTarget target;
  private final OpenChoices choices;

  /**
   * @param parameterFiles paths as the user gave them; where two give a parameter, the later counts
   */
  public ArmTemplates(List<String> parameterFiles, Limits limits) {
    this(
        parameterFiles,
        AssumedValues.none(),
        DeploymentTarget.unknown(),
        OpenChoices.none(),
        limits);
  }

  /**
   * @param assumed learns what came of each value
   * @param choices learns what is not known but one of a few, and may take it to be one of them
   */
  public ArmTemplates(
      List<String> parameterFiles,
      AssumedValues assumed,
      DeploymentTarget target,
      OpenChoices choices,
      Limits limits) {
    this.assumed = assumed;
    this.target = target;
    this.choices = choices;
    for (String path : parameterFiles) {
      readGiven(path, limits);
    }
  }

  private void readGiven(String path, Limits limits) {
    String shown = path.replace(File.separatorChar, '/');
    if (path.isEmpty() || !Files.exists(Path.of(path)) || Files.isDirectory(Path.of(path))) {
      givenProblems.add(
          Problem.error(
              "parameter-file",
              "there is no file '" + shown + "'",
              new SourceFile(shown, "").start()));
      return;
    }
    Loaded<SourceFile> file = FileBytes.read(Path.of(path), shown, limits);
    Optional<ParameterFile> read = parameterFile(file, givenProblems::add);
    read.ifPresentOrElse(
        given::add,
        () -> {
          if (givenProblems.stream().noneMatch(p -> p.span().file() == file.value())) {
            givenProblems.add(
                Problem.error("parameter-file", "this is no parameter file", file.value().start()));
          }
        });
  }

  private static Optional<ParameterFile> parameterFile(
      Loaded<SourceFile> file, Consumer<Problem> problems) {
    file.problems().forEach(problems);
    if (FileBytes.isUnread(file)) {
      return Optional.empty();
    }
    Loaded<Node> root = JsonReader.read(file.value());
    if (root.value() instanceof Node.Unresolved) {
      PossibleSecrets.conceal(file.value());
    }
    root.problems().forEach(problems);
    return ParameterFile.of(root.value());
  }

  @Override
  public Reading open(InputFile file, Output output) {
    return new TemplateReading(file, output);
  }

  /**
   * Deploys the templates, and tells what is wrong with the named parameter files, in their order.
   * A template that another one links to is a part of that one, with the values that it gets there:
   * by itself it would be judged twice, and with less known.
   */
  @Override
  public List<Problem> remaining() {
    Map<MetParameters, String> usable = given.isEmpty() ? usable() : Map.of();
    deployAll();
    List<Problem> problems = new ArrayList<>(givenProblems);
    if (!templates.isEmpty()) {
      for (ParameterFile file : given) {
        problems.addAll(ParameterValues.unknown(file, templates));
      }
    }
    usable.forEach(
        (one, template) -> {
          if (!taken.contains(one.file().path())) {
            problems.add(notTaken(one, template));
          }
        });
    return problems;
  }

  private record MetParameters(SourceFile file, ParameterFile values) {}

  /**
   * The met parameter files that could be for a template that was read, with its name. A folder
   * often has one for each environment: what holds for the default values need not hold there.
   */
  private Map<MetParameters, String> usable() {
    Map<MetParameters, String> usable = new LinkedHashMap<>();
    for (MetParameters one : met) {
      for (HeldTemplate template : held) {
        if (one.values().isFor(template.template())) {
          usable.putIfAbsent(one, template.file().name());
        }
      }
    }
    return usable;
  }

  private static Problem notTaken(MetParameters one, String template) {
    return Problem.note(
        "parameters-not-taken",
        "these values for "
            + template
            + " are not taken; name the file with --parameters, in a run of its own",
        one.file().start());
  }

  @Override
  public Map<String, String> parts() {
    return parts;
  }

  /**
   * Deploys a template at once. Read by itself too, it is a part of the input that orders it, as
   * one that is linked to. Parameter files that the user names give what the order does not.
   */
  @Override
  public Optional<String> deploy(TemplateOrder order, Output output) {
    if (OrderedTemplates.isBicep(order.path())) {
      return Optional.of("'" + order.path() + "' is Bicep; give what 'az bicep build' makes of it");
    }
    if (!OrderedTemplates.isThere(order)) {
      return Optional.of("there is no file '" + order.path() + "' beside the script");
    }
    Optional<HeldTemplate> found = ordered.find(order, output);
    if (found.isEmpty()) {
      return Optional.of("'" + order.path() + "' is no template");
    }
    HeldTemplate one = found.get();
    String label = label(one.file());
    templates.add(one.template());
    List<ParameterFile> values =
        new OrderedValues(one.template(), output.problems()).files(order.values());
    for (ParameterFile file : values) {
      file.entries().forEach(entry -> taken.add(entry.key().span().file().path()));
      ParameterValues.unknown(file, List.of(one.template())).forEach(output.problems());
    }
    List<ParameterFile> all = new ArrayList<>(given);
    all.addAll(values);
    Map<String, Node> byName = ParameterValues.of(one.template(), all).values();
    deployment(one, byName, label, linkedByOrdered, order.target(), choices, output).run();
    return Optional.empty();
  }

  private void deployAll() {
    LinkedFiles files = new LinkedFiles();
    held.forEach(files::add);
    if (held.size() > 1) {
      held.forEach(one -> followLinks(one, files));
    }
    Set<Path> done = new HashSet<>();
    List<HeldTemplate> left = new ArrayList<>();
    for (HeldTemplate one : held) {
      Optional<String> orderer = ordered.whole(one);
      if (orderer.isPresent()) {
        parts.put(one.file().source().path(), orderer.get());
      } else if (held.stream().anyMatch(other -> other != one && isPart(one, other.parts()))) {
        left.add(one);
      } else {
        deploy(one, files);
        done.addAll(one.parts());
      }
    }
    for (HeldTemplate one : left) {
      // Templates that link to each other in a circle: one of them has to be the first.
      if (!isPart(one, done)) {
        deploy(one, files);
        done.addAll(one.parts());
      } else {
        parts.put(one.file().source().path(), whole(one));
      }
    }
    held.clear();
  }

  private String whole(HeldTemplate part) {
    return held.stream()
        .filter(other -> other != part && isPart(part, other.parts()))
        .findFirst()
        .map(other -> other.file().source().path())
        .orElseThrow();
  }

  private static boolean isPart(HeldTemplate one, Set<Path> parts) {
    return one.place().filter(parts::contains).isPresent();
  }

  private void followLinks(HeldTemplate one, LinkedFiles files) {
    if (!one.template().holdsLink()) {
      return;
    }
    Output nowhere = new Output(resource -> {}, problem -> {});
    Map<String, Node> values =
        ParameterValues.of(one.template(), parameterFiles(one, nowhere)).values();
    deployment(one, values, "", files, target, OpenChoices.none(), nowhere).followLinks();
  }

  private void deploy(HeldTemplate one, LinkedFiles files) {
    Output output = one.output();
    String label = label(one.file());
    templates.add(one.template());
    ParameterValues parameters = ParameterValues.of(one.template(), parameterFiles(one, output));
    deployment(one, parameters.values(), label, files, target, choices, output).run();
  }

  private Deployment deployment(
      HeldTemplate one,
      Map<String, Node> values,
      String label,
      LinkedFiles files,
      DeploymentTarget place,
      OpenChoices choices,
      Output output) {
    InputFile file = one.file();
    return new Deployment(
            one.template(),
            values,
            label,
            one.location(files),
            place,
            choices,
            file.limits(),
            output)
        .assuming(assumed, file.source().path());
  }

  private List<ParameterFile> parameterFiles(HeldTemplate one, Output output) {
    return given.isEmpty() ? beside(one, output) : given;
  }

  private List<ParameterFile> beside(HeldTemplate one, Output output) {
    String name = one.file().name();
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return List.of();
    }
    Optional<ParameterFile> found =
        one.file()
            .beside(name.substring(0, dot) + ".parameters.json")
            .flatMap(
                loaded -> {
                  taken.add(loaded.value().path());
                  return parameterFile(loaded, output.problems());
                });
    found.ifPresent(
        parameters ->
            ParameterValues.unknown(parameters, List.of(one.template()))
                .forEach(output.problems()));
    return found.stream().toList();
  }

  /** A parameter's name alone means one value in one file only. */
  private String label(InputFile file) {
    String name = file.name().isEmpty() ? "standard input" : file.name();
    int count = namesSeen.merge(name, 1, Integer::sum);
    if (templates.isEmpty()) {
      return "";
    }
    return count == 1 ? name : name + " " + count;
  }

  static boolean isTemplate(MapNode root) {
    Optional<String> schema = root.get("$schema").flatMap(Node::scalar);
    return schema.isPresent()
        ? schema.get().toLowerCase(Locale.ROOT).contains("deploymenttemplate.json")
        : root.get("resources").isPresent() && root.get("contentVersion").isPresent();
  }

  private final class TemplateReading implements Reading {
    private final InputFile file;
    private final Output output;

    TemplateReading(InputFile file, Output output) {
      this.file = file;
      this.output = output;
    }

    @Override
    public Recognition element(Node element) {
      return Recognition.FOREIGN;
    }

    @Override
    public Recognition root(Node root) {
      if (root instanceof MapNode map && isTemplate(map)) {
        template(map);
        return Recognition.AZURE;
      }
      Optional<ParameterFile> parameters = ParameterFile.of(root);
      // Without its template, nobody knows which of them are secrets.
      parameters.ifPresent(ParameterFile::conceal);
      parameters.ifPresent(values -> met.add(new MetParameters(file.source(), values)));
      return parameters.isPresent() ? Recognition.COMPANION : Recognition.FOREIGN;
    }

    private void template(MapNode root) {
      ArmValues values = new ArmValues(file.limits(), file.types(), output.problems());
      Template template = new TemplateReader(values, output.problems()).read(root);
      held.add(new HeldTemplate(file, template, output));
    }
  }
}
