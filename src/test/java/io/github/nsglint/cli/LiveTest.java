package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.nsglint.source.live.FakeAzure;
import io.github.nsglint.source.live.ReadOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask Azure, from the command line to the exit code. */
class LiveTest {
  private static final String TOKEN = "t0ken-that-nobody-may-see";
  private static final Path HUB = Path.of("testdata/networks/hub-with-bastion/rest");

  @TempDir Path folder;
  private FakeAzure azure;

  @BeforeEach
  void start() throws IOException {
    azure = FakeAzure.https().serving(HUB).accepting(TOKEN);
  }

  @AfterEach
  void noTokenWasWritten() throws IOException {
    azure.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(TOKEN) || text.contains("s3cr3t"), file::toString);
      }
    }
  }

  private Program.Run run(String... arguments) {
    Program.Run run =
        new Program(folder).on(false, Map.of("NSGLINT_ACCESS_TOKEN", TOKEN)).run(arguments);
    assertFalse((run.out() + run.err()).contains(TOKEN));
    return run;
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

  /** Findings without the paths, which differ. */
  private static List<String> findings(String text) {
    return text.lines()
        .filter(line -> line.matches("\\S+ (error|warning|note) .*"))
        .map(line -> line.replaceFirst("^.*/", ""))
        .sorted()
        .toList();
  }

  @Test
  void scanJudgesWhatIsDeployed() {
    Program.Run run = live("scan").endedWith(ExitStatus.OK);

    assertTrue(run.out().contains("1 network security group"), run.out());
    assertTrue(run.err().contains("contoso-1111"), run.err());
  }

  @Test
  void aSnapshotIsJudgedAsTheScanIs() {
    azure.on("routeTables", FakeAzure.error(403, "AuthorizationFailed"));
    azure.on("routeTables", FakeAzure.error(403, "AuthorizationFailed"));
    Program.Run scan = live("scan", "--all").endedWith(ExitStatus.INCOMPLETE);
    live("snapshot", "audit").endedWith(ExitStatus.INCOMPLETE);

    Program.Run check =
        run("check", "--all", folder.resolve("audit").toString()).endedWith(ExitStatus.INCOMPLETE);

    assertEquals(findings(scan.out()), findings(check.out()));
    assertTrue(
        check.out().contains("; the caller lacks the action Microsoft.Network/routeTables/read"),
        check.out());
  }

  private static String group(String subscription) {
    return "{\"value\":[{\"name\":\"nsg\",\"id\":\"/subscriptions/%s/resourceGroups/rg/providers/"
            .formatted(subscription)
        + "Microsoft.Network/networkSecurityGroups/nsg\",\"properties\":{\"securityRules\":[{\"name\":"
        + "\"open\",\"properties\":{\"priority\":100,\"direction\":\"Inbound\",\"access\":\"Allow\","
        + "\"protocol\":\"*\",\"sourceAddressPrefix\":\"*\",\"sourcePortRange\":\"*\","
        + "\"destinationAddressPrefix\":\"*\",\"destinationPortRange\":\"*\"}}]}}]}";
  }

  /** Subscriptions are read while others still answer; ids need not be what Azure's are. */
  @Test
  void theOrderOfTheAnswersMakesNoDifference() {
    List<String> ids = List.of("0000", "0000-1", FakeAzure.SUBSCRIPTION, "QQQQ", "zzzz");
    azure.withSubscriptions(ids.toArray(String[]::new));
    List<String> reports = new ArrayList<>();
    for (String late : ids) {
      for (String id : ids) {
        if (!id.equals(FakeAzure.SUBSCRIPTION)) {
          azure.on(
              "/subscriptions/" + id + "/providers/Microsoft.Network/networkSecurityGroups",
              exchange -> FakeAzure.text(200, group(id)).instead(exchange));
        }
      }
      azure.on(
          "/subscriptions/" + late + "?",
          exchange -> {
            try {
              Thread.sleep(500);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return false;
          });
      Program.Run run =
          run("scan", "--all-subscriptions", "--all", "-v", "--arm-endpoint", azure.url())
              .endedWith(ExitStatus.FINDINGS);
      assertTrue(run.err().contains("time: reading "), run.err());
      reports.add(run.out());
    }
    assertTrue(reports.get(0).contains("5 network security groups"), reports.get(0));
    assertEquals(Set.of(reports.get(0)), Set.copyOf(reports));
    assertEquals(
        List.of("0000-1", "0000", "qqqq", "zzzz"),
        reports
            .get(0)
            .lines()
            .filter(line -> line.matches("\\S+ error EXP301 .*"))
            .map(line -> line.substring(0, line.indexOf('/')))
            .toList());
  }

  @Test
  void aSnapshotIsForItsOwnerAlone() throws IOException {
    live("snapshot", "audit").endedWith(ExitStatus.OK);

    try (Stream<Path> files = Files.walk(folder.resolve("audit"))) {
      for (Path file : files.toList()) {
        String permissions = Files.getPosixFilePermissions(file).toString();
        assertFalse(permissions.contains("OTHERS") || permissions.contains("GROUP"), permissions);
      }
    }
  }

  @Test
  void anEditedSnapshotIsNoEvidence() throws IOException {
    live("snapshot", "audit").endedWith(ExitStatus.OK);
    Path file;
    try (Stream<Path> files = Files.walk(folder.resolve("audit"))) {
      file = files.filter(each -> each.toString().contains("SecurityGroups")).findFirst().get();
    }
    Files.writeString(file, Files.readString(file).replace("443", "444"));

    Program.Run check = run("check", folder.resolve("audit").toString());

    assertTrue(check.out().contains("is not as it was read from Azure"), check.out());
  }

  @Test
  void nothingHoldsForWantOfWhatWasRefused() {
    for (String list : List.of("networkInterfaces", "bastionHosts?", "virtualNetworks?")) {
      azure.always(list, FakeAzure.error(403, "AuthorizationFailed"));
    }

    Program.Run run = live("scan", "--all").endedWith(ExitStatus.INCOMPLETE);

    // These are about a group alone, and it was read.
    assertEquals(
        List.of("BAS110", "BAS205", "NSG401", "NSG402", "NSG410"),
        run.out()
            .lines()
            .filter(line -> line.matches("\\S+: holds .*"))
            .map(line -> line.replaceFirst("^\\S+: holds (\\S+) .*", "$1"))
            .toList());
    assertTrue(run.out().contains(": undecided BAS109 "), run.out());
  }

  /** As Azure answers for a virtual network: SSH is denied before any group is asked. */
  private static final String NO_SSH =
      """
      {"value":[{"id":"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-net/\
      providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/c/ruleCollections/\
      r/rules/NoSsh","kind":"Custom","ruleCollectionAppliesToGroups":[],"properties":{"priority":10,\
      "direction":"Inbound","access":"Deny","protocol":"Tcp","sources":[{"addressPrefix":"*",\
      "addressPrefixType":"IPPrefix"}],"destinations":[{"addressPrefix":"*","addressPrefixType":\
      "IPPrefix"}],"sourcePortRanges":["0-65535"],"destinationPortRanges":["22"]}}],"skipToken":""}
      """;

  private boolean isExposed(String... withAdminRuleIn) throws IOException {
    try (FakeAzure spokes =
        FakeAzure.https()
            .serving(Path.of("testdata/networks/spokes-behind-a-firewall/rest"))
            .accepting(TOKEN)) {
      for (String network : withAdminRuleIn) {
        spokes.always(network + "/listNetworkManager", FakeAzure.text(200, NO_SSH));
      }
      Program.Run run = run("scan", "--all", "--all-subscriptions", "--arm-endpoint", spokes.url());
      assertFalse(run.out().contains("Not seen: security admin rules"), run.out());
      return run.out().contains("  Internet can reach machines behind nsg-jump on 22: Tcp");
    }
  }

  @Test
  void adminRulesCountWhereAzureSaysTheyAreInForce() throws IOException {
    assertTrue(isExposed());
    assertTrue(isExposed("vnet-hub", "vnet-lab"));
    assertFalse(isExposed("vnet-app"));
    assertFalse(isExposed("vnet-app", "vnet-lab"));
  }

  @Test
  void addressesOfServiceTagsAreAskedFor() {
    Program.Run run = live("scan", "--service-tags", "live").endedWith(ExitStatus.OK);

    assertTrue(run.out().contains("change number 301"), run.out());
    assertEquals(1, azure.count("/locations/westeurope/serviceTags"));
    live("snapshot", "audit", "--service-tags", "live").endedWith(ExitStatus.OK);
    Path tags = folder.resolve("audit").resolve(FakeAzure.SUBSCRIPTION + "/serviceTags.json");
    run("check", folder.resolve("audit").toString(), "--service-tags", tags.toString())
        .endedWith(ExitStatus.OK);
  }

  @Test
  void addressesThatAreRefusedAreNotGuessed() {
    azure.on("serviceTags", FakeAzure.error(403, "AuthorizationFailed"));

    Program.Run run = live("scan", "--service-tags", "live").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains("the caller lacks the action Microsoft.Network/locations/serviceTags/read"),
        run.out());
  }

  @Test
  void checkAsksNobodyForServiceTags() {
    run("check", HUB.toAbsolutePath().toString(), "--service-tags", "live")
        .refusedWith(
            "nsglint: --service-tags live asks Azure, which only scan and snapshot do; here, give a"
                + " file, such as the serviceTags.json of a snapshot that was taken with it (./live"
                + " for a file of that name)");
    live("snapshot", "audit", "--service-tags", "tags.json")
        .refusedWith("nsglint: --service-tags takes live here, not 'tags.json'");
  }

  @Test
  void shareableLinksAreToldByMachineAndAge() {
    azure.handingOutLinks();
    Program.Run run = live("scan", "--only", "BAS241").endedWith(ExitStatus.OK);
    live("snapshot", "audit").endedWith(ExitStatus.OK);
    Program.Run check =
        run("check", folder.resolve("audit").toString(), "--only", "BAS241")
            .endedWith(ExitStatus.OK);

    for (String out : List.of(run.out(), check.out())) {
      assertTrue(out.contains("the shareable link to vm-app, made on 2026-01-02, "), out);
      assertTrue(out.contains(" days before Azure was asked refers to it"), out);
      assertFalse(out.contains("s3cr3t"), out);
    }
    assertEquals(2, azure.count("/getShareableLinks"));
  }

  @Test
  void aHostWithoutLinksIsNotAskedForThem() {
    live("scan").endedWith(ExitStatus.OK);

    assertEquals(0, azure.count("/getShareableLinks"));
    assertEquals(0, azure.count("/getActiveSessions"));
  }

  @Test
  void nobodyIsSaidToBeOutOfReachForWantOfAList() throws IOException {
    try (FakeAzure spokes =
        FakeAzure.https()
            .serving(Path.of("testdata/networks/spokes-behind-a-firewall/rest"))
            .accepting(TOKEN)) {
      spokes.always("/bastionHosts?", FakeAzure.error(403, "AuthorizationFailed"));

      Program.Run run =
          run("scan", "--all-subscriptions", "--arm-endpoint", spokes.url(), "--machines", "text");

      assertTrue(
          run.out()
              .contains(
                  "vm-app by Bastion: not known, which Bastion hosts there are is not known."),
          run.out());
    }
  }

  @Test
  void eachRowOfAnAuditTellsWhenAzureWasAsked() {
    Program.Run scan = live("scan", "--format", "csv").endedWith(ExitStatus.OK);
    live("snapshot", "audit").endedWith(ExitStatus.OK);
    String folderName = folder.resolve("audit").toString();
    Program.Run check = run("check", folderName, "--format", "csv").endedWith(ExitStatus.OK);
    Program.Run again = run("check", folderName, "--format", "csv").endedWith(ExitStatus.OK);
    Program.Run page =
        run("check", folderName, "--format", "markdown", "--all").endedWith(ExitStatus.OK);

    assertTrue(scan.out().startsWith("rule,name,severity,verdict,"), scan.out());
    for (Program.Run each : List.of(scan, check)) {
      List<String> rows = each.out().lines().skip(1).toList();
      assertTrue(rows.size() > 20, each::out);
      for (String row : rows) {
        assertTrue(row.matches(".*,20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z"), row);
      }
    }
    assertEquals(check.out(), again.out());
    assertTrue(page.out().contains("| holds | BAS101 bastion"), page.out());
    assertTrue(page.out().contains(" read at |"), page.out());
  }

  @Test
  void sessionsAreCounted() throws IOException {
    Program.Run run = live("scan", "--sessions").endedWith(ExitStatus.OK);
    live("snapshot", "audit", "--sessions").endedWith(ExitStatus.OK);

    assertTrue(
        run.err().contains("bas-hub              2    1    1         2      1             90"));
    assertFalse((run.err() + run.out()).contains("contoso.example"), run.err());
    run("check", folder.resolve("audit").toString()).endedWith(ExitStatus.OK);
  }

  @Test
  void aPlaceElsewhereIsNotAskedForTheSessions() {
    azure.on(
        "getActiveSessions",
        FakeAzure.error(202, "", "Location", "https://elsewhere.example/operationResults/1"));

    Program.Run run = live("scan", "--sessions").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out().contains("Azure has the answer later, at a place that is not asked"), run.out());
  }

  @Test
  void aSnapshotGoesOn() {
    azure.on("virtualNetworks?", FakeAzure.error(403, "AuthorizationFailed"));
    live("snapshot", "audit").endedWith(ExitStatus.INCOMPLETE);
    live("snapshot", "audit")
        .refusedWith(
            "nsglint: audit holds a snapshot; --resume goes on with it, another folder starts"
                + " anew");

    live("snapshot", "audit", "--resume").endedWith(ExitStatus.OK);
    long asked = azure.requests().size();
    live("snapshot", "audit", "--resume").endedWith(ExitStatus.OK);

    assertEquals(asked, azure.requests().size());
    run("check", folder.resolve("audit").toString()).endedWith(ExitStatus.OK);
  }

  @Test
  void whatWasEditedIsReadAgain() throws IOException {
    live("snapshot", "audit").endedWith(ExitStatus.OK);
    Path file = folder.resolve("audit").resolve(FakeAzure.SUBSCRIPTION);
    Path groups = file.resolve("rg-network.networkSecurityGroups.json");
    String text = Files.readString(groups);
    Files.writeString(groups, text.replace("443", "444"));
    long asked = azure.requests().size();

    live("snapshot", "audit", "--resume").endedWith(ExitStatus.OK);

    assertTrue(azure.requests().size() > asked);
    assertEquals(text, Files.readString(groups));
  }

  @Test
  void aSnapshotOfSomethingElseDoesNotGoOn() throws IOException {
    live("snapshot", "audit").endedWith(ExitStatus.OK);

    live("snapshot", "audit", "--resume", "--resource-group", "rg-network")
        .refusedWith(
            "nsglint: the snapshot is of other resource groups; --resume goes on with what was"
                + " asked before, another folder starts anew");
    run(
            "snapshot",
            "audit",
            "--resume",
            "--subscription",
            "22222222-2222-3333-4444-555555555555",
            "--arm-endpoint",
            azure.url())
        .refusedWith(
            "nsglint: the snapshot holds subscription "
                + FakeAzure.SUBSCRIPTION
                + "; --resume goes on with what was asked before, another folder starts anew");
  }

  /** The real program, which a person ends with Ctrl-C. */
  @Test
  void whatWasSeenIsWrittenOnControlC() throws Exception {
    try (FakeAzure plain = FakeAzure.http().serving(HUB).accepting(TOKEN)) {
      plain.always("routeTables", FakeAzure.drip());
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "io.github.nsglint.cli.Main",
              "snapshot",
              "audit",
              "--subscription",
              FakeAzure.SUBSCRIPTION,
              "--arm-endpoint",
              plain.url());
      builder.environment().put("NSGLINT_ACCESS_TOKEN", TOKEN);
      Path output = folder.resolve("said");
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (plain.count("routeTables") == 0 || plain.count("virtualMachines") == 0) {
        assertTrue(process.isAlive() && System.nanoTime() < end, "it did not ask");
        Thread.sleep(20);
      }

      boolean deaf = isInterruptIgnored();
      String signal = deaf ? "TERM" : "INT";
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("it did not end: " + Files.readString(output));
      }

      String said = Files.readString(output);
      // As shells tell it: 128 and the number of the signal.
      assertEquals(128 + (deaf ? 15 : 2), process.exitValue(), said);
      assertTrue(said.contains("route tables"), said);
      assertFalse(said.contains("\tat ") || said.contains(TOKEN), said);
      Path audit = folder.resolve("audit");
      String manifest = Files.readString(audit.resolve("nsglint-snapshot.json"));
      assertTrue(manifest.contains("\"state\": \"stopped\""), manifest);
      assertTrue(
          Files.exists(
              audit.resolve(FakeAzure.SUBSCRIPTION + "/rg-network.networkSecurityGroups.json")));
    }
  }

  /** What a script runs in the background does not hear SIGINT, nor do its children. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0;
      }
    }
    return false;
  }

  @Test
  void accessIsToldBeforehand() {
    live("scan", "--check-access").endedWith(ExitStatus.OK);
    live("scan", "--check-access", "--sessions").endedWith(ExitStatus.OK);
    azure.granting("Microsoft.Network/*");

    Program.Run run = live("scan", "--check-access").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(run.out().contains("  Microsoft.Compute/virtualMachines/read"), run.out());
    assertEquals(3, azure.requests().size());
    azure.granting("*/read");

    assertTrue(
        live("scan", "--check-access", "--sessions")
            .out()
            .contains("  Microsoft.Network/bastionHosts/getactivesessions/action"));
    assertFalse(live("scan", "--check-access").out().contains("getactivesessions"));
  }

  @Test
  void plainHttpIsForThisMachineAlone() {
    run("scan", "--all-subscriptions", "--arm-endpoint", "http://azure.example")
        .refusedWith(
            "nsglint: --arm-endpoint takes https://HOST, or http://127.0.0.1:PORT, not"
                + " 'http://azure.example'");
    new Program(folder)
        .run("scan", "--all-subscriptions", "--arm-endpoint", "http://127.0.0.1:9")
        .refusedWith(
            "nsglint: over plain http only the token in NSGLINT_ACCESS_TOKEN is sent, and it is"
                + " not set");
  }

  @Test
  void plainHttpOnThisMachineServes() throws IOException {
    try (FakeAzure plain = FakeAzure.http().serving(HUB).accepting(TOKEN)) {
      run("scan", "--all-subscriptions", "--arm-endpoint", plain.url()).endedWith(ExitStatus.OK);
    }
  }

  @Test
  void whatToReadIsSaid() {
    run("scan")
        .refusedWith(
            "nsglint: say what to read: --subscription, --management-group or"
                + " --all-subscriptions");
    run("scan", "--subscription", "../../etc")
        .refusedWith("nsglint: --subscription takes the id of one, not '../../etc'");
  }

  @Test
  void anUnknownCallerIsToldSo() {
    azure.rejecting(TOKEN);

    run("scan", "--all-subscriptions", "--arm-endpoint", azure.url())
        .refusedWith(
            "nsglint: the subscriptions cannot be listed: Azure answered 401"
                + " ExpiredAuthenticationToken: the access token is not accepted; sign in again");
  }

  @Test
  void aSubscriptionThatIsNotThereIsOneProblem() {
    azure.always("/subscriptions/", FakeAzure.error(404, "SubscriptionNotFound"));

    Program.Run run = live("scan").endedWith(ExitStatus.INCOMPLETE);

    assertTrue(
        run.out()
            .contains(
                "  nothing of subscription "
                    + FakeAzure.SUBSCRIPTION
                    + " was read: Azure answered 404 SubscriptionNotFound; is the id right, and"
                    + " --tenant the one that it is in?"),
        run.out());
    assertEquals(1, run.out().lines().filter(line -> line.endsWith(" error not-read")).count());
    assertFalse(run.out().contains(" hold"), run.out());
  }

  /** Bastion's subnet is asked for by its name, which no list told. */
  @Test
  void whatNobodyReadIsUndecided() {
    azure.always("/subscriptions/", FakeAzure.error(404, "SubscriptionNotFound"));

    Program.Run run =
        live("scan", "--all", "--pack", "azure-bastion").endedWith(ExitStatus.INCOMPLETE);

    assertFalse(run.out().contains(": not applicable "), run.out());
    assertFalse(run.out().contains(": holds "), run.out());
    assertTrue(
        run.out().contains(": undecided BAS101 bastion-inbound-https\n  cannot tell which"),
        run.out());
  }

  @Test
  void whatCanBeAskedIsPrinted() {
    for (String command : List.of("scan", "snapshot", "drift")) {
      List<String> lines =
          run(command, "--requests").endedWith(ExitStatus.OK).out().lines().toList();

      assertEquals(1 + ReadOperation.values().length, lines.size());
      for (ReadOperation operation : ReadOperation.values()) {
        assertEquals(
            1,
            lines.stream()
                .filter(line -> line.startsWith(operation.method() + " "))
                .filter(line -> line.contains(" " + operation.path() + " "))
                .filter(line -> line.contains(" " + operation.apiVersion() + " "))
                .filter(line -> line.contains(" " + operation.action() + " "))
                .count(),
            operation::name);
      }
    }
    assertEquals(List.of(), azure.requests());
  }
}
