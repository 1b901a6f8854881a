package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.TagAddresses;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template declares against what Azure answers. */
class DriftTest {
  private static final String SUBSCRIPTION = AskedNetwork.id("").replaceFirst("/providers.*", "");

  private static String drift(String declared, String deployed) {
    return Drift.between(
            AskedNetwork.network(declared), AskedNetwork.network(deployed), TagAddresses.unknown())
        .stream()
        .map(each -> each.kind() + " " + each.resource() + ": " + each.what())
        .collect(Collectors.joining("\n"));
  }

  /** A resource of a template. */
  private static String declared(String type, String name, String members) {
    return """
        { "type": "Microsoft.Network/%s", "apiVersion": "2024-05-01", "name": "%s"%s }
        """
        .formatted(type, name, members.isEmpty() ? "" : ", " + members);
  }

  private static String properties(String members) {
    return "\"properties\": { " + members + " }";
  }

  private static String deployed(String... resources) {
    return AskedNetwork.listing(resources);
  }

  /** One resource, declared and deployed with these properties. */
  private static String drift(String type, String declared, String deployed) {
    return drift(
        AskedNetwork.template(declared(type, "it", properties(declared))),
        deployed(AskedNetwork.resource(type + "/it", properties(deployed))));
  }

  @Test
  void whatIsThereOnOneSideOnlyIsMissingOrExtra() {
    String here = AskedNetwork.template(declared("publicIPAddresses", "pip-a", ""));
    assertEquals("", drift(here, deployed(AskedNetwork.resource("publicIPAddresses/PIP-A", ""))));
    assertEquals(
        "MISSING pip-a: it is declared, and not deployed\n"
            + "MISSING pip-b: it is declared, and not deployed",
        drift(
            AskedNetwork.template(
                declared("publicIPAddresses", "pip-a", ""),
                declared("publicIPAddresses", "pip-b", "")),
            deployed()));
    assertEquals(
        "EXTRA pip-b: it is deployed, and not declared",
        drift(
            here,
            deployed(
                AskedNetwork.resource("publicIPAddresses/pip-a", ""),
                AskedNetwork.resource("publicIPAddresses/pip-b", ""))));
  }

  /** Of a subscription only what lies beside something declared is looked at. */
  @Test
  void whatLiesInOtherResourceGroupsIsNotExtra() {
    String other =
        AskedNetwork.resource("publicIPAddresses/pip-b", "")
            .replace(SUBSCRIPTION, "/subscriptions/s/resourceGroups/other");
    assertEquals(
        "",
        drift(
            AskedNetwork.template(declared("publicIPAddresses", "pip-a", "")),
            deployed(AskedNetwork.resource("publicIPAddresses/pip-a", ""), other)));
    assertEquals(
        "MISSING pip-a: it is declared, and not deployed",
        drift(AskedNetwork.template(declared("publicIPAddresses", "pip-a", "")), deployed(other)));
  }

  @Test
  void twoOfOneNameCannotBeToldApart() {
    String other =
        AskedNetwork.resource("publicIPAddresses/pip-a", "")
            .replace(SUBSCRIPTION, "/subscriptions/s/resourceGroups/other");
    assertEquals(
        "UNKNOWN pip-a: 2 are deployed by this name, in different resource groups",
        drift(
            AskedNetwork.template(declared("publicIPAddresses", "pip-a", "")),
            deployed(AskedNetwork.resource("publicIPAddresses/pip-a", ""), other)));
  }

  @Test
  void aNameThatCannotBeComputedMayBeThatOfAnything() {
    String open = declared("publicIPAddresses", "[parameters('p')]", "");
    String unknown =
        "UNKNOWN ⟨parameters('p')⟩: its name cannot be computed, so that nobody can find it in"
            + " Azure";
    assertEquals(unknown, drift(AskedNetwork.template(open), deployed()));
    assertEquals(
        unknown
            + "\nEXTRA nic-b: it is deployed, and not declared\n"
            + "UNKNOWN pip-b: it is deployed; whether it is one whose declared name cannot be"
            + " computed is not known",
        drift(
            AskedNetwork.template(open, declared("publicIPAddresses", "pip-a", "")),
            deployed(
                AskedNetwork.resource("publicIPAddresses/pip-a", ""),
                AskedNetwork.resource("publicIPAddresses/pip-b", ""),
                AskedNetwork.resource("networkInterfaces/nic-b", ""))));
  }

