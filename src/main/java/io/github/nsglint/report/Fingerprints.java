package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Names each finding so that a later run, of a file that has moved on, names it the same: by rule
 * and resource alone, whatever the verdict, the witness and the line. Findings that agree in both
 * are told apart by their order.
 */
final class Fingerprints {
  private static final int BYTES = 16;

  private final MessageDigest digest;
  private final Map<String, Integer> seen = new HashMap<>();

  Fingerprints() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** 32 hex digits, then {@code :n} counting the findings with these digits from 1. */
  String next(Finding finding) {
    String identity = finding.rule().id() + "\n" + finding.resourceId().toLowerCase(Locale.ROOT);
    byte[] hash = digest.digest(identity.getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(hash, 0, BYTES);
    return hex + ":" + seen.merge(hex, 1, Integer::sum);
  }
}
