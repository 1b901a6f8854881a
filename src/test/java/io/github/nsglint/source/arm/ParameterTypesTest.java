package io.github.nsglint.source.arm;

import static io.github.nsglint.source.arm.ArmTemplatesTest.group;
import static io.github.nsglint.source.arm.ArmTemplatesTest.template;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.Loading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of parameters that fit their declared types, and such that do not. */
class ParameterTypesTest {
  /** What {@code parameters('p')} is, and the problems. */
  private static List<String> of(String type, String value) {
    return of(type, value, "parameters('p')");
  }

  private static List<String> of(String type, String value, String expression) {
    Loading loading =
        Loading.ofText(
            template(
                """
                "languageVersion": "2.0",
                "definitions": {
                  "port": {"type": "int", "minValue": 1, "maxValue": 65535},
                  "rule": {"type": "object", "properties": {
                    "name": {"type": "string"}, "port": {"$ref": "#/definitions/port"},
                    "access": {"type": "string", "nullable": true, "allowedValues": ["Allow", "Deny"]}}},
                  "tree": {"type": "object", "properties": {
                    "name": {"type": "string"},
                    "next": {"$ref": "#/definitions/tree", "nullable": true}}},
                  "shape": {"type": "object", "discriminator": {"propertyName": "kind", "mapping": {
                    "one": {"type": "object", "properties": {"port": {"type": "int"}}},
                    "many": {"type": "object", "properties": {
                      "kind": {"type": "string"}, "ports": {"type": "array"}}}}}}},
                "parameters": {"p": {%s, "defaultValue": %s}},
                "resources": [%s]"""
                    .formatted(
                        type,
                        value,
                        group("\"properties\": {\"value\": \"[" + expression + "]\"}"))));
    List<String> all = new ArrayList<>(loading.problems());
    all.add(0, Loading.shown(loading.at("properties/value")));
    return all;
  }

  @Test
  void valuesOfTheTypeAreTaken() {
    assertEquals(List.of("'1'"), of("\"type\": \"string\"", "\"1\""));
    assertEquals(List.of("1"), of("\"type\": \"int\"", "1"));
    assertEquals(List.of("false"), of("\"type\": \"Bool\"", "false"));
    assertEquals(List.of("[1, 'a']"), of("\"type\": \"array\"", "[1, \"a\"]"));
    assertEquals(List.of("{a: 1}"), of("\"type\": \"object\"", "{\"a\": 1}"));
    assertEquals(List.of("[1]"), of("\"type\": \"unheardOf\"", "[1]"));
  }

