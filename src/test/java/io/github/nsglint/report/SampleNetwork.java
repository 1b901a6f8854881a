package io.github.nsglint.report;

import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network made of resources. In their files a text in square brackets stands for a value that
 * cannot be computed: {@code [p]} is the parameter {@code p}, which nobody gave.
 */
final class SampleNetwork {
  private static final String SCOPE =
      "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.Network/";

  private static final SourceFile HUB =
      new SourceFile(
          "infra/hub.json",
          """
          [
            { "type": "virtualNetworks", "id": "virtualNetworks/vnet-hub", "name": "vnet-hub",
              "properties": {
                "addressSpace": { "addressPrefixes": ["10.0.0.0/16", "fd00:1::/48", "[space]"] },
                "virtualNetworkPeerings": [
                  { "properties": { "remoteVirtualNetwork": { "id": "SCOPE/virtualNetworks/vnet-spoke" } } },
                  { "properties": { "remoteVirtualNetwork": { "id": "SCOPE/virtualNetworks/vnet-far" } } },
                  { "properties": { "remoteVirtualNetwork": { "id": "[peer]" } } }
                ],
                "subnets": [
                  { "name": "AzureBastionSubnet",
                    "properties": { "addressPrefix": "10.0.255.0/26",
                      "networkSecurityGroup": { "id": "SCOPE/networkSecurityGroups/nsg-bastion" } } },
                  { "name": "app",
                    "properties": { "addressPrefixes": ["10.0.1.0/24", "[app]"],
                      "networkSecurityGroup": { "id": "SCOPE/networkSecurityGroups/nsg-lost" },
                      "routeTable": { "id": "SCOPE/routeTables/rt-firewall" } } },
                  { "name": "data",
                    "properties": { "addressPrefix": "10.0.2.0/24",
                      "networkSecurityGroup": { "id": "[dataGroup]" },
                      "routeTable": { "id": "[routes]" } } },
                  { "name": "plain", "properties": { "addressPrefix": "10.0.3.0/24" } }
                ] } },
            { "type": "virtualNetworks", "id": "virtualNetworks/vnet-spoke", "name": "vnet-spoke",
              "condition": "[withSpoke]",
              "properties": { "addressSpace": { "addressPrefixes": ["10.1.0.0/16"] } } },
            { "type": "bastionHosts", "id": "bastionHosts/bas-hub", "name": "bas-hub",
              "sku": { "name": "Standard" },
              "properties": {
                "enableTunneling": true, "enableIpConnect": "[ipConnect]", "enableKerberos": false,
                "disableCopyPaste": true, "scaleUnits": 2,
                "ipConfigurations": [
                  { "properties": { "subnet": { "id": "SCOPE/virtualNetworks/vnet-hub/subnets/AzureBastionSubnet" } } },
                  { "properties": { "subnet": { "id": "[bastionSubnet]" } } }
                ] } },
            { "type": "bastionHosts", "id": "bastionHosts/bas-dev", "name": "bas-dev",
              "condition": "[]", "sku": "[sku]", "properties": { } },
            { "type": "publicIPAddresses", "id": "publicIPAddresses/pip-hub", "name": "pip-hub",
              "sku": { "name": "Standard" },
              "properties": { "ipAddress": "203.0.113.4", "publicIPAllocationMethod": "Static",
                "publicIPAddressVersion": "[version]" } },
            { "type": "publicIPAddresses", "id": "publicIPAddresses/pip-bare", "name": "pip-bare" },
            { "type": "networkInterfaces", "id": "networkInterfaces/nic-1", "name": "nic-1",
              "properties": {
                "networkSecurityGroup": { "id": "SCOPE/networkSecurityGroups/nsg-bastion" },
                "ipConfigurations": [
                  { "properties": { "privateIPAddress": "10.0.1.4",
                      "subnet": { "id": "SCOPE/virtualNetworks/vnet-hub/subnets/app" },
                      "publicIPAddress": { "id": "SCOPE/publicIPAddresses/pip-hub" },
                      "applicationSecurityGroups": [{ "id": "SCOPE/applicationSecurityGroups/asg-web" }] } },
                  { "properties": { "privateIPAddress": "[address]", "subnet": { "id": "[nicSubnet]" } } }
                ] } },
            { "type": "networkInterfaces", "id": "networkInterfaces/nic-2", "name": "nic-2",
              "condition": "[second]", "properties": { } }
          ]
          """
              .replace("SCOPE/", SCOPE));

