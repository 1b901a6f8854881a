package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which value is set where a condition about properties is not true, and where none is. */
class PropertyRemediesTest {
  private static final String MISSING =
      "none: what is missing has to be added, and nothing says with which value";
  private static final String SURPLUS =
      "none: something has to be taken away, and what needs it is for its author to know";
  private static final String ANOTHER =
      "none: another resource is missing, or is not as it should be";
  private static final String SEVERAL =
      "none: more than one change would do; which one is its author's to decide";

  private static String ways(String condition, String members) {
    return ProposedChanges.of(
        "target: { public-ip-address: any }\nmust-have: " + condition,
        AskedNetwork.listing(AskedNetwork.resource("publicIPAddresses/pip", members)));
  }

  private static String words(String way) {
    return switch (way) {
      case "missing" -> MISSING;
      case "surplus" -> SURPLUS;
      case "several" -> SEVERAL;
      case "another" -> ANOTHER;
      default -> way;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          equals: a               | "x": "b"     | set x from b to a
          equals: a               | "y": "b"     | missing
          'one-of: [a, b]'        | "x": "c"     | several
          matches: a              | "x": "c"     | several
          at-least: 3             | "x": 2       | several
          exists: true            | "y": 1       | missing
          exists: false           | "x": 1       | surplus
          equals: true            | "x": false   | set x from false to true
          equals: a               | "x": ["a", "b", "c"] | set x from b to a; set x from c to a
          equals: a               | "x": ["b", {}]       | none: an object stands where a value was expected
          prefix-length-at-most: 24 | "x": "10.0.0.0/25" | none: which prefix is free depends on the rest of the network
          """)
  void aValueIsSetThatHasToBeOneOther(String operator, String members, String way) {
    assertEquals(words(way), ways("{ property: x, " + operator.replace("'", "") + " }", members));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          equals: true   | "x": true  | set x from true to false
          equals: false  | "x": false | set x from false to true
          equals: a      | "x": "a"   | several
          exists: true   | "x": 1     | surplus
          exists: false  | "y": 1     | missing
          """)
  void aTruthValueThatMustNotBeIsTurnedRound(String operator, String members, String way) {
    assertEquals(words(way), ways("{ not: { property: x, " + operator + " } }", members));
  }

  private static final String X = "{ property: x, equals: a }";
  private static final String Y = "{ property: y, equals: true }";

  @Test
  void allOfAllIsSet() {
    String both = "{ all: [" + X + ", " + Y + "] }";
    assertEquals(
        "set x from b to a; set y from false to true", ways(both, "\"x\": \"b\", \"y\": false"));
    assertEquals("set y from false to true", ways(both, "\"x\": \"a\", \"y\": false"));
    assertEquals(MISSING, ways(both, "\"y\": false"));
    assertEquals(MISSING, ways(both, "\"x\": \"b\""));
    // Neither is to be true.
    String neither = "{ not: { any: [" + Y + ", { property: z, equals: false }] } }";
    assertEquals(
        "set y from true to false; set z from false to true",
        ways(neither, "\"y\": true, \"z\": false"));
  }

  @Test
  void oneOfAnyIsSetIfNoOtherIsOpen() {
    String either = "{ any: [" + X + ", " + Y + "] }";
    assertEquals(SEVERAL, ways(either, "\"x\": \"b\", \"y\": false"));
    assertEquals(SEVERAL, ways(either, "\"x\": \"b\""));
    assertEquals(SEVERAL, ways(either, "\"y\": false"));
    assertEquals(MISSING, ways(either, "\"z\": 1"));
    String absent = "{ any: [{ property: x, exists: false }, " + X + "] }";
    assertEquals("set x from b to a", ways(absent, "\"x\": \"b\""));
    assertEquals("set y from false to true", ways("{ any: [false, " + Y + "] }", "\"y\": false"));
    assertEquals(MISSING, ways("false", "\"y\": false"));
    assertEquals(
        SEVERAL,
        ways("{ any: [{ property: x, matches: c }, " + Y + "] }", "\"x\": 1, \"y\": false"));
    // One of the two is to be false.
    String notBoth = "{ not: { all: [" + Y + ", { property: z, equals: true }] } }";
    assertEquals(SEVERAL, ways(notBoth, "\"y\": true, \"z\": true"));
    assertEquals(
        SURPLUS,
        ways("{ any: [{ property: x, exists: false }, { property: z, equals: 1 }] }", "\"x\": 1"));
  }

  private static final String ITEM = "{ some-item-of: logs, where: " + Y + " }";

  @Test
  void theOnlyItemThatCanBeIsMended() {
    assertEquals("set y from false to true", ways(ITEM, "\"logs\": [{ \"y\": false }]"));
    assertEquals(
        "set y from false to true", ways(ITEM, "\"logs\": [{ \"y\": false }, { \"z\": 1 }]"));
    assertEquals(
        "set y from false to true", ways(ITEM, "\"logs\": [{ \"z\": 1 }, { \"y\": false }]"));
    assertEquals(SEVERAL, ways(ITEM, "\"logs\": [{ \"y\": false }, { \"y\": false }]"));
    assertEquals(MISSING, ways(ITEM, "\"logs\": [{ \"z\": 1 }]"));
    assertEquals(MISSING, ways(ITEM, "\"logs\": []"));
    assertEquals(SURPLUS, ways("{ not: " + ITEM + " }", "\"logs\": [{ \"y\": true }]"));
  }

  private static String ofHost(String condition, String... settings) {
    String[] resources = new String[settings.length + 1];
    resources[0] =
        "{ \"type\": \"Microsoft.Network/bastionHosts\", \"apiVersion\": \"2024-05-01\","
            + " \"name\": \"bas\", \"properties\": { } }";
    for (int i = 0; i < settings.length; i++) {
      resources[i + 1] =
          """
          { "type": "Microsoft.Insights/diagnosticSettings", "apiVersion": "2021-05-01-preview",
            "name": "diag%d", "scope": "[resourceId('Microsoft.Network/bastionHosts', 'bas')]",
            "properties": { %s } }
          """
              .formatted(i, settings[i]);
    }
    return ProposedChanges.of(
        "target: { bastion-host: any }\nmust-have: " + condition, AskedNetwork.template(resources));
  }

  @Test
  void theOnlyResourceThatCanBeIsMended() {
    String some = "{ some: diagnostic-setting, whose: scope, where: " + Y + " }";
    assertEquals("set y from false to true", ofHost(some, "\"y\": false"));
    assertEquals("set y from false to true", ofHost(some, "\"z\": 1", "\"y\": false"));
    assertEquals(SEVERAL, ofHost(some, "\"y\": false", "\"y\": false"));
    assertEquals(ANOTHER, ofHost(some, "\"z\": 1"));
    assertEquals(ANOTHER, ofHost(some));
    assertEquals(ANOTHER, ofHost("{ some: diagnostic-setting, whose: scope }"));
    assertEquals(ANOTHER, ofHost("{ not: " + some + " }", "\"y\": true"));
  }

  @Test
  void whatIsNotKnownIsNotSet() {
    String pip =
        "{ \"type\": \"Microsoft.Network/publicIPAddresses\", \"apiVersion\": \"2024-05-01\","
            + " \"name\": \"pip\", \"properties\": { \"x\": \"[parameters('p')]\", \"y\": false } }";
    String rule = "target: { public-ip-address: any }\nmust-have: ";
    assertEquals(
        "none: what it depends on is not known",
        ProposedChanges.of(rule + "{ all: [" + X + ", " + Y + "] }", AskedNetwork.template(pip)));
  }
}
