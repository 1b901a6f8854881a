package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits too large for an example that people read. */
class GroupLimitsTest {
  private static final String TYPE = "Microsoft.Network/networkSecurityGroups";
  private static final String TOO_MANY_SOURCES =
      "rule-limit with this rule, the sources of the group are more than 4000 prefixes,"
          + " which Azure does not take";

  @Test
  void aThousandRules() {
    assertEquals(List.of(), defects(rules(1000)));
    assertEquals(
        List.of("rule-limit the group has 1001 rules; Azure takes 1000"), defects(rules(1001)));
  }

  @Test
  void fourThousandPrefixesASide() {
    assertEquals(List.of(), defects(rule(0, prefixes(0, 4000))));
    assertEquals(List.of(TOO_MANY_SOURCES), defects(rule(0, prefixes(0, 4001))));
  }

  /** Each rule is small enough; the second one is too much. */
  @Test
  void fourThousandPrefixesInAllRules() {
    String first = rule(0, prefixes(0, 2500)) + ",";
    assertEquals(List.of(), defects(first + rule(1, prefixes(2500, 1500))));
    assertEquals(List.of(TOO_MANY_SOURCES), defects(first + rule(1, prefixes(2500, 1501))));
    List<Problem> found = problems(first + rule(1, prefixes(2500, 1501)));
    assertEquals("nsg.json:3:80", found.get(0).span().toString());
  }

  @Test
  void aHundredApplicationSecurityGroups() {
    assertEquals(List.of(), defects(joined(10, i -> ofGroups(i, 10 * i))));
    // The same ones once more are no others.
    assertEquals(List.of(), defects(joined(11, i -> ofGroups(i, 10 * (i % 10)))));
    assertEquals(
        List.of(
            "rule-limit with this rule, the group names more than 100 application security groups,"
                + " which Azure does not take"),
        defects(joined(12, i -> ofGroups(i, 10 * i))));
  }

  private static String ofGroups(int number, int first) {
    String id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
    String groups =
        joined(
            10, i -> "{ \"id\": \"" + id + "/applicationSecurityGroups/a" + (first + i) + "\" }");
    return rule(number, "")
        .replace(
            "\"sourceAddressPrefixes\": []",
            "\"sourceApplicationSecurityGroups\": [" + groups + "]");
  }

  private static String rules(int count) {
    return joined(count, i -> rule(i, "\"10.0.0.0/8\""));
  }

  private static String prefixes(int first, int count) {
    return joined(
        count, i -> "\"10.0." + (first + i) / 128 + "." + (first + i) % 128 * 2 + "/31\"");
  }

  private static String joined(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
  }

  private static String rule(int number, String sources) {
    return """
        { "name": "Rule%d", "properties": { "priority": %d, "direction": "Inbound", "access": "Allow",
          "protocol": "Tcp", "sourceAddressPrefixes": [%s], "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "443" } }"""
        .formatted(number, 100 + number, sources);
  }

  private static List<String> defects(String rules) {
    return problems(rules).stream().map(defect -> defect.code() + " " + defect.message()).toList();
  }

  private static List<Problem> problems(String rules) {
    SourceFile file =
        new SourceFile(
            "nsg.json",
            "{ \"name\": \"nsg\", \"properties\": { \"securityRules\": [" + rules + "] } }");
    Node.MapNode body = (Node.MapNode) JsonReader.read(file).value();
    NetworkReader reader = new NetworkReader();
    String id = "/subscriptions/s/resourceGroups/g/providers/" + TYPE + "/nsg";
    reader.accept(new Resource(TYPE, id, body, Optional.empty(), file.start()));
    return reader.network().value().groups().get(0).defects();
  }
}