  private static final SourceFile GROUPS =
      new SourceFile(
          "infra/groups.json",
          """
          [
            { "type": "networkSecurityGroups", "id": "networkSecurityGroups/nsg-bastion", "name": "nsg-bastion",
              "properties": {
                "securityRules": [
                  { "name": "DenyRest", "properties": { "priority": 4096, "direction": "Inbound", "access": "Deny",
                      "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*",
                      "destinationAddressPrefix": "*", "destinationPortRange": "*" } },
                  { "name": "AllowHttps", "properties": { "priority": 120, "direction": "Inbound", "access": "Allow",
                      "protocol": "Tcp", "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
                      "destinationAddressPrefix": "*", "destinationPortRange": "443" } },
                  { "name": "AllowOffices", "properties": { "priority": 110, "direction": "Inbound", "access": "Allow",
                      "protocol": "Tcp",
                      "sourceAddressPrefixes": ["10.0.0.0/8", "10.1.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "[office]"],
                      "sourcePortRanges": ["1024-65535"],
                      "destinationApplicationSecurityGroups": [{ "id": "SCOPE/applicationSecurityGroups/asg-web" }],
                      "destinationPortRanges": ["22", "80", "443", "3389", "8000-8080", "9000", "9001"] } },
                  { "name": "AllowLater", "properties": { "priority": "[priority]", "direction": "[direction]", "access": "[access]",
                      "protocol": "[protocol]", "sourceAddressPrefix": "[from]", "sourcePortRange": "[fromPort]",
                      "destinationAddressPrefix": "2001:db8::/32", "destinationPortRange": "[port]" } },
                  { "name": "AllowHttpsTwice", "properties": { "priority": 120, "direction": "Inbound", "access": "Allow",
                      "protocol": "Tcp", "sourceAddressPrefix": "GatewayManager", "sourcePortRange": "*",
                      "destinationAddressPrefix": "*", "destinationPortRange": "443" } },
                  { "name": "AllowAzure", "properties": { "priority": 100, "direction": "Outbound", "access": "Allow",
                      "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
                      "destinationAddressPrefix": "AzureCloud.WestEurope", "destinationPortRange": "443" } },
                  "[moreRules]"
                ],
                "subnets": [
                  { "id": "SCOPE/virtualNetworks/vnet-hub/subnets/plain" },
                  { "id": "SCOPE/virtualNetworks/vnet-unread/subnets/jump" }
                ] } },
            { "type": "networkSecurityGroups/securityRules",
              "id": "networkSecurityGroups/nsg-bastion/securityRules/AllowSsh", "name": "AllowSsh",
              "condition": "[withSsh]",
              "properties": { "priority": 200, "direction": "Outbound", "access": "Allow", "protocol": "Tcp",
                "sourceAddressPrefix": "*", "sourcePortRange": "*",
                "destinationAddressPrefix": "VirtualNetwork", "destinationPortRanges": ["22", "3389"] } },
            { "type": "networkSecurityGroups", "id": "networkSecurityGroups/nsg-unused", "name": "nsg-unused",
              "condition": "[withUnused]", "properties": { } }
          ]
          """
              .replace("SCOPE/", SCOPE));

