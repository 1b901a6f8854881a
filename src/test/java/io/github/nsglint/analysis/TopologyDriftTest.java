package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.TagAddresses;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prefixes, peerings and routes: declared against deployed. */
class TopologyDriftTest {
  private static String drift(String type, String name, String declared, String deployed) {
    String template =
        """
        { "type": "Microsoft.Network/%s", "apiVersion": "2024-05-01", "name": "%s",
          "properties": { %s } }
        """
            .formatted(type, name, declared);
    String[] types = type.split("/", -1);
    String[] names = name.split("/", -1);
    String id = types[0] + "/" + names[0];
    for (int i = 1; i < types.length; i++) {
      id += "/" + types[i] + "/" + names[i];
    }
    return Drift.between(
            AskedNetwork.network(AskedNetwork.template(template)),
            AskedNetwork.network(
                AskedNetwork.listing(
                    AskedNetwork.resource(id, "\"properties\": { " + deployed + " }"))),
            TagAddresses.unknown())
        .stream()
        .map(each -> each.kind() + " " + each.resource() + ": " + each.what())
        .collect(Collectors.joining("\n"));
  }

  private static String prefixes(String list) {
    return "\"addressPrefixes\": [" + list + "]";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "10.0.0.0/24"           | "10.0.0.0/24"                |
          "10.0.0.0/24"           | "10.0.1.0/24"                | PROPERTY %s: address prefixes: declared [10.0.0.0/24], deployed [10.0.1.0/24]
          "10.0.0.0/24","fd00::/64" | "FD00:0::/64","10.0.0.0/24" |
          "10.0.0.0/24"           | "10.0.0.0/24","10.0.1.0/24"  | PROPERTY %s: address prefixes: declared [10.0.0.0/24], deployed [10.0.0.0/24, 10.0.1.0/24]
                                  | "10.0.0.0/24"                |
          "[parameters('p')]"     | "10.0.0.0/24"                | UNKNOWN %s: a declared address prefix is not known
          """)
  void prefixesOfNetworksAndSubnets(String declared, String deployed, String expected) {
    String wanted = prefixes(declared == null ? "" : declared);
    String there = prefixes(deployed);
    String words = expected == null ? "" : expected;
    assertEquals(
        words.replace("%s", "hub"),
        drift(
            "virtualNetworks",
            "hub",
            "\"addressSpace\": { " + wanted + " }",
            "\"addressSpace\": { " + there + " }"));
    assertEquals(
        words.replace("%s", "hub/web"), drift("virtualNetworks/subnets", "hub/web", wanted, there));
  }

  private static String routes(String declared, String deployed) {
    return drift(
        "routeTables", "rt", "\"routes\": [" + declared + "]", "\"routes\": [" + deployed + "]");
  }

  private static String route(String name, String prefix, String hop) {
    return """
        { "name": "%s", "properties": { "addressPrefix": "%s", "nextHopType": %s } }
        """
        .formatted(name, prefix, hop);
  }

  private static String appliance(String address) {
    return "\"VirtualAppliance\", \"nextHopIpAddress\": \"" + address + "\"";
  }

  @Test
  void aRouteThatLeadsElsewhereIsDrift() {
    String firewall = route("a", "0.0.0.0/0", appliance("10.0.0.4"));
    String other = route("a", "0.0.0.0/0", appliance("10.0.0.5"));
    String internet = route("a", "0.0.0.0/0", "\"Internet\"");
    assertEquals("", routes(firewall, firewall));
    assertEquals(
        "PROPERTY rt: route to 0.0.0.0/0: declared VirtualAppliance 10.0.0.4, deployed"
            + " VirtualAppliance 10.0.0.5",
        routes(firewall, other));
    assertEquals(
        "PROPERTY rt: route to 0.0.0.0/0: declared VirtualAppliance 10.0.0.4, deployed Internet",
        routes(firewall, internet));
    assertEquals(
        "PROPERTY rt: route to 0.0.0.0/0: declared Internet, not deployed", routes(internet, ""));
    assertEquals(
        "PROPERTY rt: route to 0.0.0.0/0: not declared, deployed VirtualAppliance 10.0.0.4",
        routes("", firewall));
  }

  @Test
  void namesAndOrderOfRoutesMakeNoDifference() {
    String a = route("a", "0.0.0.0/0", appliance("10.0.0.4"));
    String b = route("b", "AzureCloud", "\"Internet\"");
    String otherNames =
        route("x", "azurecloud", "\"internet\"")
            + ","
            + route("y", "0.0.0.0/0", appliance("10.0.0.4"));
    assertEquals("", routes(a + "," + b, otherNames));
  }

  @Test
  void whatIsNotKnownOfARouteLeavesItOpen() {
    String there = route("a", "0.0.0.0/0", appliance("10.0.0.4"));
    assertEquals(
        "UNKNOWN rt: a declared route is not known: parameter 'p' has no value",
        routes(route("a", "[parameters('p')]", "\"Internet\""), there));
    String open = "UNKNOWN rt: route to 0.0.0.0/0: where it is declared to lead is not known";
    assertEquals(open, routes(route("a", "0.0.0.0/0", "\"[parameters('p')]\""), there));
    assertEquals(open, routes(route("a", "0.0.0.0/0", appliance("[parameters('p')]")), there));
    assertEquals(
        "PROPERTY rt: route to 0.0.0.0/0: declared ⟨parameter 'p' has no value⟩, not deployed",
        routes(route("a", "0.0.0.0/0", "\"[parameters('p')]\""), ""));
  }

  private static String peerings(String declared, String deployed) {
    return drift(
        "virtualNetworks",
        "hub",
        "\"virtualNetworkPeerings\": [" + declared + "]",
        "\"virtualNetworkPeerings\": [" + deployed + "]");
  }

  private static String peering(String name, String remote, String more) {
    return """
        { "name": "%s", "properties": { "remoteVirtualNetwork": { "id": "%s" }%s } }
        """
        .formatted(name, remote, more);
  }

  private static String with(String remote, String more) {
    return peering("to-" + remote, AskedNetwork.id("virtualNetworks/" + remote), more);
  }

  @Test
  void aPeeringOnOneSideOnlyIsDrift() {
    String a = with("spoke-a", "");
    String b = with("spoke-b", "");
    assertEquals("", peerings(a + "," + b, b.replace("to-spoke", "other") + "," + a));
    assertEquals(
        "PROPERTY hub: peering with spoke-a: declared, not deployed", peerings(a + "," + b, b));
    assertEquals(
        "PROPERTY hub: peering with spoke-b: not declared, deployed", peerings(a, a + "," + b));
    assertEquals(
        "UNKNOWN hub: with whom a declared peering is, is not known",
        peerings(peering("x", "[parameters('p')]", ""), a));
  }

  @Test
  void aPeeringThatLetsNothingThroughIsAnother() {
    String key = ", \"allowVirtualNetworkAccess\": ";
    String open = with("spoke", key + "true");
    String closed = with("spoke", key + "false");
    assertEquals("", peerings(open, open));
    assertEquals("", peerings(with("spoke", ""), closed));
    assertEquals(
        "PROPERTY hub: peering with spoke: allowVirtualNetworkAccess: declared 'true', deployed"
            + " 'false'",
        peerings(open, closed));
    assertEquals(
        "PROPERTY hub: peering with spoke: allowVirtualNetworkAccess: declared 'true', deployed"
            + " not set",
        peerings(open, with("spoke", "")));
    assertEquals(
        "UNKNOWN hub: peering with spoke: the declared allowVirtualNetworkAccess is not known",
        peerings(with("spoke", key + "\"[parameters('p')]\""), open));
  }

  @Test
  void whatAzureDidNotTellIsNotMissing() {
    assertEquals(
        "UNKNOWN rt: which routes are deployed is not known: the answer leaves out 'routes', which"
            + " Azure always gives",
        drift(
            "routeTables",
            "rt",
            "\"routes\": [" + route("a", "0.0.0.0/0", "\"Internet\"") + "]",
            "\"other\": 1"));
    assertEquals(
        "UNKNOWN hub: which peerings are deployed is not known: no object stands here",
        peerings(with("spoke", ""), "7"));
  }

  /** A peering and a route may be resources of their own, each with a condition. */
  @Test
  void whatIsPerhapsDeclaredIsPerhapsMissing() {
    String perhaps = "\"condition\": \"[equals(parameters('p'), 'yes')]\",";
    String template =
        AskedNetwork.template(
            """
            { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "hub",
              "properties": {} },
            { "type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", %s
              "apiVersion": "2024-05-01", "name": "hub/to-spoke",
              "properties": { "remoteVirtualNetwork": { "id": "%s" } } },
            { "type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "name": "rt",
              "properties": {} },
            { "type": "Microsoft.Network/routeTables/routes", %s
              "apiVersion": "2024-05-01", "name": "rt/out",
              "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" } }
            """
                .formatted(perhaps, AskedNetwork.id("virtualNetworks/spoke"), perhaps));
    String deployed =
        AskedNetwork.listing(
            AskedNetwork.resource("virtualNetworks/hub", "\"properties\": { \"subnets\": [] }"),
            AskedNetwork.resource("routeTables/rt", "\"properties\": { \"routes\": [] }"));
    assertEquals(
        "hub: peering with spoke: not deployed, and whether it should be is not known\n"
            + "rt: route to 0.0.0.0/0: not deployed, and whether it should be is not known",
        Drift.between(
                AskedNetwork.network(template),
                AskedNetwork.network(deployed),
                TagAddresses.unknown())
            .stream()
            .map(each -> each.resource() + ": " + each.what())
            .collect(Collectors.joining("\n")));
  }
}
