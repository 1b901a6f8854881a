package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.source.live.FakeAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --effective}: what Azure says is in force at an interface, against what was read. */
class EffectiveTest {
  private static final String TOKEN = "t0ken-that-nobody-may-see";
  private static final String NIC =
      "/subscriptions/"
          + FakeAzure.SUBSCRIPTION
          + "/resourceGroups/rg-network/providers/Microsoft.Network/networkInterfaces/";

  @TempDir Path folder;
  private FakeAzure azure;

  @BeforeEach
  void start() throws IOException {
    azure =
        FakeAzure.https()
            .serving(Path.of("testdata/networks/machines-behind-two-groups/rest"))
            .accepting(TOKEN);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private Program.Run run(String... arguments) {
    return new Program(folder).on(false, Map.of("NSGLINT_ACCESS_TOKEN", TOKEN)).run(arguments);
  }

  private Program.Run live(String command, String... more) {
    return run(
        Stream.of(
                Stream.of(command),
                Stream.of("--subscription", FakeAzure.SUBSCRIPTION, "--arm-endpoint", azure.url()),
                Stream.of(more))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static List<String> said(Program.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.contains("ffective-") || line.contains(" in force"))
        .toList();
  }

  /** Azure answers this about nic-web. */
  private void answering(String from, String to) {
    String answer = azure.effective("nic-web");
    assertTrue(answer.contains(from), answer);
    azure.on("operationResults/effective-nic-web", FakeAzure.text(200, answer.replace(from, to)));
  }

  @Test
  void whatIsInForceIsWhatTheGroupsSay() {
    azure.on("operationResults/effective-nic-web", azure.later("effective-nic-web"));

    Program.Run run = live("scan", "--effective", "NIC-WEB").endedWith(ExitStatus.OK);

    assertEquals(
        List.of("  what Azure says is in force is what the groups say that were read, at nic-web."),
        said(run).stream().filter(line -> line.startsWith("  ")).toList());
    assertEquals(1, azure.count("/effectiveNetworkSecurityGroups"));
    assertEquals(2, azure.count("/operationResults/"));
  }

  @Test
  void anInterfaceMayBeNamedByItsId() {
    live("scan", "--effective", NIC + "nic-jump").endedWith(ExitStatus.OK);

    assertEquals(1, azure.count("nic-jump/effectiveNetworkSecurityGroups"));
    assertEquals(1, azure.count("/effectiveNetworkSecurityGroups"));
  }

  @Test
  void allIsEachInterfaceWithAMachine() {
    live("scan", "--effective", "all").endedWith(ExitStatus.OK);
    assertEquals(0, azure.count("/effectiveNetworkSecurityGroups"));
    azure.withMachines();

    Program.Run run = live("scan", "--effective", "all").endedWith(ExitStatus.OK);

    assertEquals(3, azure.count("/effectiveNetworkSecurityGroups"));
    assertTrue(run.out().contains("at nic-jump, nic-web."), run.out());
  }

  @Test
  void aDifferenceIsShownByAPacket() {
    answering("\"443-443\"", "\"444-444\"");

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    List<String> said = said(run);
    assertTrue(said.get(0).matches(".*:\\d+:\\d+: error effective-rules-differ"), said::toString);
    assertEquals(
        "  nic-web: Inbound, at subnet snet-web (vnet-shop): the rules in force let through what"
            + " nsg-web denies as it was read: Tcp 203.0.113.9 → 10.61.1.4:444, in force:"
            + " AllowHttps (100), read: Azure's own rule DenyAllInBound (65500).",
        said.get(1));
    assertEquals(
        "  nic-web: Inbound, at subnet snet-web (vnet-shop): the rules in force deny what nsg-web"
            + " lets through as it was read: Tcp 203.0.113.9 → 10.61.1.4:443, in force:"
            + " Azure's own rule DenyAllInBound (65500), read: AllowHttps (100).",
        said.get(3));
    assertFalse(run.out().contains("effective-rules-agree"), run.out());
  }

  @Test
  void everyFormatTellsADifference() {
    for (String format : List.of("json", "sarif", "markdown", "junit")) {
      answering("\"443-443\"", "\"444-444\"");

      Program.Run run =
          live("scan", "--effective", "nic-web", "--format", format)
              .endedWith(ExitStatus.INCOMPLETE);

      assertTrue(run.out().contains("the rules in force let through what nsg-web"), run.out());
    }
  }

  @Test
  void howItIsWrittenMakesNoDifference() {
    // One rule as two, a list as a single value, other letters, a star for all addresses.
    String answer = azure.effective("nic-web");
    String split =
        answer
            .replace("\"443-443\"", "\"443\"")
            .replace("\"Tcp\"", "\"tcp\"")
            .replace("\"0.0.0.0/0\"", "\"*\"")
            .replace("securityRules/AllowHttps", "UserRule_AllowHttps");
    assertFalse(split.equals(answer));
    azure.on("operationResults/effective-nic-web", FakeAzure.text(200, split));

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.OK);

    assertTrue(run.out().contains("note effective-rules-agree"), run.out());
  }

  @Test
  void aGroupThatAzureDoesNotNameIsADifference() {
    azure.on("operationResults/effective-nic-web", FakeAzure.text(200, "{\"value\":[]}"));

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    assertEquals(
        "  nic-web: Azure does not name nsg-web as in force, which is attached to subnet snet-web"
            + " (vnet-shop).",
        said(run).get(1));
  }

  @Test
  void aGroupThatNobodyAttachedIsADifference() {
    answering("/nsg-web\"", "/nsg-old\"");

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "nic-web: Azure names nsg-old as in force, which is attached neither to the subnet"
                    + " nor to the interface as they were read."),
        run.out());
  }

  @Test
  void whatVirtualNetworkHoldsIsCompared() {
    answering("\"10.60.0.0/16\"", "\"10.62.0.0/16\"");

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "nic-web: the service tag VirtualNetwork does not hold 10.60.0.4 in force, and does"
                    + " here."),
        run.out());
    // 10.62.0.0/16 may be a network behind a gateway, of which nothing was read.
    assertFalse(run.out().contains("10.62."), run.out());
  }

  @Test
  void publicAddressesInVirtualNetworkAreADifference() {
    answering("\"168.63.129.16/32\"", "\"168.63.129.16/32\",\"8.8.8.0/24\"");

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "nic-web: the service tag VirtualNetwork holds 8.8.8.4 in force, and surely does not"
                    + " here."),
        run.out());
  }

  private Program.Run scanWithGatewayManager(String block, String... more) {
    String answer = azure.effective("nic-web");
    String rule =
        """
        {"name":"securityRules/AllowGatewayManager","protocol":"Tcp","access":"Allow","priority":200,\
        "direction":"Inbound","sourcePortRange":"0-65535","destinationPortRange":"443-443",\
        "sourceAddressPrefix":"GatewayManager","destinationAddressPrefix":"0.0.0.0/0",\
        "expandedSourceAddressPrefix":["BLOCK"]},\
        """
            .replace("BLOCK", block);
    azure.on(
        "operationResults/effective-nic-web",
        FakeAzure.text(
            200,
            answer.replaceFirst(
                "\"effectiveSecurityRules\":\\[", "\"effectiveSecurityRules\":[" + rule.strip())));
    return live(
        "scan",
        Stream.concat(Stream.of("--effective", "nic-web"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void aTagThatOneSideNamesIsNotCompared() {
    Program.Run run = scanWithGatewayManager("198.51.100.0/24").endedWith(ExitStatus.OK);

    assertTrue(
        run.out()
            .contains(
                "nic-web: what Azure says is in force there could not be compared in full: the"
                    + " addresses of GatewayManager (--service-tags FILE would tell)"),
        run.out());
  }

  @Test
  void withTheAddressesOfTagsItIsCompared() {
    Program.Run run =
        scanWithGatewayManager("198.51.100.0/24", "--service-tags", "live")
            .endedWith(ExitStatus.OK);

    // The rule for everybody comes first: to let GatewayManager in as well changes nothing.
    assertTrue(run.out().contains("note effective-rules-agree"), run.out());
  }

  @Test
  void anotherEditionOfTheTagsIsNoDifference() {
    Program.Run run =
        scanWithGatewayManager("198.51.100.0/25", "--service-tags", "live")
            .endedWith(ExitStatus.OK);

    assertTrue(
        run.out()
            .contains(
                "in full: the addresses of GatewayManager, which has others in Azure's answer than in"
                    + " the file of service tags, as 198.51.100.128."),
        run.out());
  }

  @Test
  void anInterfaceWithoutARunningMachineIsNamed() {
    azure.on("nic-web/effective", FakeAzure.error(400, FakeAzure.NOT_RUNNING));

    Program.Run run =
        live("scan", "--effective", "nic-web,nic-jump").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "effective security rules of nic-web in subscription contoso-1111 ("
                    + FakeAzure.SUBSCRIPTION
                    + ") were not read: Azure answered 400 "
                    + FakeAzure.NOT_RUNNING
                    + "; Azure tells them only while the interface's machine runs."),
        run.out());
    assertTrue(run.out().contains("that were read, at nic-jump."), run.out());
    assertTrue(run.err().contains("effective security rules"), run.err());
  }

  @Test
  void whoMayNotAskIsTold() {
    azure.on("nic-web/effective", FakeAzure.error(403, "AuthorizationFailed"));

    Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "; the caller lacks the action"
                    + " Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action."),
        run.out());
    assertFalse(run.out().contains("effective-rules-agree"), run.out());
  }

  @Test
  void anOperationThatFailsIsNoAnswer() {
    for (FakeAzure.Misbehaviour failed :
        List.of(
            FakeAzure.error(409, "OperationFailed"),
            FakeAzure.text(
                200,
                "{\"status\":\"Failed\",\"error\":{\"code\":\"OperationFailed\",\"message\":\"\"}}"),
            FakeAzure.text(200, "{\"status\":\"InProgress\"}"),
            FakeAzure.text(200, "{\"value\":[],\"nextLink\":\"https://elsewhere.example/\"}"))) {
      azure.on("operationResults/effective-nic-web", failed);

      Program.Run run = live("scan", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

      assertTrue(run.out().contains("effective security rules of nic-web in"), run.out());
      assertFalse(run.out().contains("effective-rules-"), run.out());
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() throws IOException {
    Program.Run run = live("scan", "--effective", "nic-wep").endedWith(ExitStatus.INCOMPLETE);
    Program.Run snapshot =
        live("snapshot", "audit", "--effective", "nic-wep").endedWith(ExitStatus.INCOMPLETE);
    Program.Run check =
        run("check", folder.resolve("audit").toString()).endedWith(ExitStatus.INCOMPLETE);

    String said =
        "--effective nic-wep: no network interface that was read has this name; did you mean"
            + " 'nic-web'?";
    assertTrue(run.out().contains(said), run.out());
    assertTrue(snapshot.err().contains("not found: " + said), snapshot.err());
    assertTrue(check.out().contains(said), check.out());
    assertTrue(
        Files.readString(folder.resolve("audit/nsglint-snapshot.json"))
            .contains("\"complete\": false"));
  }

  @Test
  void aSnapshotIsComparedAsTheScanIs() {
    answering("\"443-443\"", "\"444-444\"");
    Program.Run scan = live("scan", "--effective", "nic-web");
    answering("\"443-443\"", "\"444-444\"");
    live("snapshot", "audit", "--effective", "nic-web").endedWith(ExitStatus.OK);

    Program.Run check =
        run("check", folder.resolve("audit").toString()).endedWith(ExitStatus.INCOMPLETE);

    assertEquals(
        said(scan), said(check).stream().map(line -> line.replaceFirst("^.*/audit/", "")).toList());
  }

  @Test
  void byWayOfResourceGraphItIsTheSame() {
    Program.Run run =
        live("scan", "--effective", "nic-web", "--via", "resource-graph").endedWith(ExitStatus.OK);

    assertTrue(run.out().contains("that were read, at nic-web."), run.out());
  }

  @Test
  void aSnapshotGoesOnWithWhatWasAsked() {
    azure.on("routeTables", FakeAzure.error(403, "AuthorizationFailed"));
    live("snapshot", "audit", "--effective", "nic-web").endedWith(ExitStatus.INCOMPLETE);

    live("snapshot", "audit", "--resume")
        .refusedWith(
            "nsglint: the snapshot was begun with --effective nic-web, and this is without further"
                + " questions; --resume goes on with what was asked before, another folder starts"
                + " anew");
    live("snapshot", "audit", "--resume", "--effective", "nic-web,nic-jump", "--sessions")
        .refusedWith(
            "nsglint: the snapshot was begun with --effective nic-web, and this is with --effective"
                + " nic-jump --effective nic-web --sessions; --resume goes on with what was asked"
                + " before, another folder starts anew");
    live("snapshot", "audit", "--resume", "--effective", "Nic-Web").endedWith(ExitStatus.OK);
    assertEquals(2, azure.count("/effectiveNetworkSecurityGroups"));
  }

  @Test
  void aSnapshotGoesOnTheWayItBegan() {
    live("snapshot", "audit").endedWith(ExitStatus.OK);

    live("snapshot", "audit", "--resume", "--via", "resource-graph", "--service-tags", "live")
        .refusedWith(
            "nsglint: the snapshot was begun without further questions, and this is with"
                + " --service-tags live --via resource-graph; --resume goes on with what was asked"
                + " before, another folder starts anew");
  }

  @Test
  void whatIsNoInterfaceIsRefused() {
    for (String text : List.of("/subscriptions/s", "a/b", NIC.replace("networkI", "i") + "x")) {
      live("scan", "--effective", text)
          .refusedWith(
              "nsglint: --effective takes the name or the id of a network interface, or all, not '"
                  + text
                  + "'");
    }
    assertEquals(List.of(), azure.requests());
  }

  @Test
  void thePermissionIsToldBeforehand() {
    azure.granting("*/read");

    Program.Run run =
        live("scan", "--check-access", "--effective", "all").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "  Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action"),
        run.out());
  }
}
