package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;

/**
 * The part of a span that lies on its first line, and that line's bounds, searched no further than
 * a reader will look: a minified file is one line of a hundred megabytes.
 *
 * @param lineStart offset of the line's first unit, exact
 * @param start offset of the span's first unit
 * @param end offset after the last unit of the span on this line
 */
record Stretch(SourceFile file, int line, int lineStart, int start, int end) {
  static Stretch of(Span span) {
    SourceFile file = span.file();
    int end = file.lineEndOf(span.start(), span.end());
    return new Stretch(file, span.line(), file.lineStartOf(span.start()), span.start(), end);
  }

  /** In UTF-16 units, from 1. */
  int startColumn() {
    return start - lineStart + 1;
  }

  /** In UTF-16 units, from 1; the column after the last unit. */
  int endColumn() {
    return end - lineStart + 1;
  }

  int length() {
    return end - start;
  }

  String text() {
    return file.shown(start, end);
  }
}
