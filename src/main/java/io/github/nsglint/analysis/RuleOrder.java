package io.github.nsglint.analysis;

import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.Comparator;
import java.util.List;

/** The order in which Azure asks the rules of a group. */
public final class RuleOrder {
  private RuleOrder() {}

  /**
   * The rules that are, or may be, of one direction, in effective order: unknown priorities first,
   * as they may come before all others, then from the lowest number. Rules with one priority, which
   * Azure refuses, stay in the order given.
   */
  public static List<SecurityRule> of(List<SecurityRule> rules, Direction direction) {
    return rules.stream()
        .filter(rule -> rule.mayBe(direction))
        .sorted(Comparator.comparing(rule -> rule.priority().known().orElse(-1)))
        .toList();
  }
}
