package io.github.nsglint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random templates of a few groups, each on the Bastion subnet of a network of its own or attached
 * to nothing, with names that are hard to write down and values that are not known.
 */
final class AnyTemplates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONG = 3000;

  /** A name that no random one is, of a resource that no requirement asks about. */
  static final String BYSTANDER = "bystander";

  private static final List<String> ODD_NAMES =
      List.of(
          "größe ☃ \ud83d\ude00",
          "a\"b\\c'd`e",
          "<img src=x>&amp;]]>",
          "[x](1)",
          "[x] (2) [y](https://a.example)",
          "{0} {1} {{",
          "%41%0A%%",
          "../a/b?c#d",
          "::error::##vso[task.complete]",
          "\u202egnp.exe\u200b\u2028",
          "tab\tline\nreturn\r",
          "\u0000\u0007\u007f\u0085",
          "\ud800 half",
          "[parameters('open')]",
          "[concat('a', parameters('open'))]",
          "[resourceGroup().location]",
          "",
          "x".repeat(LONG));

  private AnyTemplates() {}

  private static Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8)),
        Tuple.of(2, Arbitraries.of(ODD_NAMES)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
  }

  private static Arbitrary<String> sides() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            6,
            Arbitraries.of(
                "*",
                "Internet",
                "VirtualNetwork",
                "GatewayManager",
                "AzureLoadBalancer",
                "AzureCloud",
                "10.0.0.0/26",
                "203.0.113.0/24",
                "2001:db8::/32")),
        Tuple.of(1, Arbitraries.of("[parameters('open')]", "10.0.0.0/99", "Sql.NoSuchRegion")),
        Tuple.of(1, names()));
  }

  private static Arbitrary<ObjectNode> rules() {
    return Combinators.combine(
            names(),
            Arbitraries.of("100", "110", "200", "4096", "99", "[parameters('open')]"),
            Arbitraries.of("Inbound", "Inbound", "Outbound", "Sideways"),
            Arbitraries.of("Allow", "Allow", "Deny", "[parameters('open')]"),
            Arbitraries.of("*", "Tcp", "tcp", "Udp", "Ah", "Quic"),
            sides(),
            sides(),
            Arbitraries.of("*", "443", "22", "3389", "8080", "0-65535", "9-1", "[variables('no')]"))
        .as(
            (name, priority, direction, access, protocol, from, to, port) -> {
              ObjectNode rule = JSON.createObjectNode().put("name", name);
              ObjectNode properties = rule.putObject("properties");
              if (priority.startsWith("[")) {
                properties.put("priority", priority);
              } else {
                properties.put("priority", Integer.parseInt(priority));
              }
              properties.put("direction", direction).put("access", access);
              properties.put("protocol", protocol);
              properties.put("sourceAddressPrefix", from).put("sourcePortRange", "*");
              properties.put("destinationAddressPrefix", to).put("destinationPortRange", port);
              return rule;
            });
  }

  private record Group(String name, List<ObjectNode> rules, boolean attached) {
    Group {
      rules = List.copyOf(rules);
    }
  }

  private static Arbitrary<Group> groups() {
    return Combinators.combine(names(), rules().list().ofMaxSize(6), Arbitraries.of(true, false))
        .as(Group::new);
  }

  /** Of no group up to three. */
  static Arbitrary<ObjectNode> templates() {
    return groups().list().ofMaxSize(3).map(AnyTemplates::template);
  }

  private static ObjectNode template(List<Group> groups) {
    ObjectNode template =
        JSON.createObjectNode()
            .put(
                "$schema",
                "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
            .put("contentVersion", "1.0.0.0");
    template.putObject("parameters").putObject("open").put("type", "string");
    ArrayNode resources = template.putArray("resources");
    List<String> taken = new ArrayList<>();
    for (Group group : groups) {
      // Azure allows a name once; two resources of one name are no network.
      String name = taken.contains(group.name()) ? group.name() + taken.size() : group.name();
      taken.add(name);
      ObjectNode own = resource(resources, "networkSecurityGroups", name);
      ArrayNode rules = own.putArray("securityRules");
      group.rules().forEach(rule -> rules.add(rule.deepCopy()));
      if (group.attached()) {
        attach(resources, name, taken.size());
      }
    }
    if (!groups.isEmpty()) {
      resource(resources, "routeTables", BYSTANDER).putArray("routes");
    }
    return template;
  }

  private static void attach(ArrayNode resources, String group, int number) {
    ObjectNode network = resource(resources, "virtualNetworks", "vnet" + number);
    String block = "10." + number + ".0.0/";
    network.putObject("addressSpace").putArray("addressPrefixes").add(block + 16);
    ObjectNode subnet = network.putArray("subnets").addObject().put("name", "AzureBastionSubnet");
    ObjectNode properties = subnet.putObject("properties").put("addressPrefix", block + 26);
    String text = group.replace("'", "''");
    properties
        .putObject("networkSecurityGroup")
        .put("id", "[resourceId('Microsoft.Network/networkSecurityGroups', '" + text + "')]");
  }

  /** The properties of a new resource. */
  private static ObjectNode resource(ArrayNode resources, String type, String name) {
    return resources
        .addObject()
        .put("type", "Microsoft.Network/" + type)
        .put("apiVersion", "2024-05-01")
        .put("name", name)
        .putObject("properties");
  }
}
