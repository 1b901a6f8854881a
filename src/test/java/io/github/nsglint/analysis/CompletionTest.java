package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.analysis.OpenValue.Use;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rules let pass once a value stands for something that is not known of them. */
class CompletionTest {
  private static final Span PLACE = RuleRows.one("100 Deny * * * *").span();
  private static final Choice EVERYTHING =
      new Choice(1, List.of(new AddressPrefix.Any(PLACE)), List.of());

  private static OpenValue value(Field field, String prefix, Use... uses) {
    return new OpenValue(field, List.of(uses), "", prefix, "it is open", PLACE, List.of());
  }

  private static void assertPasses(
      State expected, AskedRules asked, Map<OpenValue, Choice> values) {
    List<SecurityRule> rules = RuleRows.of(asked.rows());
    assertEquals(expected, PlainModel.passes(rules, asked.question(), asked.setting(), values));
  }

  private static AskedRules ssh(String rows) {
    return AskedRules.ssh(Demand.ALL, rows);
  }

  /** Where nobody knows which rules there are besides those of the rows, of five ways this one. */
  private static void assertPasses(State expected, String rows, int way) {
    List<SecurityRule> rules = new ArrayList<>(RuleRows.of(rows));
    rules.add(SecurityRule.unknown("?", "there may be more", PLACE));
    Use use = new Use(rules.size() - 1, Field.RULE, 0);
    AskedRules asked = ssh(rows);
    assertEquals(
        expected,
        PlainModel.passes(
            rules,
            asked.question(),
            asked.setting(),
            Map.of(value(Field.RULE, "", use), new Choice(way))));
  }

  @Test
  void rulesNobodyKnowsComeBeforeAllOthersOrAfterThem() {
    String open = "100 Allow * Internet * *";
    String closed = "100 Deny * Internet * *";
    int absent = 0;
    assertPasses(State.HOLDS, open, absent);
    assertPasses(State.BROKEN, closed, absent);
    assertPasses(State.BROKEN, "", absent);
    int allowedBefore = 1;
    assertPasses(State.HOLDS, closed, allowedBefore);
    int deniedBefore = 2;
    assertPasses(State.BROKEN, open, deniedBefore);
    int allowedAfter = 3;
    assertPasses(State.BROKEN, closed, allowedAfter);
    assertPasses(State.HOLDS, "", allowedAfter);
    int deniedAfter = 4;
    assertPasses(State.HOLDS, open, deniedAfter);
    assertPasses(State.BROKEN, "", deniedAfter);
  }

  @Test
  void aTagHasAllThatItMayHaveOrNothing() {
    AskedRules asked = ssh("90 Deny Tcp storage * 22\n100 Allow Tcp Internet * 22").from("Sql");
    OpenValue extent = value(Field.EXTENT, "Storage", new Use(0, Field.EXTENT, 0));
    assertPasses(State.UNDECIDED, asked, Map.of());
    assertPasses(State.HOLDS, asked, Map.of(extent, Choice.NONE));
    assertPasses(State.BROKEN, asked, Map.of(extent, Choice.ALL));
    OpenValue other = value(Field.EXTENT, "AzureCosmosDB", new Use(0, Field.EXTENT, 0));
    assertPasses(State.UNDECIDED, asked, Map.of(other, Choice.NONE));
    AskedRules group = ssh("100 Allow Tcp Internet asg:a 22").to("10.0.1.4/32");
    OpenValue members = value(Field.EXTENT, "a", new Use(0, Field.EXTENT, 0));
    assertPasses(State.UNDECIDED, group, Map.of());
    assertPasses(State.HOLDS, group, Map.of(members, Choice.ALL));
    assertPasses(State.BROKEN, group, Map.of(members, Choice.NONE));
  }

  @Test
  void aStarMeansEveryProtocolOrNot() {
    OpenValue protocols = value(Field.ANY_PROTOCOL, "", new Use(0, Field.ANY_PROTOCOL, 0));
    AskedRules esp = ssh("100 Allow * Internet * *").by("Esp").on();
    assertPasses(State.UNDECIDED, esp, Map.of());
    assertPasses(State.HOLDS, esp, Map.of(protocols, Choice.ALL));
    assertPasses(State.BROKEN, esp, Map.of(protocols, Choice.NONE));
    OpenValue ports = value(Field.ANY_PORTS, "", new Use(0, Field.ANY_PORTS, 0));
    AskedRules icmp = ssh("100 Allow * Internet * 22").by("Icmp").on();
    assertPasses(State.UNDECIDED, icmp, Map.of());
    assertPasses(State.HOLDS, icmp, Map.of(ports, Choice.ALL));
    assertPasses(State.BROKEN, icmp, Map.of(ports, Choice.NONE));
  }

  @Test
  void twoValuesOfOneListKeepTheirPlaces() {
    AskedRules asked = ssh("100 Allow Tcp ?a,?b * 22");
    OpenValue first = value(Field.SOURCE, "", new Use(0, Field.SOURCE, 0));
    OpenValue second = value(Field.SOURCE, "", new Use(0, Field.SOURCE, 1));
    assertPasses(State.UNDECIDED, asked, Map.of(first, Choice.NONE));
    assertPasses(State.UNDECIDED, asked, Map.of(second, Choice.NONE));
    for (List<OpenValue> order : List.of(List.of(first, second), List.of(second, first))) {
      assertPasses(State.HOLDS, asked, inOrder(order, Choice.NONE, EVERYTHING));
      assertPasses(State.HOLDS, asked, inOrder(order, EVERYTHING, Choice.NONE));
      assertPasses(State.BROKEN, asked, inOrder(order, Choice.NONE, Choice.NONE));
    }
  }

  private static Map<OpenValue, Choice> inOrder(List<OpenValue> values, Choice... choices) {
    Map<OpenValue, Choice> all = new LinkedHashMap<>();
    for (int i = 0; i < choices.length; i++) {
      all.put(values.get(i), choices[i]);
    }
    return all;
  }

  @Test
  void ofRulesWithOnePriorityTheFirstIsFirstOrTheLast() {
    OpenValue order =
        value(
            Field.ORDER,
            "",
            new Use(0, Field.ORDER, 0),
            new Use(1, Field.ORDER, 0),
            new Use(2, Field.ORDER, 0));
    Choice written = new Choice(0);
    Choice reversed = new Choice(1);
    String allow = "100 Allow Tcp Internet * 22\n";
    String deny = "100 Deny Tcp Internet * 22\n";
    AskedRules allowed = ssh(allow + deny + deny);
    assertPasses(State.UNDECIDED, allowed, Map.of());
    assertPasses(State.HOLDS, allowed, Map.of(order, written));
    assertPasses(State.BROKEN, allowed, Map.of(order, reversed));
    AskedRules denied = ssh(deny + allow + allow);
    assertPasses(State.BROKEN, denied, Map.of(order, written));
    assertPasses(State.HOLDS, denied, Map.of(order, reversed));
    // Neither order goes beyond its neighbours.
    AskedRules between = ssh(allow + allow + allow + "99 Deny Tcp 198.51.100.0/24 * 22");
    assertPasses(State.BROKEN, between, Map.of(order, written));
    assertPasses(State.BROKEN, between, Map.of(order, reversed));
    AskedRules before = ssh(allow + allow + allow + "101 Deny Tcp 198.51.100.0/24 * 22");
    assertPasses(State.HOLDS, before, Map.of(order, written));
    assertPasses(State.HOLDS, before, Map.of(order, reversed));
  }
}
