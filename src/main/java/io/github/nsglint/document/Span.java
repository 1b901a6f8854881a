package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

/**
 * A stretch of a file's text.
 *
 * @param start offset of the first UTF-16 unit, from 0
 * @param end offset after the last one; equal to {@code start} for an empty stretch
 */
public record Span(SourceFile file, int start, int end) implements Comparable<Span> {
  public Span {
    requireNonNull(file);
    if (start < 0 || end < start || end > file.length()) {
      throw new IllegalArgumentException(start + ".." + end + " in " + file.path());
    }
  }

  /** The line of the first unit, from 1. */
  public int line() {
    return file.line(start);
  }

  /** The column of the first unit in UTF-16 units, from 1. */
  public int column() {
    return file.column(start);
  }

  /** The line of {@code end}, from 1: after a line end, the next line. */
  public int endLine() {
    return file.line(end);
  }

  /** The column of {@code end}, from 1: the one after the last unit. */
  public int endColumn() {
    return file.column(end);
  }

  public String text() {
    return file.text(start, end);
  }

  /** A secret: from now on, no output shows this part of the file. */
  public void conceal() {
    file.conceal(start, end);
  }

  // Written out, as a record's own are generated at each start.
  @Override
  public boolean equals(Object other) {
    return other instanceof Span that
        && file.equals(that.file)
        && start == that.start
        && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  /** By path, then by offset. */
  @Override
  public int compareTo(Span other) {
    int byPath = file == other.file ? 0 : file.path().compareTo(other.file.path());
    if (byPath != 0) {
      return byPath;
    }
    return start != other.start
        ? Integer.compare(start, other.start)
        : Integer.compare(end, other.end);
  }

  /** {@code path:line:column}. */
  @Override
  public String toString() {
    return file.path() + ":" + line() + ":" + column();
  }
}