  @Test
  void whatIsPerhapsDeclaredIsPerhapsMissing() {
    String perhaps =
        declared(
            "publicIPAddresses", "pip-a", "\"condition\": \"[equals(parameters('p'), 'yes')]\"");
    assertEquals(
        "UNKNOWN pip-a: it is not deployed, and whether it should be is not known: parameter 'p'"
            + " has no value",
        drift(AskedNetwork.template(perhaps), deployed()));
    assertEquals(
        "",
        drift(
            AskedNetwork.template(perhaps),
            deployed(AskedNetwork.resource("publicIPAddresses/pip-a", ""))));
  }

  /** Where Azure refused to answer, the reader puts one that may be any. */
  @Test
  void whatIsNotReadIsNotMissing() {
    assertEquals(
        "MISSING nic-a: it is declared, and not deployed\n"
            + "UNKNOWN pip-a: it is declared; what is deployed of its type was not read",
        drift(
            AskedNetwork.template(
                declared("publicIPAddresses", "pip-a", ""),
                declared("networkInterfaces", "nic-a", "")),
            AskedNetwork.template(declared("publicIPAddresses", "[parameters('p')]", ""))));
  }

  /** What no requirement asks about is not looked for. */
  @Test
  void resourcesOfOtherTypesAreNotCompared() {
    assertEquals(
        "",
        drift(
            AskedNetwork.template(
                declared("publicIPAddresses", "pip-a", ""),
                declared("applicationSecurityGroups", "asg-a", "")),
            deployed(
                AskedNetwork.resource("publicIPAddresses/pip-a", ""),
                AskedNetwork.resource("applicationSecurityGroups/asg-b", ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "idle": 4                | "idle": 4                 |
          "idle": 4                | "idle": "4"               |
          "way": "Static"          | "way": "static"           |
          "idle": 4                | "idle": 5                 | PROPERTY it: idle: declared '4', deployed '5'
          "idle": 4                |                           | PROPERTY it: idle: declared '4', deployed not set
          "idle": 4                | "idle": {"a": 1}          | PROPERTY it: idle: declared '4', deployed something
          "idle": 4                | "idle": [1, "a"]          | PROPERTY it: idle: declared '4', deployed ['1', 'a']
          "on": false              |                           |
          "on": ""                 |                           |
          "on": null               | "on": true                | PROPERTY it: on: not declared, deployed 'true'
          "on": false              | "on": true                | PROPERTY it: on: declared 'false', deployed 'true'
          "on": true               | "on": false               | PROPERTY it: on: declared 'true', deployed 'false'
          "on": true               |                           | PROPERTY it: on: declared 'true', deployed not set
                                   | "on": false               |
                                   | "on": true                | PROPERTY it: on: not declared, deployed 'true'
                                   | "other": 7                |
          "a": {"b": 1}            | "a": {"b": 2}             | PROPERTY it: a.b: declared '1', deployed '2'
          "a": {"b": 1}            | "a": {"b": 1, "c": true}  | PROPERTY it: a.c: not declared, deployed 'true'
          "a": {"b": 1}            | "a": 1                    | PROPERTY it: a.b: declared '1', deployed not set
          "l": ["1", "2"]          | "l": ["2", "1", "3"]      |
          "l": ["a", "4"]          | "l": ["A", "2"]           | PROPERTY it: l: declared '4', deployed [2, A]
          "l": ["4"]               |                           | PROPERTY it: l: declared '4', deployed []
          "provisioningState": "x" | "provisioningState": "y"  |
                                   | "provisioningState": true |
          "x": "[parameters('p')]" | "x": 1                    | UNKNOWN it: x: what is declared is not known: parameter 'p' has no value
          "l": ["[parameters('p')]"] | "l": ["a"]              | UNKNOWN it: l: what is declared is not known: parameter 'p' has no value
          """)
  void properties(String declared, String deployed, String expected) {
    assertEquals(
        expected == null ? "" : expected,
        drift(
            "publicIPAddresses",
            declared == null ? "" : declared,
            deployed == null ? "" : deployed));
  }

  @Test
  void regionsAreOneInAnySpelling() {
    String type = "publicIPAddresses";
    String there = deployed(AskedNetwork.resource(type + "/it", "\"location\": \"westeurope\""));
    assertEquals(
        "",
        drift(AskedNetwork.template(declared(type, "it", "\"location\": \"West Europe\"")), there));
    assertEquals(
        "PROPERTY it: location: declared 'north europe', deployed 'westeurope'",
        drift(
            AskedNetwork.template(declared(type, "it", "\"location\": \"north europe\"")), there));
    assertEquals(
        "UNKNOWN it: location: could not be compared, since what is declared is not known:"
            + " parameter 'p' has no value",
        drift(
            AskedNetwork.template(declared(type, "it", "\"location\": \"[parameters('p')]\"")),
            there));
  }

  /** Azure writes the SKU beside the properties, as templates do. */
  @Test
  void whatStandsBesideThePropertiesIsCompared() {
    String type = "publicIPAddresses";
    String basic = "\"sku\": { \"name\": \"Basic\" }, " + properties("\"idle\": 4");
    String standard = basic.replace("Basic", "Standard");
    assertEquals(
        "",
        drift(
            AskedNetwork.template(declared(type, "it", basic)),
            deployed(AskedNetwork.resource(type + "/it", basic))));
    assertEquals(
        "PROPERTY it: sku.tier: declared 'x', deployed not set",
        drift(
            AskedNetwork.template(
                declared(type, "it", basic.replace("\"Basic\"", "\"Basic\", \"tier\": \"x\""))),
            deployed(AskedNetwork.resource(type + "/it", standard.replace("Standard", "Basic")))));
  }

  private static String reference(String id) {
    return "{ \"id\": \"" + AskedNetwork.id(id) + "\" }";
  }

  private static String groupOf(String group) {
    return "\"networkSecurityGroup\": " + group;
  }

  @Test
  void whatIsAttachedIsCompared() {
    String type = "networkInterfaces";
    String a = groupOf(reference("networkSecurityGroups/a"));
    String b = groupOf(reference("networkSecurityGroups/b"));
    String written =
        groupOf("{ \"id\": \"[resourceId('Microsoft.Network/networkSecurityGroups', 'A')]\" }");
    assertEquals("", drift(type, a, a));
    assertEquals("", drift(type, written, a));
    assertEquals(
        "PROPERTY it: networkSecurityGroup: declared A, deployed b", drift(type, written, b));
    assertEquals(
        "PROPERTY it: networkSecurityGroup: declared A, deployed none", drift(type, written, ""));
    assertEquals("PROPERTY it: networkSecurityGroup: not declared, deployed a", drift(type, "", a));
    assertEquals("", drift(type, "", groupOf("null")));
    String open =
        groupOf(
            "{ \"id\": \"[resourceId('Microsoft.Network/networkSecurityGroups', "
                + "parameters('p'))]\" }");
    assertEquals(
        "UNKNOWN it: networkSecurityGroup: which one is declared is not known",
        drift(type, open, a));
    assertEquals(
        "UNKNOWN it: networkSecurityGroup: which one is declared is not known",
        drift(type, groupOf("{ \"id\": \"[parameters('p')]\" }"), a));
  }

  private static String configurations(String... items) {
    return "\"ipConfigurations\": [" + String.join(", ", items) + "]";
  }

  private static String configuration(String name, String members) {
    return "{ \"name\": \"" + name + "\", " + properties(members) + " }";
  }

  private static String addressed(String address) {
    return "\"publicIPAddress\": " + reference("publicIPAddresses/" + address);
  }

  @Test
  void itemsAreToldApartByTheirNames() {
    String type = "networkInterfaces";
    String a = configuration("a", addressed("pip-a"));
    String b = configuration("b", addressed("pip-b"));
    assertEquals("", drift(type, configurations(a, b), configurations(b, a)));
    assertEquals(
        "PROPERTY it: ipConfigurations.a.publicIPAddress: declared pip-a, deployed pip-b",
        drift(
            type, configurations(a, b), configurations(b, configuration("A", addressed("pip-b")))));
    assertEquals(
        "PROPERTY it: ipConfigurations.a.publicIPAddress: declared pip-a, deployed none",
        drift(type, configurations(a), configurations("\"a\"")));
    assertEquals("", drift(type, configurations(a), configurations("\"x\"", a)));
    assertEquals(
        "PROPERTY it: ipConfigurations: not declared, deployed b",
        drift(type, configurations(a), configurations(a, b)));
    assertEquals(
        "UNKNOWN it: ipConfigurations: what is declared is not known: parameter 'p' has no value",
        drift(type, configurations("\"[parameters('p')]\""), configurations(a, b)));
  }

  /** Exported templates write the id of an item beside its properties. */
  @Test
  void anItemThatWritesItsOwnIdIsComparedAllTheSame() {
    String own =
        "{ \"name\": \"a\", \"id\": \""
            + AskedNetwork.id("networkInterfaces/it/ipConfigurations/a")
            + "\", "
            + properties(addressed("pip-a"))
            + " }";
    assertEquals(
        "PROPERTY it: ipConfigurations.a.publicIPAddress: declared pip-a, deployed pip-b",
        drift(
            "networkInterfaces",
            configurations(own),
            configurations(own.replace("pip-a", "pip-b"))));
  }

  @Test
  void itemsThatAreReferencesAreASet() {
    String type = "networkInterfaces";
    String a = reference("applicationSecurityGroups/asg-a");
    String b = reference("applicationSecurityGroups/asg-b");
    String key = "\"applicationSecurityGroups\": ";
    String both = key + "[" + a + "," + b + "]";
    String open = "{ \"id\": \"[parameters('p')]\" }";
    assertEquals("", drift(type, both, key + "[" + b + "," + a + "]"));
    assertEquals(
        "PROPERTY it: applicationSecurityGroups: declared asg-a, deployed none",
        drift(type, both, key + "[" + b + "]"));
    assertEquals(
        "PROPERTY it: applicationSecurityGroups: not declared, deployed asg-a",
        drift(type, key + "[" + b + "]", both));
    assertEquals(
        "PROPERTY it: applicationSecurityGroups: not declared, deployed [asg-a, asg-b]",
        drift(type, "", both));
    assertEquals("", drift(type, "", key + "[]"));
    assertEquals(
        "UNKNOWN it: applicationSecurityGroups: which one is declared is not known",
        drift(type, key + "[" + open + "]", both));
  }

  @Test
  void itemsWithoutANameAreTakenInTheirOrder() {
    assertEquals(
        "", drift("networkInterfaces", "\"l\": [{\"a\": 1}]", "\"l\": [{\"a\": 1}, {\"a\": 2}]"));
    assertEquals(
        "PROPERTY it: l.a: declared '2', deployed not set",
        drift("networkInterfaces", "\"l\": [{\"a\": 1}, {\"a\": 2}]", "\"l\": [{\"a\": 1}]"));
    assertEquals(
        "",
        drift(
            "networkInterfaces",
            "\"l\": [{\"service\": \"a\", \"x\": 1}, {\"service\": \"b\"}]",
            "\"l\": [{\"service\": \"b\"}, {\"service\": \"a\", \"x\": 1}]"));
  }
}
