package io.github.nsglint.cli;

import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint rules}: which rules there are. */
final class RulesCommand implements Command {
  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("List the rules. `nsglint explain ID` tells all about one.");
    Packs.addTo(spec);
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException {
    RulePacks packs = Packs.chosen(Packs.all(arguments), arguments);
    int width = packs.rules().stream().mapToInt(rule -> rule.name().length()).max().orElse(0);
    String separator = "";
    for (RulePack pack : packs.packs()) {
      console.out().println(separator + pack.name() + " " + pack.version() + "  " + pack.source());
      separator = System.lineSeparator();
      for (Rule rule : pack.rules()) {
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "  %s  %-7s  %-" + width + "s  %s",
                    rule.id(),
                    rule.severity().name().toLowerCase(Locale.ROOT),
                    rule.name(),
                    rule.title()));
      }
    }
    return ExitStatus.OK;
  }
}
