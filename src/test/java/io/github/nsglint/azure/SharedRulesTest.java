package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.SharedValues;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A rule that holds the values of others says what it said before, at the places it said it. */
class SharedRulesTest {
  private static final String GROUP =
      "{\"id\": \"/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/"
          + "applicationSecurityGroups/%s\"}";

  private static final List<String> PREFIXES =
      List.of(
          "\"*\"",
          "\"any\"",
          "\"Internet\"",
          "\"internet\"",
          "\"\\u0049nternet\"",
          "\"VirtualNetwork\"",
          "\"10.0.0.0/8\"",
          "\"10.0.0.1/8\"",
          "\" 10.0.0.0/8\"",
          "\"fd00::/8\"",
          "\"Nonsense\"",
          "17",
          "null");

  private static final List<String> PORTS =
      List.of("\"*\"", "\"443\"", "443", "\"0-65535\"", "\"8000-8080\"", "\"\\u00342\"", "\"x\"");

  private final SharedValues shared = new SharedValues();

  @Property(tries = 300, seed = "20261126")
  void saySoStill(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      written.add(rule(random));
    }
    SourceFile file = new SourceFile("g.json", "[" + String.join(",\n", written) + "]");
    Node.ListNode rules = (Node.ListNode) JsonReader.read(file).value();
    for (Node node : rules.items()) {
      assertSameAfterwards(node);
    }
  }

  private void assertSameAfterwards(Node node) {
    SecurityRule read =
        new SecurityRuleReader(new ArrayList<>(), new RuleMembers(), TagAddresses.unknown())
            .read(node, Optional.empty());
    SecurityRule held = read.holding(shared);
    assertEquals(words(read), words(held));
    assertEquals(read, held);
    assertEquals(read.hashCode(), held.hashCode());
    assertEquals(read.isKnown(), held.isKnown());
    SecurityRule said = held.said();
    assertSame(said, said.said());
    assertEquals(texts(read), texts(said));
    assertEquals(List.of(read.name(), read.span()), List.of(said.name(), said.span()));
    assertSame(held, held.holding(shared));
    for (Direction direction : Direction.values()) {
      assertEquals(read.mayBe(direction), held.mayBe(direction));
    }
    if (read.isKnown()) {
      assertNotSame(read, held);
      assertEquals(words(read.withPriority(7)), words(held.withPriority(7)));
      assertEquals(
          words(read.between(read.destinations(), read.sources())),
          words(held.between(held.destinations(), held.sources())));
    } else {
      assertSame(read, held);
    }
  }

  /** All that it says, each value with its place, in the words in which it is shown. */
  static List<String> words(SecurityRule rule) {
    List<String> words = new ArrayList<>();
    words.add(rule.name() + place(rule.span()) + rule.standard() + rule.condition());
    words.add(rule.priority().known() + place(rule.priority().span()));
    words.add(rule.direction().known() + place(rule.direction().span()));
    words.add(rule.access().known() + place(rule.access().span()));
    words.add(rule.protocol().known() + place(rule.protocol().span()));
    rule.sources().forEach(prefix -> words.add("from " + shown(prefix)));
    rule.sourcePorts().forEach(port -> words.add("from " + port + place(port.span())));
    rule.destinations().forEach(prefix -> words.add("to " + shown(prefix)));
    rule.destinationPorts().forEach(port -> words.add("to " + port + place(port.span())));
    return words;
  }

  /** All that it says, without a place. */
  private static List<String> texts(SecurityRule rule) {
    return List.of(
        rule.priority().known() + " " + rule.direction().known() + " " + rule.access().known(),
        rule.protocol().known() + " " + rule.standard() + " " + rule.condition(),
        rule.sources() + " " + rule.sourcePorts(),
        rule.destinations() + " " + rule.destinationPorts());
  }

  private static String shown(AddressPrefix prefix) {
    return prefix.fold(
            any -> "any",
            block -> "block " + block + " " + block.cidr().range(),
            tag -> "tag " + tag,
            group -> "group " + group.id(),
            unresolved -> "? " + unresolved.reason())
        + place(prefix.span());
  }

  private static String place(Span span) {
    return " " + span.file().path() + " " + span.start() + "-" + span.end() + " ";
  }

  static String rule(Random random) {
    List<String> members = new ArrayList<>();
    members.add("\"priority\": " + one(random, List.of("100", "\"100\"", "4096", "7", "\"x\"")));
    members.add(
        "\"direction\": "
            + one(random, List.of("\"Inbound\"", "\"OUTBOUND\"", "\"\\u0049nbound\"", "\"Up\"")));
    members.add("\"access\": " + one(random, List.of("\"Allow\"", "\"deny\"")));
    members.add("\"protocol\": " + one(random, List.of("\"Tcp\"", "\"*\"", "\"Any\"", "\"ICMP\"")));
    for (String side : List.of("source", "destination")) {
      if (random.nextInt(5) > 0) {
        members.add("\"" + side + "AddressPrefix\": " + one(random, PREFIXES));
      } else if (random.nextBoolean()) {
        members.add("\"" + side + "AddressPrefixes\": " + several(random, PREFIXES));
      } else {
        String groups = several(random, List.of(GROUP.formatted("web"), GROUP.formatted("Web")));
        members.add("\"" + side + "ApplicationSecurityGroups\": " + groups);
      }
      boolean single = random.nextBoolean();
      members.add(
          "\""
              + side
              + (single
                  ? "PortRange\": " + one(random, PORTS)
                  : "PortRanges\": " + several(random, PORTS)));
    }
    if (random.nextInt(10) == 0) {
      members.add(one(random, members));
    }
    String gap = one(random, List.of("", " ", "\n  ", " /* * */ "));
    String all = String.join("," + gap, members);
    String name = "\"name\": " + one(random, List.of("\"r\"", "\"g/r\"", "null"));
    return random.nextBoolean()
        ? "{" + gap + name + "," + all + gap + "}"
        : "{" + gap + "\"properties\": {" + all + "}," + name + "}";
  }

  private static String several(Random random, List<String> values) {
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(one(random, values));
    }
    return "[" + String.join(", ", some) + "]";
  }

  private static String one(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** As where a template takes it from its parameter file. */
  @Test
  void aValueThatStandsInAnotherFileStaysThere() {
    Span here = new SourceFile("main.json", "the rule").span(4, 8);
    Span there = new SourceFile("main.parameters.json", "443").span(0, 3);
    SecurityRule rule =
        new SecurityRule(
            "rule",
            new Value.Known<>(100, here),
            new Value.Known<>(Direction.INBOUND, here),
            new Value.Known<>(Access.ALLOW, here),
            new Value.Known<>(Protocol.TCP, here),
            List.of(new AddressPrefix.Any(here)),
            List.of(new PortPrefix.Range(0, 65535, here)),
            List.of(new AddressPrefix.Any(here)),
            List.of(new PortPrefix.Range(443, 443, there)),
            false,
            Optional.empty(),
            here);
    assertTrue(rule.isKnown());
    assertSame(rule, rule.holding(shared));
    assertSame(there, rule.holding(shared).destinationPorts().get(0).span());
  }
}
