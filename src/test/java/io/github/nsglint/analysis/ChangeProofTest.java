package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.RulePack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes are refused, and why: what they leave broken, break, or let through besides. */
class ChangeProofTest {
  private static final String NO_OBJECTION = "none";
  private static final String OPENS = "it would let flows pass that no requirement asks for";
  private static final String MORE = "it would change more of the network than its rules";
  private static final String PASSING =
      "[{ direction: Inbound, protocol: Tcp, source: %s, destination: subnet, destination-ports: [%d] }]";
  private static final String SSH = web("must-allow: " + PASSING.formatted("Internet", 22));
  private static final String DENY = "\n200 Deny * * * *";
  private static final String MENDED = "100 Allow Tcp Internet * 22" + DENY;

  private static String web(String requirement) {
    return "target: { subnet: web }\n" + requirement;
  }

  private static String closed(int port) {
    return web("must-not-allow: " + PASSING.formatted("Internet", port));
  }

  /** Against a change that is to mend what is broken first. */
  private static String objection(String before, String after, String... rules) {
    RulePack pack = AskedNetwork.pack(rules);
    Judged was = AskedNetwork.judged(pack, before);
    return new ChangeProof(was, AskedNetwork.judged(pack, after))
        .objection(ProposedChanges.broken(was))
        .orElse(NO_OBJECTION);
  }

  /** The same of the rules of a group. */
  private static String ofRules(String before, String after, String... rules) {
    return objection(DefinedGroup.beforeWeb(before), DefinedGroup.beforeWeb(after), rules);
  }

  @Test
  void whatWasBrokenHasToHoldForSure() {
    assertEquals(NO_OBJECTION, ofRules(DENY, MENDED, SSH));
    assertEquals(
        "the requirement would still be broken",
        ofRules(DENY, "100 Allow Tcp 198.51.100.0/24 * 22" + DENY, SSH));
    assertEquals(
        "the requirement would not be proved to hold",
        ofRules(DENY, "100 ? Tcp Internet * 22" + DENY, SSH));
    String twoTargets = "target: { subnet: any }\nmust-allow: " + PASSING.formatted("Internet", 22);
    String unasked = DefinedGroup.beforeWeb(MENDED).replace("\"web\"", "\"data\"");
    assertEquals(
        "the requirement would not be asked any more",
        objection(DefinedGroup.beforeWeb(DENY), unasked, twoTargets));
  }

  @Test
  void whatIsNotAskedAnyMoreIsNotMended() {
    String host =
        """
        { "type": "Microsoft.Network/bastionHosts", "apiVersion": "2024-05-01", "name": "bas",
          "properties": { "purpose": "%s", "ipConfigurations": [{ "properties": { "subnet": {
            "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'web')]" } } }] } }
        """;
    String when = SSH + "\nwhen: { property: purpose, equals: ssh }";
    assertEquals(
        "the requirement would not be proved to hold",
        objection(with(host.formatted("ssh"), DENY), with(host.formatted("web"), DENY), when));
    assertEquals(
        NO_OBJECTION,
        objection(with(host.formatted("ssh"), DENY), with(host.formatted("ssh"), MENDED), when));
  }

  @Test
  void nothingElseIsBroken() {
    String opened = "100 Allow Tcp Internet * 22,3389" + DENY;
    assertEquals(
        "it would break TST102 (test-rule-2) of web (v)", ofRules(DENY, opened, SSH, closed(3389)));
    // Nor is it where it was left open.
    assertEquals(
        "it would break TST102 (test-rule-2) of web (v)",
        ofRules("150 ? Tcp 198.51.100.0/24 * 3389" + DENY, opened, SSH, closed(3389)));
    // What was broken before may be broken otherwise.
    assertEquals(
        NO_OBJECTION,
        ofRules(
            "150 Allow Tcp Internet * 3389" + DENY,
            "100 Allow Tcp Internet * 22\n150 Allow Tcp Internet * 3389" + DENY,
            SSH,
            closed(3389)));
    assertEquals(
        OPENS, ofRules("150 Allow Tcp 198.51.100.0/24 * 3389" + DENY, opened, SSH, closed(3389)));
  }

