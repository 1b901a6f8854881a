package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.Verdict.Broken;
import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Holds;
import io.github.nsglint.analysis.Verdict.NotApplicable;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.analysis.Verdict.Undecided;
import io.github.nsglint.analysis.Verdict.Witness;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.Target;
import java.util.List;
import java.util.Optional;

/** A result with one of everything a report has to say. */
final class Samples {
  static final String GROUP =
      "/subscriptions/0000/resourceGroups/rg-hub/providers/Microsoft.Network/"
          + "networkSecurityGroups/nsg-bastion";
  static final String SUBNET =
      "/subscriptions/0000/resourceGroups/rg-hub/providers/Microsoft.Network/"
          + "virtualNetworks/vnet-hub/subnets/AzureBastionSubnet";
  static final String TARGET = "AzureBastionSubnet (vnet-hub)";

  private static final SourceFile PACK = new SourceFile("bastion.yaml", "pack: azure-bastion\n");

  static final SourceFile GROUPS =
      new SourceFile(
          "infra/bastion.json",
          """
          {
            "name": "nsg-bastion",
            "securityRules": [
              { "name": "AllowHttps", "priority": 100, "sourceAddressPrefix": "[parameters('clients')]" },
              { "name": "AllowAzureCloudOutbound", "priority": 110 },
          \t\t{\t"name":\t"DenyAllOutBound", "priority": 1000 }
            ]
          }
          """);
  static final SourceFile NETWORKS =
      new SourceFile(
          "infra/höhe 1.json",
          """
          { "name": "vnet-hub",
            "subnets": [
              { "name": "AzureBastionSubnet",
                "id": "%s" }
            ]
          }
          """
              .formatted(SUBNET));
  static final SourceFile OLD =
      new SourceFile("infra/old.json", "{ \"name\": \"nsg-old\",\r\n  \"rules\": [ }\r\n");

  private Samples() {}

  /** The first place of a text in a file. */
  static Span at(SourceFile file, String text) {
    int start = file.text().indexOf(text);
    if (start < 0) {
      throw new IllegalArgumentException(text + " is not in " + file.path());
    }
    return file.span(start, start + text.length());
  }

  static Rule rule(String id, String name, String title, Severity severity) {
    return new Rule(
        id,
        name,
        title,
        severity,
        "Without it nobody can work.\nThis is the second sentence.",
        "Allow it, at a priority\nbelow every Deny that covers it.",
        List.of("Azure", "bastion"),
        List.of("https://learn.microsoft.com/azure/bastion/bastion-nsg"),
        new Target.Subnets("AzureBastionSubnet"),
        Optional.empty(),
        new Requirement.SecurityRules(Requirement.Quality.ACCEPTED),
        PACK.start());
  }

  static Finding finding(Rule rule, Verdict verdict, Span span) {
    return new Finding(rule, TARGET, SUBNET, rule.severity(), verdict, span);
  }

  static Broken broken(String what) {
    return new Broken(what, Optional.empty(), Optional.empty(), List.of());
  }

  static LintResult result(List<Finding> findings, List<Problem> problems, Coverage coverage) {
    List<Rule> rules = findings.stream().map(Finding::rule).distinct().toList();
    RulePack pack =
        new RulePack(
            "azure-bastion",
            "2026-02-24",
            "https://learn.microsoft.com/azure/bastion/bastion-nsg",
            List.of(Family.IPV4),
            rules);
    return new LintResult(List.of(pack), findings, problems, coverage);
  }

  static LintResult everything() {
    return result(
        List.of(
            https(), azureCloud(), loadBalancer(), size(), unattached(), sessions(), tunneling()),
        List.of(
            Problem.error("json-syntax", "found '}' where a value or ']' should be", brace()),
            Problem.error(
                "unreadable", "there is no such file", new SourceFile("lost.json", "").start()),
            Problem.warning(
                "unknown-parameter",
                "parameter 'clients' has no value",
                at(GROUPS, "[parameters('clients')]"))),
        new Coverage(
            List.of("infra/bastion.json", "infra/höhe 1.json", "infra/old.json"), 2, 2, 1, 1));
  }

  private static Span brace() {
    return OLD.span(OLD.text().indexOf("}"), OLD.text().indexOf("}") + 1);
  }

  private static Finding https() {
    return finding(
        rule("BAS101", "bastion-inbound-https", "People reach Bastion over HTTPS", Severity.ERROR),
        new Undecided(
            "it cannot be told whether anybody reaches AzureBastionSubnet (vnet-hub) on 443",
            List.of(
                new Remark(
                    "parameter 'clients' has no value", at(GROUPS, "[parameters('clients')]")),
                new Remark("the peering of [x](y) is not known", at(NETWORKS, "\"vnet-hub\"")))),
        at(GROUPS, "\"AllowHttps\""));
  }

  private static Finding azureCloud() {
    Witness witness = new Witness("Tcp", "10.0.255.4", 50000, "AzureCloud", 443);
    DecidingRule rule =
        new DecidingRule(
            "DenyAllOutBound", Optional.of(1000), false, at(GROUPS, "\"DenyAllOutBound\""));
    return finding(
        rule("BAS106", "bastion-outbound-azure-cloud", "Bastion reaches Azure", Severity.ERROR),
        new Broken(
            TARGET + " cannot reach AzureCloud on 443: " + witness + " is denied by " + rule,
            Optional.of(witness),
            Optional.of(rule),
            List.of(
                new Remark(
                    "AllowAzureCloudOutbound (110) lets it reach AzureCloud.WestEurope only",
                    at(GROUPS, "\"AllowAzureCloudOutbound\"")),
                new Remark("nsg-spoke (200) is not attached", at(NETWORKS, "\"id\"")))),
        at(GROUPS, "\"DenyAllOutBound\""));
  }

  private static Finding loadBalancer() {
    Witness witness = new Witness("Tcp", "AzureLoadBalancer", 50000, "10.0.255.4", 443);
    DecidingRule rule =
        new DecidingRule("DenyAllInBound", Optional.of(65500), true, at(GROUPS, "\"nsg-bastion\""));
    return finding(
        rule("BAS103", "bastion-inbound-probes", "Health probes arrive", Severity.WARNING),
        new Broken(
            "health probes cannot reach " + TARGET + ": " + witness + " is denied by " + rule,
            Optional.of(witness),
            Optional.of(rule),
            List.of()),
        at(NETWORKS, "\"AzureBastionSubnet\""));
  }

  private static Finding size() {
    return finding(
        rule("BAS201", "bastion-subnet-size", "The subnet is large enough", Severity.NOTE),
        broken(TARGET + " is smaller than /26"),
        at(NETWORKS, "{ \"name\": \"AzureBastionSubnet\",\n      \"id\""));
  }

  private static Finding unattached() {
    return finding(
        rule("BAS202", "bastion-subnet-group", "The subnet has a group", Severity.ERROR),
        new Holds("the group is shared with another subnet"),
        at(NETWORKS, "\"AzureBastionSubnet\""));
  }

  private static Finding sessions() {
    return finding(
        rule("BAS104", "bastion-data-plane", "The hosts talk to one another", Severity.ERROR),
        new Holds(""),
        at(NETWORKS, "\"AzureBastionSubnet\""));
  }

  private static Finding tunneling() {
    return finding(
        rule("BAS205", "bastion-tunneling", "Native clients can connect", Severity.WARNING),
        new NotApplicable("no Bastion host is in this subnet"),
        at(NETWORKS, "\"AzureBastionSubnet\""));
  }
}
