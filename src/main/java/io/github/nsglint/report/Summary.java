package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A result in numbers.
 *
 * @param requirements every requirement asked of every target
 * @param broken how many are broken, by the severity of the finding
 * @param accepted what is broken or undecided and somebody answers for; it is in no other number
 *     but that of the requirements. So are the next two
 * @param known what is broken or undecided in the baseline too
 * @param elsewhere what is broken or undecided outside of the change that is looked at
 * @param unread problems that kept something from being judged, by the path of the file
 */
record Summary(
    int requirements,
    Map<Severity, Integer> broken,
    int undecided,
    int hold,
    int notApplicable,
    int accepted,
    int known,
    int elsewhere,
    Map<String, Integer> unread) {

  Summary {
    broken = Collections.unmodifiableMap(new EnumMap<>(broken));
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
  }

  static Summary of(LintResult result) {
    Map<Severity, Integer> broken = new EnumMap<>(Severity.class);
    Map<VerdictKind, Integer> kinds = new EnumMap<>(VerdictKind.class);
    int accepted = 0;
    int known = 0;
    int elsewhere = 0;
    for (Finding finding : result.findings()) {
      Standing standing = finding.standing();
      VerdictKind kind = VerdictKind.of(finding.verdict());
      if (kind.isOpen() && !standing.counts()) {
        boolean isAccepted = standing.acceptance().isPresent();
        boolean isKnown = !isAccepted && standing.age() == Standing.Age.KNOWN;
        accepted += isAccepted ? 1 : 0;
        known += isKnown ? 1 : 0;
        elsewhere += isAccepted || isKnown ? 0 : 1;
        continue;
      }
      kinds.merge(kind, 1, Integer::sum);
      if (kind == VerdictKind.BROKEN) {
        broken.merge(finding.severity(), 1, Integer::sum);
      }
    }
    Map<String, Integer> unread = new LinkedHashMap<>();
    for (Problem problem : result.problems()) {
      if (problem.severity() == Severity.ERROR) {
        unread.merge(problem.span().file().path(), 1, Integer::sum);
      }
    }
    return new Summary(
        result.findings().size(),
        broken,
        kinds.getOrDefault(VerdictKind.UNDECIDED, 0),
        kinds.getOrDefault(VerdictKind.HOLDS, 0),
        kinds.getOrDefault(VerdictKind.NOT_APPLICABLE, 0),
        accepted,
        known,
        elsewhere,
        unread);
  }

  int brokenInAll() {
    int all = 0;
    for (int count : broken.values()) {
      all += count;
    }
    return all;
  }

  int broken(Severity severity) {
    return broken.getOrDefault(severity, 0);
  }
}
