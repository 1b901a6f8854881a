package io.github.nsglint.cli;

import io.github.nsglint.policy.Mapping;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.Setting;
import io.github.nsglint.report.RuleText;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint rules}: which rules there are. */
final class RulesCommand implements Command {
  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage().description("List the rules. `nsglint explain ID` tells all about one.");
    Packs.addTo(spec);
    SettingsInForce.addTo(spec);
    spec.addOption(
        OptionSpec.builder("-v", "--verbose")
            .type(boolean.class)
            .description(
                "Also tell which controls of CIS, MCSB, NIST and PCI a rule helps to meet.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException {
    SettingsInForce settings = SettingsInForce.of(arguments, console, List.of());
    RulePacks all = Packs.all(arguments, settings, console);
    RulePacks chosen = Packs.chosen(all, arguments);
    settings.file().ifPresent(file -> console.out().println("settings: " + file.file().path()));
    int width = all.rules().stream().mapToInt(rule -> rule.name().length()).max().orElse(0);
    String separator = settings.file().isPresent() ? System.lineSeparator() : "";
    for (RulePack pack : chosen.packs()) {
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
        if (arguments.hasMatchedOption("--verbose")) {
          for (Mapping mapping : rule.notes().mappings()) {
            console.out().println("            " + RuleText.mapping(mapping));
          }
        }
      }
      for (Setting setting : pack.settings()) {
        console.out().println("  setting " + setting.name() + ": " + setting.shown());
      }
    }
    off(all, chosen);
    return ExitStatus.OK;
  }

  /** What the settings or a pack have switched off, unless the arguments name it. */
  private void off(RulePacks all, RulePacks chosen) {
    List<Rule> off =
        all.rules().stream()
            .filter(rule -> all.off().contains(rule.id()) && chosen.find(rule.id()).isEmpty())
            .toList();
    if (!off.isEmpty()) {
      console.out().println(System.lineSeparator() + "off");
      off.forEach(rule -> console.out().println("  " + rule.id() + "  " + rule.name()));
    }
  }
}
