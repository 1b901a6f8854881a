package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Names each finding so that a later run, of a file that has moved on, names it the same: by rule,
 * resource, and what of the rule the resource does not meet, whatever the file, the line, the
 * witness and the order of the security rules. Findings that agree in all of it are told apart by
 * their order.
 */
final class Fingerprints {
  private static final int BYTES = 16;

  /** So many are made sooner than shared out. */
  private static final int PART = 500;

  private final List<Finding> findings;

  /** Of each finding, 32 hex digits. */
  private final @Nullable String[] digits;

  /** Of each finding, how many up to it have the same digits. */
  private final int[] numbers;

  Fingerprints(List<Finding> findings) {
    this.findings = findings;
    this.digits = new @Nullable String[findings.size()];
    this.numbers = new int[digits.length];
    IntStream parts = IntStream.rangeClosed(0, digits.length / PART);
    (digits.length > PART ? parts.parallel() : parts)
        .forEach(part -> digest(part * PART, Math.min(digits.length, (part + 1) * PART)));
    Map<String, Integer> seen = new HashMap<>(2 * digits.length);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = seen.merge(requireNonNull(digits[i]), 1, Integer::sum);
    }
  }

  /** Those of one finding: 32 hex digits, then {@code :n} counting those with them from 1. */
  String of(int finding) {
    return digits[finding] + ":" + numbers[finding];
  }

  private void digest(int from, int to) {
    MessageDigest digest = digest();
    String resource = "";
    String lower = "";
    for (int i = from; i < to; i++) {
      Finding finding = findings.get(i);
      // What is found of one resource stands together.
      if (!finding.resourceId().equals(resource)) {
        resource = finding.resourceId();
        lower = resource.toLowerCase(Locale.ROOT);
      }
      byte[] identity =
          (finding.rule().id() + "\n" + lower + "\n" + answer(finding.verdict()))
              .getBytes(StandardCharsets.UTF_8);
      digits[i] = HexFormat.of().formatHex(digest.digest(identity), 0, BYTES);
    }
  }

  private static String answer(Verdict verdict) {
    return verdict.fold(
        holds -> "holds",
        Verdict.Broken::part,
        undecided -> "undecided",
        notApplicable -> "not applicable");
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
