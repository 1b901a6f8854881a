package io.github.nsglint.cli;

import io.github.nsglint.policy.PackSchemas;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint schema}: what an editor needs to help with packs and settings. */
final class SchemaCommand implements Command {
  private static final List<String> KINDS = List.of("pack", "settings");

  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description("Print the JSON Schema of rule packs or of nsglint.yaml, for editors.")
        .footer("", "Example:", "  nsglint schema pack >pack.schema.json");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("KIND")
            .type(String.class)
            .arity("0..1")
            .completionCandidates(KINDS)
            .description("pack or settings.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException {
    String kind = arguments.matchedPositionalValue(0, "");
    Reports.oneOf("schema", kind, KINDS);
    console.out().print(kind.equals("pack") ? PackSchemas.pack() : PackSchemas.settings());
    return ExitStatus.OK;
  }
}
