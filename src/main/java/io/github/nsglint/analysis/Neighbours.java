package io.github.nsglint.analysis;

import io.github.nsglint.model.Access;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one direction of a group, each with those that come before and after it and may have
 * a flow in common with it. Rules are spoken of by their numbers in effective order. Not for
 * several threads.
 */
final class Neighbours {
  private final List<ListedRule> ordered;

  /** What is asked most; the others of a rule are gone through for each of its questions. */
  private final RuleKind[] kinds;

  /**
   * Of each two rules, whether a flow may match both as far as their fields tell: of the first one
   * with each, then of the second, and so on.
   */
  private final boolean[] meeting;

  /** Used for one question after the other. */
  private final List<RuleShape> others = new ArrayList<>();

  /**
   * @param ordered by {@link RuleOrder}, Azure's own among them
   * @param plain whether VirtualNetwork and public service tags surely have nothing in common here
   */
  Neighbours(List<ListedRule> ordered, boolean plain) {
    this.ordered = ordered;
    this.kinds = new RuleKind[ordered.size()];
    this.meeting = new boolean[kinds.length * kinds.length];
    for (int a = 0; a < kinds.length; a++) {
      kinds[a] = ordered.get(a).kind();
      for (int b = 0; b < a; b++) {
        boolean both = mayMeet(kinds[a], kinds[b], plain);
        meeting[a * kinds.length + b] = both;
        meeting[b * kinds.length + a] = both;
      }
    }
  }

  private static boolean mayMeet(RuleKind a, RuleKind b, boolean plain) {
    // A rule with a value that is not known is told apart from others by its fields alone.
    boolean told = plain && !a.isDoubtful() && !b.isDoubtful();
    return !(told && a.shape().isApart(b.shape())) && a.shape().mayMeet(b.shape());
  }

  SecurityRule rule(int number) {
    return ordered.get(number).rule();
  }

  List<SecurityRule> rules(List<Integer> numbers) {
    List<SecurityRule> rules = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      rules.add(rule(numbers.get(i)));
    }
    return rules;
  }

  RuleKind kind(int number) {
    return kinds[number];
  }

  /** Whether a rule may meet another and come before it. */
  private boolean isBefore(int other, int rule) {
    return meeting[rule * kinds.length + other] && kinds[other].mayBeBefore(kinds[rule]);
  }

  /** Whether a rule may meet another and come after it. */
  private boolean isAfter(int other, int rule) {
    return meeting[rule * kinds.length + other] && !kinds[other].isBefore(kinds[rule]);
  }

  /** Rules that may come before one and may meet it. */
  List<Integer> before(int rule, boolean[] gone) {
    List<Integer> before = new ArrayList<>();
    for (int other = 0; other < kinds.length; other++) {
      if (!gone[other] && isBefore(other, rule)) {
        before.add(other);
      }
    }
    return before;
  }

  /** Rules that may come after one and may meet it, in effective order. */
  List<Integer> after(int rule, boolean[] gone) {
    List<Integer> after = new ArrayList<>();
    for (int other = 0; other < kinds.length; other++) {
      if (!gone[other] && isAfter(other, rule)) {
        after.add(other);
      }
    }
    return after;
  }

  /** Those that come before a rule for sure. */
  List<Integer> surelyBefore(List<Integer> some, int rule) {
    List<Integer> sure = new ArrayList<>(some.size());
    for (int i = 0; i < some.size(); i++) {
      RuleKind other = kinds[some.get(i)];
      if (other.isThere() && other.isBefore(kinds[rule])) {
        sure.add(some.get(i));
      }
    }
    return sure;
  }

  /** Whether the rule, for sure, matches a flow on a port that none before it can match. */
  boolean hasPortBeforeOthers(int rule) {
    others.clear();
    for (int other = 0; other < kinds.length; other++) {
      if (isBefore(other, rule)) {
        others.add(kinds[other].shape());
      }
    }
    return kinds[rule].shape().hasPortOfItsOwn(others);
  }

  /**
   * Whether the rule, for sure, matches a flow on a port that none before it can match, and none
   * after it that somebody wrote and that may decide so.
   */
  boolean hasPortAmongAll(int rule, Access decision, boolean[] gone) {
    others.clear();
    for (int other = 0; other < kinds.length; other++) {
      boolean counts =
          !gone[other]
              && (isBefore(other, rule)
                  || (!kinds[other].isStandard()
                      && kinds[other].mayDecide(decision)
                      && isAfter(other, rule)));
      if (counts) {
        others.add(kinds[other].shape());
      }
    }
    return kinds[rule].shape().hasPortOfItsOwn(others);
  }

  /**
   * The first rule that for sure comes before another and matches all that this one may match; −1
   * if there is none.
   */
  int coverBefore(int rule) {
    for (int other = 0; other < kinds.length; other++) {
      RuleKind kind = kinds[other];
      if (isBefore(other, rule)
          && kind.isThere()
          && kind.isBefore(kinds[rule])
          && kind.shape().covers(kinds[rule].shape())) {
        return other;
      }
    }
    return -1;
  }

  /**
   * A later rule that for sure decides all flows of a rule alike, if none between the two may meet
   * it and decide otherwise; −1 if there is none. Most needless rules have one.
   */
  int sameNext(int rule, boolean[] gone) {
    RuleKind asked = kinds[rule];
    for (int other = 0; other < kinds.length; other++) {
      if (gone[other] || !isAfter(other, rule)) {
        continue;
      }
      RuleKind next = kinds[other];
      if (!asked.decidesAs(next)) {
        return -1;
      }
      boolean firm = next.isThere() && asked.isBefore(next);
      if (firm && (asked.allows() || !next.isStandard()) && next.shape().covers(asked.shape())) {
        return other;
      }
    }
    return -1;
  }

  /** Whether a value is not known, of the rule or of another that it may meet and is not gone. */
  boolean isAnyDoubtful(int rule, boolean[] gone) {
    for (int other = 0; other < kinds.length; other++) {
      if (kinds[other].isDoubtful()
          && !gone[other]
          && (isBefore(other, rule) || isAfter(other, rule))) {
        return true;
      }
    }
    return kinds[rule].isDoubtful();
  }

  /** Whether a value of the rule, or of one of the others, is not known. */
  boolean isAnyDoubtful(int rule, List<Integer> some) {
    boolean any = kinds[rule].isDoubtful();
    for (int i = 0; i < some.size(); i++) {
      any |= kinds[some.get(i)].isDoubtful();
    }
    return any;
  }
}