  private static final SourceFile ROUTES =
      new SourceFile(
          "infra/routes.json",
          """
          [
            { "type": "virtualNetworks", "id": "virtualNetworks/vnet-lab", "name": "vnet-lab",
              "properties": {
                "addressSpace": { "addressPrefixes": ["10.7.0.0/16"] },
                "virtualNetworkPeerings": [
                  { "name": "to-far", "properties": { "allowVirtualNetworkAccess": false, "peeringState": "Initiated",
                      "remoteVirtualNetwork": { "id": "SCOPE/virtualNetworks/vnet-far" },
                      "remoteAddressSpace": { "addressPrefixes": ["10.8.0.0/16", "[far]"] } } },
                  { "name": "to-hub", "properties": { "allowVirtualNetworkAccess": "[access]", "peeringState": "[state]",
                      "remoteVirtualNetwork": { "id": "SCOPE/virtualNetworks/vnet-hub" } } }
                ] } },
            { "type": "virtualNetworks/virtualNetworkPeerings", "id": "virtualNetworks/vnet-lab/virtualNetworkPeerings/to-branch",
              "name": "to-branch", "condition": "[withBranch]",
              "properties": { "remoteVirtualNetwork": { "id": "SCOPE/virtualNetworks/vnet-branch" } } },
            { "type": "routeTables", "id": "routeTables/rt-lab", "name": "rt-lab", "condition": "[withRoutes]",
              "properties": { "routes": [
                { "name": "to-firewall", "properties": { "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
                    "nextHopIpAddress": "10.7.0.4" } },
                { "name": "to-storage", "properties": { "addressPrefix": "Storage.WestEurope", "nextHopType": "Internet" } },
                { "name": "open", "properties": { "addressPrefix": "[prefix]", "nextHopType": "[hop]",
                    "nextHopIpAddress": "[appliance]" } },
                "[moreRoutes]"
              ] } },
            { "type": "routeTables", "id": "routeTables/rt-empty", "name": "rt-empty", "properties": { "routes": [] } },
            { "type": "routeTables/routes", "id": "routeTables/rt-lab/routes/to-branch", "name": "rt-lab/to-branch",
              "condition": "[withBranch]",
              "properties": { "addressPrefix": "192.168.0.0/16", "nextHopType": "VirtualNetworkGateway" } },
            { "type": "applicationSecurityGroups", "id": "applicationSecurityGroups/asg-web", "name": "asg-web" },
            { "type": "applicationSecurityGroups", "id": "applicationSecurityGroups/asg-none", "name": "asg-none",
              "condition": "[withGroup]" },
            { "type": "Microsoft.Compute/virtualMachines", "id": "virtualMachines/vm-1", "name": "vm-1",
              "properties": { "networkProfile": { "networkInterfaces": [
                { "id": "SCOPE/networkInterfaces/nic-1" }, { "id": "[nic]" }] } } },
            { "type": "Microsoft.Compute/virtualMachines", "id": "virtualMachines/vm-2", "name": "vm-2",
              "condition": "[second]", "properties": { } }
          ]
          """
              .replace("SCOPE/", SCOPE));

