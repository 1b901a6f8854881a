package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleOrderTest {
  private static final Span PLACE = new SourceFile("nsg.json", "").start();

  @Test
  void unknownPrioritiesThenTheLowestWithAzuresOwnLast() {
    List<SecurityRule> rules = new ArrayList<>(DefaultSecurityRules.at(PLACE));
    rules.add(rule("b", known(300), known(Direction.INBOUND)));
    rules.add(rule("out", known(100), known(Direction.OUTBOUND)));
    rules.add(rule("a", known(200), known(Direction.INBOUND)));
    rules.add(rule("b2", known(300), known(Direction.INBOUND)));
    rules.add(rule("either", known(250), unknown()));
    rules.add(rule("anywhere", unknown(), known(Direction.INBOUND)));
    assertEquals(
        List.of(
            "anywhere",
            "a",
            "either",
            "b",
            "b2",
            "AllowVnetInBound",
            "AllowAzureLoadBalancerInBound",
            "DenyAllInBound"),
        names(rules, Direction.INBOUND));
    assertEquals(
        List.of("out", "either", "AllowVnetOutBound", "AllowInternetOutBound", "DenyAllOutBound"),
        names(rules, Direction.OUTBOUND));
  }

  private static List<String> names(List<SecurityRule> rules, Direction direction) {
    return RuleOrder.of(rules, direction).stream().map(SecurityRule::name).toList();
  }

  private static SecurityRule rule(
      String name, Value<Integer> priority, Value<Direction> direction) {
    return new SecurityRule(
        name,
        priority,
        direction,
        known(Access.ALLOW),
        known(Protocol.ANY),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        PLACE);
  }

  private static <T> Value<T> known(T value) {
    return new Value.Known<>(value, PLACE);
  }

  private static <T> Value<T> unknown() {
    return new Value.Unknown<>("it is not known", PLACE);
  }
}
