package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Which resources a rule is asked of, by name, group and tags; and which nobody can tell of. */
class MeantTargetsTest {
  private static final String NONE =
      "not asked of the network: no network interface it asks about was read";

  /** What becomes of a rule that is broken for all it is asked of. */
  private static String said(String filter, String json) {
    return AskedNetwork.said(
        AskedNetwork.pack(
            "target: { network-interface: any, "
                + filter
                + " }\n"
                + "must-have: { property: nothing, exists: true }"),
        json);
  }

  private static String nic(String members) {
    String more = "\"ipConfigurations\": []" + (members.isEmpty() ? "" : ", " + members);
    return AskedNetwork.listing(AskedNetwork.resource("networkInterfaces/nic-web-1", more));
  }

  private static final String MEANT = "broken nic-web-1: nothing is not set";

  @Test
  void byName() {
    assertEquals(MEANT, said("name: 'NIC-web-*'", nic("")));
    assertEquals(NONE, said("name: nic-web", nic("")));
    assertEquals(NONE, said("name: 'nic-*', except: [other, nic-web-1]", nic("")));
    assertEquals(MEANT, said("name: 'nic-*', except: [other]", nic("")));
  }

  @Test
  void byResourceGroup() {
    assertEquals(MEANT, said("resource-group: G", nic("")));
    assertEquals(NONE, said("resource-group: other", nic("")));
  }

  @Test
  void byTags() {
    String tagged = nic("\"tags\": { \"env\": \"prod\", \"owner\": \"\" }");
    assertEquals(MEANT, said("tags: { env: prod }", tagged));
    assertEquals(MEANT, said("tags: { env: '*' }", tagged));
    assertEquals(NONE, said("tags: { env: dev }", tagged));
    assertEquals(NONE, said("tags: { env: prod, team: '*' }", tagged));
    assertEquals(NONE, said("tags: { env: prod }", nic("")));
  }

  /** A name from a parameter may be one that the rule leaves out; a part of it can tell. */
  @Test
  void subnetsOfUnknownNameMayBeLeftOut() {
    assertEquals("undecided", subnet("[parameters('p')]", "vnet", "Gateway"));
    assertEquals("undecided", subnet("[concat('Gate', parameters('p'))]", "vnet", "Gateway"));
    assertEquals("broken", subnet("[concat('snet-', parameters('p'))]", "vnet", "Gateway"));
    assertEquals("undecided", subnet("[concat('snet-', parameters('p'))]", "vnet", "'*way'"));
    assertEquals("broken", subnet("snet", "[parameters('p')]", "'*way'"));
  }

  /** What becomes of a rule that is broken for all subnets but those of a name. */
  private static String subnet(String name, String network, String except) {
    String said =
        AskedNetwork.said(
            AskedNetwork.pack(
                "target: { subnet: any, except: ["
                    + except
                    + "] }\nmust-have: { property: nothing, exists: true }"),
            AskedNetwork.template(
                """
                { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01",
                  "name": "%s", "properties": { "subnets": [{ "name": "%s" }] } }
                """
                    .formatted(network, name)));
    return said.substring(0, said.indexOf(' '));
  }

  @Test
  void allThatIsSaidMustBeTrue() {
    assertEquals(NONE, said("name: 'nic-*', resource-group: other", nic("")));
    assertEquals(MEANT, said("name: 'nic-*', resource-group: 'g*'", nic("")));
  }

  private static String template(String members) {
    return AskedNetwork.template(
        """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", %s }
        """
            .formatted(members));
  }

  @Test
  void whatIsNotKnownMayBeMeant() {
    String named = template("\"name\": \"[concat('nic-', parameters('p'))]\"");
    assertEquals(
        "undecided nic-⟨parameters('p')⟩\n  the name is not known", said("name: nic-web", named));
    assertEquals("broken nic-⟨parameters('p')⟩: nothing is not set", said("name: '*'", named));
    String tagged =
        template("\"name\": \"nic-web-1\", \"tags\": { \"env\": \"[parameters('q')]\" }");
    assertEquals(
        "undecided nic-web-1\n  tags.env: parameter 'q' has no value",
        said("tags: { env: prod }", tagged));
    assertEquals(NONE, said("tags: { team: '*' }", tagged));
    assertEquals(
        "undecided nic-web-1\n  the resource group is not known",
        said("resource-group: g", tagged));
    assertEquals(NONE, said("resource-group: g, name: other", tagged));
  }

  /** A subnet has no tags in Azure: those of its network count. */
  @Test
  void aSubnetIsTaggedByItsNetwork() {
    String rule =
        "target: { subnet: any, tags: { env: prod } }\n"
            + "must-have: { property: nothing, exists: true }";
    String subnet = AskedNetwork.resource("virtualNetworks/hub/subnets/web", "\"delegations\": []");
    String network = AskedNetwork.resource("virtualNetworks/hub", "\"tags\": { \"env\": \"%s\" }");
    assertEquals(
        "broken web (hub): nothing is not set",
        AskedNetwork.said(
            AskedNetwork.pack(rule), AskedNetwork.listing(network.formatted("prod"), subnet)));
    assertEquals(
        "not asked of the network: no subnet it asks about was read",
        AskedNetwork.said(
            AskedNetwork.pack(rule), AskedNetwork.listing(network.formatted("dev"), subnet)));
    assertEquals(
        "undecided web (hub)\n  the tags of its virtual network are not known",
        AskedNetwork.said(AskedNetwork.pack(rule), AskedNetwork.listing(subnet)));
  }
}