  @Test
  void nothingElseIsLeftOpen() {
    String open = "100 Allow Tcp Internet * 22\n110 Allow Tcp Internet * ?" + DENY;
    assertEquals(
        "it would leave TST102 (test-rule-2) of web (v) open",
        ofRules(DENY, open, SSH, closed(3389)));
    // What was open or broken already is no reason against it.
    assertEquals(
        NO_OBJECTION,
        ofRules(
            "110 Allow Tcp 198.51.100.0/24 * ?" + DENY,
            "100 Allow Tcp Internet * 22\n110 Allow Tcp 198.51.100.0/24 * ?" + DENY,
            SSH,
            closed(3389)));
    assertEquals(
        NO_OBJECTION,
        ofRules(
            "110 Allow Tcp 198.51.100.0/24 * 3389" + DENY,
            "100 Allow Tcp Internet * 22\n110 Allow Tcp 198.51.100.0/24 * ?" + DENY,
            SSH,
            closed(3389),
            web(
                "must-allow: [{ direction: Inbound, protocol: Tcp, source: 198.51.100.0/24,"
                    + " destination: subnet }]")));
  }

  private static final String ACCEPTED =
      "target: { network-security-group: any }\nmust-be-accepted: security-rules";

  @Test
  void whereRulesAreAskedOneByOneEachCounts() {
    String badPort = "\n300 Deny Tcp * * 70000";
    assertEquals(NO_OBJECTION, ofRules(DENY + badPort, MENDED + badPort, SSH, ACCEPTED));
    assertEquals(
        "it would break TST102 (test-rule-2) of nsg: port range '70001' is neither a port (0–65535), a"
            + " range such as 8000-8080, nor * [rule-port]",
        ofRules(DENY + badPort, MENDED + badPort + "\n310 Deny Tcp * * 70001", SSH, ACCEPTED));
    assertEquals(
        "it would break TST102 (test-rule-2) of nsg: port range '70000' is neither a port (0–65535), a"
            + " range such as 8000-8080, nor * [rule-port]",
        ofRules(DENY, MENDED + badPort, SSH, ACCEPTED));
    // One of two is mended.
    assertEquals(
        NO_OBJECTION,
        ofRules("50 Deny Tcp * * 80" + badPort, "100 Deny Tcp * * 80" + badPort, ACCEPTED));
  }

  @Test
  void noneOfTheRulesIsRefusedByAzure() {
    String twice = MENDED + "\n200 Deny Tcp * * 80 named Twice";
    assertEquals(
        "priority 200 is used twice for Inbound: by 'Twice' and 'r200'", ofRules(DENY, twice, SSH));
    String badPort = "\n300 Deny Tcp * * 70000";
    assertEquals(
        "priority 200 is used twice for Inbound: by 'Twice' and 'r200'",
        ofRules(DENY + badPort, twice + badPort, SSH));
    String refused =
        "port range '%d' is neither a port (0–65535), a range such as 8000-8080, nor *";
    assertEquals(
        refused.formatted(70000),
        ofRules(DENY + badPort, MENDED + badPort + badPort.replace("300", "310"), SSH));
    assertEquals(NO_OBJECTION, ofRules(DENY + badPort, MENDED + badPort, SSH));
    // One in the place of another is one too many.
    assertEquals(
        refused.formatted(70001),
        ofRules(DENY + badPort, MENDED + badPort.replace("70000", "70001"), SSH));
    assertEquals(
        "priority 200 is used twice for Inbound: by 'Twice' and 'r200'",
        ofRules(DENY + badPort, twice, SSH));
  }

  @Test
  void whatIsLeftOfSeveralDefectsIsNoNewOne() {
    String twice = "\n200 Deny Tcp * * 80 named Twice";
    String thrice = twice + "\n200 Deny Tcp * * 81 named Thrice";
    assertEquals(NO_OBJECTION, ofRules(DENY + thrice, MENDED + twice, SSH));
    assertEquals(
        "priority 200 is used 3 times for Inbound: by 'Thrice', 'Twice' and 'r200'",
        ofRules(DENY + twice, MENDED + thrice, SSH));
  }

  @Test
  void defectsThatStandOnOtherLinesAreTheSame() {
    String sameName = "\n300 Deny Tcp * * 80 named A\n310 Deny Tcp * * 81 named A";
    assertEquals(NO_OBJECTION, ofRules(DENY + sameName, MENDED + sameName, SSH));
    assertEquals(
        "two rules are named 'B'; the other is on line 9",
        ofRules(DENY + sameName, MENDED + sameName.replace("named A", "named B"), SSH));
  }