  @Test
  void azureReadsNoNumberOutOfATextNorATextOutOfANumber() {
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [\"1\"] parameter 'p' takes a whole number, not a text"),
        of("\"type\": \"int\"", "\"1\""));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩", "parameter-type [1] parameter 'p' takes a text, not a number"),
        of("\"type\": \"string\"", "1"));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [\"true\"] parameter 'p' takes true or false, not a text"),
        of("\"type\": \"bool\"", "\"true\""));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [1.5] parameter 'p' takes a whole number, not 1.5"),
        of("\"type\": \"int\"", "1.5"));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [\"[concat('a')]\"] parameter 'p' takes an array, not a text"),
        of("\"type\": \"array\"", "\"[concat('a')]\""));
  }

  @Test
  void numbersAndLengthsHaveBounds() {
    String port = "\"$ref\": \"#/definitions/port\"";
    assertEquals(List.of("65535"), of(port, "65535"));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [0] parameter 'p' takes a number from 1 to 65535, not 0"),
        of(port, "0"));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [\"ab\"] parameter 'p' takes a text of at least 3 characters, not of 2"),
        of("\"type\": \"string\", \"minLength\": 3", "\"ab\""));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [[1, 2]] parameter 'p' takes an array of at most 1 items, not of 2"),
        of("\"type\": \"array\", \"maxLength\": 1", "[1, 2]"));
  }

  @Test
  void partsHaveTypesOfTheirOwn() {
    String rule = "\"$ref\": \"#/definitions/rule\"";
    assertEquals(
        List.of("{name: 'a', port: 22, other: 1}"),
        of(rule, "{\"name\": \"a\", \"port\": 22, \"other\": 1}"));
    assertEquals(
        List.of(
            "{name: 'a', port: ?? 'port' of parameter 'p' takes a number from 1 to 65535, not 0,"
                + " access: 'Permit'}",
            "parameter-type [0] 'port' of parameter 'p' takes a number from 1 to 65535, not 0",
            "not-allowed-value [\"Permit\"] the value 'Permit' of 'access' of parameter 'p' is not in"
                + " 'allowedValues'"),
        of(rule, "{\"name\": \"a\", \"port\": 0, \"access\": \"Permit\"}"));
    assertEquals(
        List.of(
            "?? parameter 'p' has no property 'port', which its type asks for",
            "parameter-type [{\"name\": \"a\"}] parameter 'p' has no property 'port', which its type"
                + " asks for"),
        of(rule, "{\"name\": \"a\"}", "tryGet(parameters('p'), 'port')"));
    assertEquals(
        List.of(
            "[{name: 'a', port: 1}, ?? '[1]' of parameter 'p' takes an object, not a number]",
            "parameter-type [7] '[1]' of parameter 'p' takes an object, not a number"),
        of(
            "\"type\": \"array\", \"items\": {" + rule + "}",
            "[{\"name\": \"a\", \"port\": 1}, 7]"));
    assertEquals(
        List.of(
            "{a: 'x', b: ?? 'b' of parameter 'p' is more than its type has}",
            "parameter-type [1] 'b' of parameter 'p' is more than its type has"),
        of(
            "\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}},"
                + " \"additionalProperties\": false",
            "{\"a\": \"x\", \"b\": 1}"));
    assertEquals(
        List.of(
            "[1, ?? '[1]' of parameter 'p' takes true or false, not a text]",
            "parameter-type [\"x\"] '[1]' of parameter 'p' takes true or false, not a text"),
        of(
            "\"type\": \"array\", \"prefixItems\": [{\"type\": \"int\"}, {\"type\": \"bool\"}]",
            "[1, \"x\"]"));
  }

  @Test
  void aTypeMayBeAPartOfItself() {
    String tree = "\"$ref\": \"#/definitions/tree\"";
    assertEquals(
        List.of("{name: 'a', next: {name: 'b', next: null}}"),
        of(tree, "{\"name\": \"a\", \"next\": {\"name\": \"b\", \"next\": null}}"));
    assertEquals(
        List.of(
            "{name: 'a', next: {name: ?? 'next.name' of parameter 'p' takes a text, not a number}}",
            "parameter-type [1] 'next.name' of parameter 'p' takes a text, not a number"),
        of(tree, "{\"name\": \"a\", \"next\": {\"name\": 1}}"));
  }

  @Test
  void aPropertyTellsTypesApart() {
    String shape = "\"$ref\": \"#/definitions/shape\"";
    assertEquals(List.of("{kind: 'one', port: 1}"), of(shape, "{\"kind\": \"one\", \"port\": 1}"));
    assertEquals(
        List.of(
            "{kind: 'many', ports: ?? 'ports' of parameter 'p' takes an array, not a number}",
            "parameter-type [1] 'ports' of parameter 'p' takes an array, not a number"),
        of(shape, "{\"kind\": \"many\", \"ports\": 1}"));
    assertEquals(
        List.of(
            "?⟨parameters('p')⟩",
            "parameter-type [\"none\"] parameter 'p' has a 'kind' that is none of one, many"),
        of(shape, "{\"kind\": \"none\"}"));
  }

  @Test
  void anArrayHoldsAnyOfItsAllowedValues() {
    String zones = "\"type\": \"array\", \"allowedValues\": [\"1\", \"2\", \"3\"]";
    assertEquals(List.of("['1', '3']"), of(zones, "[\"1\", \"3\"]"));
    assertEquals(
        List.of(
            "['4']",
            "not-allowed-value [[\"4\"]] the value of parameter 'p' is not in 'allowedValues'"),
        of(zones, "[\"4\"]"));
  }

  @Test
  void argumentsOfANestedDeploymentAreChecked() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "parameters": {"n": {"type": "string", "defaultValue": "x"}},
                "resources": [{"type": "Microsoft.Resources/deployments", "name": "d", "properties": {
                  "expressionEvaluationOptions": {"scope": "inner"},
                  "parameters": {"priority": {"value": "[concat(parameters('n'), '1')]"},
                                 "unused": {"value": "x"}, "secret": {"value": "hunter2"}},
                  "template": {"resources": [%s],
                    "parameters": {"priority": {"type": "int"}, "unused": {"type": "int"},
                                   "secret": {"type": "secureString"}}}}}]"""
                    .formatted(
                        group("\"properties\": {\"value\": \"[parameters('priority')]\"}"))));
    assertEquals(
        "?⟨deployment d: parameters('priority')⟩", Loading.shown(loading.at("properties/value")));
    assertEquals(
        List.of(
            "parameter-type [\"[concat(parameters('n'), '1')]\"] parameter 'priority' takes a whole"
                + " number, not a text"),
        loading.problems());
  }

  @Test
  void secretsInsideAValueAreNotShown() {
    String type =
        "\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\":"
            + " \"string\"}, \"value\": {\"type\": \"secureString\"}}}";
    String value = "[{\"name\": \"a\", \"value\": \"hunter2\"}]";
    assertEquals(
        List.of("[{name: 'a', value: ?⟨secure parameters('p')[0].value⟩}]"), of(type, value));
    assertEquals(
        List.of("?x⟨secure parameters('p')[0].value⟩"),
        of(type, value, "concat('x', parameters('p')[0].value)"));
  }
}
