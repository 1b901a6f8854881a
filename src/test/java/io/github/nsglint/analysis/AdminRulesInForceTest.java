package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the rules of a network manager are in force: for sure, perhaps, or surely not. */
class AdminRulesInForceTest {
  private static final String NAME = "deny of network manager m";
  private static final String SOMEWHERE =
      NAME + ": in which virtual networks it is in force, no file that was read says";

  private static final String DENY =
      """
      {
        "id": "%s", "kind": "Custom", "access": "Deny", "direction": "Inbound", "priority": 10,
        "protocol": "Tcp", "sourcePortRanges": ["0-65535"], "destinationPortRanges": ["22"],
        "sources": [{ "addressPrefix": "*", "addressPrefixType": "IPPrefix" }],
        "destinations": [{ "addressPrefix": "*", "addressPrefixType": "IPPrefix" }],
        "ruleCollectionAppliesToGroups": [{ "networkGroupId": "%s" }]
      }
      """
          .formatted(
              AskedNetwork.id(
                  "networkManagers/m/securityAdminConfigurations/c/ruleCollections/d/rules/deny"),
              AskedNetwork.id("networkManagers/m/networkGroups/g"));

  private static String network(String name) {
    return AskedNetwork.resource(
        "virtualNetworks/" + name,
        "\"subnets\": [{ \"name\": \"a\", \"id\": \"%1$s/subnets/a\" }, { \"name\": \"b\", \"id\": \"%1$s/subnets/b\" }]"
            .formatted(AskedNetwork.id("virtualNetworks/" + name)));
  }

  private static String member(String group, String name) {
    return """
        {
          "id": "%s", "name": "%s",
          "type": "Microsoft.Network/networkManagers/networkGroups/staticMembers",
          "properties": { "resourceId": "%s" }
        }
        """
        .formatted(
            AskedNetwork.id("networkManagers/m/networkGroups/" + group + "/staticMembers/" + name),
            name,
            AskedNetwork.id("virtualNetworks/" + name));
  }

  /** The rules for subnets, {@code v/a}, each with why it is perhaps not in force. */
  private static String inForce(List<String> subnets, String... resources) {
    return inForce(subnets, AskedNetwork.listing(resources));
  }

  private static String inForce(List<String> subnets, String json) {
    Network network =
        AskedNetwork.judged(AskedNetwork.pack("target: { subnet: any }\nmust-have: true"), json)
            .network();
    List<Subnet> asked = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      String parent = subnet.id().parent().orElseThrow().shownName();
      if (subnets.contains(parent + "/" + subnet.name())) {
        asked.add(subnet);
      }
    }
    assertEquals(subnets.size(), asked.size());
    return new AdminRules(network)
        .of(asked).stream()
            .map(
                applied ->
                    applied.rule().name()
                        + applied
                            .rule()
                            .condition()
                            .map(Node.Unresolved::reason)
                            .map(why -> ": " + why)
                            .orElse(""))
            .collect(Collectors.joining("\n"));
  }

  @Test
  void inTheOnlyVirtualNetwork() {
    assertEquals(NAME, inForce(List.of("v/a"), network("v"), DENY));
    assertEquals(NAME, inForce(List.of("v/a", "v/b"), network("v"), DENY));
    assertEquals("", inForce(List.of("v/a"), network("v")));
    assertEquals(SOMEWHERE, inForce(List.of(), network("v"), DENY));
  }

  @Test
  void inEachMemberOfAGroupItIsFor() {
    String[] all = {network("v"), network("w"), DENY, member("g", "v")};
    assertEquals(NAME, inForce(List.of("v/a", "v/b"), all));
    assertEquals(SOMEWHERE, inForce(List.of("w/a"), all));
    assertEquals(SOMEWHERE, inForce(List.of("v/a", "w/a"), all));
    assertEquals(
        SOMEWHERE, inForce(List.of("v/a"), network("v"), network("w"), DENY, member("other", "v")));
    assertEquals(
        NAME,
        inForce(
            List.of("v/a", "w/a"),
            network("v"),
            network("w"),
            DENY,
            member("g", "v"),
            member("g", "w")));
  }

  @Test
  void whatIsDefinedIsPerhapsDeployed() {
    String defined = DENY.replaceFirst(",\\s*\"ruleCollectionAppliesToGroups\": \\[[^]]*]", "");
    assertEquals(
        NAME + ": whether its configuration is deployed, and where, a definition does not say",
        inForce(List.of("v/a"), network("v"), defined));
    String template =
        """
        { "type": "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
          "apiVersion": "2024-05-01", "name": "m/c/d/deny", "kind": "Custom",
          "condition": "[equals(parameters('p'), 'yes')]",
          "properties": { "access": "Deny", "direction": "Inbound", "priority": 10,
            "protocol": "Tcp", "destinationPortRanges": ["22"] } }
        """;
    assertEquals(
        NAME + ": parameter 'p' has no value",
        inForce(
            List.of("v/web"),
            AskedNetwork.template(
                DefinedGroup.network(DefinedGroup.subnet("web", "10.0.1.0/24", "nsg")), template)));
  }
}
