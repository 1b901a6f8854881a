package io.github.nsglint.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint completion}: a script for the shell. */
final class CompletionCommand implements Command {
  private final Console console;
  private final Supplier<CommandLine> line;

  CompletionCommand(Console console, Supplier<CommandLine> line) {
    this.console = console;
    this.line = line;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description("Print a completion script for bash or zsh.")
        .footer("", "Example:", "  source <(nsglint completion)");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .type(String.class)
            .arity("0..1")
            .completionCandidates(List.of("bash", "zsh"))
            .description("bash (default) or zsh: the script serves both.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException {
    Reports.oneOf(
        "completion", arguments.matchedPositionalValue(0, "bash"), List.of("bash", "zsh"));
    console.out().print(AutoComplete.bash("nsglint", line.get()));
    return ExitStatus.OK;
  }
}
