package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's pack may look for any type of Azure's. */
class TypesOfPacksTest {
  private static final String PACK =
      """
      pack: our-vaults
      version: 2026-11-01
      source: https://wiki.example.com/vaults
      rules:
        - id: OUR201
          name: vault-is-closed
          title: A vault lets nobody in from the Internet
          severity: error
          why: Secrets are in it.
          fix: Set publicNetworkAccess to Disabled.
          target: { resource: Microsoft.KeyVault/vaults }
          must-have: { property: publicNetworkAccess, equals: Disabled }
        - id: OUR202
          name: vault-endpoint-has-a-group
          title: The subnet of a private endpoint has a group
          severity: error
          why: Who reaches the vault is decided there.
          fix: Attach a group.
          target:
            subnet: any
            where: { some: Microsoft.Network/privateEndpoints, whose: subnet }
          must-have: { property: networkSecurityGroup, exists: true }
      """;

  private static final String TEMPLATE =
      """
      { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
          { "type": "microsoft.keyvault/vaults", "apiVersion": "2023-07-01", "name": "kv",
            "properties": { "publicNetworkAccess": "Enabled" } },
          { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet",
            "properties": { "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
              "subnets": [{ "name": "snet", "properties": { "addressPrefix": "10.0.0.0/24" } }] } },
          { "type": "Microsoft.Network/privateEndpoints", "apiVersion": "2024-05-01", "name": "pe",
            "properties": { "subnet": {
              "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'snet')]" } } } ] }
      """;

  private Program program = new Program(Path.of("."));

  @BeforeEach
  void start(@TempDir Path folder) {
    program = new Program(folder);
  }

  @Test
  void theyAreReadForThePacksOfAnOption() throws IOException {
    String out =
        program
            .run(
                "check",
                program.file("main.json", TEMPLATE),
                "--rules",
                program.file("vaults.yaml", PACK))
            .endedWith(ExitStatus.FINDINGS)
            .out();
    assertTrue(out.contains("main.json:5:46: error OUR201"), out);
    assertTrue(out.contains("error OUR202"), out);
  }

  @Test
  void theyAreReadForThePacksOfTheSettings() throws IOException {
    program.file("vaults.yaml", PACK);
    program.file("nsglint.yaml", "packs: [vaults.yaml]\n");
    String listing =
        program.file(
            "vaults.json",
            """
            [{ "id": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
               "type": "Microsoft.KeyVault/vaults", "name": "kv",
               "properties": { "publicNetworkAccess": "Disabled" } }]
            """);
    String out =
        program
            .run("check", listing, "--only", "OUR201", "--format", "csv")
            .endedWith(ExitStatus.OK)
            .out();
    assertTrue(out.contains("OUR201,vault-is-closed,error,holds"), out);
  }
}
