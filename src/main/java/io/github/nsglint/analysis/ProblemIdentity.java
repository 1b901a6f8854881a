package io.github.nsglint.analysis;

import io.github.nsglint.document.Problem;

/** What a problem is, wherever it and what it points at stand in a file: another line tomorrow. */
final class ProblemIdentity {
  private static final String LINE = "line ";

  private ProblemIdentity() {}

  /**
   * The code, and the message without the numbers of lines. What stands behind its last semicolon
   * is left out where it only says on which line else to look.
   */
  static String of(Problem problem) {
    String message = problem.message();
    int clause = message.lastIndexOf("; ");
    int line = message.lastIndexOf(LINE);
    boolean elsewhere =
        clause >= 0
            && clause < line
            && digitsFrom(message, line + LINE.length()) == message.length();
    return problem.code() + " " + withoutLines(elsewhere ? message.substring(0, clause) : message);
  }

  private static String withoutLines(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(LINE); at >= 0; at = text.indexOf(LINE, from)) {
      plain.append(text, from, at + LINE.length());
      from = digitsFrom(text, at + LINE.length());
    }
    return plain.append(text, from, text.length()).toString();
  }

  /** Where the digits that begin at a place end. */
  private static int digitsFrom(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
