package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Many groups share what was found of those like them; fewer than a hundred are each asked by
 * themselves. Both must tell the same, to the place of each reason.
 */
class AlikeGroupsTest {
  private static final int GROUPS = 120;
  private static final List<RulePack> PACKS = RulePacks.builtIn().packs();

  /** What a group has in common with the network it is attached to. */
  private static final Pattern NUMBER =
      Pattern.compile("/(?:networkSecurityGroups/g|virtualNetworks/v)([0-9]+)");

  private static final List<String> SIDES =
      List.of(
          "*",
          "*",
          "Internet",
          "VirtualNetwork",
          "AzureLoadBalancer",
          "GatewayManager",
          "AzureCloud",
          "Sql",
          "SomeNewTag",
          "somenewtag",
          "10.0.0.0/16",
          "10.0.1.0/24",
          "10.1.0.0/16",
          "203.0.113.0/24",
          "[parameters('p')]");

  private static final List<String> PORTS =
      List.of("443", "443", "22", "3389", "8080", "*", "1-99");

  /** A network made at random. */
  private static final class AnyNetwork {
    private final Random random;
    private final List<String> resources = new ArrayList<>();

    AnyNetwork(long seed) {
      this.random = new Random(seed);
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private static String reference(String id) {
      return "{ \"id\": \"" + AskedNetwork.id(id) + "\" }";
    }

    private String side(String name) {
      if (random.nextInt(40) == 0) {
        String group = reference("applicationSecurityGroups/" + any(List.of("web", "data")));
        return "\"" + name + "ApplicationSecurityGroups\": [" + group + "]";
      }
      return "\"" + name + "AddressPrefix\": \"" + any(SIDES) + "\"";
    }

    private String rule(int number) {
      String priority =
          random.nextInt(60) == 0 ? "\"[parameters('q')]\"" : "" + (100 + 10 * number);
      return """
        { "name": "r%d", "properties": { "priority": %s, "direction": "%s", "access": "%s",
          "protocol": "%s", %s, %s, "sourcePortRange": "*", "destinationPortRange": "%s" } }
        """
          .formatted(
              number,
              priority,
              any(List.of("Inbound", "Outbound")),
              any(List.of("Allow", "Allow", "Deny")),
              any(List.of("Tcp", "Tcp", "*", "Udp")),
              side("source"),
              side("destination"),
              any(PORTS));
    }

    /** Groups of a few kinds of rules, each before a subnet of its own network, or before none. */
    String listing() {
      List<String> rules = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        rules.add(rule(i % 12));
      }
      for (int i = 0; i < GROUPS; i++) {
        List<String> some = new ArrayList<>();
        for (int j = 0; j < 12; j++) {
          if (random.nextInt(3) > 0) {
            some.add(rules.get(12 * random.nextInt(5) + j));
          }
        }
        String group = "networkSecurityGroups/g" + i;
        resources.add(
            AskedNetwork.resource(
                group, "\"properties\": { \"securityRules\": [" + String.join(",", some) + "] }"));
        if (random.nextInt(6) > 0) {
          addSubnet(i, group);
        }
      }
      return AskedNetwork.listing(resources.toArray(String[]::new));
    }

    private void addSubnet(int number, String group) {
      String network = "virtualNetworks/v" + number;
      String block = any(List.of("10.0", "10.0", "10.1", "20.7"));
      String subnet = random.nextInt(3) == 0 ? "AzureBastionSubnet" : "s" + random.nextInt(2);
      String prefix = random.nextInt(5) == 0 ? "" : "\"addressPrefix\": \"" + block + ".1.0/24\", ";
      String table =
          random.nextInt(8) == 0 ? "\"routeTable\": " + reference("routeTables/t") + ", " : "";
      resources.add(
          AskedNetwork.resource(
              network,
              "\"properties\": { \"addressSpace\": { \"addressPrefixes\": [\""
                  + block
                  + ".0.0/16\"] } }"));
      resources.add(
          AskedNetwork.resource(
              network + "/subnets/" + subnet,
              "\"properties\": { "
                  + prefix
                  + table
                  + "\"networkSecurityGroup\": "
                  + reference(group)
                  + " }"));
    }
  }

  private static List<String> told(Network network) {
    return Linter.lint(network, PACKS, PACKS, TagAddresses.unknown()).stream()
        .filter(finding -> !finding.target().equals("the network"))
        .map(finding -> finding + " " + finding.verdict())
        .sorted()
        .toList();
  }

  /** Of a group or a network and its subnets, the half of them that it is in; −1 for others. */
  private static int half(Element element) {
    Matcher number = NUMBER.matcher(element.id().toString());
    return number.find() ? Integer.parseInt(number.group(1)) % 2 : -1;
  }

  @Property(seed = "31", tries = 8, edgeCases = EdgeCasesMode.NONE)
  void areToldAsEachByItself(@ForAll long seed) {
    Network all = AskedNetwork.network(new AnyNetwork(seed).listing());
    List<String> apart = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int wanted = half;
      apart.addAll(
          told(
              new Network(
                  all.elements()
                      .filter(element -> half(element) == wanted || half(element) < 0)
                      .toList())));
    }
    List<String> together = told(all);
    assertEquals(String.join("\n", apart.stream().sorted().toList()), String.join("\n", together));
    assertTrue(together.size() > 5 * GROUPS, () -> "findings: " + together.size());
  }
}
