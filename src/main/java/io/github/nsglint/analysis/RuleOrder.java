package io.github.nsglint.analysis;

import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    return of(rules, direction, rule -> rule);
  }

  /** The same for what each holds one rule. */
  static <T> List<T> of(List<T> items, Direction direction, Function<T, SecurityRule> rule) {
    List<T> ordered = new ArrayList<>(items.size());
    for (T item : items) {
      if (rule.apply(item).mayBe(direction)) {
        ordered.add(item);
      }
    }
    if (!isInOrder(ordered, rule)) {
      ordered.sort((a, b) -> Integer.compare(place(rule.apply(a)), place(rule.apply(b))));
    }
    return List.copyOf(ordered);
  }

  /** Most lists are written in their order. */
  private static <T> boolean isInOrder(List<T> items, Function<T, SecurityRule> rule) {
    int before = Integer.MIN_VALUE;
    for (int i = 0; i < items.size(); i++) {
      int place = place(rule.apply(items.get(i)));
      if (place < before) {
        return false;
      }
      before = place;
    }
    return true;
  }

  /**
   * The index behind the rules that have one priority with the first; a priority that is not known
   * counts as one that no other rule has.
   */
  static <T> int endOfTier(List<T> ordered, int first, Function<T, SecurityRule> rule) {
    Optional<Integer> priority = rule.apply(ordered.get(first)).priority().known();
    int end = first + 1;
    while (priority.isPresent()
        && end < ordered.size()
        && rule.apply(ordered.get(end)).priority().known().equals(priority)) {
      end++;
    }
    return end;
  }

  /** Why nobody can tell which of some rules decides. */
  static String tie(List<SecurityRule> rules) {
    return "the rules "
        + String.join(" and ", rules.stream().map(SecurityRule::name).toList())
        + " have one priority, and nobody knows which comes first";
  }

  private static int place(SecurityRule rule) {
    return rule.rank();
  }
}
