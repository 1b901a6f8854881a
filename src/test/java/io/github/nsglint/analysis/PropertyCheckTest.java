package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions about properties, asked of what Azure answers and of what templates leave open. */
class PropertyCheckTest {
  private static final String ADDRESS = "publicIPAddresses/pip";
  private static final String NIC = "networkInterfaces/nic";

  private static String said(String target, String condition, String json) {
    return AskedNetwork.said(
        AskedNetwork.pack("target: { " + target + ": any }\nmust-have: " + condition), json);
  }

  private static String ofAddress(String condition, String members) {
    return said(
        "public-ip-address",
        condition,
        AskedNetwork.listing(AskedNetwork.resource(ADDRESS, members)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          holds  | at-least: 4                | 4
          broken | at-least: 5                | 4
          holds  | at-most: 4                 | 4
          broken | at-most: 3                 | 4
          broken | at-least: 0                | "many"
          broken | at-most: 9                 | "many"
          holds  | equals: 4                  | 4
          holds  | 'one-of: [Static, Free]'   | "free"
          broken | 'one-of: [Static, Free]'   | "freely"
          holds  | "matches: 'a+'"            | "AAA"
          broken | "matches: 'a+'"            | "AAB"
          holds  | exists: true               | "x"
          broken | exists: false              | "x"
          broken | exists: true               | null
          holds  | exists: false              | null
          holds  | prefix-length-at-most: 26  | "10.0.0.0/26"
          broken | prefix-length-at-most: 26  | "10.0.0.0/27"
          broken | prefix-length-at-most: 26  | "web"
          holds  | prefix-length-at-most: 26  | "fd00::/64"
          holds  | prefix-length-at-most: 32  | "fd00::/64"
          broken | prefix-length-at-most: 33  | "fd00::/64"
          holds  | prefix-length-at-most: 64  | "fd00::/64"
          """)
  void operators(String verdict, String operator, String value) {
    String said =
        ofAddress("{ property: thing, " + operator.replace("\"", "") + " }", "\"thing\": " + value);
    assertEquals(verdict + " pip", said.replaceFirst(":.*", ""), said);
  }

  private static final String STANDARD = "{ property: sku.name, equals: Standard }";

  @Test
  void allOfAllAndOneOfAny() {
    String two = "[" + STANDARD + ", { property: kind, equals: a }]";
    String both = "\"sku\": { \"name\": \"Standard\" }, \"kind\": \"a\"";
    String one = "\"sku\": { \"name\": \"Basic\" }, \"kind\": \"a\"";
    String none = "\"sku\": { \"name\": \"Basic\" }, \"ipTags\": []";
    assertEquals("holds pip", ofAddress("{ all: " + two + " }", both));
    assertEquals("broken pip: sku.name is 'Basic'", ofAddress("{ all: " + two + " }", one));
    assertEquals(
        "broken pip: sku.name is 'Basic', kind is not set",
        ofAddress("{ all: " + two + " }", none));
    assertEquals("holds pip", ofAddress("{ any: " + two + " }", one));
    assertEquals(
        "broken pip: sku.name is 'Basic', kind is not set",
        ofAddress("{ any: " + two + " }", none));
    assertEquals("broken pip: kind is 'a'", ofAddress("{ not: { any: " + two + " } }", one));
    assertEquals("holds pip", ofAddress("{ not: { any: " + two + " } }", none));
  }

  private static String nic(String subnet) {
    return """
        {
          "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic",
          "properties": { "ipConfigurations": [{ "properties": { "subnet": %s } }] }
        }
        """
        .formatted(subnet);
  }

  private static String subnet(String name) {
    return """
        {
          "type": "Microsoft.Network/virtualNetworks/subnets", "apiVersion": "2024-05-01",
          "name": "%s", "properties": { "addressPrefix": "10.0.0.0/24", "purpose": "web" }
        }
        """
        .formatted(name);
  }

  private static String subnetId(String network, String subnet) {
    return "{ \"id\": \"[resourceId('Microsoft.Network/virtualNetworks/subnets', %s, %s)]\" }"
        .formatted(network, subnet);
  }

  private static final String NAME = "{ property: ipConfigurations.subnet.name, equals: web }";

  @Test
  void theNameOfWhatAnIdNamesIsKnownWithTheId() {
    assertEquals(
        "holds nic",
        said(
            "network-interface",
            NAME,
            AskedNetwork.template(nic(subnetId("parameters('p')", "'web'")))));
    assertEquals(
        "broken nic: ipConfigurations.subnet.name is 'data'",
        said("network-interface", NAME, AskedNetwork.template(nic(subnetId("'hub'", "'data'")))));
    assertEquals(
        "undecided nic\n  ipConfigurations.subnet.name: the name ⟨parameters('q')⟩ cannot be computed",
        said(
            "network-interface",
            NAME,
            AskedNetwork.template(nic(subnetId("'hub'", "parameters('q')")))));
    assertEquals(
        "undecided nic\n  ipConfigurations.subnet.name: parameter 'p' has no value",
        said(
            "network-interface",
            NAME,
            AskedNetwork.template(nic("{ \"id\": \"[parameters('p')]\" }"))));
    assertEquals(
        "undecided nic\n  ipConfigurations.subnet.name: 'web' is not the id of a resource",
        said("network-interface", NAME, AskedNetwork.template(nic("{ \"id\": \"web\" }"))));
  }

  private static final String PURPOSE =
      "{ property: ipConfigurations.subnet.purpose, equals: web }";

  @Test
  void whatAnIdNamesIsLookedInto() {
    String toWeb = nic(subnetId("'hub'", "'web'"));
    assertEquals(
        "holds nic",
        said("network-interface", PURPOSE, AskedNetwork.template(toWeb, subnet("hub/web"))));
    assertEquals(
        "undecided nic\n  ipConfigurations.subnet.purpose: web was not read",
        said("network-interface", PURPOSE, AskedNetwork.template(toWeb)));
    assertEquals(
        "undecided nic\n  ipConfigurations.subnet.purpose: parameter 'p' has no value",
        said("network-interface", PURPOSE, AskedNetwork.template(nic("\"[parameters('p')]\""))));
  }

  @ParameterizedTest
  @CsvSource({
    "ipConfigurations.publicIPAddress.thing, publicIPAddresses/x",
    "ipConfigurations.subnet.thing,          virtualNetworks/hub/subnets/x",
    "networkSecurityGroup.thing,             networkSecurityGroups/x",
    "virtualMachine.thing,                   virtualMachines/x",
    "virtualNetwork.thing,                   virtualNetworks/x",
    "bastion.thing,                          bastionHosts/x",
    "other.thing,                            networkInterfaces/x"
  })
  void everyKindOfResourceIsLookedInto(String path, String id) {
    String wanted = "{ property: " + path + ", equals: yes }";
    String reference = "{ \"id\": \"" + AskedNetwork.id(id) + "\" }";
    String[] steps = path.split("\\.", -1);
    String member =
        steps[0].equals("ipConfigurations")
            ? "\"ipConfigurations\": [{ \"" + steps[1] + "\": " + reference + " }]"
            : "\"" + steps[0] + "\": " + reference;
    String other =
        AskedNetwork.resource(id, "\"thing\": \"yes\"")
            .replace("Microsoft.Network/virtualMachines", "Microsoft.Compute/virtualMachines");
    String json =
        AskedNetwork.listing(AskedNetwork.resource(NIC, member), other)
            .replace("Microsoft.Network/virtualMachines", "Microsoft.Compute/virtualMachines");
    String said = said("network-interface", wanted, json);
    assertEquals(
        "holds nic", said.lines().filter(line -> line.endsWith(" nic")).findFirst().orElse(said));
  }

  @Test
  void whatWasReadWithoutItsPropertiesIsNotLookedInto() {
    String thing = "applicationSecurityGroup.thing";
    String group = "applicationSecurityGroups/asg";
    String toGroup =
        AskedNetwork.resource(
            NIC, "\"applicationSecurityGroup\": { \"id\": \"" + AskedNetwork.id(group) + "\" }");
    String wanted = "{ property: " + thing + ", equals: yes }";
    String why = "undecided nic\n  " + thing + ": ";
    assertEquals(
        why + "asg was not read", said("network-interface", wanted, AskedNetwork.listing(toGroup)));
    assertEquals(
        why + "nothing but the name of asg is known",
        said(
            "network-interface",
            wanted,
            AskedNetwork.listing(toGroup, AskedNetwork.resource(group, "\"thing\": \"yes\""))));
  }

  private static String usedBy(String where, String... resources) {
    return said(
        "subnet",
        "{ some: network-interface, whose: ipConfigurations.subnet" + where + " }",
        AskedNetwork.template(resources));
  }

  @Test
  void anotherResourceMustBeWhatIsLookedFor() {
    String toWeb = nic(subnetId("'hub'", "'web'"));
    String forwards = ", where: { property: enableIPForwarding, equals: true }";
    assertEquals("holds web (hub)", usedBy("", subnet("hub/web"), toWeb));
    assertEquals(
        "broken web (hub): network interface nic: enableIPForwarding is not set",
        usedBy(forwards, subnet("hub/web"), toWeb));
    String forwarding = toWeb.replace("\"ipConf", "\"enableIPForwarding\": true, \"ipConf");
    assertEquals("holds web (hub)", usedBy(forwards, subnet("hub/web"), forwarding));
    assertEquals(
        "undecided web (hub)\n  enableIPForwarding: parameter 'q' has no value",
        usedBy(forwards, subnet("hub/web"), forwarding.replace("true", "\"[parameters('q')]\"")));
    assertEquals(
        "broken web (hub): no such network interface was read",
        usedBy("", subnet("hub/web"), nic(subnetId("'hub'", "'data'"))));
  }

  @Test
  void anIdThatIsNotKnownInFullMayMeanWhatItCanBecome() {
    assertEquals(
        "undecided web (hub)\n  ipConfigurations.subnet of nic: parameter 'p' has no value",
        usedBy("", subnet("hub/web"), nic(subnetId("parameters('p')", "'web'"))));
    assertEquals(
        "broken web (hub): no such network interface was read",
        usedBy("", subnet("hub/web"), nic(subnetId("parameters('p')", "'data'"))));
    assertEquals(
        "undecided web (hub)\n  ipConfigurations.subnet of nic: parameter 'p' has no value",
        usedBy("", subnet("hub/web"), nic("{ \"id\": \"[parameters('p')]\" }")));
    assertEquals(
        "undecided web (hub)\n  whether nic is deployed: parameter 'p' has no value",
        usedBy(
            "",
            subnet("hub/web"),
            nic(subnetId("'hub'", "'web'"))
                .replace(
                    "\"name\"", "\"condition\": \"[equals(parameters('p'), 'a')]\", \"name\"")));
  }
}
