package io.github.nsglint.report;

import java.util.Optional;

/**
 * A line with the one before and the one after it, as far as they are there.
 *
 * @param startLine from 1
 * @param endLine the last line, from 1
 * @param endColumn after the last unit of the last line, from 1
 */
record SurroundingLines(int startLine, int endLine, int endColumn, String text) {
  /** Lines longer than this are for machines; showing them helps nobody. */
  private static final int MAX_LINE = 500;

  /** Empty when there is no other line, or when one of them is very long. */
  static Optional<SurroundingLines> of(Stretch stretch) {
    String text = stretch.file().text();
    int lineEnd = lineEnd(text, stretch.end());
    int start = startOfLineBefore(text, stretch.lineStart());
    int nextStart = Math.min(text.length(), lineEnd + breakLength(text, lineEnd));
    boolean hasNext = nextStart < text.length();
    int lastStart = hasNext ? nextStart : stretch.lineStart();
    int end = hasNext ? lineEnd(text, nextStart) : lineEnd;
    int startLine = start < stretch.lineStart() ? stretch.line() - 1 : stretch.line();
    int endLine = hasNext ? stretch.line() + 1 : stretch.line();
    if (startLine == endLine || end - start > 3 * MAX_LINE) {
      return Optional.empty();
    }
    return Optional.of(
        new SurroundingLines(startLine, endLine, end - lastStart + 1, text.substring(start, end)));
  }

  private static int lineEnd(String text, int from) {
    return Stretch.lineEnd(text, from, Math.min(text.length(), from + 3 * MAX_LINE + 1));
  }

  private static int breakLength(String text, int at) {
    return text.startsWith("\r\n", at) ? 2 : 1;
  }

  private static int startOfLineBefore(String text, int lineStart) {
    if (lineStart == 0) {
      return 0;
    }
    int start = lineStart - (lineStart >= 2 && text.startsWith("\r\n", lineStart - 2) ? 2 : 1);
    int limit = Math.max(0, start - 3 * MAX_LINE - 1);
    while (start > limit && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }
}
