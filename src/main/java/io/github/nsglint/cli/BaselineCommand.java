package io.github.nsglint.cli;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint baseline}: writes down what is broken today, so that only what is new fails. */
final class BaselineCommand implements Command {
  private static final String FILE = "nsglint-baseline.sarif";

  private final Console console;

  BaselineCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Write down what is broken today, for `nsglint check --baseline FILE`.",
            "The file is a full SARIF log: it can be read by others too.")
        .footer(
            "",
            "Examples:",
            "  nsglint baseline infra/",
            "  nsglint check infra/ --baseline " + FILE);
    Inputs.addTo(spec);
    Packs.addTo(spec);
    spec.addOption(
        OptionSpec.builder("--output")
            .paramLabel("FILE")
            .type(String.class)
            .description("Write to this file (" + FILE + ").")
            .build());
    Reports.addSourceRootTo(spec);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    Judging judging = new Judging(arguments, console);
    Inputs.Read read = judging.read();
    LintResult result = judging.judged(read, judging.asked(read), Comparing.nothing());
    ExitStatus status =
        CheckCommand.hasUnread(result.problems()) ? ExitStatus.INCOMPLETE : ExitStatus.OK;
    String file = arguments.matchedOptionValue("--output", FILE);
    Reports.baseline(arguments, console, file).write(result, status);
    int broken = 0;
    for (Finding finding : result.findings()) {
      broken += finding.isBreach() ? 1 : 0;
    }
    console
        .out()
        .println("wrote " + file + ": " + broken + " broken, which `check` will not fail for");
    if (status == ExitStatus.INCOMPLETE) {
      console
          .err()
          .println("nsglint: something could not be read and is not in it; see `nsglint check`");
    }
    return status;
  }
}
