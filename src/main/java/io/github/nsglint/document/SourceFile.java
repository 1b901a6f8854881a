package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file's text under the name its reader shows. Identity counts: two files of one name and text
 * are two files.
 */
public final class SourceFile {
  private final String path;
  private final Text text;
  private final Charset charset;
  private final boolean marked;

  /** Where secrets are: the end of each by its start. */
  private final TreeMap<Integer, Integer> concealed = new TreeMap<>();

  /**
   * @param path as given by the user, with {@code /} between its parts; {@code -} is standard input
   * @param text decoded, without a byte order mark; line ends as in the file
   */
  public SourceFile(String path, String text) {
    this(path, new PlainText(text), StandardCharsets.UTF_8, false);
  }

  /** One without a byte order mark. */
  SourceFile(String path, Text text) {
    this(path, text, StandardCharsets.UTF_8, false);
  }

  /**
   * @param marked whether a byte order mark stands before the text
   */
  SourceFile(String path, Text text, Charset charset, boolean marked) {
    this.path = requireNonNull(path);
    this.text = requireNonNull(text);
    this.charset = requireNonNull(charset);
    this.marked = marked;
  }

  /** Of a file in UTF-8 that begins with a byte order mark, which the text is without. */
  public static SourceFile marked(String path, String text) {
    return new SourceFile(path, new PlainText(text), StandardCharsets.UTF_8, true);
  }

  /** The same file with another text: path, encoding and byte order mark stay. */
  SourceFile rewritten(String other) {
    return new SourceFile(path, new PlainText(other), charset, marked);
  }

  /** The first line end of the text; {@code \n} where it has one line. */
  public String lineEnd() {
    for (int i = 0; i < length(); i++) {
      if (charAt(i) == '\n') {
        return "\n";
      }
      if (charAt(i) == '\r') {
        return i + 1 < length() && charAt(i + 1) == '\n' ? "\r\n" : "\r";
      }
    }
    return "\n";
  }

  /** What its bytes are a text in. */
  public Charset charset() {
    return charset;
  }

  /** Whether a byte order mark stands before the text, which is no part of it. */
  public boolean marked() {
    return marked;
  }

  /** The bytes of the file; not those of a text that could not be decoded in full. */
  public byte[] written() {
    Optional<byte[]> bytes = bytes();
    return bytes.isPresent()
        ? bytes.get().clone()
        : ((marked ? "\uFEFF" : "") + text()).getBytes(charset);
  }

  /**
   * The text of bytes in UTF-8, with or without a byte order mark, or in UTF-16 with one. Bytes
   * that are none become {@code U+FFFD} each, and the first of them a problem.
   *
   * @param path as for the constructor
   * @param bytes must not be changed any more: those of a large file are kept
   */
  public static Loaded<SourceFile> decode(String path, byte[] bytes) {
    return Decoding.decode(path, bytes);
  }

  public String path() {
    return path;
  }

  /** All of it. A large file makes a copy at each call: ask for what you need of it. */
  public String text() {
    return text.part(0, text.length());
  }

  /**
   * @param end offset after the last unit
   */
  public String text(int start, int end) {
    return text.part(start, end);
  }

  /**
   * The text as an output may show it: of the same length, with a {@code *} for each unit that is
   * concealed.
   */
  public String shown(int start, int end) {
    String part = text.part(start, end);
    if (concealed.isEmpty()) {
      return part;
    }
    StringBuilder shown = new StringBuilder(part);
    concealed.forEach(
        (from, to) -> {
          for (int i = Math.max(from, start); i < Math.min(to, end); i++) {
            if (part.charAt(i - start) != '\n' && part.charAt(i - start) != '\r') {
              shown.setCharAt(i - start, '*');
            }
          }
        });
    return shown.toString();
  }

  /** From now on, no output shows this part. */
  void conceal(int start, int end) {
    concealed.merge(start, end, Math::max);
  }

  public char charAt(int offset) {
    return text.charAt(offset);
  }

  /**
   * Where a text stands first, at an offset or later.
   *
   * @param wanted not empty
   * @return -1 if it is not there
   */
  public int indexOf(String wanted, int from) {
    return text.indexOf(wanted, from);
  }

  /** In UTF-16 units. */
  public int length() {
    return text.length();
  }

  /** The bytes, if each of them is one unit; empty for most files. */
  Optional<byte[]> bytes() {
    return text instanceof AsciiText ascii ? Optional.of(ascii.bytes()) : Optional.empty();
  }

  /** The bytes of a stretch, if each byte of the file is one unit; empty for most files. */
  public Optional<byte[]> bytes(int start, int end) {
    return text instanceof AsciiText ascii
        ? Optional.of(Arrays.copyOfRange(ascii.bytes(), start, end))
        : Optional.empty();
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
    return text.line(offset);
  }

  /** The column of an offset in UTF-16 units, from 1. */
  public int column(int offset) {
    return offset - text.lineStartOf(offset) + 1;
  }

  /** The offset at which the line of an offset starts. */
  public int lineStartOf(int offset) {
    return text.lineStartOf(offset);
  }

  /** Where the line of an offset ends, without its line end; {@code limit} if not before. */
  public int lineEndOf(int offset, int limit) {
    return text.lineEndOf(offset, limit);
  }

  /** The offset at which a line starts. */
  public int lineStart(int line) {
    return text.lineStart(line);
  }

  public int lineCount() {
    return text.lineCount();
  }

  /** The text of a line without its end. */
  public String lineText(int line) {
    int start = text.lineStart(line);
    int end = line < text.lineCount() ? text.lineStart(line + 1) : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.part(start, end);
  }
}
