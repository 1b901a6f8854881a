package io.github.nsglint.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A group that a template defines, with rules as rows of a table, one a line:
 *
 * <pre>
 * PRIORITY ACCESS  PROTOCOL SOURCES      DESTINATIONS PORTS   what else there is to say
 * 100      Allow   Tcp      Internet,Sql *            22,3389
 * 110      ?       *        10.0.0.0/8   *            *       from 1000-2000
 * 120      Deny    *        *            *            *       perhaps outbound named Odd
 * </pre>
 *
 * <p>A rule is inbound unless it says otherwise, and is named after its priority. A {@code ?} is
 * the template's parameter p, which has no value.
 */
record DefinedGroup(String name, String rows) {
  private static final String UNKNOWN = "[parameters('p')]";

  /** Before the subnet web, 10.0.1.0/24 of the network v. */
  static String beforeWeb(String rows) {
    return beforeWeb(rows, "10.0.1.0/24");
  }

  static String beforeWeb(String rows, String prefix) {
    return AskedNetwork.template(
        new DefinedGroup("nsg", rows).json(), network(subnet("web", prefix, "nsg")));
  }

  /** The group, and as resources of their own the rules that may not be there. */
  String json() {
    List<String> inline = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    for (String row : rows.lines().filter(line -> !line.isBlank()).toList()) {
      List<String> words = List.of(row.strip().split(" +", -1));
      String rule = "\"name\": \"%s\", \"properties\": { %s }";
      String ruleName = nameOf(words);
      if (words.contains("perhaps")) {
        resources.add(
            "{ \"type\": \"Microsoft.Network/networkSecurityGroups/securityRules\","
                + " \"apiVersion\": \"2024-05-01\","
                + " \"condition\": \"[equals(parameters('q'), 'yes')]\", "
                + rule.formatted(name + "/" + ruleName, properties(words))
                + " }");
      } else {
        inline.add("{ " + rule.formatted(ruleName, properties(words)) + " }");
      }
    }
    resources.add(
        0,
        """
        { "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01",
          "name": "%s", "properties": { "securityRules": [
            %s ] } }
        """
            .formatted(name, String.join(",\n    ", inline)));
    return String.join(",\n", resources);
  }

  /** As Azure answers it, if every rule is known and there. */
  String listed() {
    List<String> rules = new ArrayList<>();
    for (String row : rows.lines().filter(line -> !line.isBlank()).toList()) {
      List<String> words = List.of(row.strip().split(" +", -1));
      rules.add("{ \"name\": \"%s\", %s }".formatted(nameOf(words), properties(words)));
    }
    return AskedNetwork.resource(
        "networkSecurityGroups/" + name, "\"securityRules\": [" + String.join(", ", rules) + "]");
  }

  private static String nameOf(List<String> words) {
    int named = words.indexOf("named");
    return named < 0 ? "r" + words.get(0).replace("?", "Open") : words.get(named + 1);
  }

  private static String properties(List<String> words) {
    int from = words.indexOf("from");
    return String.join(
        ", ",
        value("priority", words.get(0)),
        value("direction", words.contains("outbound") ? "Outbound" : "Inbound"),
        value("access", words.get(1)),
        value("protocol", words.get(2)),
        values("sourceAddressPrefix", "es", words.get(3)),
        values("sourcePortRange", "s", from < 0 ? "*" : words.get(from + 1)),
        values("destinationAddressPrefix", "es", words.get(4)),
        values("destinationPortRange", "s", words.get(5)));
  }

  private static String value(String key, String value) {
    boolean number = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    String text = value.equals("?") ? UNKNOWN : value;
    return "\"%s\": %s".formatted(key, number ? text : "\"" + text + "\"");
  }

  private static String values(String key, String plural, String value) {
    if (value.indexOf(',') < 0) {
      return "\"%s\": \"%s\"".formatted(key, value.equals("?") ? UNKNOWN : value);
    }
    return List.of(value.split(",", -1)).stream()
        .map(each -> "\"" + (each.equals("?") ? UNKNOWN : each) + "\"")
        .collect(Collectors.joining(", ", "\"" + key + plural + "\": [", "]"));
  }

  /** The network v, 10.0.0.0/16. */
  static String network(String... subnets) {
    return """
        { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "v",
          "properties": { "addressSpace": { "addressPrefixes": ["10.0.0.0/16", "fd00:1::/48"] },
            "subnets": [
              %s ] } }
        """
        .formatted(String.join(",\n      ", subnets));
  }

  /**
   * @param prefixes separated by commas
   */
  static String subnet(String name, String prefixes, String group) {
    return """
        { "name": "%s", "properties": { %s, "networkSecurityGroup": {
            "id": "[resourceId('Microsoft.Network/networkSecurityGroups', '%s')]" } } }"""
        .formatted(name, values("addressPrefix", "es", prefixes), group);
  }
}
