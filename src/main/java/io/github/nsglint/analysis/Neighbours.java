package io.github.nsglint.analysis;

import io.github.nsglint.model.Access;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rules of one direction of a group, each with those that come before and after it and may have
 * a flow in common with it. Rules are spoken of by their numbers in effective order.
 */
final class Neighbours {
  /** Of a rule whose priority is not known. */
  private static final int UNPLACED = -1;

  private final List<SecurityRule> ordered;
  private final List<RuleShape> shapes;
  private final int[] priorities;
  private final boolean[] doubtful;

  /** Of each two rules, whether a flow may match both as far as their fields tell. */
  private final boolean[][] meeting;

  /**
   * @param ordered by {@link RuleOrder}, Azure's own among them
   * @param plain whether VirtualNetwork and public service tags surely have nothing in common here
   */
  Neighbours(List<SecurityRule> ordered, boolean plain) {
    int size = ordered.size();
    this.ordered = ordered;
    this.shapes = new ArrayList<>(size);
    this.priorities = new int[size];
    this.doubtful = new boolean[size];
    for (int i = 0; i < size; i++) {
      SecurityRule rule = ordered.get(i);
      shapes.add(new RuleShape(rule));
      priorities[i] = rule.priority() instanceof Value.Known<Integer> at ? at.value() : UNPLACED;
      doubtful[i] = RuleDoubts.any(rule);
    }
    this.meeting = meeting(plain);
  }

  private boolean[][] meeting(boolean plain) {
    boolean[][] all = new boolean[shapes.size()][shapes.size()];
    for (int a = 0; a < all.length; a++) {
      for (int b = 0; b < a; b++) {
        // A rule with a value that is not known is told apart from others by its fields alone.
        boolean told = plain && !doubtful[a] && !doubtful[b];
        all[a][b] =
            !(told && shapes.get(a).isApart(shapes.get(b))) && shapes.get(a).mayMeet(shapes.get(b));
        all[b][a] = all[a][b];
      }
    }
    return all;
  }

  int size() {
    return priorities.length;
  }

  SecurityRule rule(int number) {
    return ordered.get(number);
  }

  List<SecurityRule> rules(List<Integer> numbers) {
    List<SecurityRule> rules = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      rules.add(ordered.get(numbers.get(i)));
    }
    return rules;
  }

  RuleShape shape(int number) {
    return shapes.get(number);
  }

  List<RuleShape> shapes(List<Integer> numbers) {
    List<RuleShape> some = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      some.add(shapes.get(numbers.get(i)));
    }
    return some;
  }

  /** Rules that may come before one and may meet it. */
  List<Integer> before(int rule, BitSet gone) {
    List<Integer> before = new ArrayList<>();
    for (int other = 0; other < priorities.length; other++) {
      if (meeting[other][rule] && mayBeBefore(other, rule) && !gone.get(other)) {
        before.add(other);
      }
    }
    return before;
  }

  /** Rules that may come after one and may meet it, in effective order. */
  List<Integer> after(int rule, BitSet gone) {
    List<Integer> after = new ArrayList<>();
    for (int other = 0; other < priorities.length; other++) {
      if (meeting[other][rule] && !isOrdered(other, rule) && !gone.get(other)) {
        after.add(other);
      }
    }
    return after;
  }

  /** Those that come before a rule for sure. */
  List<Integer> surelyBefore(List<Integer> some, int rule) {
    List<Integer> sure = new ArrayList<>(some.size());
    for (int i = 0; i < some.size(); i++) {
      int other = some.get(i);
      if (isThere(other) && isOrdered(other, rule)) {
        sure.add(other);
      }
    }
    return sure;
  }

  private boolean mayBeBefore(int other, int rule) {
    return !ordered.get(other).standard()
        && (priorities[other] == UNPLACED
            || priorities[rule] == UNPLACED
            || priorities[other] <= priorities[rule]);
  }

  /** Whether the first has a lower number than the second. */
  boolean isOrdered(int first, int second) {
    return priorities[first] != UNPLACED
        && priorities[second] != UNPLACED
        && priorities[first] < priorities[second];
  }

  /** Whether a rule is there for sure, and in this direction. */
  boolean isThere(int rule) {
    return ordered.get(rule).condition().isEmpty() && isDirected(rule);
  }

  /** Whether its direction is known. */
  boolean isDirected(int rule) {
    return ordered.get(rule).direction() instanceof Value.Known;
  }

  /** Whether it allows for sure, should it match. */
  boolean allows(int rule) {
    return ordered.get(rule).access() instanceof Value.Known<Access> known
        && known.value() == Access.ALLOW;
  }

  /** Whether both are known to decide alike, should they match. */
  boolean isSame(int rule, int other) {
    return ordered.get(rule).access() instanceof Value.Known<Access> one
        && ordered.get(other).access() instanceof Value.Known<Access> another
        && one.value() == another.value();
  }

  /** Whether a value of the rule, or of one of the others, is not known. */
  boolean isAnyDoubtful(int rule, List<Integer> others) {
    boolean any = doubtful[rule];
    for (int i = 0; i < others.size(); i++) {
      any |= doubtful[others.get(i)];
    }
    return any;
  }
}
