package io.github.nsglint.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A long list that all cores write, a part each: the parts are handed on in their order. */
final class OrderedParts {
  /** So many items are written sooner than shared out. */
  static final int FEW = 1000;

  private static final int LENGTH = 250;
  private static final int AT_A_TIME = 8;
  private static final int PIECE = 1 << 13;

  private OrderedParts() {}

  /** Says how items are written, whatever else is written at the time. */
  interface Part {
    /**
     * @param from the first item
     * @param to the item after the last one
     */
    void write(int from, int to, OutputStream out) throws IOException;
  }

  /**
   * @param from the first item
   * @param to the item after the last one
   */
  static void write(int from, int to, OutputStream out, Part part) throws IOException {
    List<Bytes> rooms = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME && from + i * LENGTH < to; i++) {
      rooms.add(new Bytes());
    }
    for (int next = from; next < to; next += AT_A_TIME * LENGTH) {
      int start = next;
      IntStream.range(0, rooms.size())
          .parallel()
          .forEach(
              i -> {
                int first = Math.min(to, start + i * LENGTH);
                rooms.get(i).fill(part, first, Math.min(to, first + LENGTH));
              });
      for (Bytes bytes : rooms) {
        bytes.moveTo(out);
      }
    }
  }

  /** Those of a part; their room is kept for the next one. */
  private static final class Bytes extends ByteArrayOutputStream {
    void fill(Part part, int from, int to) {
      try {
        part.write(from, to, this);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
    }

    void moveTo(OutputStream out) throws IOException {
      for (int at = 0; at < count; at += PIECE) {
        out.write(buf, at, Math.min(PIECE, count - at));
      }
      reset();
    }
  }
}
