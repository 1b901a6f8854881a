package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a flow, as a user asks for it. */
class TraceTest {
  private static final String ALLOWED = "Answer: allowed";

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));
  private String network = "";

  @BeforeEach
  void open() throws IOException {
    program = new Program(folder);
    network =
        program.file("machines.json", Files.readString(Path.of("testdata/example/machines.json")));
  }

  private Program.Run trace(String... more) {
    List<String> arguments = new ArrayList<>(List.of("trace", network));
    arguments.addAll(List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  /** The lines that say the answer. */
  private static List<String> answer(Program.Run run) {
    return run.out()
        .lines()
        .dropWhile(line -> !line.startsWith("Answer:"))
        .map(String::strip)
        .toList();
  }

  @Test
  void eachPartOfASetOfFlowsHasItsAnswer() {
    assertEquals(
        List.of(
            "Answer:",
            "1433: allowed",
            "1434-3305, 3389: denied by DenyAllInbound (4096) in nsg-sql, interface nic-sql",
            "3306: denied by DenyDatabases (100) in nsg-web, subnet snet-web (vnet-shop)"),
        answer(
            trace("--from", "snet-web", "--to", "nic-sql", "--port", "1433-3306,3389")
                .endedWith(ExitStatus.OK)));
  }

  @Test
  void everyLevelIsShownWithTheRuleThatDecides() {
    String out =
        trace("--from", "vnet-shop/snet-web", "--to", "10.0.2.4", "--port", "1433")
            .endedWith(ExitStatus.OK)
            .out();
    assertEquals(
        List.of(
            "out  interface (none with a group was read)  no group  allowed",
            "out  subnet snet-web (vnet-shop)             nsg-web   allowed by Azure's own rule"
                + " AllowVnetOutBound (65000)",
            "in   subnet snet-data (vnet-shop)            no group  allowed",
            "in   interface nic-sql                       nsg-sql   allowed by AllowSqlFromWeb (100)"
                + "  DIR/machines.json:37"),
        out.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("out ") || line.startsWith("in "))
            .toList());
    assertTrue(out.endsWith(ALLOWED + "\n"), out);
  }

  @Test
  void machinesOfOneSubnetAreFilteredToo() {
    assertEquals(
        List.of("Answer: denied by DenyAllInbound (4096) in nsg-sql, interface nic-sql"),
        answer(trace("--from", "10.0.2.9", "--to", "nic-sql", "--port", "22")));
  }

  @Test
  void ofASourceOutsideOnlyTheOtherSideIsAsked() {
    String out = trace("--from", "Internet", "--to", "snet-web", "--port", "443").out();
    assertTrue(out.endsWith(ALLOWED + "\n"), out);
    assertFalse(out.contains("out  "), out);
    out = trace("--from", "nic-sql", "--to", "Storage", "--port", "443").out();
    assertTrue(out.endsWith(ALLOWED + "\n"), out);
    assertFalse(out.contains("in   "), out);
  }

  @Test
  void anAddressThatMayBelongToVirtualNetworkIsNotGuessed() {
    Program.Run run = trace("--from", "10.9.9.9", "--to", "snet-web", "--port", "22");
    run.endedWith(ExitStatus.INCOMPLETE);
    assertTrue(run.out().contains("depends on: rule AllowVnetInBound"), run.out());
  }

  @Test
  void expectationsDecideTheExitCode() {
    String[] sql = {"--from", "snet-web", "--to", "nic-sql", "--port", "1433", "--expect", ""};
    sql[7] = "allowed";
    trace(sql).endedWith(ExitStatus.OK);
    sql[7] = "denied";
    trace(sql).endedWith(ExitStatus.FINDINGS);
    String[] both = {"--from", "snet-web", "--to", "nic-sql", "--port", "22,1433", "--expect", ""};
    both[7] = "allowed";
    trace(both).endedWith(ExitStatus.FINDINGS);
    both[7] = "denied";
    trace(both).endedWith(ExitStatus.FINDINGS);
    String[] unknown = {"--from", "10.9.9.9", "--to", "snet-web", "--expect", "denied"};
    trace(unknown).endedWith(ExitStatus.INCOMPLETE);
  }

  @Test
  void jsonHasTheSame() throws IOException {
    String out =
        trace("--from", "snet-web", "--to", "nic-sql", "--port", "1433,3306", "--format", "json")
            .endedWith(ExitStatus.OK)
            .out();
    JsonNode trace = new ObjectMapper().readTree(out);
    assertEquals("mixed", trace.get("answer").asText());
    JsonNode parts = trace.get("ways").get(0).get("parts");
    assertEquals(2, parts.size());
    assertEquals("allowed", parts.get(0).get("answer").asText());
    assertEquals("1433", parts.get(0).at("/flows/0/destinationPortRanges/0").asText());
    assertEquals(4, parts.get(0).get("steps").size());
    assertEquals("denied", parts.get(1).get("answer").asText());
    JsonNode step = parts.get(1).get("steps").get(1);
    assertEquals("nsg-web", step.get("networkSecurityGroup").asText());
    assertEquals("DenyDatabases", step.at("/decidedBy/name").asText());
    assertEquals(20, step.at("/decidedBy/line").asInt());
  }

  @Test
  void namesThatMeanNothingHereAreRefusedWithTheNearest() {
    trace("--from", "snet-wep", "--to", "nic-sql")
        .refusedWith(
            "nsglint: --from: 'snet-wep' is no address, no service tag, and names no subnet and no"
                + " machine; did you mean 'snet-web'?");
    trace("--from", "zzzzzzzzzz", "--to", "nic-sql")
        .refusedWith(
            "nsglint: --from: 'zzzzzzzzzz' is no address, no service tag, and names no subnet and no"
                + " machine; subnets and machines that were read: nic-sql, snet-data, snet-web");
  }

  @Test
  void namesThatMeanSeveralThingsAreRefusedWithAll() throws IOException {
    String other =
        """
        [{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet-b",
          "type": "Microsoft.Network/virtualNetworks", "name": "vnet-b",
          "addressSpace": {"addressPrefixes": ["10.1.0.0/16"]},
          "subnets": [{"name": "snet-web", "addressPrefix": "10.1.1.0/24"}]}]
        """;
    program.file("other.json", other);
    program
        .run("trace", folder.toString(), "--from", "Internet", "--to", "snet-web")
        .refusedWith(
            "nsglint: --to snet-web may mean subnet"
                + " /providers/Microsoft.Network/virtualNetworks/vnet-shop/subnets/snet-web, subnet"
                + " /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet-b/subnets/snet-web;"
                + " give vnet/subnet or the whole id");
    Program.Run run =
        program.run(
            "trace", folder.toString(), "--from", "vnet-b/snet-web", "--to", "vnet-shop/snet-web");
    run.endedWith(ExitStatus.INCOMPLETE);
    assertTrue(run.out().contains("no route is known between vnet-b and vnet-shop"), run.out());
  }

  @Test
  void badArgumentsAreRefused() {
    trace("--from", "snet-web")
        .refusedWith("nsglint: give both ends of the flow: --from END --to END");
    trace("--from", "snet-web", "--to", "nic-sql", "--port", "80000")
        .refusedWith(
            "nsglint: --port takes ports from 0 to 65535, ranges such as 8000-9000, or *, separated"
                + " by commas; not '80000'");
    trace("--from", "snet-web", "--to", "nic-sql", "--port", "9-8")
        .refusedWith(
            "nsglint: --port takes ports from 0 to 65535, ranges such as 8000-9000, or *, separated"
                + " by commas; not '9-8'");
    trace("--from", "snet-web", "--to", "nic-sql", "--port", "22", "--protocol", "icmp")
        .refusedWith("nsglint: --port makes no sense: Icmp has no ports");
    trace("--from", "10.9.9.9", "--to", "10.8.8.8")
        .refusedWith(
            "nsglint: no network security group is on the way: neither 10.9.9.9 nor 10.8.8.8 lies in"
                + " a subnet that was read, or no flow leads from one to the other");
  }
}
