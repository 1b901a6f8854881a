package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.PackReader;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.LoadSummary;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules of a pack of one's own, asked of a network as Azure answers it or a template writes it. */
final class AskedNetwork {
  private AskedNetwork() {}

  /** The ids start here in {@link #id}. */
  private static final String PROVIDER =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/";

  /** {@code /…/virtualNetworks/hub/subnets/web} of {@code virtualNetworks/hub/subnets/web}. */
  static String id(String text) {
    return PROVIDER + text;
  }

  /** A resource as Azure answers it. */
  static String resource(String id, String members) {
    List<String> parts = List.of(id.split("/", -1));
    String type = parts.size() == 2 ? parts.get(0) : parts.get(0) + "/" + parts.get(2);
    return """
        { "id": "%s", "name": "%s", "type": "Microsoft.Network/%s"%s }
        """
        .formatted(
            id(id), parts.get(parts.size() - 1), type, members.isEmpty() ? "" : ", " + members);
  }

  static String listing(String... resources) {
    return "[" + String.join(",\n", resources) + "]";
  }

  /** A template whose parameters p and q have no value. */
  static String template(String... resources) {
    return """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "p": { "type": "string" }, "q": { "type": "string" } },
          "resources": [%s]
        }
        """
        .formatted(String.join(",\n", resources));
  }

  static RulePack pack(String... rules) {
    StringBuilder text =
        new StringBuilder(
            "pack: test-pack\nversion: 2026-01-01\nsource: https://example.com/page\nrules:\n");
    for (int i = 0; i < rules.length; i++) {
      text.append("  - id: TST10").append(i + 1).append("\n    name: test-rule-").append(i + 1);
      text.append("\n    title: All is well\n    severity: error\n    why: It matters.\n");
      text.append("    fix: Mend it.\n");
      rules[i].lines().forEach(line -> text.append("    ").append(line).append('\n'));
    }
    Loaded<Optional<RulePack>> pack =
        PackReader.read(new SourceFile("test-pack.yaml", text.toString()));
    if (!pack.problems().isEmpty()) {
      throw new AssertionError(pack.problems());
    }
    return pack.value().orElseThrow();
  }

  static Network network(String json) {
    return read(json, TagAddresses.unknown(), new ArrayList<>());
  }

  static List<Finding> findings(RulePack pack, String json) {
    return judged(pack, json).findings();
  }

  /** With what was wrong with the input. */
  static Judged judged(RulePack pack, String json) {
    return judged(pack, json, TagAddresses.unknown());
  }

  static Judged judged(RulePack pack, String json, TagAddresses tags) {
    List<Problem> problems = new ArrayList<>();
    Network network = read(json, tags, problems);
    List<Finding> findings = Linter.lint(network, List.of(pack), List.of(pack), tags);
    return new Judged(network, List.of(pack), tags, findings, problems);
  }

  private static Network read(String json, TagAddresses tags, List<Problem> problems) {
    NetworkReader reader = new NetworkReader(tags);
    Limits limits = Limits.standard();
    LoadSummary summary =
        new SourceLoader(List.of(new ArmTemplates(List.of(), limits), new AzureListing()), limits)
            .load(
                List.of("-"),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                reader);
    Loaded<Network> network = reader.network();
    problems.addAll(summary.problems());
    problems.addAll(network.problems());
    return network.value();
  }

  /** One line a finding, and one a reason: {@code broken nic-a: its name is not …}. */
  static String said(RulePack pack, String json) {
    return findings(pack, json).stream().map(AskedNetwork::words).collect(Collectors.joining("\n"));
  }

  static String words(Finding finding) {
    return finding
        .verdict()
        .fold(
            holds -> "holds " + finding.target(),
            broken -> "broken " + finding.target() + ": " + after(broken.what()),
            undecided -> "undecided " + finding.target() + reasons(undecided.reasons()),
            notApplicable -> "not asked of " + finding.target() + ": " + notApplicable.why());
  }

  /** What follows the title of a rule and the target. */
  private static String after(String what) {
    int title = what.indexOf("is not true of ");
    return title < 0 ? what : what.substring(what.indexOf(": ", title) + 2);
  }

  private static String reasons(List<Remark> remarks) {
    List<String> reasons = new ArrayList<>();
    remarks.forEach(remark -> reasons.add("\n  " + remark.text()));
    return String.join("", reasons);
  }
}
