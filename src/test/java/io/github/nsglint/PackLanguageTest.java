package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What targets and conditions of a pack mean of one network: true, false or not known. */
class PackLanguageTest {
  /** The group nsg-b has tags that nobody knows; nsg-c is known by one of its rules alone. */
  private static final String NETWORK =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "tags": { "type": "object" }, "flag": { "type": "bool" } },
        "resources": [
          {
            "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01",
            "name": "nsg-a", "tags": { "Env": "Prod", "cost": "12" },
            "properties": { "flushConnection": true, "securityRules": [] }
          },
          {
            "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01",
            "name": "nsg-b", "tags": "[parameters('tags')]", "properties": { }
          },
          {
            "type": "Microsoft.Network/networkSecurityGroups/securityRules",
            "apiVersion": "2024-05-01", "name": "nsg-c/ssh",
            "properties": {
              "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "*",
              "sourceAddressPrefix": "*", "sourcePortRange": "*",
              "destinationAddressPrefix": "*", "destinationPortRange": "*"
            }
          },
          {
            "type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "name": "rt",
            "properties": { "disableBgpRoutePropagation": true, "routes": [] }
          },
          {
            "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01",
            "name": "vnet", "tags": { "env": "prod" },
            "properties": {
              "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
              "subnets": [
                {
                  "name": "snet-web",
                  "properties": {
                    "addressPrefix": "10.0.1.0/24",
                    "networkSecurityGroup": {
                      "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg-a')]"
                    },
                    "routeTable": { "id": "[resourceId('Microsoft.Network/routeTables', 'rt')]" }
                  }
                },
                {
                  "name": "snet-data",
                  "properties": {
                    "addressPrefix": "10.0.2.0/24",
                    "privateEndpointNetworkPolicies": "[parameters('flag')]"
                  }
                }
              ]
            }
          }
        ]
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network-security-group: any|broken nsg-a, broken nsg-b, broken nsg-c",
        "network-security-group: any, name: 'NSG-?'|broken nsg-a, broken nsg-b, broken nsg-c",
        "network-security-group: any, name: '*-b'|broken nsg-b",
        "network-security-group: any, except: ['*-b', nsg-c]|broken nsg-a",
        "network-security-group: any, tags: { env: prod }|broken nsg-a, undecided nsg-b, undecided nsg-c",
        "network-security-group: any, tags: { env: 'pr*', cost: '*' }"
            + "|broken nsg-a, undecided nsg-b, undecided nsg-c",
        "network-security-group: any, tags: { env: test }|undecided nsg-b, undecided nsg-c",
        "network-security-group: any, tags: { env: prod }, name: 'nsg-[ab]'|notapplicable the network",
        "network-security-group: any, resource-group: rg-*"
            + "|undecided nsg-a, undecided nsg-b, undecided nsg-c",
        "network-security-group: any, resource-group: '*'|broken nsg-a, broken nsg-b, broken nsg-c",
        "network-security-group: any, where: { property: flushConnection, equals: true }|broken nsg-a",
        "network-security-group: any, where: { property: securityRules, exists: true }"
            + "|undecided nsg-a",
        "subnet: any, tags: { env: prod }|broken snet-data (vnet), broken snet-web (vnet)",
        "subnet: any, tags: { env: test }|notapplicable the network",
        "subnet: any, except: ['*-web']|broken snet-data (vnet)",
        "subnet: any, where: { property: networkSecurityGroup, exists: true }|broken snet-web (vnet)",
        "subnet: any, where: { property: privateEndpointNetworkPolicies, equals: true }"
            + "|undecided snet-data (vnet)",
        "virtual-network: any, name: v*, tags: { ENV: PROD }|broken vnet",
        "virtual-network: any, except: [vnet]|notapplicable the network",
      })
  void targetsAreThoseThatAreMeant(String target, String expected) throws IOException {
    assertEquals(expected, judged("target: { " + target + " }\n    must-have: false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ property: routeTable.disableBgpRoutePropagation, equals: true }|holds",
        "{ property: routeTable.disableBgpRoutePropagation, equals: false }|broken",
        "{ property: routeTable.routes.nextHopType, equals: Internet }|undecided",
        "{ property: routeTable.name, matches: 'r.' }|holds",
        "{ property: networkSecurityGroup.tags.cost, at-least: 10 }|holds",
        "{ property: networkSecurityGroup.tags.cost, at-most: 10 }|broken",
        "{ property: networkSecurityGroup.flushConnection, exists: true }|holds",
        "{ property: networkSecurityGroup.securityRules, exists: true }|undecided",
        "{ property: addressPrefix, prefix-length-at-most: 24 }|holds",
        "{ property: addressPrefix, prefix-length-at-most: 23 }|broken",
        "{ all: [true, { property: addressPrefix, exists: true }] }|holds",
        "{ any: [false, { property: addressPrefix, exists: false }] }|broken",
        "{ not: true }|broken",
        "false|broken",
      })
  void conditionsGoAcrossReferences(String condition, String expected) throws IOException {
    assertEquals(
        expected + " snet-web (vnet)",
        judged("target: { subnet: snet-web }\n    must-have: " + condition));
  }

  /** Whether it is asked or not, it is not broken. */
  @Test
  void whatIsPerhapsMeantAndMetHolds() throws IOException {
    assertEquals(
        "holds nsg-a, holds nsg-b, holds nsg-c",
        judged(
            "target: { network-security-group: any, tags: { env: prod } }\n    must-have: true"));
  }

  /** The flag is true or false: in one case the rule is broken, in the other it does not ask. */
  @Test
  void aBreachOfWhatIsPerhapsMeantIsNone() throws IOException {
    assertEquals(
        "undecided snet-data (vnet)",
        judged(
            "target: { subnet: any, where: { property: privateEndpointNetworkPolicies, equals: true } }"
                + "\n    must-have: false"));
  }

  @Test
  void flowsAreAskedOfWhatIsMeant() throws IOException {
    String rule =
        "target: { network-security-group: any, tags: { cost: 12 } }\n"
            + "    must-not-allow: [{ direction: Inbound, source: VirtualNetwork }]";
    assertEquals("broken nsg-a, undecided nsg-b, undecided nsg-c", judged(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network nsg create -g rg -n nsg-a --tags env=prod cost=12|broken nsg-a",
        "network nsg create -g rg -n nsg-a --tags env=test|notapplicable the network",
        "network nsg create -g rg -n nsg-a|notapplicable the network",
        "network nsg create -g rg -n nsg-a --tags env=$ENV|undecided nsg-a",
      })
  void tagsOfScriptsCount(String command, String expected) throws IOException {
    assertEquals(
        expected,
        judged(
            "n.sh",
            "az " + command + "\n",
            "target: { network-security-group: any, tags: { env: prod } }\n    must-have: false"));
  }

  private String judged(String rule) throws IOException {
    return judged("n.json", NETWORK, rule);
  }

  private String judged(String file, String network, String rule) throws IOException {
    String pack =
        """
        pack: p
        version: 2026-01-01
        source: https://example.com/p
        rules:
          - id: ABC101
            name: my-rule
            title: All is well
            severity: error
            why: It matters.
            fix: Mend it.
        """
            + "    "
            + rule
            + "\n";
    Loaded<RulePacks> loaded =
        new RulePacks(List.of()).with(List.of(new SourceFile("p.yaml", pack)));
    assertEquals(List.of(), loaded.problems(), pack);
    List<RulePack> packs = loaded.value().packs();
    Example example = new Example(Files.writeString(folder.resolve(file), network));
    return String.join(
        ", ",
        example.judge(example.read(), packs).findings().stream()
            .map(PackLanguageTest::shown)
            .sorted()
            .toList());
  }

  private static String shown(Finding finding) {
    String verdict =
        finding
            .verdict()
            .fold(
                holds -> "holds",
                broken -> "broken",
                undecided -> "undecided",
                notApplicable -> "notapplicable");
    return verdict + " " + finding.target();
  }
}
