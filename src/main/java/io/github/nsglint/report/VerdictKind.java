package io.github.nsglint.report;

import io.github.nsglint.analysis.Verdict;

/** What sort of answer a verdict is, with the word each format has for it. */
enum VerdictKind {
  BROKEN("broken", "broken", "fail"),
  UNDECIDED("undecided", "undecided", "open"),
  HOLDS("holds", "holds", "pass"),
  NOT_APPLICABLE("not applicable", "notApplicable", "notApplicable");

  private final String word;
  private final String key;
  private final String sarifKind;

  VerdictKind(String word, String key, String sarifKind) {
    this.word = word;
    this.key = key;
    this.sarifKind = sarifKind;
  }

  static VerdictKind of(Verdict verdict) {
    return verdict.fold(
        holds -> HOLDS, broken -> BROKEN, undecided -> UNDECIDED, notApplicable -> NOT_APPLICABLE);
  }

  /** Whether somebody has something to do about it: it is broken or undecided. */
  boolean isOpen() {
    return this == BROKEN || this == UNDECIDED;
  }

  /** Whether somebody has something to do about it. */
  static boolean isOpen(Verdict verdict) {
    return of(verdict).isOpen();
  }

  /** For people. */
  String word() {
    return word;
  }

  /** For programs that read the JSON report. */
  String key() {
    return key;
  }

  /** SARIF's word for a result's {@code kind}. */
  String sarifKind() {
    return sarifKind;
  }
}
