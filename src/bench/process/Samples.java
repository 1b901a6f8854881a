import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes the inputs of the whole-process measurements, the same bytes on each run: a template of
 * about 20 KB, and what {@code az network nsg list} prints for a number of groups, each on a subnet
 * of its own; every fiftieth is an AzureBastionSubnet.
 */
final class Samples {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";

  /** A rule, and how it may go wrong: another access, source or port. */
  private record Shape(
      String name,
      String direction,
      String protocol,
      String source,
      String destination,
      int port) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("AllowHttpsInbound", "Inbound", "Tcp", "Internet", "*", 443),
          new Shape("AllowGatewayManagerInbound", "Inbound", "Tcp", "GatewayManager", "*", 443),
          new Shape("AllowLoadBalancerInbound", "Inbound", "Tcp", "AzureLoadBalancer", "*", 443),
          new Shape(
              "AllowHostInbound8080", "Inbound", "*", "VirtualNetwork", "VirtualNetwork", 8080),
          new Shape(
              "AllowHostInbound5701", "Inbound", "*", "VirtualNetwork", "VirtualNetwork", 5701),
          new Shape("AllowOfficeInbound", "Inbound", "Tcp", "203.0.113.0/24", "*", 443),
          new Shape("AllowSshOutbound", "Outbound", "*", "*", "VirtualNetwork", 22),
          new Shape("AllowRdpOutbound", "Outbound", "*", "*", "VirtualNetwork", 3389),
          new Shape("AllowAzureCloudOutbound", "Outbound", "Tcp", "*", "AzureCloud", 443),
          new Shape(
              "AllowHostOutbound8080", "Outbound", "*", "VirtualNetwork", "VirtualNetwork", 8080),
          new Shape(
              "AllowHostOutbound5701", "Outbound", "*", "VirtualNetwork", "VirtualNetwork", 5701),
          new Shape("AllowGetSessionInformation", "Outbound", "*", "*", "Internet", 80));

  private final Random random = new Random(443);
  private final Writer out;

  private Samples(Writer out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    try (Writer out = Files.newBufferedWriter(Path.of(arguments[1]), UTF_8)) {
      Samples samples = new Samples(out);
      switch (arguments[0]) {
        case "template" -> samples.template();
        case "list" -> samples.list(Integer.parseInt(arguments[2]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private void template() throws IOException {
    out.write(
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "location": { "type": "string", "defaultValue": "westeurope" }
          },
          "resources": [
        """);
    for (int group = 0; group < 3; group++) {
      out.write(
          """
              {
                "type": "Microsoft.Network/networkSecurityGroups",
                "apiVersion": "2024-05-01",
                "name": "nsg-%1$d",
                "location": "[parameters('location')]",
                "properties": {
                  "securityRules": [
          """
              .formatted(group));
      for (int rule = 0; rule < SHAPES.size(); rule++) {
        Shape shape = SHAPES.get(rule);
        out.write(
            """
                      {
                        "name": "%s",
                        "properties": {
                          "description": "rule %d of group %d",
                          "protocol": "%s",
                          "sourceAddressPrefix": "%s",
                          "sourcePortRange": "*",
                          "destinationAddressPrefix": "%s",
                          "destinationPortRange": "%d",
                          "access": "Allow",
                          "priority": %d,
                          "direction": "%s"
                        }
                      }%s
            """
                .formatted(
                    shape.name(),
                    rule,
                    group,
                    shape.protocol(),
                    shape.source(),
                    shape.destination(),
                    shape.port(),
                    100 + 10 * rule,
                    shape.direction(),
                    rule + 1 < SHAPES.size() ? "," : ""));
      }
      out.write(
          """
                  ]
                }
              },
              {
                "type": "Microsoft.Network/virtualNetworks",
                "apiVersion": "2024-05-01",
                "name": "vnet-%1$d",
                "location": "[parameters('location')]",
                "properties": {
                  "addressSpace": { "addressPrefixes": ["10.%1$d.0.0/16"] },
                  "subnets": [
                    {
                      "name": "AzureBastionSubnet",
                      "properties": {
                        "addressPrefix": "10.%1$d.255.0/26",
                        "networkSecurityGroup": {
                          "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg-%1$d')]"
                        }
                      }
                    }
                  ]
                }
              }%2$s
          """
              .formatted(group, group < 2 ? "," : ""));
    }
    out.write("  ]\n}\n");
  }

  private void list(int groups) throws IOException {
    out.write("[\n");
    for (int group = 0; group < groups; group++) {
      group(group);
      out.write(group + 1 < groups ? ",\n" : "\n");
    }
    out.write("]\n");
  }

  private void group(int group) throws IOException {
    String id = SUBSCRIPTION + "/resourceGroups/rg-" + group / 20 + "/providers/Microsoft.Network";
    String nsg = id + "/networkSecurityGroups/nsg-" + group;
    out.write(
        """
          {
            "defaultSecurityRules": [],
            "etag": "W/\\"%1$s\\"",
            "flowLogs": null,
            "id": "%2$s",
            "location": "westeurope",
            "name": "nsg-%3$d",
            "networkInterfaces": null,
            "provisioningState": "Succeeded",
            "resourceGroup": "rg-%4$d",
            "resourceGuid": "%1$s",
            "securityRules": [
        """
            .formatted(guid(), nsg, group, group / 20));
    for (int rule = 0; rule < SHAPES.size(); rule++) {
      rule(nsg, group, rule);
      out.write(rule + 1 < SHAPES.size() ? ",\n" : "\n");
    }
    out.write(
        """
            ],
            "subnets": [
              {
                "id": "%s/virtualNetworks/vnet-%d/subnets/%s",
                "resourceGroup": "rg-%d"
              }
            ],
            "tags": null,
            "type": "Microsoft.Network/networkSecurityGroups"
          }"""
            .formatted(
                id, group, group % 50 == 0 ? "AzureBastionSubnet" : "snet-" + group, group / 20));
  }

  private void rule(String nsg, int group, int rule) throws IOException {
    Shape shape = SHAPES.get(rule);
    boolean denies = random.nextInt(4) == 0;
    String source =
        random.nextInt(6) == 0 ? "10." + random.nextInt(256) + ".0.0/16" : shape.source();
    int port = random.nextInt(6) == 0 ? 1 + random.nextInt(65535) : shape.port();
    out.write(
        """
              {
                "access": "%1$s",
                "description": null,
                "destinationAddressPrefix": "%2$s",
                "destinationAddressPrefixes": [],
                "destinationApplicationSecurityGroups": null,
                "destinationPortRange": "%3$d",
                "destinationPortRanges": [],
                "direction": "%4$s",
                "etag": "W/\\"%5$s\\"",
                "id": "%6$s/securityRules/%7$s",
                "name": "%7$s",
                "priority": %8$d,
                "protocol": "%9$s",
                "provisioningState": "Succeeded",
                "resourceGroup": "rg-%10$d",
                "sourceAddressPrefix": "%11$s",
                "sourceAddressPrefixes": [],
                "sourceApplicationSecurityGroups": null,
                "sourcePortRange": "*",
                "sourcePortRanges": [],
                "type": "Microsoft.Network/networkSecurityGroups/securityRules"
              }"""
            .formatted(
                denies ? "Deny" : "Allow",
                shape.destination(),
                port,
                shape.direction(),
                guid(),
                nsg,
                shape.name(),
                100 + 10 * rule,
                shape.protocol(),
                group / 20,
                source));
  }

  private String guid() {
    long high = random.nextLong();
    return "%08x-%04x-%04x-%04x-%012x"
        .formatted(
            high >>> 32,
            (high >>> 16) & 0xffff,
            high & 0xffff,
            random.nextInt(0x10000),
            random.nextLong() & 0xffff_ffff_ffffL);
  }
}