  private static final SourceFile HOSTILE =
      new SourceFile(
          "infra/\u001b[2J.json",
          """
          [
            { "type": "virtualNetworks", "id": "virtualNetworks/v\\u001b[31m", "name": "v\\u001b[31m",
              "properties": {
                "addressSpace": { "addressPrefixes": ["10.9.0.0/16"] },
                "subnets": [{ "name": "s\\u202e\\nfake", "properties": { "addressPrefix": "10.9.1.0/24" } },
                  { "name": "日本", "properties": { "addressPrefix": "10.9.2.0/24" } }] } },
            { "type": "networkSecurityGroups", "id": "networkSecurityGroups/g\\u0007", "name": "g\\u0007",
              "condition": "[\\u001b]",
              "properties": { "securityRules": [
                { "name": "r\\u001b]0;x", "properties": { "priority": 100, "direction": "Inbound",
                    "access": "\\u001bAllow", "protocol": "Tcp", "sourceAddressPrefix": "Tag\\u009b", "sourcePortRange": "*",
                    "destinationAddressPrefix": "*", "destinationPortRange": "443" } }] } },
            { "type": "networkInterfaces", "id": "networkInterfaces/n\\u001b", "name": "n\\u001b",
              "properties": { "ipConfigurations": [{ "properties": {
                "applicationSecurityGroups": [{ "id": "SCOPE/applicationSecurityGroups/a\\u001b" }] } }] } },
            { "type": "bastionHosts", "id": "bastionHosts/b\\u001b", "name": "b\\u001b", "sku": { "name": "S\\u001b" },
              "properties": { "enable\\u001b": true, "disable\\u001b": "[\\u001b]" } },
            { "type": "publicIPAddresses", "id": "publicIPAddresses/p\\u001b", "name": "p\\u001b",
              "properties": { "ipAddress": "\\u001b" } },
            { "type": "routeTables", "id": "routeTables/t\\u001b", "name": "t\\u001b",
              "properties": { "routes": [{ "name": "r\\u001b", "properties": { "addressPrefix": "x\\u001b",
                "nextHopType": "h\\u001b" } }] } },
            { "type": "applicationSecurityGroups", "id": "applicationSecurityGroups/a\\u001b", "name": "a\\u001b" },
            { "type": "Microsoft.Compute/virtualMachines", "id": "virtualMachines/m\\u001b", "name": "m\\u001b",
              "properties": { "networkProfile": { "networkInterfaces": [{ "id": "SCOPE/networkInterfaces/n\\u001b" }] } } }
          ]
          """
              .replace("SCOPE/", SCOPE));

  private SampleNetwork() {}

  /** With something unknown of every kind. */
  static Loaded<Network> everything() {
    return network(HUB, GROUPS, ROUTES);
  }

  /** With names that would do something to a terminal. */
  static Loaded<Network> hostile() {
    return network(HOSTILE);
  }

  static Loaded<Network> empty() {
    return network();
  }

  private static Loaded<Network> network(SourceFile... files) {
    NetworkReader reader = new NetworkReader();
    List<Problem> problems = new ArrayList<>();
    for (SourceFile file : files) {
      Loaded<Node> document = JsonReader.read(file);
      problems.addAll(document.problems());
      for (Node item : ((Node.ListNode) document.value()).items()) {
        reader.accept(resource((Node.MapNode) resolved(item)));
      }
    }
    Loaded<Network> network = reader.network();
    problems.addAll(network.problems());
    return new Loaded<>(network.value(), problems);
  }

  private static Resource resource(Node.MapNode body) {
    String written = text(body, "type");
    String type = written.startsWith("Microsoft.") ? written : "Microsoft.Network/" + written;
    return new Resource(
        type,
        SCOPE.replace("Microsoft.Network/", type.substring(0, type.indexOf('/') + 1))
            + text(body, "id"),
        body,
        body.get("condition").map(Node.Unresolved.class::cast),
        body.get("name").orElseThrow().span());
  }

  private static String text(Node.MapNode body, String key) {
    return body.get(key).flatMap(Node::scalar).orElseThrow();
  }

  /** With what stands in brackets put out of reach. */
  private static Node resolved(Node node) {
    if (node instanceof Node.MapNode map) {
      return new Node.MapNode(
          map.entries().stream()
              .map(entry -> new Node.Entry(entry.key(), resolved(entry.value())))
              .toList(),
          map.span());
    }
    if (node instanceof Node.ListNode list) {
      return new Node.ListNode(
          list.items().stream().map(SampleNetwork::resolved).toList(), list.span());
    }
    return parameter(node).<Node>map(name -> unknown(name, node)).orElse(node);
  }

  private static Optional<String> parameter(Node node) {
    return node.scalar()
        .filter(text -> text.startsWith("["))
        .map(text -> text.substring(1, text.length() - 1));
  }

  private static Node.Unresolved unknown(String name, Node node) {
    return name.isEmpty()
        ? new Node.Unresolved("the number of copies is not known", "", node.span())
        : new Node.Unresolved(
            "parameter '" + name + "' has no value", "⟨parameters('" + name + "')⟩", node.span());
  }
}
