package io.github.nsglint.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Of rules that together make something so, few that are enough. */
final class SmallestCause {
  private SmallestCause() {}

  /**
   * The first single one that is enough, else a set of which none can be left out.
   *
   * @param all that are enough together; the answer is in their order
   */
  static List<Integer> of(List<Integer> all, Predicate<List<Integer>> enough) {
    if (enough.test(List.of())) {
      return List.of();
    }
    for (int one : all) {
      if (enough.test(List.of(one))) {
        return List.of(one);
      }
    }
    return needed(List.of(), false, all, enough).stream().sorted().toList();
  }

  /**
   * Those of the candidates that are needed beside a base. Halves are tried whole, so that few of
   * many are found soon; the earlier candidates are kept rather than the later.
   *
   * @param grown whether the base has more than when it was last found wanting
   */
  private static List<Integer> needed(
      List<Integer> base,
      boolean grown,
      List<Integer> candidates,
      Predicate<List<Integer>> enough) {
    if (grown && enough.test(base)) {
      return List.of();
    }
    if (candidates.size() == 1) {
      return candidates;
    }
    int half = candidates.size() / 2;
    List<Integer> first = candidates.subList(0, half);
    List<Integer> second = candidates.subList(half, candidates.size());
    List<Integer> late = needed(joined(base, first), true, second, enough);
    List<Integer> early = needed(joined(base, late), !late.isEmpty(), first, enough);
    return joined(early, late);
  }

  private static List<Integer> joined(List<Integer> some, List<Integer> others) {
    List<Integer> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
