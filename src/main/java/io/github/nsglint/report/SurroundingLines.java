package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
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
    SourceFile file = stretch.file();
    int lineEnd = lineEnd(file, stretch.end());
    int start = startOfLineBefore(file, stretch.lineStart());
    int nextStart = Math.min(file.length(), lineEnd + breakLength(file, lineEnd));
    boolean hasNext = nextStart < file.length();
    int lastStart = hasNext ? nextStart : stretch.lineStart();
    int end = hasNext ? lineEnd(file, nextStart) : lineEnd;
    int startLine = start < stretch.lineStart() ? stretch.line() - 1 : stretch.line();
    int endLine = hasNext ? stretch.line() + 1 : stretch.line();
    if (startLine == endLine || end - start > 3 * MAX_LINE) {
      return Optional.empty();
    }
    return Optional.of(
        new SurroundingLines(startLine, endLine, end - lastStart + 1, file.shown(start, end)));
  }

  private static int lineEnd(SourceFile file, int from) {
    return file.lineEndOf(from, Math.min(file.length(), from + 3 * MAX_LINE + 1));
  }

  private static int breakLength(SourceFile file, int at) {
    return isCrLf(file, at) ? 2 : 1;
  }

  private static boolean isCrLf(SourceFile file, int at) {
    return at + 1 < file.length() && file.charAt(at) == '\r' && file.charAt(at + 1) == '\n';
  }

  private static int startOfLineBefore(SourceFile file, int lineStart) {
    if (lineStart == 0) {
      return 0;
    }
    return file.lineStartOf(lineStart - (lineStart >= 2 && isCrLf(file, lineStart - 2) ? 2 : 1));
  }
}
