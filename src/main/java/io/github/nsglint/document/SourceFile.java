package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file's text under the name its reader shows. Identity counts: two files of one name and text
 * are two files.
 */
public final class SourceFile {
  private final String path;
  private final String text;
  private int @Nullable [] lineStarts;

  /**
   * @param path as given by the user, with {@code /} between its parts; {@code -} is standard input
   * @param text decoded, without a byte order mark; line ends as in the file
   */
  public SourceFile(String path, String text) {
    this.path = requireNonNull(path);
    this.text = requireNonNull(text);
  }

  /**
   * The text of bytes in UTF-8, with or without a byte order mark, or in UTF-16 with one. Bytes
   * that are none become {@code U+FFFD} each, and the first of them a problem.
   *
   * @param path as for the constructor
   */
  public static Loaded<SourceFile> decode(String path, byte[] bytes) {
    return Decoding.decode(path, bytes);
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  /** The whole file as one empty span at its start: the place of what concerns the file as such. */
  public Span start() {
    return new Span(this, 0, 0);
  }

  /**
   * The line of an offset, from 1. A line ends after {@code \n}, {@code \r\n} or a lone {@code \r}.
   */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of an offset in UTF-16 units, from 1. */
  public int column(int offset) {
    return offset - lineStarts()[line(offset) - 1] + 1;
  }

  public int lineCount() {
    return lineStarts().length;
  }

  /** The text of a line without its end. */
  public String lineText(int line) {
    int[] starts = lineStarts();
    int start = starts[line - 1];
    int end = line < starts.length ? starts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
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
