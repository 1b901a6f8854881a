package io.github.nsglint.cli;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.VerdictChange;
import io.github.nsglint.document.Nearest;
import io.github.nsglint.report.AzureDevOpsReport;
import io.github.nsglint.report.CheckstyleReport;
import io.github.nsglint.report.CsvReport;
import io.github.nsglint.report.GitHubReport;
import io.github.nsglint.report.GitLabReport;
import io.github.nsglint.report.JUnitReport;
import io.github.nsglint.report.JsonReport;
import io.github.nsglint.report.MarkdownReport;
import io.github.nsglint.report.Report;
import io.github.nsglint.report.SarifFixes;
import io.github.nsglint.report.SarifReport;
import io.github.nsglint.report.SourceUris;
import io.github.nsglint.report.StepsText;
import io.github.nsglint.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which reports are written, and where to. */
final class Reports {
  static final List<String> FORMATS =
      List.of(
          "text",
          "sarif",
          "json",
          "github",
          "azure-devops",
          "gitlab",
          "junit",
          "checkstyle",
          "csv",
          "markdown");

  private static final List<String> PROFILES = List.of("full", "github", "azure-devops");

  /** Who shows more makes a page that nobody reads, and that GitHub refuses. */
  private static final int MOST_ON_A_PAGE = 500;

  /**
   * @param file as the user wrote it; empty for standard output
   */
  private record Wanted(String format, Optional<String> file) {}

  private final Console console;
  private final List<Wanted> wanted;
  private final TextReport.Detail detail;
  private final TextReport.Color color;
  private final ParseResult arguments;
  private final int most;
  private SarifFixes fixes = SarifFixes.NONE;

