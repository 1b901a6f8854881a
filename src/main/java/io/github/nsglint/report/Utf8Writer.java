package io.github.nsglint.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Text as the UTF-8 of a stream. Strings of ASCII, as most of a report are, become bytes at once;
 * what is no text, as half of a surrogate pair, becomes a question mark. The stream stays open.
 */
final class Utf8Writer extends Writer {
  private static final int ROOM = 1 << 13;

  private final OutputStream stream;
  private final byte[] bytes = new byte[ROOM];
  private int size;

  Utf8Writer(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(int c) throws IOException {
    if (c >= 0x80) {
      write(String.valueOf((char) c));
      return;
    }
    if (size == ROOM) {
      drain();
    }
    bytes[size++] = (byte) c;
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    write(new String(chars, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.substring(offset, offset + length));
  }

  @Override
  public void write(String text) throws IOException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < encoded.length; ) {
      if (size == ROOM) {
        drain();
      }
      int count = Math.min(encoded.length - from, ROOM - size);
      System.arraycopy(encoded, from, bytes, size, count);
      size += count;
      from += count;
    }
  }

  private void drain() throws IOException {
    stream.write(bytes, 0, size);
    size = 0;
  }

  @Override
  public void flush() throws IOException {
    drain();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
