package io.github.nsglint.cli;

import io.github.nsglint.report.SarifReport;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** Who a SARIF log is for: as the user says, else as the environment tells. */
final class SarifProfile {
  private SarifProfile() {}

  /** Says on standard error what the environment decides. */
  static SarifReport.Profile of(ParseResult arguments, Console console) {
    if (arguments.commandSpec().findOption("--sarif-profile") == null) {
      return SarifReport.Profile.FULL;
    }
    String named = arguments.matchedOptionValue("--sarif-profile", "").toLowerCase(Locale.ROOT);
    Map<String, String> environment = console.environment();
    if (named.isEmpty() && environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
      console.err().println("nsglint: SARIF profile github, because GITHUB_ACTIONS is set");
      named = "github";
    } else if (named.isEmpty() && environment.getOrDefault("TF_BUILD", "").equals("True")) {
      console.err().println("nsglint: SARIF profile azure-devops, because TF_BUILD is set");
      named = "azure-devops";
    }
    return switch (named) {
      case "github" -> SarifReport.Profile.GITHUB;
      case "azure-devops" -> SarifReport.Profile.AZURE_DEVOPS;
      default -> SarifReport.Profile.FULL;
    };
  }
}