  @Test
  void readingFindsNothingNew() {
    String typeless = "{ \"apiVersion\": \"2024-05-01\", \"name\": \"a\" }";
    String number = "5";
    assertEquals(
        "reading would find: a resource has no type",
        objection(DefinedGroup.beforeWeb(DENY), with(typeless, MENDED), SSH));
    assertEquals(
        "reading would find: a resource is no object",
        objection(with(typeless, DENY), with(typeless + ", " + number, MENDED), SSH));
    assertEquals(
        "reading would find: one more problem: a resource has no type",
        objection(with(typeless, DENY), with(typeless + ", " + typeless, MENDED), SSH));
    assertEquals(
        "reading would find: a resource is no object",
        objection(with(typeless, DENY), with(number, MENDED), SSH));
    assertEquals(NO_OBJECTION, objection(with(typeless, DENY), with(typeless, MENDED), SSH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "x": 1                            | "x": 1                            | same
          "x": 1                            | "x": 2                            | other
          "x": 1                            | "y": 1                            | other
          "x": 1                            | "x": 1, "y": 1                    | other
          "x": 1, "y": 2                    | "x": 1, "y": 3                    | other
          "x": 1, "y": 2                    | "x": 3, "y": 2                    | other
          "x": [1, 2]                       | "x": [1, 2]                       | same
          "x": [1, 2]                       | "x": [2, 1]                       | other
          "x": [1, 2]                       | "x": [1]                          | other
          "x": [1]                          | "x": [1, 2]                       | other
          "x": [1]                          | "x": { "a": 1 }                   | other
          "x": "[parameters('p')]"          | "x": "[parameters('p')]"          | same
          "x": "[parameters('p')]"          | "x": "[parameters('q')]"          | other
          "x": { "a": "[reference('b')]" }  | "x": { "a": "[reference('b')]" }  | same
          "x": ["[reference('b')]"]         | "x": ["[reference('b')]"]         | same
          "x": "[utcNow()]"                 | "x": "[utcNow()]"                 | same
          "x": "[parameters('p')]"          | "x": "a"                          | other
          "x": "a"                          | "x": "[parameters('p')]"          | other
          "x": ["[parameters('p')]"]        | "x": ["[parameters('p')]"]        | same
          "x": { "a": "[parameters('p')]" } | "x": { "a": "[parameters('p')]" } | same
          "x": "[toLower(parameters('p'))]" | "x": "[toUpper(parameters('p'))]" | other
          """)
  void theRestOfTheNetworkStaysAsItIs(String was, String is, String compared) {
    String expected = compared.equals("same") ? NO_OBJECTION : MORE;
    String before = DefinedGroup.beforeWeb(DENY);
    String after = DefinedGroup.beforeWeb(MENDED);
    for (String place : new String[] {"\"addressPrefix\"", "\"addressSpace\""}) {
      assertEquals(
          expected,
          objection(
              before.replace(place, was + ", " + place),
              after.replace(place, is + ", " + place),
              SSH));
    }
    String nic =
        """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic",
          "properties": { %s } }
        """;
    String table =
        """
        { "type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "name": "rt",
          "properties": { %s } }
        """;
    for (String resource : new String[] {nic, table}) {
      assertEquals(
          expected,
          objection(
              with(resource.formatted(was), DENY), with(resource.formatted(is), MENDED), SSH));
    }
  }

  private static String with(String resource, String rows) {
    return AskedNetwork.template(
        new DefinedGroup("nsg", rows).json(),
        DefinedGroup.network(DefinedGroup.subnet("web", "10.0.1.0/24", "nsg")),
        resource);
  }

  @Test
  void noResourceComesOrGoes() {
    String nic =
        """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic",
          "properties": { } }
        """;
    assertEquals(MORE, objection(DefinedGroup.beforeWeb(DENY), with(nic, MENDED), SSH));
    assertEquals(MORE, objection(with(nic, DENY), DefinedGroup.beforeWeb(MENDED), SSH));
    String group = new DefinedGroup("other", "").json();
    assertEquals(MORE, objection(DefinedGroup.beforeWeb(DENY), with(group, MENDED), SSH));
  }

  @Test
  void aConditionThatIsNoMoreIsAChange() {
    String open = "\n110 Allow Tcp Internet * 80";
    assertEquals(OPENS, ofRules(open + " perhaps" + DENY, MENDED + open, SSH));
    assertEquals(NO_OBJECTION, ofRules(open + " perhaps" + DENY, MENDED + open + " perhaps", SSH));
  }

  @Test
  void onlyWhatIsAskedForPasses() {
    assertEquals(OPENS, ofRules(DENY, "100 Allow Tcp Internet * 22,80" + DENY, SSH));
    assertEquals(OPENS, ofRules(DENY, "100 Allow * Internet * 22" + DENY, SSH));
    assertEquals(OPENS, ofRules(DENY, "100 Allow Tcp * * 22" + DENY, SSH));
    String out = "\n210 Deny * * * * outbound";
    assertEquals(
        OPENS, ofRules(DENY + out, MENDED + "\n110 Allow Tcp * Internet 22 outbound" + out, SSH));
    assertEquals(NO_OBJECTION, ofRules(DENY, MENDED + out, SSH));
    // What a requirement asks for may pass along with it, in its direction.
    String web = web("must-allow-some: " + PASSING.formatted("Internet", 80));
    assertEquals(NO_OBJECTION, ofRules(DENY, "100 Allow Tcp Internet * 22,80" + DENY, SSH, web));
    assertEquals(
        OPENS,
        ofRules(
            DENY,
            "100 Allow Tcp Internet * 22,80" + DENY,
            SSH,
            web.replace("Inbound", "Outbound")));
    // Not what nobody asks for here, or what is only asked for elsewhere.
    assertEquals(
        OPENS,
        ofRules(
            DENY,
            "100 Allow Tcp Internet * 22,80" + DENY,
            SSH,
            web + "\nwhen: { property: purpose, equals: web }"));
    assertEquals(
        OPENS,
        ofRules(
            DENY,
            "100 Allow Tcp Internet * 22,80" + DENY,
            SSH,
            web.replace("subnet: web", "subnet: data")));
  }

  @Test
  void whatAzureLooksForIsAskedForToo() {
    String row =
        """
        gate:
          - label: inbound 80
            pattern:
              { direction: Inbound, protocol: Tcp, source: Internet, destination-ports: [80] }
            functional:
              { direction: Inbound, protocol: Tcp, source: Internet, destination: subnet,
                destination-ports: [80] }
            confirmed: true
        """;
    String both = MENDED + "\n110 Allow Tcp Internet * 80";
    assertEquals(NO_OBJECTION, ofRules(DENY, both, SSH, web(row)));
    assertEquals(OPENS, ofRules(DENY, both, SSH, web(row.replace("80", "81"))));
  }

  @Test
  void eachFieldOfARuleCounts() {
    String closed = "110 Deny Tcp Internet * 80\n120 Allow Udp Internet * 81\n130 Deny * * * *";
    for (String opened :
        new String[] {
          closed.replace("110 Deny", "110 Allow"),
          closed.replace("110 Deny Tcp", "110 Deny Udp").replace("130 Deny * *", "130 Allow * *"),
          closed.replace("Udp", "Tcp"),
          closed.replace("120 Allow Udp Internet * 81", "120 Allow Udp Internet * 82"),
          closed.replace("120 Allow Udp Internet", "120 Allow Udp *"),
          closed.replace("80", "80 outbound").replace("130 Deny", "130 Allow")
        }) {
      assertEquals(OPENS, ofRules(closed, "100 Allow Tcp Internet * 22\n" + opened, SSH), opened);
    }
    String moved = "110 Deny Tcp Internet * 80\n%d Allow Tcp * * 80 named Web\n130 Deny * * * *";
    assertEquals(
        OPENS,
        ofRules(
            moved.formatted(120) + "\n140 Allow Tcp Internet * 22 named Ssh",
            moved.formatted(105) + "\n101 Allow Tcp Internet * 22 named Ssh",
            SSH));
  }

  @Test
  void whatPassesPerhapsHasToBeAskedForToo() {
    assertEquals(OPENS, ofRules(DENY, MENDED + "\n110 Allow Tcp Internet * 80 perhaps", SSH));
    assertEquals(OPENS, ofRules(DENY, MENDED + "\n110 Allow Tcp Internet * ?", SSH));
    assertEquals(OPENS, ofRules(DENY, MENDED.replace("Deny *", "? *") + "\n300 Deny * * * *", SSH));
  }

  @Test
  void aGroupOpensNothingElsewhere() {
    String web = DefinedGroup.subnet("web", "10.0.1.0/24", "nsg");
    String data = DefinedGroup.subnet("data", "10.0.2.0/24", "nsg");
    String both = DefinedGroup.network(web, data);
    String toWeb = MENDED.replace("Internet *", "Internet 10.0.1.0/24");
    assertEquals(OPENS, objection(group(DENY, both), group(MENDED, both), SSH));
    assertEquals(NO_OBJECTION, objection(group(DENY, both), group(toWeb, both), SSH));
    // What stands behind no subnet of the group does not count.
    String elsewhere = "\n110 Allow Tcp Internet 10.0.9.0/24 80";
    assertEquals(NO_OBJECTION, ofRules(DENY, MENDED + elsewhere, SSH));
    assertEquals(
        OPENS, objection(group(DENY, both), group(toWeb + elsewhere.replace("9", "2"), both), SSH));
  }

  private static String group(String rows, String network) {
    return AskedNetwork.template(new DefinedGroup("nsg", rows).json(), network);
  }

  @Test
  void aGroupOfAnInterfaceOpensNothingOfItsOwn() {
    String nic =
        """
        { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic",
          "properties": { "networkSecurityGroup": {
            "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" } } }
        """;
    assertEquals(OPENS, objection(with(nic, DENY), with(nic, MENDED), SSH));
    String toWeb = MENDED.replace("Internet *", "Internet 10.0.1.0/24");
    assertEquals(OPENS, objection(with(nic, DENY), with(nic, toWeb), SSH));
    String own =
        SSH.replace("subnet: web", "network-security-group: any")
            .replace("destination: subnet, ", "");
    assertEquals(NO_OBJECTION, objection(with(nic, DENY), with(nic, MENDED), SSH, own));
  }

  @Test
  void ofAGroupAloneItsOwnRequirementsCount() {
    String own =
        SSH.replace("subnet: web", "network-security-group: any")
            .replace("destination: subnet, ", "");
    String before = AskedNetwork.template(new DefinedGroup("nsg", DENY).json());
    assertEquals(
        NO_OBJECTION,
        objection(before, AskedNetwork.template(new DefinedGroup("nsg", MENDED).json()), own));
    assertEquals(
        OPENS,
        objection(
            before,
            AskedNetwork.template(
                new DefinedGroup("nsg", MENDED + "\n110 Allow Tcp Internet * 80").json()),
            own));
  }

  /** What Azure answers of the subnet web, its group, and of an admin rule before it. */
  private static String listed(String rows, String action) {
    String subnet =
        "{ \"id\": \"%s\", \"name\": \"web\", \"addressPrefix\": \"10.0.1.0/24\","
            + " \"networkSecurityGroup\": { \"id\": \"%s\" } }";
    return AskedNetwork.listing(
        new DefinedGroup("nsg", rows).listed(),
        AskedNetwork.resource(
            "virtualNetworks/v",
            "\"addressSpace\": { \"addressPrefixes\": [\"10.0.0.0/16\"] }, \"subnets\": ["
                + subnet.formatted(
                    AskedNetwork.id("virtualNetworks/v/subnets/web"),
                    AskedNetwork.id("networkSecurityGroups/nsg"))
                + "]"),
        """
        {
          "id": "%s", "kind": "Custom", "access": "%s", "direction": "Inbound", "priority": 10,
          "protocol": "Tcp", "sourcePortRanges": ["0-65535"], "destinationPortRanges": ["80"],
          "sources": [{ "addressPrefix": "*", "addressPrefixType": "IPPrefix" }],
          "destinations": [{ "addressPrefix": "*", "addressPrefixType": "IPPrefix" }],
          "ruleCollectionAppliesToGroups": [{ "networkGroupId": "%s" }]
        }
        """
            .formatted(
                AskedNetwork.id(
                    "networkManagers/m/securityAdminConfigurations/c/ruleCollections/d/rules/e"),
                action,
                AskedNetwork.id("networkManagers/m/networkGroups/all")));
  }

  @Test
  void whatTheNetworkManagerDecidesTheGroupDoesNotOpen() {
    String web = MENDED + "\n110 Allow Tcp Internet * 80";
    assertEquals(NO_OBJECTION, objection(listed(DENY, "Deny"), listed(MENDED, "Deny"), SSH));
    assertEquals(NO_OBJECTION, objection(listed(DENY, "Deny"), listed(web, "Deny"), SSH));
    assertEquals(
        NO_OBJECTION, objection(listed(DENY, "AlwaysAllow"), listed(web, "AlwaysAllow"), SSH));
    assertEquals(OPENS, objection(listed(DENY, "Allow"), listed(web, "Allow"), SSH));
  }
}
