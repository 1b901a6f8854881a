package io.github.nsglint.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Any text, as a string. */
final class PlainText implements Text {
  private final String text;

  /** Asked for by several threads when reports are written. */
  private volatile int @Nullable [] lineStarts;

  PlainText(String text) {
    this.text = text;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int offset) {
    return text.charAt(offset);
  }

  @Override
  public String part(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public int indexOf(String wanted, int from) {
    return text.indexOf(wanted, from);
  }

  @Override
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public int lineEndOf(int offset, int limit) {
    int end = offset;
    while (end < limit && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  @Override
  public int lineStart(int line) {
    return lineStarts()[line - 1];
  }

  @Override
  public int lineCount() {
    return lineStarts().length;
  }

  /** Offsets at which lines start. Made on first use: most files never have to name a line. */
  private int[] lineStarts() {
    int[] known = lineStarts;
    if (known != null) {
      return known;
    }
    int[] starts = new int[16 + text.length() / 32];
    int count = 1;
    boolean onlyFeeds = text.indexOf('\r') < 0;
    for (int i = nextEnd(0, onlyFeeds); i >= 0; i = nextEnd(i + 1, onlyFeeds)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[count++] = i + 1;
    }
    int[] made = Arrays.copyOf(starts, count);
    lineStarts = made;
    return made;
  }

  /** The last unit of the line end at or after an offset; -1 if there is none. */
  private int nextEnd(int from, boolean onlyFeeds) {
    if (onlyFeeds) {
      return text.indexOf('\n', from);
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean loneReturn = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || loneReturn) {
        return i;
      }
    }
    return -1;
  }
}
