package io.github.nsglint.source.azcli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.Loading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureListingTest {
  private static final String SCOPE = "/subscriptions/0000/resourceGroups/rg";
  private static final String GROUP_ID =
      SCOPE + "/providers/Microsoft.Network/networkSecurityGroups/g";

  private static final String REST_GROUP =
      """
      {"name": "g", "id": "%s", "type": "Microsoft.Network/networkSecurityGroups",
       "location": "westus", "properties": {"securityRules": [
         {"name": "r", "properties": {"priority": 100}}]}}"""
          .formatted(GROUP_ID);

  private static final String AZ_GROUP =
      """
      {"defaultSecurityRules": [{"name": "d", "id": "x", "priority": 65000}],
       "etag": "e", "id": "%s", "location": "westus", "name": "g", "resourceGroup": "rg",
       "securityRules": [
         {"name": "r", "priority": 100, "protocol": "Tcp", "destinationPortRange": "443",
          "destinationPortRanges": [], "resourceGroup": "rg"}],
       "subnets": [{"id": "s", "resourceGroup": "rg"}], "tags": null,
       "type": "Microsoft.Network/networkSecurityGroups"}"""
          .formatted(GROUP_ID);

  private static void assertOnlyGroup(String json, String priority) {
    Loading loading = Loading.ofText(json);
    assertEquals(List.of(GROUP_ID), loading.ids());
    assertEquals("Microsoft.Network/networkSecurityGroups", loading.only().type());
    assertEquals("100", Loading.shown(loading.at("properties/securityRules/0/" + priority)));
    assertEquals(List.of(), loading.problems());
    assertEquals(List.of("-"), loading.summary().files());
  }

  @Test
  void restResourceIsHandedOnUntouched() {
    assertOnlyGroup(REST_GROUP, "properties/priority");
    Loading loading = Loading.ofText(REST_GROUP);
    assertEquals(REST_GROUP, loading.only().body().span().text());
    assertEquals("\"g\"", loading.only().span().text());
    assertEquals(List.of("name", "id", "type", "location", "properties"), keys(loading, ""));
  }

  private static List<String> keys(Loading loading, String path) {
    Node node = path.isEmpty() ? loading.only().body() : loading.at(path);
    return ((Node.MapNode) node).entries().stream().map(entry -> entry.key().value()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "[%s]",
        "[[%s]]",
        "{\"value\": [%s]}",
        "{\"value\": [%s], \"nextLink\": \"\"}",
        "[{\"value\": [%s]}]",
        "{\"NewNSG\": %s}",
        "{\"count\": 1, \"data\": [%s], \"skip_token\": null, \"total_records\": 1}",
        "{\"data\": [%s], \"resultTruncated\": \"false\"}"
      })
  void everyWrappingIsTakenOff(String wrapping) {
    assertOnlyGroup(wrapping.formatted(REST_GROUP), "properties/priority");
    assertOnlyGroup(wrapping.formatted(AZ_GROUP), "priority");
  }

  @Test
  void flatPropertiesGoUnderProperties() {
    Loading loading = Loading.ofText(AZ_GROUP);
    assertEquals(
        List.of("etag", "id", "location", "name", "resourceGroup", "tags", "type", "properties"),
        keys(loading, ""));
    assertEquals(
        List.of("defaultSecurityRules", "securityRules", "subnets"), keys(loading, "properties"));
    assertEquals(
        List.of("id", "resourceGroup", "properties"), keys(loading, "properties/subnets/0"));
  }

  /** Who reads a rule takes either; a list of rules is long. */
  @Test
  void rulesWithNothingElseToPutRightStayFlat() {
    Loading loading = Loading.ofText(AZ_GROUP);
    assertEquals(
        List.of(
            "name",
            "priority",
            "protocol",
            "destinationPortRange",
            "destinationPortRanges",
            "resourceGroup"),
        keys(loading, "properties/securityRules/0"));
    assertEquals("65000", Loading.shown(loading.at("properties/defaultSecurityRules/0/priority")));
    for (String other : List.of("\"Access\": \"Deny\"", "\"sourcePortRange\": [\"1\"]")) {
      Loading put = Loading.ofText(AZ_GROUP.replace("\"protocol\": \"Tcp\"", other));
      assertEquals(
          List.of("name", "resourceGroup", "properties"), keys(put, "properties/securityRules/0"));
    }
  }

  @Test
  void virtualNetworksWithTheirNestedLists() {
    Loading loading =
        Loading.ofText(
            """
            {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "name": "v", "resourceGroup": "rg",
             "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
             "subnets": [{"addressPrefix": "10.0.0.0/26", "name": "AzureBastionSubnet",
                          "networkSecurityGroup": {"id": "g", "resourceGroup": "rg"}}],
             "virtualNetworkPeerings": [{"name": "p", "peeringState": "Connected"}]}""");
    assertEquals("Microsoft.Network/virtualNetworks", loading.only().type());
    assertEquals(
        "{name: 'AzureBastionSubnet', properties: {addressPrefix: '10.0.0.0/26',"
            + " networkSecurityGroup: {id: 'g', resourceGroup: 'rg'}}}",
        Loading.shown(loading.at("properties/subnets/0")));
    assertEquals(
        "{name: 'p', properties: {peeringState: 'Connected'}}",
        Loading.shown(loading.at("properties/virtualNetworkPeerings/0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"publicIPAddress", "publicIpAddress"})
  void bastionWithEitherSpellingOfItsAddress(String key) {
    Loading loading =
        Loading.ofText(
            """
            {"id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/bastionHosts/b",
             "name": "b", "sku": {"name": "Standard"}, "scaleUnits": 2, "enableTunneling": true,
             "ipConfigurations": [{"name": "c", "%s": {"id": "ip"}, "subnet": {"id": "s"}}]}"""
                .formatted(key));
    assertEquals("'Standard'", Loading.shown(loading.at("sku/name")));
    assertEquals("true", Loading.shown(loading.at("properties/enableTunneling")));
    assertEquals(
        "'ip'",
        Loading.shown(loading.at("properties/ipConfigurations/0/properties/publicIPAddress/id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "networkSecurityGroups/g/securityRules/r",
        "virtualNetworks/v/subnets/s",
        "virtualNetworks/v/virtualNetworkPeerings/p",
        "networkInterfaces/n",
        "publicIPAddresses/i",
        "applicationSecurityGroups/a",
        "routeTables/t/routes/r"
      })
  void childrenAndOtherTypesAreTakenByTheirIds(String path) {
    String id = SCOPE + "/providers/Microsoft.Network/" + path;
    Loading loading = Loading.ofText("[{\"id\": \"" + id + "\", \"priority\": 100}]");
    assertEquals(List.of(id), loading.ids());
    assertEquals("{priority: 100}", Loading.shown(loading.at("properties")));
  }

  @Test
  void typesAreSpelledAzuresWay() {
    Loading loading =
        Loading.ofText(REST_GROUP.replace("networkSecurityGroups\",", "NETWORKSECURITYGROUPS\","));
    assertEquals("Microsoft.Network/networkSecurityGroups", loading.only().type());
  }

  @Test
  void rowsOfATable() {
    assertOnlyGroup(
        """
        {"totalRecords": 1, "data": {"columns": [{"name": "id", "type": "string"},
          {"name": "type", "type": "string"}, {"name": "properties", "type": "object"}],
         "rows": [["%s", "microsoft.network/networksecuritygroups",
           {"securityRules": [{"name": "r", "properties": {"priority": 100}}]}]]}}"""
            .formatted(GROUP_ID),
        "properties/priority");
  }

  @Test
  void anIdIsMadeWhereNoneIs() {
    Loading loading =
        Loading.ofText(
            """
            [{"type": "Microsoft.Network/routeTables", "name": "t", "resourceGroup": "rg"},
             {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "v/s", "subscriptionId": "0"},
             {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "s"}]""");
    assertEquals(
        List.of(
            "/resourceGroups/rg/providers/Microsoft.Network/routeTables/t",
            "/subscriptions/0/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
            "/providers/Microsoft.Network/virtualNetworks/⟨virtualNetworks at -:3:2⟩/subnets/s"),
        loading.ids());
  }

  @Test
  void aGroupWithoutItsRulesIsNotAGroupWithoutRules() {
    String reason = "the answer leaves out 'securityRules', which Azure always gives";
    for (String members :
        List.of(
            "\"subnets\": []",
            "\"properties\": {\"subnets\": []}",
            "\"securityRules\": null, \"flushConnection\": false")) {
      Loading loading = Loading.ofText("{\"id\": \"" + GROUP_ID + "\", " + members + "}");
      assertEquals("?? " + reason, Loading.shown(loading.at("properties/securityRules")), members);
    }
    Loading empty =
        Loading.ofText("{\"id\": \"" + GROUP_ID + "\", \"properties\": {\"securityRules\": []}}");
    assertEquals("[]", Loading.shown(empty.at("properties/securityRules")));
  }

  /** As 'az resource list' prints each. */
  @Test
  void aResourceWithoutPropertiesIsNotOneThatHasNone() {
    for (String members :
        List.of(
            "\"location\": \"w\"",
            "\"properties\": {}",
            "\"properties\": null",
            "\"properties\": null, \"provisioningState\": \"Succeeded\"")) {
      Loading loading = Loading.ofText("{\"id\": \"" + GROUP_ID + "\", " + members + "}");
      assertEquals(
          "?? the answer tells nothing of it but its name and its place",
          Loading.shown(loading.at("properties")),
          members);
    }
  }

  @Test
  void aRouteTableWithoutItsRoutesIsNotOneWithoutRoutes() {
    String id = SCOPE + "/providers/Microsoft.Network/routeTables/t";
    Loading loading =
        Loading.ofText("{\"id\": \"" + id + "\", \"disableBgpRoutePropagation\": true}");
    assertEquals(
        "?? the answer leaves out 'routes', which Azure always gives",
        Loading.shown(loading.at("properties/routes")));
  }

  @Test
  void aVirtualMachineIsTakenFromItsFlatForm() {
    String id = SCOPE + "/providers/Microsoft.Compute/virtualMachines/m";
    Loading loading =
        Loading.ofText(
            "[{\"id\": \"" + id + "\", \"networkProfile\": {\"networkInterfaces\": []}}]");
    assertEquals("{networkInterfaces: []}", Loading.shown(loading.at("properties/networkProfile")));
  }

  @Test
  void otherResourcesAreAzuresButDropped() {
    Loading loading =
        Loading.ofText(
            """
            [{"id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Compute/disks/d"},
             {"id": "/subscriptions/0", "name": "s"},
             {"id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/natGateways/n"}]""");
    assertEquals(List.of(), loading.ids());
    assertEquals(List.of(), loading.problems());
    assertEquals(List.of("-"), loading.summary().files());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": [%s], \"nextLink\": \"https://x\"}",
        "[{\"value\": [%s], \"@odata.nextLink\": \"https://x\"}]",
        "{\"data\": [%s], \"$skipToken\": \"t\", \"resultTruncated\": \"true\"}",
        "{\"data\": [%s], \"skip_token\": \"t\"}",
        "{\"data\": [%s], \"resultTruncated\": \"true\"}"
      })
  void aPageOfSeveralIsIncomplete(String page) {
    Loading loading = Loading.ofText(page.formatted(REST_GROUP));
    assertEquals(List.of(GROUP_ID), loading.ids());
    assertEquals(List.of("incomplete-page"), loading.codes());
  }

  @Test
  void anErrorIsNoAnswer() {
    Loading loading =
        Loading.ofText("{\"error\": {\"code\": \"AuthorizationFailed\", \"message\": \"no\"}}");
    assertEquals(
        List.of(
            "error-answer [\"AuthorizationFailed\"] Azure answered with the error"
                + " AuthorizationFailed, not with resources"),
        loading.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": [{\"networkSecurityGroup\": {\"id\": \"x\"}, \"effectiveSecurityRules\": []}]}",
        "[{\"EffectiveSecurityRules\": []}, {\"EffectiveSecurityRules\": []}]"
      })
  void effectiveRulesAreLeftOut(String json) {
    Loading loading = Loading.ofText(json);
    assertEquals(List.of("effective-rules"), loading.codes());
    assertEquals(List.of(), loading.ids());
  }

  @Test
  void powerShellsGroup() {
    Loading loading =
        Loading.ofText(
            """
            {"value": [{"SecurityRules": [{
              "Protocol": "Tcp", "SourcePortRange": ["*"], "DestinationPortRange": ["80", "443"],
              "SourceAddressPrefix": [], "DestinationAddressPrefix": "VirtualNetwork",
              "SourceApplicationSecurityGroups": [], "Access": "Allow", "Priority": 100, "Name": "r"}],
              "SecurityRulesText": "[]", "ResourceGroupName": "rg", "Name": "g", "Id": "%s",
              "Type": "Microsoft.Network/networkSecurityGroups"}], "Count": 1}"""
                .formatted(GROUP_ID));
    assertEquals(List.of(GROUP_ID), loading.ids());
    assertEquals(
        "{Protocol: 'Tcp', SourcePortRange: '*', destinationPortRanges: ['80', '443'],"
            + " DestinationAddressPrefix: 'VirtualNetwork', SourceApplicationSecurityGroups: [],"
            + " Access: 'Allow', Priority: 100}",
        Loading.shown(loading.at("properties/securityRules/0/properties")));
    assertEquals("'r'", Loading.shown(loading.at("properties/securityRules/0/name")));
  }

  @Test
  void powerShellsVirtualNetworkAndBastion() {
    Loading network =
        Loading.ofText(
            """
            {"Id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v",
             "Name": "v", "AddressSpace": {"AddressPrefixes": ["10.0.0.0/16"]},
             "Subnets": [{"Name": "s", "AddressPrefix": ["10.0.0.0/26"],
                          "NetworkSecurityGroup": {"Id": "g"}}]}""");
    assertEquals(
        "{AddressPrefix: '10.0.0.0/26', NetworkSecurityGroup: {Id: 'g'}}",
        Loading.shown(network.at("properties/subnets/0/properties")));
    Loading bastion =
        Loading.ofText(
            """
            {"Id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/bastionHosts/b",
             "Name": "b", "Sku": {"Name": "Standard"}, "ScaleUnit": 2}""");
    assertEquals("2", Loading.shown(bastion.at("properties/scaleUnits")));
  }

  @Test
  void whatPowerShellCutOffIsNotKnown() {
    Loading loading =
        Loading.ofText(
            """
            {"Id": "%s", "Name": "g", "SecurityRules": [
              "Microsoft.Azure.Commands.Network.Models.PSSecurityRule",
              {"Name": "r", "DestinationPortRange": "80 443", "SourceAddressPrefix": "Internet",
               "SourceApplicationSecurityGroups": "System.Collections.Generic.List`1[x]"}]}"""
                .formatted(GROUP_ID));
    String cut = "?? PowerShell cut this value off; write the file with 'ConvertTo-Json -Depth 10'";
    assertEquals(
        "[%s, {Name: 'r', properties: {DestinationPortRange: %s, SourceAddressPrefix: 'Internet',"
                .formatted(cut, cut)
            + " SourceApplicationSecurityGroups: "
            + cut
            + "}}]",
        Loading.shown(loading.at("properties/securityRules")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "{\"value\": []}",
        "{\"name\": \"x\", \"version\": \"1\"}",
        "{\"error\": {\"code\": -32600, \"message\": \"m\"}}",
        "{\"format_version\": \"1.2\", \"terraform_version\": \"1\", \"resource_changes\": []}",
        "{\"data\": {\"columns\": [1], \"rows\": []}}"
      })
  void theRestIsNotAzures(String json) {
    Loading loading = Loading.ofText(json);
    assertEquals(List.of("nothing-to-check"), loading.codes());
    assertEquals(List.of(), loading.summary().files());
  }
}
