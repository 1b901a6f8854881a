package io.github.nsglint.analysis;

import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The order in which Azure asks the rules of a group. */
public final class RuleOrder {
  private RuleOrder() {}

  /**
   * The rules that are, or may be, of one direction, in effective order: unknown priorities first,
   * as they may come before all others, then from the lowest number. Rules with one priority, which
   * Azure refuses, stay in the order given.
   */
  public static List<SecurityRule> of(List<SecurityRule> rules, Direction direction) {
    return of(rules, direction, Function.identity());
  }

  /** The same for what each holds one rule. */
  static <T> List<T> of(List<T> items, Direction direction, Function<T, SecurityRule> rule) {
    List<T> ordered = new ArrayList<>(items.size());
    for (T item : items) {
      if (rule.apply(item).mayBe(direction)) {
        ordered.add(item);
      }
    }
    ordered.sort((a, b) -> Integer.compare(place(rule.apply(a)), place(rule.apply(b))));
    return List.copyOf(ordered);
  }

  private static int place(SecurityRule rule) {
    return rule.priority().known().orElse(-1);
  }
}
