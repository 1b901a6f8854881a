package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A requirement that gets another answer by one command.
 *
 * @param command its place
 * @param finding the new answer
 */
public record VerdictChange(Span command, Kind kind, Finding finding) {
  public VerdictChange {
    requireNonNull(command);
    requireNonNull(kind);
    requireNonNull(finding);
  }

  /** What becomes of a requirement. */
  public enum Kind {
    LOST,
    MET,
    UNDECIDED
  }

  /**
   * What a command changes, in the order of the findings after it. A requirement that is asked for
   * the first time and holds is no change.
   */
  public static List<VerdictChange> between(
      Span command, List<Finding> before, List<Finding> after) {
    Map<String, Finding> known = byQuestion(before);
    List<VerdictChange> changes = new ArrayList<>();
    byQuestion(after)
        .forEach(
            (question, finding) -> {
              Finding old = known.get(question);
              boolean same =
                  old == null
                      ? isSettled(finding)
                      : old.verdict().getClass() == finding.verdict().getClass();
              if (!same && !(finding.verdict() instanceof Verdict.NotApplicable)) {
                changes.add(new VerdictChange(command, kind(finding), finding));
              }
            });
    return changes;
  }

  private static boolean isSettled(Finding finding) {
    return finding.verdict() instanceof Verdict.Holds
        || finding.verdict() instanceof Verdict.NotApplicable;
  }

  private static Kind kind(Finding finding) {
    return finding
        .verdict()
        .fold(
            holds -> Kind.MET,
            broken -> Kind.LOST,
            undecided -> Kind.UNDECIDED,
            notApplicable -> Kind.MET);
  }

  /** A rule may have several answers for one target; the worst of them counts. */
  private static Map<String, Finding> byQuestion(List<Finding> findings) {
    Map<String, Finding> all = new LinkedHashMap<>();
    for (Finding finding : findings) {
      String question = finding.rule().id() + " " + finding.resourceId() + " " + finding.target();
      Finding other = all.get(question);
      if (other == null || rank(finding) > rank(other)) {
        all.put(question, finding);
      }
    }
    return all;
  }

  private static int rank(Finding finding) {
    return finding.verdict().fold(holds -> 1, broken -> 3, undecided -> 2, notApplicable -> 0);
  }
}
