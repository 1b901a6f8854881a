package io.github.nsglint;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.LoadSummary;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzScripts;
import io.github.nsglint.source.azcli.AzureListing;
import io.github.nsglint.source.azcli.PowerShellScripts;
import io.github.nsglint.source.live.SnapshotManifest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the whole program makes of inputs, from their bytes to the verdicts of all packs.
 *
 * @param problems of reading and of the network, by place
 */
record JudgedNetwork(
    Network network, LoadSummary summary, List<Problem> problems, List<Finding> findings) {
  private static final RulePacks PACKS = RulePacks.builtIn();

  JudgedNetwork {
    problems = List.copyOf(problems);
    findings = List.copyOf(findings);
  }

  static JudgedNetwork of(List<String> paths) {
    Limits limits = Limits.standard();
    NetworkReader reader = new NetworkReader();
    ArmTemplates templates = new ArmTemplates(List.of(), limits);
    LoadSummary summary =
        new SourceLoader(
                List.of(templates, new SnapshotManifest(), new AzureListing()),
                List.of(new AzScripts(AssumedValues.none(), templates), new PowerShellScripts()),
                limits)
            .load(paths, InputStream.nullInputStream(), reader);
    Loaded<Network> network = reader.network();
    List<Problem> problems = new ArrayList<>(summary.problems());
    problems.addAll(network.problems());
    problems.sort(Problem.BY_PLACE);
    return new JudgedNetwork(
        network.value(),
        summary,
        problems,
        Linter.lint(network.value(), PACKS.about(network.value()).packs()));
  }

  LintResult result() {
    return new LintResult(
        PACKS.about(network).packs(),
        findings,
        problems,
        new LintResult.Coverage(
            summary.files(),
            summary.ignored(),
            network.groups().size(),
            network.subnets().size(),
            network.bastionHosts().size(),
            network.adminRules().size()));
  }
}
