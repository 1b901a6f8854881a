package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs together across files, and what only has the same name. */
class JoinedFilesTest {
  private static final String GROUP =
      """
      {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01",
       "name": "nsg", "properties": {"securityRules": [%s]}}""";

  private static final String RULE =
      """
      {"name": "%s", "properties": {"priority": %d, "direction": "Inbound", "access": "Allow",
       "protocol": "Tcp", "sourceAddressPrefix": "10.0.0.0/8", "sourcePortRange": "*",
       "destinationAddressPrefix": "*", "destinationPortRange": "%d"}}""";

  private static final String NETWORK =
      """
      {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet",
       "properties": {"addressSpace": {"addressPrefixes": ["%s"]}, "subnets": [
         {"name": "AzureBastionSubnet", "properties": {"addressPrefix": "%s",
          "networkSecurityGroup": {
            "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]"}}}]}}""";

  private static final String HOST =
      """
      {"type": "Microsoft.Network/bastionHosts", "apiVersion": "2024-05-01", "name": "bas",
       "sku": {"name": "Standard"}, "properties": {"ipConfigurations": [{"name": "c",
         "properties": {"subnet": {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets',
         'vnet', 'AzureBastionSubnet')]"}}}]}}""";

  private static final String PEERING =
      """
      {"type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
       "apiVersion": "2024-05-01", "name": "vnet/to-%s", "properties": {"remoteVirtualNetwork":
         {"id": "[resourceId('Microsoft.Network/virtualNetworks', '%s')]"}}}""";

  private final Path folder;
  private final TreeMap<String, String> files = new TreeMap<>();

  JoinedFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void template(String file, String... resources) {
    files.put(
        file,
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0", "resources": [%s]}"""
            .formatted(String.join(",\n", resources)));
  }

  private static String rule(String name, int priority, int port) {
    return RULE.formatted(name, priority, port);
  }

  private static String aloneRule(String name, int priority, int port) {
    return rule("nsg/" + name, priority, port)
        .replaceFirst(
            "\\{",
            "{\"type\": \"Microsoft.Network/networkSecurityGroups/securityRules\","
                + " \"apiVersion\": \"2024-05-01\", ");
  }

