package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names each finding so that a later run, of a file that has moved on, names it the same: by rule,
 * resource, and what of the rule the resource does not meet, whatever the file, the line, the
 * witness and the order of the security rules. Findings that agree in all of it are told apart by
 * their order.
 */
final class Fingerprints {
  private static final int BYTES = 16;

  private final List<Finding> findings;

  /** Of each finding, how many up to it agree with it in rule and resource. */
  private final int[] numbers;

  Fingerprints(List<Finding> findings) {
    this.findings = findings;
    this.numbers = new int[findings.size()];
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = seen.merge(identity(findings.get(i)), 1, Integer::sum);
    }
  }

  /**
   * Those of a stretch of the findings: each has 32 hex digits, then {@code :n} counting the
   * findings with these digits from 1.
   */
  List<String> of(int from, int to) {
    MessageDigest digest = digest();
    List<String> texts = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      byte[] identity = identity(findings.get(i)).getBytes(StandardCharsets.UTF_8);
      texts.add(HexFormat.of().formatHex(digest.digest(identity), 0, BYTES) + ":" + numbers[i]);
    }
    return texts;
  }

  private static String identity(Finding finding) {
    String answer =
        finding
            .verdict()
            .fold(
                holds -> "holds",
                Verdict.Broken::part,
                undecided -> "undecided",
                notApplicable -> "not applicable");
    return finding.rule().id()
        + "\n"
        + finding.resourceId().toLowerCase(Locale.ROOT)
        + "\n"
        + answer;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
