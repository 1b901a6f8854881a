package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.source.live.FakeAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  @TempDir Path folder;
  private Program program = new Program(Path.of("."));

  @BeforeEach
  void start() {
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

  private static final String VAULT =
      "/subscriptions/"
          + FakeAzure.SUBSCRIPTION
          + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

  private Program.Run live(FakeAzure azure, String... arguments) {
    return program
        .on(false, Map.of("NSGLINT_ACCESS_TOKEN", "t"))
        .run(
            Stream.concat(
                    Stream.of(arguments),
                    Stream.of("--all-subscriptions", "--arm-endpoint", azure.url()))
                .toArray(String[]::new));
  }

  private static FakeAzure azure() throws IOException {
    return FakeAzure.https()
        .serving(Path.of("testdata/networks/hub-with-bastion/rest"))
        .accepting("t");
  }

  /** Of each rule of the pack. */
  private static List<String> verdicts(Program.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("OUR"))
        .map(line -> line.replaceFirst("^(OUR\\d+),[^,]*,[^,]*,([^,]*),.*", "$1 $2"))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void aScanSaysWhatItDoesNotRead() throws IOException {
    String pack = program.file("vaults.yaml", PACK);
    try (FakeAzure azure = azure()) {
      Program.Run scan =
          live(azure, "scan", "--rules", pack, "--format", "csv").endedWith(ExitStatus.INCOMPLETE);
      Program.Run text = live(azure, "scan", "--rules", pack).endedWith(ExitStatus.INCOMPLETE);
      live(azure, "snapshot", "audit").endedWith(ExitStatus.OK);
      Program.Run check =
          program.run(
              "check", folder.resolve("audit").toString(), "--rules", pack, "--format", "csv");

      assertEquals(List.of("OUR201 undecided", "OUR202 undecided"), verdicts(scan));
      assertEquals(List.of("OUR201 undecided", "OUR202 undecided"), verdicts(check));
      check.endedWith(ExitStatus.INCOMPLETE);
      assertTrue(
          text.out()
              .contains(
                  "Microsoft.KeyVault/vaults of subscription contoso-1111 ("
                      + FakeAzure.SUBSCRIPTION
                      + ") were not read: a scan finds them by way of Resource Graph alone; with"
                      + " --via resource-graph and these rules, it does."),
          text.out());
    }
  }

  @Test
  void byWayOfResourceGraphTheyAreRead() throws IOException {
    String pack = program.file("vaults.yaml", PACK);
    Path rest = Files.createDirectory(folder.resolve("rest"));
    Files.writeString(
        rest.resolve("vaults.json"),
        "{\"value\":[{\"id\":\""
            + VAULT
            + "\",\"name\":\"kv\",\"type\":"
            + "\"Microsoft.KeyVault/vaults\",\"properties\":{\"publicNetworkAccess\":\"Enabled\"}}]}");
    try (FakeAzure azure = azure().serving(rest)) {
      String[] graph = {"--via", "resource-graph", "--rules", pack};
      Program.Run scan =
          live(azure, "scan", graph[0], graph[1], graph[2], graph[3], "--format", "csv")
              .endedWith(ExitStatus.FINDINGS);
      live(azure, "snapshot", "audit", graph[0], graph[1], graph[2], graph[3])
          .endedWith(ExitStatus.OK);
      Program.Run check =
          program
              .run("check", folder.resolve("audit").toString(), "--rules", pack)
              .endedWith(ExitStatus.FINDINGS);
      live(azure, "snapshot", "audit", "--resume", graph[0], graph[1])
          .refusedWith(
              "nsglint: the snapshot was begun with --rules about Microsoft.KeyVault/vaults --rules"
                  + " about Microsoft.Network/privateEndpoints --via resource-graph, and this is"
                  + " with --via resource-graph; --resume goes on with what was asked before,"
                  + " another folder starts anew");

      assertEquals(List.of("OUR201 broken", "OUR202 not applicable"), verdicts(scan));
      assertTrue(scan.out().matches("(?s).*OUR201,[^\n]*,20\\d\\d-[^\n]*Z\n.*"), scan.out());
      assertTrue(check.out().contains("rg.vaults.json:"), check.out());
      assertTrue(
          check
              .out()
              .contains(
                  "Resource Graph gave no Microsoft.Network/privateEndpoints of subscription"
                      + " contoso-1111 ("
                      + FakeAzure.SUBSCRIPTION
                      + "); of a type that it does not have it gives none either."),
          check.out());
    }
  }

  @Test
  void whatMayNotBeReadIsNamedByItsAction() throws IOException {
    String pack = program.file("vaults.yaml", PACK);
    try (FakeAzure azure =
        azure().granting("Microsoft.Network/*\",\"Microsoft.Compute/*\",\"Microsoft.Insights/*")) {
      Program.Run scan =
          live(azure, "scan", "--via", "resource-graph", "--rules", pack)
              .endedWith(ExitStatus.INCOMPLETE);
      Program.Run access =
          live(azure, "scan", "--check-access", "--via", "resource-graph", "--rules", pack)
              .endedWith(ExitStatus.INCOMPLETE);

      assertTrue(
          scan.out().contains("; the caller lacks the action Microsoft.KeyVault/vaults/read."),
          scan.out());
      assertTrue(access.out().contains("  Microsoft.KeyVault/vaults/read"), access.out());
    }
  }

  @Test
  void packsThatComeWithTheProgramAreNotMissed() throws IOException {
    program.file("nsglint.yaml", "rules: { NSG402: off }\n");
    try (FakeAzure azure = azure()) {
      live(azure, "scan").endedWith(ExitStatus.OK);

      Program.Run named =
          live(azure, "scan", "--pack", "api-management").endedWith(ExitStatus.INCOMPLETE);
      assertTrue(
          named.out().contains("Microsoft.ApiManagement/service of subscription"), named.out());
    }
  }

  @Test
  void aSnapshotTakesRulesForResourceGraphAlone() throws IOException {
    String pack = program.file("vaults.yaml", PACK);
    program
        .run("snapshot", "audit", "--all-subscriptions", "--rules", pack)
        .refusedWith("nsglint: --rules goes with --via resource-graph here");
  }
}
