package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a file and what is to stand there instead.
 *
 * @param span what is taken out; empty for an insertion
 * @param text what is put in; empty for a removal
 */
public record Edit(Span span, String text) {
  public Edit {
    requireNonNull(span);
    requireNonNull(text);
  }

  /** Puts a text in before the unit at an offset. */
  public static Edit insertion(SourceFile file, int offset, String text) {
    return new Edit(file.span(offset, offset), text);
  }

  /**
   * The file with all of the edits made: the same path, encoding and byte order mark.
   *
   * @param edits of this file; none overlaps another, and of two at one place the first comes first
   */
  public static SourceFile applied(SourceFile file, List<Edit> edits) {
    List<Edit> ordered = new ArrayList<>(edits);
    ordered.sort(Comparator.comparingInt(edit -> edit.span().start()));
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Edit edit : ordered) {
      Span span = edit.span();
      if (span.file() != file || span.start() < at) {
        throw new IllegalArgumentException("an edit at " + span + " overlaps, or is elsewhere");
      }
      text.append(file.text(at, span.start())).append(edit.text());
      at = span.end();
    }
    return file.rewritten(text.append(file.text(at, file.length())).toString());
  }
}
