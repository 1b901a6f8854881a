package io.github.nsglint.cli;

import io.github.nsglint.document.Problem;
import io.github.nsglint.report.NetworkJson;
import io.github.nsglint.report.NetworkText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint show}: what was understood of the input, without judging it. */
final class ShowCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");

  private final Console console;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Show what was understood of the input, without judging it.",
            "Groups with their rules in effective order, subnets, Bastion hosts, and every value that"
                + " is not known.");
    Inputs.addTo(spec);
    spec.addOption(
        OptionSpec.builder("--format")
            .paramLabel("FORMAT")
            .type(String.class)
            .completionCandidates(FORMATS)
            .description("text (default) or json.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    String format = arguments.matchedOptionValue("--format", "text").toLowerCase(Locale.ROOT);
    Reports.oneOf("--format", format, FORMATS);
    Inputs.Read read = Inputs.read(arguments, console);
    List<Problem> problems = read.allProblems();
    if (format.equals("json")) {
      NetworkJson.write(
          read.network(), problems, read.tags().source(), Main.version(), console.out());
    } else {
      NetworkText.write(read.network(), problems, read.tags().source(), console.out());
    }
    return CheckCommand.hasUnread(problems) ? ExitStatus.INCOMPLETE : ExitStatus.OK;
  }
}
