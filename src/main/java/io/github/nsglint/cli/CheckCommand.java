package io.github.nsglint.cli;

import io.github.nsglint.analysis.CaseDistinction;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.VerdictChange;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.report.StepsText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint check}: judges a network and reports. */
final class CheckCommand implements Command {
  /** Each is read and judged anew. */
  private static final int MOST_STEPS = 500;

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
    addFailingTo(spec);
    spec.addOption(
        OptionSpec.builder("--at-each-step")
            .type(boolean.class)
            .description(
                "Before the report, tell after which command of a script a requirement is lost or"
                    + " met.")
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
    Optional<Severity> failOn = failOn(arguments);
    Reports reports = Reports.of(arguments, console);
    Inputs.Named inputs = Inputs.named(arguments, console);
    Inputs.Read read = Inputs.read(inputs, arguments, console);
    RulePacks known = Packs.all(arguments);
    RulePacks packs = Packs.chosen(known, arguments);
    List<Finding> findings = lint(read, packs, known);
    if (inputs.isRepeatable()) {
      findings =
          CaseDistinction.settle(
              findings, read.choices(), taken -> lint(inputs.again(taken), packs, known));
    }
    LintResult result = result(packs, findings, read);
    ExitStatus status = status(result, failOn, arguments.hasMatchedOption("--strict"));
    if (arguments.hasMatchedOption("--at-each-step")) {
      steps(reports, inputs, read.scripts().steps(), packs, known);
    }
    reports.write(result, status);
    return status;
  }

  static LintResult result(RulePacks packs, List<Finding> findings, Inputs.Read read) {
    return new LintResult(
        packs.packs(),
        findings,
        read.allProblems(),
        new LintResult.Coverage(
            read.summary().files(),
            read.summary().ignored(),
            read.network().groups().size(),
            read.network().subnets().size(),
            read.network().bastionHosts().size(),
            read.network().adminRules().size()),
        read.tags().source());
  }

  private void steps(
      Reports reports, Inputs.Named inputs, List<Span> steps, RulePacks packs, RulePacks known)
      throws UsageException {
    if (!reports.isTextToStandardOutput()) {
      throw new UsageException("--at-each-step goes with the text report on standard output");
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
      List<Finding> after = lint(inputs.upTo(i), packs, known);
      changes.addAll(VerdictChange.between(steps.get(i - 1), before, after));
      before = after;
    }
    console.out().print(StepsText.of(changes));
  }

  static List<Finding> lint(Inputs.Read read, RulePacks packs, RulePacks known) {
    return Linter.lint(read.network(), packs.packs(), known.packs(), read.tags());
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
    boolean fails =
        failOn.isPresent()
            && result.findings().stream()
                .anyMatch(
                    finding ->
                        finding.verdict() instanceof Verdict.Broken
                            && finding.severity().compareTo(failOn.get()) <= 0);
    if (fails) {
      return ExitStatus.FINDINGS;
    }
    boolean unread = hasUnread(result.problems());
    boolean undecided =
        strict
            && result.findings().stream()
                .anyMatch(finding -> finding.verdict() instanceof Verdict.Undecided);
    return unread || undecided ? ExitStatus.INCOMPLETE : ExitStatus.OK;
  }

  /** Whether something was not read, so that nothing can be said of it. */
  static boolean hasUnread(List<Problem> problems) {
    return problems.stream().map(Problem::severity).anyMatch(Severity.ERROR::equals);
  }
}
