package io.github.nsglint.analysis;

import io.github.nsglint.azure.PriorityRange;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The priorities that the rules of one direction leave free; Azure takes each once. */
final class FreePriorities {
  private static final int LOWEST = PriorityRange.LOWEST;
  private static final int HIGHEST = PriorityRange.HIGHEST;
  private static final int STEP = 10;

  private final TreeSet<Integer> used = new TreeSet<>();

  FreePriorities(List<SecurityRule> rules, Direction direction) {
    for (SecurityRule rule : rules) {
      if (rule.mayBe(direction)) {
        rule.priority().known().ifPresent(used::add);
      }
    }
  }

  /** Takes one, which is then free no more. */
  void take(int priority) {
    used.add(priority);
  }

  /**
   * A free priority before another one: after the last that is used before it, at the next multiple
   * of ten where there is room, as people write them.
   *
   * @param limit 4097 for anywhere
   */
  OptionalInt before(int limit) {
    Integer last = used.lower(limit);
    int end = Math.min(limit, HIGHEST + 1);
    int from = last == null ? LOWEST : Math.max(LOWEST, last + 1);
    int round = (from + STEP - 1) / STEP * STEP;
    if (round < end) {
      return OptionalInt.of(round);
    }
    if (from < end) {
      return OptionalInt.of(from);
    }
    for (int number = end - 1; number >= LOWEST; number--) {
      if (!used.contains(number)) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  /** A free priority before all that are used. */
  OptionalInt first() {
    Integer first = used.ceiling(LOWEST);
    return first == null || first > LOWEST ? OptionalInt.of(LOWEST) : OptionalInt.empty();
  }

  /** A free priority after another one, with none that is used between the two if possible. */
  OptionalInt after(int priority) {
    Integer next = used.higher(priority);
    int limit = next == null ? HIGHEST + 1 : next;
    int from = Math.max(LOWEST, priority + 1);
    int round = (from + STEP - 1) / STEP * STEP;
    if (round < limit) {
      return OptionalInt.of(round);
    }
    for (int number = from; number <= HIGHEST; number++) {
      if (!used.contains(number)) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }
}
