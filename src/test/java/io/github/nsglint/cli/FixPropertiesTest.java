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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Random groups on AzureBastionSubnet, mended, and asked again by a loop over single packets, which
 * knows nothing of the program's sets: what was mended passes, and nothing else does.
 */
class FixPropertiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> PORTS = List.of(22, 80, 443, 3389, 4443, 5701, 8080, 9000);

  /** Who can be at the other end: a label, and the prefixes that hold it. */
  private static final Map<String, Set<String>> FAR =
      new TreeMap<>(
          Map.of(
              "own", Set.of("*", "VirtualNetwork", "10.0.0.0/16", "10.0.255.0/26"),
              "machine", Set.of("*", "VirtualNetwork", "10.0.0.0/16"),
              "platform", Set.of("*", "VirtualNetwork", "AzureLoadBalancer"),
              "office", Set.of("*", "Internet", "203.0.113.0/24"),
              "someone", Set.of("*", "Internet"),
              "manager", Set.of("*", "Internet", "GatewayManager", "AzureCloud"),
              "azure", Set.of("*", "Internet", "AzureCloud")));

  /** What stands behind the group is in this alone. */
  private static final Set<String> NEAR = FAR.getOrDefault("own", Set.of());

  /** The documented rows: rule, direction, who, ports. */
  private record Row(String rule, String direction, Set<String> far, Set<Integer> ports) {
    boolean asks(Packet packet) {
      return packet.direction().equals(direction)
          && packet.protocol().equals("Tcp")
          && far.contains(packet.far())
          && ports.contains(packet.port());
    }

    /** What must pass for it to hold, when all of it must. */
    boolean needs(Packet packet) {
      boolean platform = packet.far().equals("platform") && !rule.equals("BAS103");
      boolean between = Set.of("BAS104", "BAS107").contains(rule) && !packet.far().equals("own");
      return asks(packet) && !platform && !between;
    }
  }

  private static final Set<String> INSIDE = Set.of("own", "machine", "platform");
  private static final Set<String> OUTSIDE = Set.of("office", "someone", "manager", "azure");

  private static final List<Row> ROWS =
      List.of(
          new Row("BAS101", "Inbound", OUTSIDE, Set.of(443)),
          new Row("BAS102", "Inbound", Set.of("manager"), Set.of(443)),
          new Row("BAS103", "Inbound", Set.of("platform"), Set.of(443)),
          new Row("BAS104", "Inbound", INSIDE, Set.of(8080, 5701)),
          new Row("BAS105", "Outbound", INSIDE, Set.of(22, 3389)),
          new Row("BAS106", "Outbound", Set.of("manager", "azure"), Set.of(443)),
          new Row("BAS107", "Outbound", INSIDE, Set.of(8080, 5701)),
          new Row("BAS108", "Outbound", OUTSIDE, Set.of(80)));

  private record Packet(String direction, String protocol, String far, int port) {}

  private record PlainRule(
      int priority,
      String direction,
      String access,
      String protocol,
      String source,
      String destination,
      Set<String> ports) {
    boolean matches(Packet packet) {
      boolean inbound = direction.equals("Inbound");
      String far = inbound ? source : destination;
      String near = inbound ? destination : source;
      return direction.equals(packet.direction())
          && (protocol.equals("*") || protocol.equals(packet.protocol()))
          && FAR.getOrDefault(packet.far(), Set.of()).contains(far)
          && NEAR.contains(near)
          && ports.stream().anyMatch(range -> holds(range, packet.port()));
    }

    private static boolean holds(String range, int port) {
      if (range.equals("*")) {
        return true;
      }
      int dash = range.indexOf('-');
      return dash < 0
          ? Integer.parseInt(range) == port
          : Integer.parseInt(range.substring(0, dash)) <= port
              && port <= Integer.parseInt(range.substring(dash + 1));
    }
  }

  private static List<Packet> packets() {
    List<Packet> all = new ArrayList<>();
    for (String direction : List.of("Inbound", "Outbound")) {
      for (String protocol : List.of("Tcp", "Udp", "Ah")) {
        for (String far : FAR.keySet()) {
          for (int port : PORTS) {
            all.add(new Packet(direction, protocol, far, port));
          }
        }
      }
    }
    return all;
  }

  private static boolean passes(List<PlainRule> rules, Packet packet) {
    List<PlainRule> ordered = new ArrayList<>(rules);
    ordered.sort(Comparator.comparingInt(PlainRule::priority));
    for (PlainRule rule : ordered) {
      if (rule.matches(packet)) {
        return rule.access().equals("Allow");
      }
    }
    boolean inside = FAR.getOrDefault(packet.far(), Set.of()).contains("VirtualNetwork");
    return packet.direction().equals("Inbound") ? inside : true;
  }

  @Provide
  Arbitrary<List<PlainRule>> groups() {
    Arbitrary<String> prefixes =
        Arbitraries.of(
            "*",
            "*",
            "Internet",
            "GatewayManager",
            "AzureLoadBalancer",
            "VirtualNetwork",
            "AzureCloud",
            "10.0.255.0/26",
            "10.0.0.0/16",
            "203.0.113.0/24");
    Arbitrary<String> near = Arbitraries.of("*", "*", "*", "VirtualNetwork", "10.0.255.0/26");
    Arbitrary<Set<String>> ports =
        Arbitraries.of(
            Set.of("*"),
            Set.of("443"),
            Set.of("22"),
            Set.of("22", "3389"),
            Set.of("22-3389"),
            Set.of("80"),
            Set.of("8080"),
            Set.of("8080", "5701"));
    Arbitrary<PlainRule> rule =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.of("Allow", "Allow", "Deny"),
                Arbitraries.of("Tcp", "Tcp", "*", "Udp", "Ah"),
                prefixes,
                near,
                ports,
                Arbitraries.integers().between(0, 40))
            .as(
                (inbound, access, protocol, far, own, range, place) ->
                    new PlainRule(
                        100 + 99 * place,
                        inbound ? "Inbound" : "Outbound",
                        access,
                        protocol,
                        inbound ? far : own,
                        inbound ? own : far,
                        new TreeSet<>(range)));
    return rule.list().ofMaxSize(9).map(FixPropertiesTest::withoutCollisions);
  }

  private static List<PlainRule> withoutCollisions(List<PlainRule> rules) {
    Map<String, PlainRule> kept = new TreeMap<>();
    rules.forEach(rule -> kept.putIfAbsent(rule.direction() + rule.priority(), rule));
    return List.copyOf(kept.values());
  }

  @Property(seed = "1", tries = 60)
  void whatIsMendedPassesAndNothingElseDoes(@ForAll("groups") List<PlainRule> rules)
      throws IOException {
    Path folder = Files.createTempDirectory("nsglint-fix");
    try {
      Program program = new Program(folder);
      String file = program.file("main.json", template(rules));
      Program.Run run = program.run("fix", file, "--pack", "azure-bastion", "--skip", "BAS120");
      boolean mended = !run.out().contains("0 fixes in 0 files");
      Statistics.collect(mended);
      Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 50));
      List<PlainRule> after = read(Files.readString(Path.of(file)));
      for (Packet packet : packets()) {
        if (!passes(rules, packet) && passes(after, packet)) {
          assertTrue(
              ROWS.stream().anyMatch(row -> row.asks(packet)),
              () -> packet + " passes now\n" + run.out());
        }
      }
      for (Row row : ROWS) {
        if (!run.out().contains(row.rule() + " ")
            || run.out().lines().anyMatch(line -> isLeft(line, row))) {
          continue;
        }
        List<Packet> needed = packets().stream().filter(row::needs).toList();
        long passing = needed.stream().filter(packet -> passes(after, packet)).count();
        assertTrue(
            passing == needed.size() || (row.rule().equals("BAS101") && passing > 0), run.out());
      }
      Program.Run again = program.run("check", file, "--only", "NSG410");
      assertEquals(ExitStatus.OK, again.status(), again.out());
      assertFalse(run.err().contains("defect"), run.err());
    } finally {
      Files.deleteIfExists(folder.resolve("main.json"));
      Files.deleteIfExists(folder);
    }
  }

  private static boolean isLeft(String line, Row row) {
    return line.contains(": " + row.rule() + " ") && line.contains(": no fix: ");
  }

  private static List<PlainRule> read(String text) throws IOException {
    List<PlainRule> rules = new ArrayList<>();
    for (JsonNode rule : JSON.readTree(text).at("/resources/0/properties/securityRules")) {
      JsonNode properties = rule.get("properties");
      Set<String> ports = new TreeSet<>();
      if (properties.has("destinationPortRange")) {
        ports.add(properties.get("destinationPortRange").asText());
      }
      properties.path("destinationPortRanges").forEach(port -> ports.add(port.asText()));
      rules.add(
          new PlainRule(
              properties.get("priority").asInt(),
              properties.get("direction").asText(),
              properties.get("access").asText(),
              properties.get("protocol").asText(),
              properties.get("sourceAddressPrefix").asText(),
              properties.get("destinationAddressPrefix").asText(),
              ports));
    }
    return rules;
  }

  private static String template(List<PlainRule> rules) throws IOException {
    List<Object> list = new ArrayList<>();
    for (PlainRule rule : rules) {
      Map<String, Object> properties = new TreeMap<>();
      properties.put("priority", rule.priority());
      properties.put("direction", rule.direction());
      properties.put("access", rule.access());
      properties.put("protocol", rule.protocol());
      properties.put("sourceAddressPrefix", rule.source());
      properties.put("sourcePortRange", "*");
      properties.put("destinationAddressPrefix", rule.destination());
      if (rule.ports().size() == 1) {
        properties.put("destinationPortRange", rule.ports().iterator().next());
      } else {
        properties.put("destinationPortRanges", rule.ports());
      }
      list.add(
          new TreeMap<>(
              Map.of("name", rule.direction() + rule.priority(), "properties", properties)));
    }
    return """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [
            { "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "nsg",
              "properties": { "securityRules": %s } },
            { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet",
              "properties": {
                "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
                "subnets": [
                  { "name": "AzureBastionSubnet", "properties": { "addressPrefix": "10.0.255.0/26",
                    "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" } } },
                  { "name": "snet", "properties": { "addressPrefix": "10.0.1.0/24" } } ] } }
          ]
        }
        """
        .formatted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list));
  }
}
