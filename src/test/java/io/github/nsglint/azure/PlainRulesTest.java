package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.SecurityRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is read of plain rules, against the reader of all. */
class PlainRulesTest {
  /** As of which a file is kept as its bytes. */
  private static final int LARGE = 1 << 17;

  private final RuleMembers members = new RuleMembers();
  private final PlainRules plain = new PlainRules(members, TagAddresses.unknown());

  @Test
  void rulesAreReadAsByTheReaderOfAll() {
    Random random = new Random(26);
    int read = 0;
    int right = 0;
    for (int i = 0; i < 100; i++) {
      List<String> written = new ArrayList<>();
      for (int rule = 0; rule < 40; rule++) {
        written.add(withoutOddities(SharedRulesTest.rule(random)));
      }
      for (Node node : large(String.join(",\n", written))) {
        List<Problem> defects = new ArrayList<>();
        SecurityRule expected = expected(node, defects);
        right += defects.isEmpty() ? 1 : 0;
        SecurityRule found = plain.read((Node.MapNode) node);
        if (found != null) {
          read++;
          assertEquals(List.of(), defects);
          assertEquals(expected, found);
          assertEquals(SharedRulesTest.words(expected), SharedRulesTest.words(found));
          assertTrue(found.isKnown());
        }
      }
    }
    assertTrue(read > 40 && read < right, read + " read, " + right + " right");
  }

  /** Without what a file is not read as plain JSON for. */
  private static String withoutOddities(String rule) {
    return rule.replace("/* * */", "").replace("\\u0049", "I").replace("\\u0034", "4");
  }

  private static SecurityRule expected(Node node, List<Problem> defects) {
    return new SecurityRuleReader(defects, new RuleMembers(), TagAddresses.unknown())
        .read(node, Optional.empty());
  }

  /** As {@code az} prints it, and with one thing that is not plain. */
  @Test
  void everyRuleThatAzPrintsIsPlain() {
    String rule =
        """
        {"access": "Allow", "description": null, "destinationAddressPrefix": "*",
         "destinationAddressPrefixes": [], "destinationApplicationSecurityGroups": null,
         "destinationPortRange": "443", "destinationPortRanges": [], "direction": "Inbound",
         "name": "in", "priority": 100, "protocol": "Tcp", "sourceAddressPrefix": "fd00::/8",
         "sourceAddressPrefixes": [], "sourcePortRange": "*", "sourcePortRanges": []}""";
    for (int again = 0; again < 2; again++) {
      assertTrue(isPlain(rule));
      for (List<String> change :
          List.of(
              List.of("\"Allow\"", "\"Allows\""),
              List.of("\"*\"", "\"10.0.0.0/8\""), // the other side is IPv6
              List.of("\"*\"", "\"Internt\""),
              List.of("\"*\"", "\"\""),
              List.of("\"*\"", "null"),
              List.of("\"443\"", "[]"),
              List.of("[]", "[\"10.0.0.0/8\"]"),
              List.of("[]", "\"10.0.0.0/8\""),
              List.of("100", "99"),
              List.of("\"description\": null", "\"Access\": \"Deny\""),
              List.of("\"in\"", "\"\""),
              List.of("\"in\"", "null"),
              List.of("\"name\": \"in\",", ""),
              List.of("\"description\": null", "\"properties\": {}"))) {
        String changed = rule.replaceFirst(Pattern.quote(change.get(0)), change.get(1));
        assertTrue(!changed.equals(rule) && !isPlain(changed), changed);
      }
    }
  }

  private boolean isPlain(String rule) {
    return plain.read((Node.MapNode) large(rule).get(0)) != null;
  }

  private static List<Node> large(String rules) {
    String text = "[" + rules + "]" + " ".repeat(LARGE);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Node all = JsonReader.read(SourceFile.decode("g.json", bytes).value()).value();
    return ((Node.ListNode) all).items();
  }
}
