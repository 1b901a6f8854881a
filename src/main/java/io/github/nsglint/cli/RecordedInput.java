package io.github.nsglint.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Standard input, which can be read once only, with a copy of what was read if that is not much.
 */
final class RecordedInput extends FilterInputStream {
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private boolean complete = true;

  RecordedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      record(new byte[] {(byte) read}, 0, 1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    if (read > 0) {
      record(bytes, from, read);
    }
    return read;
  }

  private void record(byte[] bytes, int from, int length) {
    complete = complete && copy.size() + length <= MOST_BYTES;
    if (complete) {
      copy.write(bytes, from, length);
    }
  }

  /** Whether {@link #again} gives all that was read. */
  boolean isComplete() {
    return complete;
  }

  InputStream again() {
    return new ByteArrayInputStream(copy.toByteArray());
  }
}
