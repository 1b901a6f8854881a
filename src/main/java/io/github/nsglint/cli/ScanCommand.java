package io.github.nsglint.cli;

import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Severity;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.source.NetworkTypes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint scan}: reads what is deployed and judges it. */
final class ScanCommand implements Command {
  private final Console console;

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Read subscriptions of Azure and judge what is deployed.",
            "Only reads: nothing is changed in Azure. What cannot be read is reported, and what"
                + " depends on it is undecided.")
        .footer(
            "",
            "Examples:",
            "  nsglint scan --subscription 11111111-1111-1111-1111-111111111111",
            "  nsglint scan --all-subscriptions --check-access",
            "  nsglint scan --management-group mg-prod --format sarif=audit.sarif");
    LiveOptions.addTo(spec);
    LiveOptions.addQuestionsTo(spec);
    Inputs.addServiceTagsTo(spec, " live asks Azure for them.");
    Packs.addTo(spec);
    SettingsInForce.addTo(spec);
    Reports.addTo(spec);
    MachinesWanted.addTo(spec);
    Where.addTo(spec);
    CheckCommand.addFailingTo(spec);
    spec.addOption(
        OptionSpec.builder("-v", "--verbose")
            .type(boolean.class)
            .description("Also tell how long reading, judging and writing took.")
            .build());
    return spec;
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    if (LiveOptions.asksForRequests(arguments)) {
      return LiveRun.tellRequests(console);
    }
    TimeSpent spent = TimeSpent.reading();
    Optional<Severity> failOn = CheckCommand.failOn(arguments);
    Where.of(arguments); // what is wrong with it is told before Azure is asked
    Reports reports = Reports.of(arguments, console);
    MachinesWanted machines = MachinesWanted.of(arguments, reports, console);
    SettingsInForce settings = SettingsInForce.of(arguments, console, List.of());
    Optional<RulePacks> named = Packs.named(arguments, settings, console);
    NetworkTypes types = Packs.types(named, arguments);
    LiveRun live = LiveRun.of(arguments, types.wanted(), console);
    if (arguments.hasMatchedOption("--check-access")) {
      return live.checkAccess();
    }
    try (LiveNetwork network = LiveNetwork.of(types, arguments)) {
      return live.read(
          network.store(),
          Optional.empty(),
          manifest -> {
            Inputs.Read read = network.read();
            spent.next(TimeSpent.Part.JUDGING);
            Judging.Asked asked = Judging.Asked.of(read, arguments, named);
            LintResult result = Judging.plain(asked, read);
            spent.next(TimeSpent.Part.WRITING);
            boolean strict = arguments.hasMatchedOption("--strict");
            ExitStatus status = CheckCommand.status(result, failOn, strict);
            reports.write(
                result,
                status,
                finding -> CheckCommand.fails(finding, failOn, strict),
                Optional.empty());
            machines.write(read, asked);
            spent.tell(arguments, console);
            return status;
          });
    }
  }
}
