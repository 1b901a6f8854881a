package io.github.nsglint.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as we write it: streamed, a member or item a line, indented by two, {@code \n} at line ends,
 * nothing in an empty list, and safe to show on a terminal, since control characters and those that
 * reorder a line are escaped. That what is written makes one document is the caller's to see to.
 */
final class JsonOutput implements Closeable {
  private static final int ROOM = 1 << 13;

  /** Bytes of a unit, at most: an escape with four digits. */
  private static final int LONGEST = 6;

  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** What stands after the backslash for a unit of ASCII; 0 where the unit stands for itself. */
  private static final byte[] ESCAPES = escapes();

  /** A line end, and blanks after it. */
  private static final byte[] LINE = newLine();

  private static final char REPLACEMENT = '\uFFFD';

  /** What UTF-8 has for half of a surrogate pair. */
  private static final byte NONE = '?';

  private final OutputStream stream;
  private final byte[] bytes = new byte[ROOM];
  private int size;

  /** How many bytes were handed on. */
  private long handedOn;

  private int depth;

  /** Whether something stands before in the innermost object or list. */
  private boolean follows;

  /** Whether a name stands before, whose value comes next. */
  private boolean named;

  /** Those written so far, by depth, with the line end before and what else surrounds them. */
  private final List<Map<String, byte[]>> names = new ArrayList<>();

  /** Those at this depth. */
  private Map<String, byte[]> namesHere = names(0);

  private JsonOutput(OutputStream stream) {
    this.stream = stream;
  }

  /** The stream stays open. */
  static JsonOutput to(OutputStream out) {
    return new JsonOutput(out);
  }

  /** For what is written elsewhere, and reads as if it came next, after another member or item. */
  JsonOutput continued(OutputStream elsewhere) {
    JsonOutput next = new JsonOutput(elsewhere);
    next.goTo(depth);
    next.follows = true;
    return next;
  }

  void writeStartObject() throws IOException {
    start('{');
  }

  void writeEndObject() throws IOException {
    end('}');
  }

  void writeStartArray() throws IOException {
    start('[');
  }

  void writeEndArray() throws IOException {
    end(']');
  }

  void writeObjectFieldStart(String name) throws IOException {
    writeFieldName(name);
    start('{');
  }

  void writeArrayFieldStart(String name) throws IOException {
    writeFieldName(name);
    start('[');
  }

  void writeStringField(String name, String text) throws IOException {
    writeFieldName(name);
    writeString(text);
  }

  void writeNumberField(String name, int number) throws IOException {
    writeFieldName(name);
    value(Integer.toString(number));
  }

  void writeBooleanField(String name, boolean is) throws IOException {
    writeFieldName(name);
    value(is ? "true" : "false");
  }

  void writeNullField(String name) throws IOException {
    writeFieldName(name);
    value("null");
  }

  void writeStrings(String name, List<String> texts) throws IOException {
    writeArrayFieldStart(name);
    for (String text : texts) {
      writeString(text);
    }
    writeEndArray();
  }

  void writeFieldName(String name) throws IOException {
    if (follows) {
      put(',');
    }
    follows = true;
    byte[] known = namesHere.get(name);
    if (known == null) {
      known = ("\n" + "  ".repeat(depth) + '"' + name + "\": ").getBytes(StandardCharsets.US_ASCII);
      namesHere.put(name, known);
    }
    put(known, 0, known.length);
    named = true;
  }

  /** A file may name half of a surrogate pair ({@code "\\ud800"}), which becomes U+FFFD. */
  void writeString(String text) throws IOException {
    separate();
    quoted(text);
  }

  void writeNull() throws IOException {
    value("null");
  }

  /** How many objects and lists the next value stands in. */
  int depth() {
    return depth;
  }

  /** How many bytes have been written. */
  long position() {
    return handedOn + size;
  }

  /** Those written since a position; empty if they are handed on already. */
  byte[] since(long position) {
    return position < handedOn
        ? new byte[0]
        : Arrays.copyOfRange(bytes, (int) (position - handedOn), size);
  }

  /** A value that was written before, at the same depth. */
  void writeAgain(byte[] value) throws IOException {
    separate();
    put(value, 0, value.length);
    follows = true;
  }

  /** A line end after the document. */
  void writeLineEnd() throws IOException {
    put('\n');
  }

