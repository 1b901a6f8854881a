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

  @Test
  void aThousandRules() {
    assertEquals(List.of(), defects(rules(1000)));
    assertEquals(
        List.of("rule-limit the group has 1001 rules; Azure takes 1000"), defects(rules(1001)));
  }

  @Test
  void fourThousandPrefixesASide() {
    assertEquals(List.of(), defects(rule(0, prefixes(4000))));
    assertEquals(
        List.of("rule-limit the source names 4001 prefixes; Azure takes 4000"),
        defects(rule(0, prefixes(4001))));
  }

  private static String rules(int count) {
    return joined(count, i -> rule(i, "\"10.0.0.0/8\""));
  }

  private static String prefixes(int count) {
    return joined(count, i -> "\"10.0." + i / 128 + "." + i % 128 * 2 + "/31\"");
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
    SourceFile file =
        new SourceFile(
            "nsg.json",
            "{ \"name\": \"nsg\", \"properties\": { \"securityRules\": [" + rules + "] } }");
    Node.MapNode body = (Node.MapNode) JsonReader.read(file).value();
    NetworkReader reader = new NetworkReader();
    String id = "/subscriptions/s/resourceGroups/g/providers/" + TYPE + "/nsg";
    reader.accept(new Resource(TYPE, id, body, Optional.empty(), file.start()));
    List<Problem> defects = reader.network().value().groups().get(0).defects();
    return defects.stream().map(defect -> defect.code() + " " + defect.message()).toList();
  }
}