  /** The model and the verdicts; the same for every order of the files. */
  private String shown() throws IOException {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      paths.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()).toString());
    }
    String first = shown(paths);
    for (int turn = 0; turn < paths.size(); turn++) {
      Collections.rotate(paths, 1);
      assertEquals(first, shown(paths), paths::toString);
      List<String> reversed = new ArrayList<>(paths);
      Collections.reverse(reversed);
      assertEquals(first, shown(reversed), reversed::toString);
    }
    return first;
  }

  private String model() throws IOException {
    String shown = shown();
    return shown.substring(0, shown.indexOf("BAS101"));
  }

  private static String shown(List<String> paths) {
    JudgedNetwork judged = JudgedNetwork.of(paths);
    assertEquals(List.of(), judged.summary().problems());
    return ShownNetwork.model(judged.network()) + ShownNetwork.verdicts(judged.findings());
  }

  private static String lines(String shown, String start) {
    return shown.lines().filter(line -> line.startsWith(start)).collect(Collectors.joining("\n"));
  }

  @Test
  void byNameAcrossTemplates() throws IOException {
    template("a.json", GROUP.formatted(rule("web", 100, 443)), aloneRule("ssh", 110, 22));
    template("b.json", NETWORK.formatted("10.0.0.0/16", "10.0.0.0/26"));
    template("c.json", HOST, aloneRule("rdp", 120, 3389));
    assertEquals(
        """
        virtual network vnet: [10.0.0.0/16]
        subnet vnet/AzureBastionSubnet: [10.0.0.0/26], group nsg, route table none
        group nsg
          on subnet vnet/AzureBastionSubnet
          Inbound   100 web: Allow Tcp [10.0.0.0/8] [*] -> [*] [443]
          Inbound   110 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22]
          Inbound   120 rdp: Allow Tcp [10.0.0.0/8] [*] -> [*] [3389]
        Bastion host bas: Standard, in [vnet/AzureBastionSubnet]
        """,
        model());
  }

  private static String group(String scope, String rules, String more) {
    return """
        {"id": "/subscriptions/%s/providers/Microsoft.Network/networkSecurityGroups/nsg",
         "name": "nsg", "type": "Microsoft.Network/networkSecurityGroups",
         "properties": {"securityRules": [%s]%s}}"""
        .formatted(scope, rules, more);
  }

  private static String network(String scope, String groupScope) {
    return """
        [{"id": "/subscriptions/%s/providers/Microsoft.Network/virtualNetworks/vnet",
          "name": "vnet", "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [
           {"name": "snet", "addressPrefix": "10.0.1.0/24", "networkSecurityGroup":
             {"id": "/subscriptions/%s/providers/Microsoft.Network/networkSecurityGroups/nsg"}}]}]"""
        .formatted(scope, groupScope);
  }

  @Test
  void byIdAcrossExports() throws IOException {
    files.put("one.json", group("S/resourceGroups/one", rule("web", 100, 443), ""));
    files.put("two.json", group("S/resourceGroups/two", rule("ssh", 100, 22), ""));
    files.put("vnet.json", network("S/resourceGroups/net", "s/resourcegroups/TWO"));
    String shown = shown();
    assertTrue(
        shown.contains(
            """
            group nsg
              on subnet vnet/snet
              Inbound   100 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22]
            """),
        shown);
    assertEquals("group nsg\ngroup nsg", lines(shown, "group "));
  }

  @Test
  void aNameInAnotherSubscriptionIsAnotherGroup() throws IOException {
    files.put("nsg.json", group("S/resourceGroups/one", "", ""));
    files.put("vnet.json", network("T/resourceGroups/one", "T/resourceGroups/one"));
    assertEquals(
        "subnet vnet/snet: [10.0.1.0/24], group (nsg), route table none",
        lines(shown(), "subnet "));
  }

  /** Two samples that lie side by side use one name for different things. */
  @Test
  void templatesOfTheirOwnAreNotJoined() throws IOException {
    template(
        "a.json",
        GROUP.formatted(rule("web", 100, 443)),
        aloneRule("ssh", 110, 22),
        NETWORK.formatted("10.0.0.0/16", "10.0.0.0/26"),
        PEERING.formatted("left", "left"),
        HOST);
    template(
        "b.json",
        GROUP.formatted(rule("sql", 100, 1433)),
        aloneRule("rdp", 110, 3389),
        NETWORK.formatted("10.9.0.0/16", "10.9.0.0/26"),
        PEERING.formatted("right", "right"));
    assertEquals(
        """
        virtual network vnet: [10.0.0.0/16], peer of (left)
        virtual network vnet: [10.9.0.0/16], peer of (right)
        subnet vnet/AzureBastionSubnet: [10.0.0.0/26], group nsg, route table none
        subnet vnet/AzureBastionSubnet: [10.9.0.0/26], group nsg, route table none
        group nsg
          on subnet vnet/AzureBastionSubnet
          Inbound   100 sql: Allow Tcp [10.0.0.0/8] [*] -> [*] [1433]
          Inbound   110 rdp: Allow Tcp [10.0.0.0/8] [*] -> [*] [3389]
        group nsg
          on subnet vnet/AzureBastionSubnet
          Inbound   100 web: Allow Tcp [10.0.0.0/8] [*] -> [*] [443]
          Inbound   110 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22]
        Bastion host bas: Standard, in [vnet/AzureBastionSubnet]
        """,
        model());
  }

  @Test
  void aRuleThatMayBelongToEitherOfTwoGroupsIsPerhapsInBoth() throws IOException {
    template("a.json", GROUP.formatted(rule("web", 100, 443)));
    template("b.json", GROUP.formatted(rule("sql", 100, 1433)));
    template("c.json", aloneRule("ssh", 110, 22));
    assertTrue(
        shown()
            .startsWith(
                """
                group nsg
                  Inbound   100 sql: Allow Tcp [10.0.0.0/8] [*] -> [*] [1433]
                  Inbound   110 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22], perhaps
                group nsg
                  Inbound   100 web: Allow Tcp [10.0.0.0/8] [*] -> [*] [443]
                  Inbound   110 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22], perhaps
                """));
  }

  @Test
  void aPeeringThatMayBelongToEitherOfTwoNetworksIsNeithers() throws IOException {
    template("a.json", NETWORK.formatted("10.0.0.0/16", "10.0.0.0/26"));
    template("b.json", NETWORK.formatted("10.9.0.0/16", "10.9.0.0/26"));
    template("c.json", PEERING.formatted("left", "left"));
    assertEquals(
        "virtual network vnet: [10.0.0.0/16]\nvirtual network vnet: [10.9.0.0/16]",
        lines(shown(), "virtual network"));
  }

  /** Rules of a group that nobody showed: each file's is a group of its own. */
  @Test
  void rulesWithoutTheirGroupAreNotJoined() throws IOException {
    template("a.json", aloneRule("ssh", 110, 22), aloneRule("web", 100, 443));
    template("b.json", aloneRule("rdp", 110, 3389));
    String unseen = "  ?           ? ?: ? ? [?] [?] -> [?] [?]\n";
    assertEquals(
        "group nsg\n"
            + unseen
            + "  Inbound   100 web: Allow Tcp [10.0.0.0/8] [*] -> [*] [443]\n"
            + "  Inbound   110 ssh: Allow Tcp [10.0.0.0/8] [*] -> [*] [22]\n"
            + "group nsg\n"
            + unseen
            + "  Inbound   110 rdp: Allow Tcp [10.0.0.0/8] [*] -> [*] [3389]\n",
        model());
  }

  /** What a host asks of its subnet, it asks of that of its own template. */
  @Test
  void aHostIsInTheSubnetOfItsTemplate() throws IOException {
    template(
        "a.json",
        NETWORK.formatted("10.0.0.0/16", "10.0.0.0/26"),
        GROUP.formatted(""),
        HOST.replace("{\"ipConf", "{\"enableKerberos\": true, \"ipConf"));
    template("b.json", NETWORK.formatted("10.9.0.0/16", "10.9.0.0/26"), GROUP.formatted(""));
    assertEquals(
        "BAS109 AzureBastionSubnet (vnet): holds\n"
            + "BAS109 AzureBastionSubnet (vnet): not applicable:"
            + " no Bastion host that needs it was read",
        lines(shown(), "BAS109"));
  }

  /** A subnet that stands in the template before its network, and inline in that once more. */
  @Test
  void aSubnetThatStandsInlineAndAloneIsOne() throws IOException {
    String subnet =
        """
        {"type": "Microsoft.Network/virtualNetworks/subnets", "apiVersion": "2024-05-01",
         "name": "vnet/AzureBastionSubnet", "properties": {"addressPrefix": "10.0.0.0/26"}}""";
    String network = NETWORK.formatted("10.0.0.0/16", "10.0.0.0/26");
    for (List<String> order : List.of(List.of(subnet, network), List.of(network, subnet))) {
      files.clear();
      template("a.json", order.toArray(String[]::new));
      assertEquals(
          "subnet vnet/AzureBastionSubnet: [10.0.0.0/26], group none, route table none",
          lines(shown(), "subnet "));
    }
  }

  @Test
  void exportsOfTwoDaysThatDifferAreBothThere() throws IOException {
    files.put("monday.json", group("S/resourceGroups/g", rule("web", 100, 443), ""));
    files.put("tuesday.json", group("S/resourceGroups/g", rule("web", 100, 22), ""));
    files.put("vnet.json", network("S/resourceGroups/g", "S/resourceGroups/g"));
    assertEquals(
        "subnet vnet/snet: [10.0.1.0/24], group (nsg × 2), route table none",
        lines(shown(), "subnet "));
  }

  private static String host(String settings) {
    return """
        {"id": "/subscriptions/S/resourceGroups/g/providers/Microsoft.Network/bastionHosts/bas",
         "name": "bas"%s, "ipConfigurations": [{"name": "c", "subnet":
           {"id": "/subscriptions/S/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/\
        vnet/subnets/AzureBastionSubnet"}}]}"""
        .formatted(settings);
  }

  /** A listing that was asked for some columns only, and a full one. */
  @Test
  void aHostIsTakenFromWhereMostIsSaidOfIt() throws IOException {
    files.put("few.json", host(", \"enableTunneling\": true"));
    files.put("all.json", host(", \"enableTunneling\": true, \"sku\": {\"name\": \"Basic\"}"));
    assertEquals(
        "Bastion host bas: Basic, in [(vnet/AzureBastionSubnet)]", lines(model(), "Bastion host"));
  }

  @Test
  void hostsThatContradictOneAnotherAreBothThere() throws IOException {
    files.put("monday.json", host(", \"sku\": {\"name\": \"Basic\"}"));
    files.put("tuesday.json", host(", \"sku\": {\"name\": \"Premium\"}"));
    assertEquals(
        "Bastion host bas: Basic, in [(vnet/AzureBastionSubnet)]\n"
            + "Bastion host bas: Premium, in [(vnet/AzureBastionSubnet)]",
        lines(model(), "Bastion host"));
  }

  @Test
  void theOrderOfRulesInAnExportDoesNotMatter() throws IOException {
    String web = rule("web", 100, 443);
    String ssh = rule("ssh", 110, 22);
    files.put("az.json", group("S/resourceGroups/g", web + "," + ssh, ""));
    files.put("rest.json", group("S/resourceGroups/g", ssh + "," + web, ""));
    assertEquals("group nsg", lines(model(), "group"));
  }
}
