package io.github.nsglint.cli;

import io.github.nsglint.analysis.Drift;
import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.document.Problem;
import io.github.nsglint.report.DriftReport;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.NetworkTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nsglint drift}: what is declared against what is deployed. */
final class DriftCommand implements Command {
  private final Console console;

  DriftCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Commands.blank();
    spec.usageMessage()
        .description(
            "Compare what templates declare with what is deployed, by meaning and not by text.",
            "Only reads. Of a group, one packet each way shows what the one lets through and the"
                + " other does not.")
        .footer(
            "",
            "Examples:",
            "  nsglint drift infra/ --subscription 11111111-1111-1111-1111-111111111111",
            "  nsglint drift main.json --parameters prod.parameters.json --snapshot audit-2026-11",
            "",
            "Exit codes: 0 no drift, 1 drift, 2 wrong usage, 3 something could not be read or told.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .description("What is declared: files and folders.")
            .build());
    text(spec, "--parameters", "FILE", "A parameter file for the templates; may be repeated.");
    text(spec, "--assume", "NAME=VALUE", "A value for a parameter that has none; may be repeated.");
    spec.addOption(
        OptionSpec.builder("--location")
            .paramLabel("NAME")
            .type(String.class)
            .description(
                "What resourceGroup().location is, as in westeurope; without it, such locations"
                    + " cannot be compared.")
            .build());
    spec.addOption(
        OptionSpec.builder("--snapshot")
            .paramLabel("DIR")
            .type(String.class)
            .description("What is deployed: a snapshot, in the place of what Azure says now.")
            .build());
    spec.addOption(
        OptionSpec.builder("--format")
            .paramLabel("FORMAT")
            .type(String.class)
            .completionCandidates(DriftReport.FORMATS)
            .description("text (default) or json.")
            .build());
    LiveOptions.addTo(spec);
    return spec;
  }

  private static void text(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(description)
            .build());
  }

  @Override
  public ExitStatus run(ParseResult arguments) throws UsageException, IOException {
    if (LiveOptions.asksForRequests(arguments)) {
      return LiveRun.tellRequests(console);
    }
    String format = arguments.matchedOptionValue("--format", "text").toLowerCase(Locale.ROOT);
    Reports.oneOf("--format", format, DriftReport.FORMATS);
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    if (paths.isEmpty()) {
      throw new UsageException("say what is declared: give at least one file or folder");
    }
    Inputs.Read declared = Inputs.declared(paths, arguments, target(arguments), console);
    if (arguments.hasMatchedOption("--check-access")) {
      return LiveRun.of(arguments, Set.of(), console).checkAccess();
    }
    if (!arguments.hasMatchedOption("--snapshot") && !LiveOptions.isScoped(arguments)) {
      throw new UsageException(
          "say what is deployed: --snapshot, --subscription, --management-group or"
              + " --all-subscriptions");
    }
    if (arguments.hasMatchedOption("--snapshot")) {
      String folder = arguments.matchedOptionValue("--snapshot", "");
      return told(declared, Inputs.snapshot(folder, console), format);
    }
    try (LiveNetwork network = LiveNetwork.of(NetworkTypes.known(), arguments)) {
      return LiveRun.of(arguments, Set.of(), console)
          .read(
              network.store(),
              Optional.empty(),
              manifest -> told(declared, network.read(), format));
    }
  }

  /** Where there is one, what is declared is deployed there. */
  private static DeploymentTarget target(ParseResult arguments) {
    return DeploymentTarget.told(
        only(arguments, "--subscription"),
        only(arguments, "--resource-group"),
        Optional.ofNullable(arguments.matchedOptionValue("--location", (String) null)),
        Optional.ofNullable(arguments.matchedOptionValue("--tenant", (String) null)));
  }

  private static Optional<String> only(ParseResult arguments, String option) {
    List<String> values = arguments.matchedOptionValue(option, List.<String>of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private ExitStatus told(Inputs.Read declared, Inputs.Read deployed, String format)
      throws IOException {
    List<Difference> differences =
        Drift.between(declared.network(), deployed.network(), declared.tags());
    List<Problem> problems = new ArrayList<>(declared.allProblems());
    problems.addAll(deployed.allProblems());
    DriftReport report = new DriftReport(differences, problems);
    if (format.equals("json")) {
      report.json(Main.version(), console.out());
    } else {
      report.text(console.out());
    }
    boolean drift = differences.stream().anyMatch(each -> each.kind() != Kind.UNKNOWN);
    boolean whole = differences.isEmpty() && !CheckCommand.hasUnread(problems);
    return drift ? ExitStatus.FINDINGS : whole ? ExitStatus.OK : ExitStatus.INCOMPLETE;
  }
}
