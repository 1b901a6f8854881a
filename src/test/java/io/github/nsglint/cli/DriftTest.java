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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code nsglint drift}: the same networks in two formats, and what is changed in one of them. */
class DriftTest {
  private static final Path NETWORKS = Path.of("testdata/networks").toAbsolutePath();
  private static final Path HUB = NETWORKS.resolve("hub-with-bastion");
  private static final String TOKEN = "t0ken-that-nobody-may-see";

  @TempDir Path folder;

  static Stream<Path> networks() throws IOException {
    try (Stream<Path> all = Files.list(NETWORKS)) {
      return all.sorted().toList().stream();
    }
  }

  private Program.Run drift(Object... arguments) {
    return new Program(folder)
        .on(false, Map.of("NSGLINT_ACCESS_TOKEN", TOKEN))
        .run(
            Stream.concat(Stream.of("drift"), Stream.of(arguments).map(Object::toString))
                .toArray(String[]::new));
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(HUB.resolve("arm.json"));
    assertTrue(text.contains(from), from);
    return Files.writeString(folder.resolve("main.json"), text.replace(from, to));
  }

  private static List<String> differences(Program.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.matches("\\S+:\\d+:\\d+: .*"))
        .map(line -> line.replaceFirst("^\\S+: ", ""))
        .toList();
  }

  /** No format says the same in the same words. */
  @ParameterizedTest
  @MethodSource("networks")
  void theSameNetworkIsNoDrift(Path network) {
    for (String format : List.of("rest", "az")) {
      Program.Run run =
          drift(
              network.resolve("arm.json"),
              "--location",
              "westeurope",
              "--snapshot",
              network.resolve(format));

      assertEquals("No drift.\n", run.out(), format);
      assertEquals(ExitStatus.OK, run.status());
    }
  }

  @Test
  void onePacketEachWayShowsWhatAGroupDoesOtherwise() throws IOException {
    Program.Run run =
        drift(
                changed("\"8080\", \"5701\"", "\"8080\", \"5702\""),
                "--snapshot",
                HUB.resolve("rest"))
            .endedWith(ExitStatus.FINDINGS);

    assertEquals(4, differences(run).size(), run::out);
    assertTrue(
        run.out()
            .contains(
                "flows nsg-bastion: Inbound: the deployed group lets through what is declared to be"
                    + " denied: Tcp "),
        run.out());
    assertTrue(
        run.out()
            .contains(
                "flows nsg-bastion: Outbound: the deployed group denies what is declared to be let"
                    + " through: Tcp "),
        run.out());
    assertTrue(run.out().endsWith("4 differences.\n"), run.out());
  }

  @Test
  void aLocationThatIsNotKnownIsNotCompared() {
    Path two = NETWORKS.resolve("machines-behind-two-groups");
    Program.Run run =
        drift(two.resolve("arm.json"), "--snapshot", two.resolve("rest"))
            .endedWith(ExitStatus.INCOMPLETE);

    assertEquals(1, differences(run).size(), run::out);
    assertTrue(
        differences(run)
            .get(0)
            .startsWith(
                "unknown vnet-hub, vnet-shop, nsg-admin and 6 more: location: could not be"
                    + " compared, since what is declared is not known: "),
        run::out);
    assertEquals(
        List.of(),
        differences(
            drift(
                    two.resolve("arm.json"),
                    "--location",
                    "West Europe",
                    "--snapshot",
                    two.resolve("rest"))
                .endedWith(ExitStatus.OK)));
    Program.Run elsewhere =
        drift(
                two.resolve("arm.json"),
                "--location",
                "northeurope",
                "--snapshot",
                two.resolve("rest"))
            .endedWith(ExitStatus.FINDINGS);
    assertTrue(
        differences(elsewhere)
            .contains(
                "property vnet-hub: location: declared 'northeurope', deployed 'westeurope'."),
        elsewhere::out);
  }

  @Test
  void propertiesAreCompared() throws IOException {
    Program.Run run =
        drift(changed("\"scaleUnits\": 3", "\"scaleUnits\": 4"), "--snapshot", HUB.resolve("rest"))
            .endedWith(ExitStatus.FINDINGS);

    assertEquals(
        List.of("property bas-hub: scaleUnits: declared '4', deployed '3'."), differences(run));
  }

  @Test
  void whatIsMissingAndWhatIsThereBesides() throws IOException {
    Program.Run run =
        drift(changed("\"pip-bastion\"", "\"pip-other\""), "--snapshot", HUB.resolve("rest"))
            .endedWith(ExitStatus.FINDINGS);

    assertTrue(
        differences(run).contains("missing pip-other: it is declared, and not deployed."),
        run::out);
    assertTrue(
        differences(run).contains("extra pip-bastion: it is deployed, and not declared."),
        run::out);
  }

  @Test
  void whatAzureDidNotTellIsNotMissing() throws IOException {
    try (FakeAzure azure = FakeAzure.https().serving(HUB.resolve("rest")).accepting(TOKEN)) {
      drift(
              HUB.resolve("arm.json"),
              "--subscription",
              FakeAzure.SUBSCRIPTION,
              "--arm-endpoint",
              azure.url())
          .endedWith(ExitStatus.OK);
      azure.always("/publicIPAddresses?", FakeAzure.error(403, "AuthorizationFailed"));

      Program.Run run =
          drift(
                  HUB.resolve("arm.json"),
                  "--subscription",
                  FakeAzure.SUBSCRIPTION,
                  "--arm-endpoint",
                  azure.url())
              .endedWith(ExitStatus.INCOMPLETE);

      assertTrue(
          differences(run)
              .contains(
                  "unknown pip-bastion: it is declared; what is deployed of its type was not"
                      + " read."),
          run::out);
      assertTrue(run.out().contains("Microsoft.Network/publicIPAddresses/read"), run.out());
    }
  }

  @Test
  void whatWasNotReadIsNoProof() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{ \"resources\": [ ");

    Program.Run run = drift(broken, "--snapshot", HUB.resolve("az"));

    run.endedWith(ExitStatus.INCOMPLETE);
    assertTrue(run.out().contains("broken.json:1:"), run.out());
    assertTrue(run.out().endsWith("No drift in what was read.\n"), run.out());
  }

  @Test
  void bothSidesAreNeeded() {
    drift().refusedWith("nsglint: say what is declared: give at least one file or folder");
    drift(HUB.resolve("arm.json"))
        .refusedWith(
            "nsglint: say what is deployed: --snapshot, --subscription, --management-group or"
                + " --all-subscriptions");
  }
}
