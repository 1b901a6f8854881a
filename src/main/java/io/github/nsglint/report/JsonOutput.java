package io.github.nsglint.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * JSON as we write it: streamed, a member or item a line, indented by two, {@code \n} at line ends,
 * nothing in an empty list, and safe to show on a terminal, since control characters and those that
 * reorder a line are escaped. A large log is hundreds of megabytes of it, so that it writes bytes
 * straight from texts.
 */
final class JsonOutput implements Closeable {
  private static final int ROOM = 1 << 14;

  /** A unit becomes six bytes at most: {@code \u202e}. */
  private static final int LONGEST_UNIT = 6;

  /** Units written at a time, so that the room is enough for them. */
  private static final int STRETCH = 1 << 10;

  /** Blanks are a third of a log. */
  private static final byte[] LINE = ("\n" + "  ".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);

  /** Which units stand for themselves, as one byte. */
  private static final boolean[] PLAIN = plain();

  private final OutputStream out;
  private byte[] buffer = new byte[ROOM];
  private int count;
  private int depth;

  /** Whether an object or a list has something in it, by its depth. */
  private boolean[] filled = new boolean[32];

  /** Whether the next value belongs to a name that was just written. */
  private boolean named;

  private JsonOutput(OutputStream out) {
    this.out = out;
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[0x80];
    Arrays.fill(plain, ' ', 0x7f, true);
    plain['"'] = false;
    plain['\\'] = false;
    return plain;
  }

  /** Closing the output hands on what it holds; the stream stays open. */
  static JsonOutput to(OutputStream out) {
    return new JsonOutput(out);
  }

  void writeStartObject() throws IOException {
    open('{');
  }

  void writeEndObject() throws IOException {
    end('}');
  }

  void writeStartArray() throws IOException {
    open('[');
  }

  void writeEndArray() throws IOException {
    end(']');
  }

  void writeObjectFieldStart(String field) throws IOException {
    writeFieldName(field);
    open('{');
  }

  void writeArrayFieldStart(String field) throws IOException {
    writeFieldName(field);
    open('[');
  }

  void writeFieldName(String field) throws IOException {
    next();
    text(field);
    room(2);
    buffer[count++] = ':';
    buffer[count++] = ' ';
    named = true;
  }

  void writeStringField(String field, String value) throws IOException {
    writeFieldName(field);
    writeString(value);
  }

  void writeNumberField(String field, long value) throws IOException {
    writeFieldName(field);
    next();
    number(value);
  }

  void writeBooleanField(String field, boolean value) throws IOException {
    writeFieldName(field);
    next();
    ascii(value ? "true" : "false");
  }

  void writeNullField(String field) throws IOException {
    writeFieldName(field);
    writeNull();
  }

  void writeNull() throws IOException {
    next();
    ascii("null");
  }

  /** Half of a surrogate pair, which a file may name, is not what UTF-8 can say. */
  void writeString(String value) throws IOException {
    next();
    text(value);
  }

  void writeStrings(String field, List<String> texts) throws IOException {
    writeArrayFieldStart(field);
    for (String text : texts) {
      writeString(text);
    }
    writeEndArray();
  }

  /** A unit of ASCII, as it is. */
  void writeRaw(char unit) throws IOException {
    room(1);
    buffer[count++] = (byte) unit;
  }

  void flush() throws IOException {
    hand();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void open(char bracket) throws IOException {
    next();
    writeRaw(bracket);
    depth++;
    if (depth == filled.length) {
      filled = Arrays.copyOf(filled, 2 * depth);
    }
    filled[depth] = false;
  }

  private void end(char bracket) throws IOException {
    boolean any = filled[depth];
    depth--;
    if (any) {
      line();
    }
    writeRaw(bracket);
  }

  /** What stands before a value or a name. */
  private void next() throws IOException {
    if (named) {
      named = false;
    } else if (depth > 0) {
      if (filled[depth]) {
        writeRaw(',');
      }
      filled[depth] = true;
      line();
    }
  }

  private void line() throws IOException {
    int first = Math.min(LINE.length, 1 + 2 * depth);
    room(first);
    System.arraycopy(LINE, 0, buffer, count, first);
    count += first;
    for (int i = first; i < 1 + 2 * depth; i++) {
      writeRaw(' ');
    }
  }

  private void number(long value) throws IOException {
    if (value < 0 || value >= 1_000_000_000) {
      ascii(Long.toString(value));
      return;
    }
    room(10);
    int rest = (int) value;
    int end = count + 1;
    for (int more = rest / 10; more > 0; more /= 10) {
      end++;
    }
    for (int at = end - 1; at >= count; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    count = end;
  }

  private void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      writeRaw(text.charAt(i));
    }
  }

  private void text(String text) throws IOException {
    writeRaw('"');
    for (int from = 0; from < text.length(); from += STRETCH) {
      room(LONGEST_UNIT * STRETCH);
      units(text, from, Math.min(text.length(), from + STRETCH));
    }
    writeRaw('"');
  }

  private void units(String text, int from, int to) {
    byte[] bytes = buffer;
    int at = count;
    for (int i = from; i < to; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80 && PLAIN[unit]) {
        bytes[at++] = (byte) unit;
      } else {
        count = at;
        unit(text, i, unit);
        at = count;
      }
    }
    count = at;
  }

  /** A unit that is not written as it is. */
  private void unit(String text, int index, char unit) {
    if (unit < 0x80) {
      escape(unit);
    } else if (Character.isSurrogate(unit)) {
      if (isHalf(text, index)) {
        multiByte('\uFFFD');
      } else {
        unicode(unit, 'A' - 10);
      }
    } else if (isHarmful(unit)) {
      unicode(unit, 'a' - 10);
    } else {
      multiByte(unit);
    }
  }

  private void escape(char unit) {
    char letter =
        switch (unit) {
          case '\b' -> 'b';
          case '\t' -> 't';
          case '\n' -> 'n';
          case '\f' -> 'f';
          case '\r' -> 'r';
          case '"', '\\' -> unit;
          default -> 'u';
        };
    if (letter == 'u') {
      unicode(unit, 'A' - 10);
    } else {
      buffer[count++] = '\\';
      buffer[count++] = (byte) letter;
    }
  }

  private static boolean isHarmful(char unit) {
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Whether a surrogate has no other half beside it. */
  private static boolean isHalf(String text, int index) {
    char unit = text.charAt(index);
    int other = Character.isHighSurrogate(unit) ? index + 1 : index - 1;
    return other < 0
        || other >= text.length()
        || !(Character.isHighSurrogate(unit)
            ? Character.isLowSurrogate(text.charAt(other))
            : Character.isHighSurrogate(text.charAt(other)));
  }

  private void unicode(char unit, int letters) {
    buffer[count++] = '\\';
    buffer[count++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = (unit >> shift) & 0xf;
      buffer[count++] = (byte) (digit < 10 ? '0' + digit : letters + digit);
    }
  }

  private void multiByte(char unit) {
    if (unit < 0x800) {
      buffer[count++] = (byte) (0xc0 | (unit >> 6));
    } else {
      buffer[count++] = (byte) (0xe0 | (unit >> 12));
      buffer[count++] = (byte) (0x80 | ((unit >> 6) & 0x3f));
    }
    buffer[count++] = (byte) (0x80 | (unit & 0x3f));
  }

  private void room(int bytes) throws IOException {
    if (buffer.length - count < bytes) {
      hand();
    }
  }

  private void hand() throws IOException {
    out.write(buffer, 0, count);
    count = 0;
  }
}
