package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Names each finding so that a later run, of a file that has moved on, names it the same: by rule,
 * resource, and what of the rule the resource does not meet, whatever the file, the line, the
 * witness and the order of the security rules. Findings that agree in all of it are told apart by
 * their order.
 */
final class Fingerprints {
  private static final HexFormat HEX = HexFormat.of();

  /** So many are made sooner than shared out. */
  private static final int PART = 500;

  private final List<Finding> findings;

  /** Of each finding, the first half of 32 hex digits. */
  private final long[] firsts;

  /** The other half. */
  private final long[] seconds;

  /** Of each finding, how many up to it have the same digits. */
  private final int[] numbers;

  Fingerprints(List<Finding> findings) {
    this.findings = findings;
    this.firsts = new long[findings.size()];
    this.seconds = new long[firsts.length];
    this.numbers = new int[firsts.length];
    IntStream parts = IntStream.rangeClosed(0, firsts.length / PART);
    (firsts.length > PART ? parts.parallel() : parts)
        .forEach(part -> digest(part * PART, Math.min(firsts.length, (part + 1) * PART)));
    number();
  }

  /** Those of one finding: 32 hex digits, then {@code :n} counting those with them from 1. */
  String of(int finding) {
    return HEX.toHexDigits(firsts[finding])
        + HEX.toHexDigits(seconds[finding])
        + ":"
        + numbers[finding];
  }

  private void number() {
    // The last finding so far of each digits, counted from 1, at a place that these lead to.
    int[] last = new int[Integer.highestOneBit(firsts.length + 1) * 4];
    for (int i = 0; i < firsts.length; i++) {
      int place = (int) firsts[i] & (last.length - 1);
      while (last[place] > 0 && !isAlike(last[place] - 1, i)) {
        place = (place + 1) & (last.length - 1);
      }
      numbers[i] = last[place] > 0 ? numbers[last[place] - 1] + 1 : 1;
      last[place] = i + 1;
    }
  }

  private boolean isAlike(int one, int other) {
    return firsts[one] == firsts[other] && seconds[one] == seconds[other];
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
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest(identity));
      firsts[i] = bytes.getLong();
      seconds[i] = bytes.getLong();
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
