package io.github.nsglint.report;

import io.github.nsglint.document.Severity;

/** What a piece of text is, and so how a terminal that knows colours shows it. */
enum Ink {
  ERROR("1;31"),
  WARNING("1;33"),
  NOTE("36"),
  UNDECIDED("1;36"),
  STRONG("1"),
  QUIET("2");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  static Ink of(Severity severity) {
    return switch (severity) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case NOTE -> NOTE;
    };
  }

  /** The text, where colours are wanted between the escape sequences that switch this ink. */
  String on(String text, TextReport.Color color) {
    return color == TextReport.Color.PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
