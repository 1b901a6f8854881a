package io.github.nsglint.azure;

import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules of one group with one name, or with one priority in one direction, neither of which Azure
 * takes. What is said of them is the same in whatever order they stand.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules">properties
 *     of a rule</a>
 */
final class RepeatedRules {
  private static final int MOST_NAMES = 4;

  /** Many more than a list has rules, so that mostly no two names have one. */
  private static final int NAME_SUMS = 1 << 10;

  private RepeatedRules() {}

  static void addTo(List<Problem> defects, List<SecurityRule> rules) {
    addPriorities(defects, rules);
    addNames(defects, rules);
  }

  /** Priorities are unique in each direction, not in the group. */
  private static void addPriorities(List<Problem> defects, List<SecurityRule> rules) {
    if (!mayShareOne(rules)) {
      return;
    }
    for (Direction direction : Direction.values()) {
      Map<Integer, List<SecurityRule>> users = new TreeMap<>();
      for (SecurityRule rule : rules) {
        Optional<Integer> priority = rule.knownPriority();
        boolean counts =
            rule.knownDirection().equals(Optional.of(direction)) && rule.condition().isEmpty();
        if (counts && priority.isPresent()) {
          List<SecurityRule> alike = users.get(priority.get());
          if (alike == null) {
            alike = new ArrayList<>(1);
            users.put(priority.get(), alike);
          }
          alike.add(rule);
        }
      }
      for (Map.Entry<Integer, List<SecurityRule>> place : users.entrySet()) {
        if (place.getValue().size() > 1) {
          addPriority(defects, place.getKey(), direction, place.getValue());
        }
      }
    }
  }

  /** Whether any two may have one priority in one direction; nearly no list has such. */
  private static boolean mayShareOne(List<SecurityRule> rules) {
    BitSet seen = new BitSet();
    for (SecurityRule rule : rules) {
      Optional<Integer> priority = rule.knownPriority();
      Optional<Direction> direction = rule.knownDirection();
      if (priority.isPresent() && direction.isPresent()) {
        int place = 2 * Math.min(priority.get(), PriorityRange.HIGHEST + 1);
        place += direction.get() == Direction.INBOUND ? 0 : 1;
        if (seen.get(place)) {
          return true;
        }
        seen.set(place);
      }
    }
    return false;
  }

  private static void addPriority(
      List<Problem> defects, int priority, Direction direction, List<SecurityRule> alike) {
    String message =
        "priority "
            + priority
            + " is used "
            + (alike.size() == 2 ? "twice" : alike.size() + " times")
            + " for "
            + direction
            + ": by "
            + names(alike);
    for (SecurityRule rule : alike.subList(1, alike.size())) {
      defects.add(Problem.error("rule-priority-twice", message, rule.priority().span()));
    }
  }

  private static String names(List<SecurityRule> rules) {
    List<String> names = new ArrayList<>();
    rules.stream().map(SecurityRule::name).sorted().forEach(name -> names.add("'" + name + "'"));
    int shown = Math.min(names.size() - 1, MOST_NAMES);
    int left = names.size() - shown;
    return String.join(", ", names.subList(0, shown))
        + " and "
        + (left == 1 ? names.get(shown) : left + " more");
  }

  /** Whether any two may have one name; nearly no list has such. */
  private static boolean mayShareName(List<SecurityRule> rules) {
    BitSet seen = new BitSet();
    for (SecurityRule rule : rules) {
      int sum = 0;
      String name = rule.name();
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c >= 0x80) {
          return true; // its lower case is for the JDK to find
        }
        sum = 31 * sum + (c | 0x20); // one for both cases of a letter
      }
      int place = (sum ^ (sum >>> 16)) & (NAME_SUMS - 1);
      if (seen.get(place)) {
        return true;
      }
      seen.set(place);
    }
    return false;
  }

  private static void addNames(List<Problem> defects, List<SecurityRule> rules) {
    if (!mayShareName(rules)) {
      return;
    }
    Map<String, SecurityRule> names = new HashMap<>();
    for (SecurityRule rule : rules) {
      SecurityRule twin =
          rule.name().equals("?")
              ? null
              : names.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule);
      if (twin != null && rule.condition().isEmpty() && twin.condition().isEmpty()) {
        defects.add(
            Problem.error(
                "rule-name-twice",
                "two rules are named '"
                    + rule.name()
                    + "'; the other is on line "
                    + twin.span().line(),
                rule.span()));
      }
    }
  }
}
