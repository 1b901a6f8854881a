package io.github.nsglint.cli;

import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.report.RuleText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint explain}: all about one rule. */
final class ExplainCommand implements Command {
  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Explain a rule.",
            "Why it is there, what it requires, an example that holds and one that is broken, and where"
                + " it comes from.")
        .footer("", "Example:", "  nsglint explain BAS104");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("ID")
            .type(String.class)
            .arity("0..1")
            .description("The rule's id (BAS104) or name (bastion-inbound-data-plane).")
            .build());
    Packs.addFiles(spec);
    SettingsInForce.addTo(spec);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    String id = arguments.matchedPositionalValue(0, "");
    if (id.isEmpty()) {
      throw new UsageException("give the id of a rule; `nsglint rules` lists them");
    }
    SettingsInForce settings = SettingsInForce.of(arguments, console, List.of());
    RulePacks packs = Packs.all(arguments, settings, console);
    Optional<Rule> rule = packs.find(id);
    if (rule.isEmpty()) {
      throw new UsageException(packs.unknownRule(id) + " (`nsglint rules` lists them)");
    }
    PrintStream out = console.out();
    out.print(RuleText.of(rule.get()));
    example(out, rule.get(), "holds", "An example that holds");
    example(out, rule.get(), "broken", "An example that is broken");
    return ExitStatus.OK;
  }

  private static void example(PrintStream out, Rule rule, String verdict, String title)
      throws IOException {
    Optional<Examples.Example> example = Examples.of(rule.name(), verdict);
    if (example.isPresent()) {
      out.println();
      out.println(title + " (" + example.get().file() + "):");
      example.get().text().lines().forEach(line -> out.println("  " + line));
    }
  }
}
