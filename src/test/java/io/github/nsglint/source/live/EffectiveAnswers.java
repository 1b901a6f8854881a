package io.github.nsglint.source.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Effective security rules in the shape in which Azure answers them, of resources in REST's shape:
 * ports as ranges, {@code *} as {@code 0.0.0.0/0}, protocol {@code All}, names with their
 * collection, Azure's own rules, tags with what they hold, application security groups as their
 * members' addresses.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/blob/main/specification/network/resource-manager/Microsoft.Network/stable/2023-11-01/examples/NetworkInterfaceEffectiveNSGList.json">an
 *     answer</a>
 */
final class EffectiveAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** First address, as a number, and length. */
  private static final long[][] NOT_PUBLIC = {
    {0x00000000L, 8},
    {0x0a000000L, 8},
    {0x64400000L, 10},
    {0x7f000000L, 8},
    {0xa9fe0000L, 16},
    {0xac100000L, 12},
    {0xc0a80000L, 16},
    {0xe0000000L, 3}
  };

  private final Map<String, List<JsonNode>> resources;

  /**
   * @param resources by type in lower case
   */
  EffectiveAnswers(Map<String, List<JsonNode>> resources) {
    this.resources = resources;
  }

  /** The answer about an interface, by its name. */
  String of(String interfaceName) {
    JsonNode nic = named("networkinterfaces", interfaceName);
    JsonNode configuration = nic.at("/properties/ipConfigurations/0/properties");
    String subnet = configuration.at("/subnet/id").asText();
    JsonNode network = named("virtualnetworks", part(subnet, "virtualNetworks"));
    ArrayNode value = JSON.createArrayNode();
    for (JsonNode each : network.at("/properties/subnets")) {
      if (each.path("id").asText().equalsIgnoreCase(subnet)) {
        add(value, each.at("/properties/networkSecurityGroup/id"), "subnet", subnet, network);
      }
    }
    add(
        value,
        nic.at("/properties/networkSecurityGroup/id"),
        "networkInterface",
        nic.path("id").asText(),
        network);
    return JSON.createObjectNode().set("value", value).toString();
  }

  private static String part(String id, String after) {
    String[] parts = id.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equalsIgnoreCase(after)) {
        return parts[i + 1];
      }
    }
    throw new AssertionError(id);
  }

  private JsonNode named(String type, String name) {
    return resources.getOrDefault(type, List.of()).stream()
        .filter(each -> each.path("name").asText().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow();
  }

  private void add(ArrayNode value, JsonNode group, String kind, String place, JsonNode network) {
    if (group.isMissingNode()) {
      return;
    }
    ObjectNode entry = value.addObject();
    entry.putObject("networkSecurityGroup").put("id", group.asText());
    entry.putObject("association").putObject(kind).put("id", place);
    ArrayNode rules = entry.putArray("effectiveSecurityRules");
    JsonNode resource =
        named("networksecuritygroups", part(group.asText(), "networkSecurityGroups"));
    for (JsonNode rule : resource.at("/properties/securityRules")) {
      rules.add(
          rule("securityRules/" + rule.path("name").asText(), rule.path("properties"), network));
    }
    String[][] standard = {
      {"AllowVnetInBound", "Inbound", "65000", "Allow", "VirtualNetwork", "VirtualNetwork"},
      {"AllowAzureLoadBalancerInBound", "Inbound", "65001", "Allow", "AzureLoadBalancer", "*"},
      {"DenyAllInBound", "Inbound", "65500", "Deny", "*", "*"},
      {"AllowVnetOutBound", "Outbound", "65000", "Allow", "VirtualNetwork", "VirtualNetwork"},
      {"AllowInternetOutBound", "Outbound", "65001", "Allow", "*", "Internet"},
      {"DenyAllOutBound", "Outbound", "65500", "Deny", "*", "*"}
    };
    for (String[] each : standard) {
      ObjectNode rule =
          JSON.createObjectNode()
              .put("direction", each[1])
              .put("priority", Integer.parseInt(each[2]))
              .put("access", each[3])
              .put("protocol", "*")
              .put("sourceAddressPrefix", each[4])
              .put("destinationAddressPrefix", each[5])
              .put("sourcePortRange", "*")
              .put("destinationPortRange", "*");
      rules.add(rule("defaultSecurityRules/" + each[0], rule, network));
    }
  }

  private ObjectNode rule(String name, JsonNode rule, JsonNode network) {
    String protocol = rule.path("protocol").asText();
    ObjectNode shown =
        JSON.createObjectNode()
            .put("name", name)
            .put("protocol", protocol.equals("*") ? "All" : protocol)
            .put("access", rule.path("access").asText())
            .put("priority", rule.path("priority").asInt())
            .put("direction", rule.path("direction").asText());
    for (String side : List.of("source", "destination")) {
      ArrayNode ports = shown.putArray(side + "PortRanges");
      for (String port : texts(rule, side + "PortRange")) {
        ports.add(port.equals("*") ? "0-65535" : port.contains("-") ? port : port + "-" + port);
      }
      shown.put(side + "PortRange", ports.get(0).asText());
      ArrayNode prefixes = shown.putArray(side + "AddressPrefixes");
      for (String prefix : texts(rule, side + "AddressPrefix")) {
        prefixes.add(prefix.equals("*") ? "0.0.0.0/0" : prefix);
      }
      for (JsonNode group : rule.path(side + "ApplicationSecurityGroups")) {
        members(group.path("id").asText()).forEach(prefixes::add);
      }
      shown.put(side + "AddressPrefix", prefixes.path(0).asText());
      List<String> held =
          prefixes.size() == 1 ? held(prefixes.get(0).asText(), network) : List.of();
      if (!held.isEmpty()) {
        ArrayNode expanded =
            shown.putArray(
                "expanded"
                    + side.substring(0, 1).toUpperCase(Locale.ROOT)
                    + side.substring(1)
                    + "AddressPrefix");
        held.forEach(expanded::add);
      }
    }
    return shown;
  }

  private static List<String> texts(JsonNode rule, String single) {
    List<String> texts = new ArrayList<>();
    String several = single.endsWith("Prefix") ? single + "es" : single + "s";
    rule.path(several).forEach(each -> texts.add(each.asText()));
    if (texts.isEmpty() && !rule.path(single).asText().isEmpty()) {
      texts.add(rule.path(single).asText());
    }
    return texts;
  }

  private List<String> members(String group) {
    List<String> members = new ArrayList<>();
    for (JsonNode nic : resources.getOrDefault("networkinterfaces", List.of())) {
      for (JsonNode configuration : nic.at("/properties/ipConfigurations")) {
        for (JsonNode of : configuration.at("/properties/applicationSecurityGroups")) {
          if (of.path("id").asText().equalsIgnoreCase(group)) {
            members.add(configuration.at("/properties/privateIPAddress").asText() + "/32");
          }
        }
      }
    }
    return members;
  }

  private List<String> held(String tag, JsonNode network) {
    return switch (tag) {
      case "VirtualNetwork" -> {
        List<String> held = new ArrayList<>();
        network
            .at("/properties/addressSpace/addressPrefixes")
            .forEach(each -> held.add(each.asText()));
        for (JsonNode peering : network.at("/properties/virtualNetworkPeerings")) {
          String peer = peering.at("/properties/remoteVirtualNetwork/id").asText();
          named("virtualnetworks", part(peer, "virtualNetworks"))
              .at("/properties/addressSpace/addressPrefixes")
              .forEach(each -> held.add(each.asText()));
        }
        held.add("168.63.129.16/32");
        yield held;
      }
      case "AzureLoadBalancer" -> List.of("168.63.129.16/32");
      case "Internet" -> {
        List<String> held = new ArrayList<>();
        split(0, 0, held);
        yield held;
      }
      case "GatewayManager" -> List.of("198.51.100.0/24");
      default -> List.of();
    };
  }

  private static void split(long first, int length, List<String> held) {
    boolean meets = false;
    for (long[] each : NOT_PUBLIC) {
      long common = Math.min(each[1], length);
      boolean same = common == 0 || first >>> (32 - common) == each[0] >>> (32 - common);
      if (same && each[1] <= length) {
        return;
      }
      meets |= same;
    }
    if (!meets) {
      held.add(
          (first >>> 24)
              + "."
              + ((first >>> 16) & 255)
              + "."
              + ((first >>> 8) & 255)
              + "."
              + (first & 255)
              + "/"
              + length);
      return;
    }
    split(first, length + 1, held);
    split(first | (1L << (31 - length)), length + 1, held);
  }
}
