package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.RulePack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which targets rules are asked of, and in which order it is told. */
class LinterTest {
  private static final String SUBNETS =
      "target: { subnet: any }\nmust-have: { property: addressPrefix, exists: true }";
  private static final String INTERFACES =
      "target: { network-interface: any }\nmust-have: { property: tags.owner, exists: true }";

  private static String subnet(int number) {
    String prefix = "\"addressPrefix\": \"10.0.0.0/24\"";
    return AskedNetwork.resource(
        "virtualNetworks/hub/subnets/s" + number, number % 3 == 0 ? "\"delegations\": []" : prefix);
  }

  @Test
  void eachRuleIsAskedOfItsTargetsAndToldByPlace() {
    RulePack pack = AskedNetwork.pack(SUBNETS, INTERFACES);
    assertEquals(
        """
        broken nic-b: tags.owner is not set
        holds s1 (hub)
        broken nic-a: tags.owner is not set
        broken s3 (hub): addressPrefix is not set""",
        AskedNetwork.said(
            pack,
            AskedNetwork.listing(
                AskedNetwork.resource("networkInterfaces/nic-b", "\"ipConfigurations\": []"),
                subnet(1),
                AskedNetwork.resource("networkInterfaces/nic-a", "\"ipConfigurations\": []"),
                subnet(3))));
  }

  @Test
  void manyTargetsAreAskedAsFewAre() {
    RulePack pack = AskedNetwork.pack(SUBNETS);
    List<String> resources = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 600; i++) {
      resources.add(subnet(i));
      expected.add(AskedNetwork.said(pack, AskedNetwork.listing(subnet(i))));
    }
    assertEquals(
        String.join("\n", expected),
        AskedNetwork.said(pack, AskedNetwork.listing(resources.toArray(String[]::new))));
  }

  @Test
  void aRuleWithoutATargetIsNotAskedOfTheNetwork() {
    assertEquals(
        "holds s1 (hub)\nnot asked of the network: no network interface was read",
        AskedNetwork.said(AskedNetwork.pack(SUBNETS, INTERFACES), AskedNetwork.listing(subnet(1)))
            .lines()
            .sorted()
            .reduce((a, b) -> a + "\n" + b)
            .orElse(""));
  }

  /** From a hundred groups on, what was proved of one is known of another. */
  @Test
  void ofManyGroupsEachQuestionIsAsked() {
    String flow =
        "[{ direction: Inbound, protocol: Tcp, source: Internet, destination-ports: [22] }]";
    String groups = "target: { network-security-group: any }\n";
    RulePack pack =
        AskedNetwork.pack(groups + "must-not-allow: " + flow, groups + "must-allow: " + flow);
    List<String> resources = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      resources.add(
          AskedNetwork.resource("networkSecurityGroups/nsg" + i, "\"securityRules\": []"));
    }
    List<Finding> findings =
        AskedNetwork.findings(pack, AskedNetwork.listing(resources.toArray(String[]::new)));
    assertEquals(200, findings.size());
    for (Finding finding : findings) {
      boolean holds = finding.verdict() instanceof Verdict.Holds;
      assertEquals(finding.rule().id().equals("TST101"), holds, () -> AskedNetwork.words(finding));
    }
  }

  @Test
  void theHostOfAnotherSubnetRequiresNothing() {
    RulePack pack =
        AskedNetwork.pack(
            """
            target: { subnet: AzureBastionSubnet }
            when: { property: enableKerberos, equals: true }
            must-have: { property: addressPrefix, exists: true }
            """);
    List<String> resources = new ArrayList<>();
    for (String network : List.of("a", "b")) {
      String subnet = "virtualNetworks/" + network + "/subnets/AzureBastionSubnet";
      resources.add(AskedNetwork.resource(subnet, "\"addressPrefix\": \"10.0.0.0/26\""));
      resources.add(
          AskedNetwork.resource(
              "bastionHosts/bas-" + network,
              "\"enableKerberos\": "
                  + network.equals("a")
                  + ", \"ipConfigurations\": [{ \"subnet\": { \"id\": \""
                  + AskedNetwork.id(subnet)
                  + "\" } }]"));
    }
    assertEquals(
        """
        holds AzureBastionSubnet (a)
        not asked of AzureBastionSubnet (b): enableKerberos is 'false'""",
        AskedNetwork.said(pack, AskedNetwork.listing(resources.toArray(String[]::new))));
  }
}
