package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What to do about rules that do nothing. */
class RuleUseVerdictsTest {
  private static final RulePack HYGIENE =
      RulePacks.builtIn().packs().stream()
          .filter(pack -> pack.name().equals("nsg-hygiene"))
          .findFirst()
          .orElseThrow();

  private static String rule(int priority, String access, String source, String port) {
    return """
        {
          "name": "r%d", "priority": %1$d, "direction": "Inbound", "access": "%s",
          "protocol": "Tcp", "sourceAddressPrefix": "%s", "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "%s"
        }"""
        .formatted(priority, access, source, port);
  }

  private static String group(String... rules) {
    return AskedNetwork.resource(
        "networkSecurityGroups/nsg", "\"securityRules\": [" + String.join(", ", rules) + "]");
  }

  private static void assertFix(String id, String fix, String... rules) {
    List<String> fixes = new ArrayList<>();
    for (Finding finding : AskedNetwork.findings(HYGIENE, AskedNetwork.listing(group(rules)))) {
      if (finding.rule().id().equals(id) && finding.verdict() instanceof Verdict.Broken broken) {
        fixes.add(broken.fix().orElse("-"));
      }
    }
    assertEquals(List.of(fix), fixes);
  }

  @Test
  void aHiddenRuleThatRepeatsTheOthersIsRemoved() {
    assertFix(
        "NSG401", "Remove it.", rule(100, "Deny", "*", "22"), rule(200, "Deny", "Internet", "22"));
  }

  @Test
  void aHiddenRuleThatSaysOtherwiseIsRemovedOrMoved() {
    String fix =
        "Remove it; or, if its flows are to be decided as it says, move it above r100 (100).";
    assertFix("NSG401", fix, rule(100, "Deny", "*", "22"), rule(200, "Allow", "Internet", "22"));
    assertFix(
        "NSG401",
        fix,
        rule(100, "Deny", "*", "22"),
        rule(110, "Allow", "*", "23"),
        rule(200, "Allow", "Internet", "22-23"));
  }

  @Test
  void aRuleThatTheNextOnesReplaceIsRemoved() {
    assertFix(
        "NSG402",
        "Remove it.",
        rule(100, "Allow", "203.0.113.0/24", "22"),
        rule(200, "Allow", "Internet", "22"));
    assertFix(
        "NSG402",
        "Remove it.",
        rule(100, "Deny", "203.0.113.0/24", "22"),
        rule(200, "Deny", "Internet", "22"),
        rule(300, "Allow", "*", "22"));
  }

  @Test
  void whatAzuresOwnRuleAllowsIsPerhapsMeantToBeAllThatPasses() {
    assertFix(
        "NSG402",
        "Remove it; or, if only its flows are to pass, deny the others after it.",
        rule(100, "Allow", "VirtualNetwork", "22")
            .replace(
                "\"destinationAddressPrefix\": \"*\"",
                "\"destinationAddressPrefix\": \"VirtualNetwork\""));
  }

  @Test
  void aGroupOfAnInterfaceSeesTheNetworkOfItsSubnet() {
    String group =
        group(rule(100, "Deny", "VirtualNetwork", "22"), rule(200, "Allow", "10.1.2.0/24", "22"));
    String network =
        AskedNetwork.resource(
            "virtualNetworks/hub",
            "\"addressSpace\": { \"addressPrefixes\": [\"10.1.0.0/16\"] }, \"subnets\": []");
    String subnet = "virtualNetworks/hub/subnets/web";
    String nic =
        AskedNetwork.resource(
            "networkInterfaces/nic",
            "\"networkSecurityGroup\": { \"id\": \""
                + AskedNetwork.id("networkSecurityGroups/nsg")
                + "\" }, \"ipConfigurations\": [{ \"subnet\": { \"id\": \""
                + AskedNetwork.id(subnet)
                + "\" } }]");
    String web = AskedNetwork.resource(subnet, "\"addressPrefix\": \"10.1.1.0/24\"");
    assertEquals(0, brokenOf(AskedNetwork.listing(network, web, group)));
    assertEquals(1, brokenOf(AskedNetwork.listing(network, web, group, nic)));
  }

  private static long brokenOf(String json) {
    return AskedNetwork.findings(HYGIENE, json).stream()
        .filter(finding -> finding.rule().id().equals("NSG401"))
        .filter(finding -> finding.verdict() instanceof Verdict.Broken)
        .count();
  }
}
