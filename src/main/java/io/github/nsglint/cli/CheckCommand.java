package io.github.nsglint.cli;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Fix;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.VerdictChange;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.report.SarifFixes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint check}: judges a network and reports. */
final class CheckCommand implements Command {
  /** Each is read and judged anew. */
  private static final int MOST_STEPS = 500;

  /** Likewise. */
  private static final int MOST_PROOFS = 200;

  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description("Judge network definitions and report what is broken.")
        .footer(
            "",
            "Examples:",
            "  nsglint check infra/",
            "  nsglint check main.json --parameters prod.parameters.json --only BAS102,BAS104",
            "  nsglint check infra/ --format text --format sarif=nsglint.sarif",
            "  az network nsg list -o json | nsglint check - --fail-on warning");
    Inputs.addTo(spec);
    Packs.addTo(spec);
    Reports.addTo(spec);
    MachinesWanted.addTo(spec);
    Where.addTo(spec);
    Comparing.addTo(spec);
    addFailingTo(spec);
    spec.addOption(
        OptionSpec.builder("--fixes")
            .type(boolean.class)
            .description(
                "A SARIF log also has changes that mend findings, as `nsglint fix` makes them. Each is"
                    + " proved by reading and judging anew, so this takes time.")
            .build());
    spec.addOption(
        OptionSpec.builder("--at-each-step")
            .type(boolean.class)
            .description(
                "Before the report, or in it with json, tell after which command of a script a"
                    + " requirement is lost or met.")
            .build());
    return spec;
  }

  /** What makes the exit code, for all commands that judge. */
  static void addFailingTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--fail-on")
            .paramLabel("SEVERITY")
            .type(String.class)
            .completionCandidates(List.of("error", "warning", "note", "never"))
            .description(
                "Exit with 1 for findings from this severity up: error (default), warning, note, never.")
            .build());
    spec.addOption(
        OptionSpec.builder("--strict")
            .type(boolean.class)
            .description("Exit with 3 when something could not be decided.")
            .build());
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    TimeSpent spent = TimeSpent.reading();
    Optional<Severity> failOn = failOn(arguments);
    Where.of(arguments); // what is wrong with it is told before anything is read
    Reports reports = Reports.of(arguments, console);
    MachinesWanted machines = MachinesWanted.of(arguments, reports, console);
    Judging judging = new Judging(arguments, console);
    Comparing comparing = Comparing.of(arguments, judging.inputs().paths(), console);
    Inputs.Read read = judging.read();
    spent.next(TimeSpent.Part.JUDGING);
    Judging.Asked asked = judging.asked(read);
    LintResult result = judging.judged(read, asked, comparing);
    ExitStatus status = status(result, failOn, arguments.hasMatchedOption("--strict"));
    Optional<List<VerdictChange>> steps =
        arguments.hasMatchedOption("--at-each-step")
            ? Optional.of(steps(reports, judging.inputs(), read, asked))
            : Optional.empty();
    if (arguments.hasMatchedOption("--fixes")) {
      reports.add(fixes(reports, judging, asked, read, result));
    }
    spent.next(TimeSpent.Part.WRITING);
    boolean strict = arguments.hasMatchedOption("--strict");
    reports.write(result, status, finding -> fails(finding, failOn, strict), steps);
    machines.write(read, asked);
    spent.tell(arguments, console);
    return status;
  }

  /** Of the gravest findings, until enough was read again to prove them. */
  private static SarifFixes fixes(
      Reports reports, Judging judging, Judging.Asked asked, Inputs.Read read, LintResult result)
      throws UsageException {
    if (!reports.tellFixes() || !judging.inputs().isRepeatable()) {
      throw new UsageException(
          reports.tellFixes()
              ? "--fixes: standard input is too large to be read more than once"
              : "--fixes goes with --format sarif; `nsglint fix` makes them");
    }
    List<Finding> broken = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (finding.isBreach()) {
        broken.add(finding);
      }
    }
    broken.sort(Comparator.comparing(Finding::severity));
    Fixes.Outcome now = new Fixes.Outcome(Map.of(), judging.judged(asked, read));
    Fixes fixes = new Fixes(texts -> judging.judged(asked, texts), Fixes.proofs(read, MOST_PROOFS));
    IdentityHashMap<Finding, Fix> found = new IdentityHashMap<>();
    int untried = 0;
    for (Finding finding : broken) {
      if (fixes.isSpent()) {
        untried++;
      } else {
        fixes.of(finding, now).fix().ifPresent(fix -> found.put(finding, fix));
      }
    }
    return new SarifFixes(found, untried);
  }

  private static List<VerdictChange> steps(
      Reports reports, Inputs.Named inputs, Inputs.Read read, Judging.Asked asked)
      throws UsageException {
    List<Span> steps = read.scripts().steps();
    if (!reports.tellSteps()) {
      throw new UsageException(
          "--at-each-step goes with the text report on standard output and with json");
    }
    if (steps.isEmpty() || steps.size() > MOST_STEPS || !inputs.isRepeatable()) {
      throw new UsageException(
          steps.isEmpty()
              ? "--at-each-step: no script here changes a network"
              : "--at-each-step takes scripts of at most " + MOST_STEPS + " such commands");
    }
    List<Finding> before = List.of();
    List<VerdictChange> changes = new ArrayList<>();
    for (int i = 1; i <= steps.size(); i++) {
      List<Finding> after = asked.of(inputs.upTo(i, read.summary().parts().keySet()));
      changes.addAll(VerdictChange.between(steps.get(i - 1), before, after));
      before = after;
    }
    return changes;
  }

  static Optional<Severity> failOn(ParseResult arguments) throws UsageException {
    String text = arguments.matchedOptionValue("--fail-on", "error");
    if (text.equalsIgnoreCase("never")) {
      return Optional.empty();
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(text)) {
        return Optional.of(severity);
      }
    }
    throw new UsageException(
        "--fail-on takes error, warning, note or never, not '"
            + text.toLowerCase(Locale.ROOT)
            + "'");
  }

  static ExitStatus status(LintResult result, Optional<Severity> failOn, boolean strict) {
    for (Finding finding : result.findings()) {
      if (fails(finding, failOn)) {
        return ExitStatus.FINDINGS;
      }
    }
    boolean unread = hasUnread(result.problems());
    boolean undecided = false;
    for (Finding finding : strict ? result.findings() : List.<Finding>of()) {
      undecided |= isUndecided(finding);
    }
    return unread || undecided ? ExitStatus.INCOMPLETE : ExitStatus.OK;
  }

  /** Whether a finding makes the run fail. */
  static boolean fails(Finding finding, Optional<Severity> failOn, boolean strict) {
    return fails(finding, failOn) || (strict && isUndecided(finding));
  }

  private static boolean fails(Finding finding, Optional<Severity> failOn) {
    return failOn.isPresent()
        && finding.isBreach()
        && finding.severity().compareTo(failOn.get()) <= 0;
  }

  private static boolean isUndecided(Finding finding) {
    return finding.verdict() instanceof Verdict.Undecided && finding.standing().counts();
  }

  /** Whether something was not read, so that nothing can be said of it. */
  static boolean hasUnread(List<Problem> problems) {
    return problems.stream().map(Problem::severity).anyMatch(Severity.ERROR::equals);
  }
}