  void flush() throws IOException {
    drain();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void start(char bracket) throws IOException {
    separate();
    put(bracket);
    goTo(depth + 1);
    follows = false;
  }

  private void end(char bracket) throws IOException {
    goTo(depth - 1);
    if (follows) {
      line();
    }
    put(bracket);
    follows = true;
  }

  private void goTo(int there) {
    depth = there;
    namesHere = names(there);
  }

  private Map<String, byte[]> names(int there) {
    while (names.size() <= there) {
      names.add(new HashMap<>());
    }
    return names.get(there);
  }

  private void value(String ascii) throws IOException {
    separate();
    for (int i = 0; i < ascii.length(); i++) {
      put(ascii.charAt(i));
    }
  }

  /** From what stands before a name, or a value that has none. */
  private void separate() throws IOException {
    if (named) {
      named = false;
    } else if (depth > 0) {
      if (follows) {
        put(',');
      }
      follows = true;
      line();
    }
  }

  private void line() throws IOException {
    int left = 2 * depth;
    int count = Math.min(1 + left, LINE.length);
    need(count);
    System.arraycopy(LINE, 0, bytes, size, count);
    size += count;
    for (left -= count - 1; left > 0; left--) {
      put(' ');
    }
  }

  private void quoted(String text) throws IOException {
    put('"');
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length == text.length()) {
      bytes(encoded, text);
    } else {
      units(text);
    }
    put('"');
  }

  /**
   * A text whose units are a byte each: those of ASCII, and halves of surrogate pairs, which are
   * encoded as {@link #NONE}. Nearly all stand for themselves.
   */
  private void bytes(byte[] encoded, String text) throws IOException {
    int from = 0;
    for (int i = 0; i < encoded.length; i++) {
      byte unit = encoded[i];
      if (ESCAPES[unit] != 0 || unit == NONE) {
        put(encoded, from, i);
        need(LONGEST);
        unit(text, i);
        from = i + 1;
      }
    }
    put(encoded, from, encoded.length);
  }

  private void units(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      need(LONGEST);
      unit(text, i);
    }
  }

  private void unit(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80 && ESCAPES[c] == 0) {
      bytes[size++] = (byte) c;
    } else {
      escaped(c, text, at);
    }
  }

  /** A unit that is more than a byte. */
  private void escaped(char c, String text, int at) {
    if (c < 0x80 && ESCAPES[c] != 'u') {
      bytes[size++] = '\\';
      bytes[size++] = ESCAPES[c];
    } else if (c < 0x80 || isHarmful(c)) {
      code(c, c < 0x80 ? 0 : ' ');
    } else if (Character.isSurrogate(c) && isPaired(text, at)) {
      code(c, 0);
    } else {
      utf8(Character.isSurrogate(c) ? REPLACEMENT : c);
    }
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean isHarmful(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * @param letters what makes letters of digits small ones: a blank, or nothing
   */
  private void code(char c, int letters) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) (DIGITS[(c >> shift) & 0xF] | letters);
    }
  }

  /** A unit that is not ASCII. */
  private void utf8(char c) {
    if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | (c >> 6));
    } else {
      bytes[size++] = (byte) (0xE0 | (c >> 12));
      bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (c & 0x3F));
  }

  private void put(byte[] encoded, int from, int to) throws IOException {
    for (int next = from; next < to; ) {
      need(1);
      int count = Math.min(to - next, ROOM - size);
      System.arraycopy(encoded, next, bytes, size, count);
      size += count;
      next += count;
    }
  }

  private void put(char ascii) throws IOException {
    need(1);
    bytes[size++] = (byte) ascii;
  }

  private void need(int room) throws IOException {
    if (size + room > ROOM) {
      drain();
    }
  }

  private void drain() throws IOException {
    stream.write(bytes, 0, size);
    handedOn += size;
    size = 0;
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    Arrays.fill(escapes, 0, ' ', (byte) 'u');
    escapes[0x7F] = 'u';
    String named = "\"\"\\\\\bb\tt\nn\ff\rr";
    for (int i = 0; i < named.length(); i += 2) {
      escapes[named.charAt(i)] = (byte) named.charAt(i + 1);
    }
    return escapes;
  }

  private static byte[] newLine() {
    byte[] line = new byte[81];
    Arrays.fill(line, (byte) ' ');
    line[0] = '\n';
    return line;
  }
}
