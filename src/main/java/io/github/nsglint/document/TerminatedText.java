package io.github.nsglint.document;

import java.io.Reader;

/**
 * A text and one line end after it. Without that the parser misplaces a key whose number is the
 * last thing in the file: it looks for the number's end before it tells of the key.
 */
final class TerminatedText extends Reader {
  private final String text;
  private int next;

  TerminatedText(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (next > text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), next + length);
    text.getChars(next, end, buffer, offset);
    int count = end - next;
    if (count < length) {
      buffer[offset + count++] = '\n';
    }
    next += count;
    return count;
  }

  @Override
  public void close() {}
}
