package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The findings of a report that shows some only: the gravest, in the order they came in.
 *
 * @param left how many are not shown
 */
record Shown(List<Finding> findings, int left) {
  Shown {
    findings = List.copyOf(findings);
  }

  /**
   * @param wanted which there are to show
   * @param most that are shown
   */
  static Shown of(List<Finding> all, Predicate<Finding> wanted, int most) {
    List<Finding> found = new ArrayList<>();
    for (Finding finding : all) {
      if (wanted.test(finding)) {
        found.add(finding);
      }
    }
    if (found.size() <= most) {
      return new Shown(found, 0);
    }
    int[] counts = new int[GRAVITIES];
    for (Finding finding : found) {
      counts[gravity(finding)]++;
    }
    int room = most;
    int[] rooms = new int[GRAVITIES];
    for (int i = 0; i < GRAVITIES; i++) {
      rooms[i] = Math.min(room, counts[i]);
      room -= rooms[i];
    }
    List<Finding> shown = new ArrayList<>();
    for (Finding finding : found) {
      if (rooms[gravity(finding)]-- > 0) {
        shown.add(finding);
      }
    }
    return new Shown(shown, found.size() - most);
  }

  private static final int GRAVITIES = 4;

  /** Broken errors, warnings and notes, then what is undecided. */
  static int gravity(Finding finding) {
    if (VerdictKind.of(finding.verdict()) != VerdictKind.BROKEN) {
      return GRAVITIES - 1;
    }
    return switch (finding.severity()) {
      case ERROR -> 0;
      case WARNING -> 1;
      case NOTE -> 2;
    };
  }

  /** What is broken and counts. */
  static boolean isBroken(Finding finding) {
    return finding.isBreach();
  }

  /** What is broken and nobody answers for, also what is known: for readers that compare. */
  static boolean isThere(Finding finding) {
    return finding.verdict() instanceof Verdict.Broken && finding.standing().acceptance().isEmpty();
  }

  /** What is broken or undecided and counts. */
  static boolean isOpen(Finding finding) {
    return VerdictKind.isOpen(finding.verdict()) && finding.standing().counts();
  }
}