  private Reports(
      Console console,
      List<Wanted> wanted,
      TextReport.Detail detail,
      TextReport.Color color,
      ParseResult arguments,
      int most) {
    this.console = console;
    this.wanted = wanted;
    this.detail = detail;
    this.color = color;
    this.arguments = arguments;
    this.most = most;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--format")
            .paramLabel("FORMAT[=FILE]")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .completionCandidates(FORMATS)
            .description(
                "text (default), sarif or json; github or azure-devops (annotations), gitlab, junit,"
                    + " checkstyle, csv or markdown; to a file with =FILE. Several may be given.")
            .build());
    spec.addOption(
        OptionSpec.builder("--output")
            .paramLabel("FILE")
            .type(String.class)
            .description("Write the report to a file, all of it or none.")
            .build());
    spec.addOption(
        OptionSpec.builder("--sarif-profile")
            .paramLabel("PROFILE")
            .type(String.class)
            .completionCandidates(PROFILES)
            .description(
                "full: one result for each requirement, also those that hold; github and"
                    + " azure-devops: what is broken only, as code scanning takes each result for an"
                    + " alert. Without it: what the environment is, else full.")
            .build());
    spec.addOption(
        OptionSpec.builder("--all")
            .type(boolean.class)
            .description(
                "The text and markdown reports also list what holds and what does not apply.")
            .build());
    spec.addOption(
        OptionSpec.builder("--sarif-category")
            .paramLabel("NAME")
            .type(String.class)
            .description(
                "What code scanning keeps several runs of one repository apart by, as the folder's"
                    + " name.")
            .build());
    spec.addOption(
        OptionSpec.builder("--max-findings")
            .paramLabel("NUMBER")
            .type(String.class)
            .description(
                "Show at most so many findings, the gravest; logs for programs have all of them.")
            .build());
    spec.addOption(
        OptionSpec.builder("-q", "--quiet")
            .type(boolean.class)
            .description("The text report has only what makes the run fail.")
            .build());
    addSourceRootTo(spec);
    addColorTo(spec);
  }

  static void addSourceRootTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--source-root")
            .paramLabel("DIR")
            .type(String.class)
            .description(
                "What files are named from in logs: the root of the git repository, else the"
                    + " working directory.")
            .build());
  }

  /** Paths as logs name them. */
  static SourceUris uris(ParseResult arguments, Console console) throws UsageException {
    Path folder = console.folder();
    if (!arguments.hasMatchedOption("--source-root")) {
      return SourceUris.of(Repository.around(folder).map(Repository::root).orElse(folder), folder);
    }
    String name = arguments.matchedOptionValue("--source-root", "");
    try {
      Path root = folder.resolve(name).normalize();
      if (name.isEmpty() || !Files.isDirectory(root)) {
        throw new UsageException("--source-root: there is no folder '" + name + "'");
      }
      return SourceUris.of(root, folder);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    }
  }

  static void addColorTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--color")
            .paramLabel("WHEN")
            .type(String.class)
            .completionCandidates(List.of("auto", "always", "never"))
            .description("auto (default: on a terminal without NO_COLOR), always or never.")
            .build());
  }

  static Reports of(ParseResult arguments, Console console) throws UsageException {
    List<Wanted> wanted = new ArrayList<>();
    for (String text : arguments.matchedOptionValue("--format", List.of("text"))) {
      int equals = text.indexOf('=');
      String format = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
      oneOf("--format", format, FORMATS);
      Optional<String> file =
          equals < 0
              ? Optional.empty()
              : Optional.of(named("--format " + text, text.substring(equals + 1)));
      wanted.add(new Wanted(format, file));
    }
    if (arguments.hasMatchedOption("--output")) {
      wanted = toFile(wanted, named("--output", arguments.matchedOptionValue("--output", "")));
    }
    List<String> files = wanted.stream().flatMap(report -> report.file().stream()).toList();
    if (files.stream().distinct().count() < files.size()) {
      throw new UsageException("two reports cannot go to one file; give each its own");
    }
    if (wanted.stream().filter(report -> report.file().isEmpty()).count() > 1) {
      throw new UsageException(
          "only one report can go to standard output; give the others a file: --format sarif=FILE");
    }
    TextReport.Color color = color(arguments, console);
    if (arguments.hasMatchedOption("--sarif-profile")) {
      oneOf("--sarif-profile", profile(arguments), PROFILES);
    }
    return new Reports(
        console,
        wanted,
        arguments.hasMatchedOption("--all") ? TextReport.Detail.ALL : TextReport.Detail.FINDINGS,
        color,
        arguments,
        most(arguments));
  }

  /** The one report that `nsglint baseline` writes. */
  static Reports baseline(ParseResult arguments, Console console, String file)
      throws UsageException {
    List<Wanted> wanted = List.of(new Wanted("sarif", Optional.of(named("--output", file))));
    return new Reports(
        console,
        wanted,
        TextReport.Detail.ALL,
        TextReport.Color.PLAIN,
        arguments,
        Integer.MAX_VALUE);
  }

  private static String profile(ParseResult arguments) {
    return arguments.matchedOptionValue("--sarif-profile", "").toLowerCase(Locale.ROOT);
  }

  private static int most(ParseResult arguments) throws UsageException {
    if (!arguments.hasMatchedOption("--max-findings")) {
      return Integer.MAX_VALUE;
    }
    String text = arguments.matchedOptionValue("--max-findings", "");
    if (!text.matches("[0-9]{1,9}")) {
      throw new UsageException("--max-findings takes a number, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  static void oneOf(String option, String value, List<String> known) throws UsageException {
    if (!known.contains(value)) {
      throw new UsageException(
          option
              + " takes "
              + String.join(", ", known)
              + ", not '"
              + value
              + "'"
              + Nearest.hint(value, known));
    }
  }

  private static String named(String option, String file) throws UsageException {
    if (file.isEmpty()) {
      throw new UsageException(option + " names no file");
    }
    return file;
  }

  private static List<Wanted> toFile(List<Wanted> wanted, String output) throws UsageException {
    List<Wanted> all = new ArrayList<>();
    int open = 0;
    for (Wanted report : wanted) {
      if (report.file().isEmpty()) {
        open++;
        all.add(new Wanted(report.format(), Optional.of(output)));
      } else {
        all.add(report);
      }
    }
    if (open != 1) {
      throw new UsageException("--output belongs to one --format without a file; here are " + open);
    }
    return all;
  }

  /** The format of the report that goes to standard output, if one does. */
  Optional<String> toStandardOutput() {
    for (Wanted report : wanted) {
      if (report.file().isEmpty()) {
        return Optional.of(report.format());
      }
    }
    return Optional.empty();
  }

  /** Whether some report tells how findings can be mended. */
  boolean tellFixes() {
    return wanted.stream().anyMatch(report -> report.format().equals("sarif"));
  }

  /** Tells these besides. */
  void add(SarifFixes found) {
    fixes = found;
  }

  /** Whether some report tells what the commands of a script change. */
  boolean tellSteps() {
    return wanted.stream().anyMatch(Reports::tellsSteps);
  }

  private static boolean tellsSteps(Wanted report) {
    return report.format().equals("json") || isTextToStandardOutput(report);
  }

  /** Whether a person reads the text report where the program writes to. */
  private static boolean isTextToStandardOutput(Wanted report) {
    return report.file().isEmpty() && report.format().equals("text");
  }

  /** Of a command of which nothing can fail. */
  void write(LintResult result, ExitStatus status) throws UsageException, IOException {
    write(result, status, finding -> false, Optional.empty());
  }

  /**
   * @param fails which findings make the run fail
   * @param steps what the commands of scripts change, if that was asked
   */
  void write(
      LintResult result,
      ExitStatus status,
      Predicate<Finding> fails,
      Optional<List<VerdictChange>> steps)
      throws UsageException, IOException {
    for (Wanted report : wanted) {
      Report made = report(report, status, fails, steps);
      if (made instanceof SarifReport sarif) {
        sarif
            .remarks(result)
            .forEach(remark -> console.err().println("nsglint: SARIF: " + remark.message()));
      }
      if (report.file().isEmpty()) {
        if (steps.isPresent() && isTextToStandardOutput(report)) {
          console.out().print(StepsText.of(steps.get()));
        }
        made.write(result, console.out());
      } else {
        toFile(made, result, report.file().get());
      }
    }
  }

  private void toFile(Report report, LintResult result, String name) throws UsageException {
    try {
      Path file = console.folder().resolve(name);
      if (Files.isDirectory(file)) {
        throw new UsageException("cannot write " + name + ": it is a folder");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A device or a pipe is written to, not put aside by a file of its name.
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          report.write(result, out);
        }
      } else {
        WholeFile.write(
            Files.exists(file) ? file.toRealPath() : file, out -> report.write(result, out));
      }
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path of this system");
    } catch (IOException e) {
      throw new UsageException("cannot write " + name + ": " + Refusal.reason(e));
    }
  }

  private Report report(
      Wanted report,
      ExitStatus status,
      Predicate<Finding> fails,
      Optional<List<VerdictChange>> steps)
      throws UsageException {
    return switch (report.format()) {
      case "text" -> text(report, fails);
      case "json" -> new JsonReport(Main.version(), steps);
      case "junit" -> new JUnitReport(fails);
      case "checkstyle" -> new CheckstyleReport();
      default -> named(report.format(), uris(arguments, console), status);
    };
  }

  private Report text(Wanted report, Predicate<Finding> fails) {
    return new TextReport(
        detail,
        report.file().isEmpty() ? color : TextReport.Color.PLAIN,
        most,
        arguments.hasMatchedOption("--quiet") ? Optional.of(fails) : Optional.empty());
  }

  private Report sarif(SourceUris uris, ExitStatus status) {
    SarifReport.Profile profile = SarifProfile.of(arguments, console);
    boolean named =
        arguments.commandSpec().findOption("--sarif-category") != null
            && arguments.hasMatchedOption("--sarif-category");
    String category = named ? arguments.matchedOptionValue("--sarif-category", "") : "";
    return new SarifReport(
        Main.version(),
        profile,
        uris,
        status.code(),
        RunSurroundings.of(console, profile, category).of(Today.epoch(console), status.meaning()),
        fixes);
  }

  /** Those that name files from the root of the repository. */
  private Report named(String format, SourceUris uris, ExitStatus status) {
    return switch (format) {
      case "sarif" -> sarif(uris, status);
      case "github" -> new GitHubReport(uris, most);
      case "azure-devops" -> new AzureDevOpsReport(uris, most);
      case "gitlab" -> new GitLabReport(uris);
      case "csv" -> new CsvReport(uris);
      case "markdown" ->
          new MarkdownReport(
              uris,
              detail == TextReport.Detail.ALL ? most : Math.min(most, MOST_ON_A_PAGE),
              detail);
      default -> throw new AssertionError(format);
    };
  }

  /** Whether what goes to standard output is to have colours. */
  static TextReport.Color color(ParseResult arguments, Console console) throws UsageException {
    String color = arguments.matchedOptionValue("--color", "auto").toLowerCase(Locale.ROOT);
    oneOf("--color", color, List.of("auto", "always", "never"));
    boolean wanted =
        switch (color) {
          case "always" -> true;
          case "never" -> false;
          default ->
              console.terminal()
                  && console.environment().getOrDefault("NO_COLOR", "").isEmpty()
                  && !console.environment().getOrDefault("TERM", "").equals("dumb");
        };
    return wanted ? TextReport.Color.ANSI : TextReport.Color.PLAIN;
  }
}
