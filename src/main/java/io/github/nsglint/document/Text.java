package io.github.nsglint.document;

/** The text of a file, asked by offsets of UTF-16 units from 0 and by lines from 1. */
sealed interface Text permits PlainText, AsciiText {
  int length();

  char charAt(int offset);

  String part(int start, int end);

  /** The offset of a text, at {@code from} or later; -1 if it is not there. */
  int indexOf(String wanted, int from);

  /** The line of an offset, which may be the text's end. */
  int line(int offset);

  int lineStart(int line);

  int lineCount();

  /** The first line end at an offset or later; {@code limit} if there is none before it. */
  int lineEndOf(int offset, int limit);

  /** Where the line of an offset starts. */
  default int lineStartOf(int offset) {
    return lineStart(line(offset));
  }
}
