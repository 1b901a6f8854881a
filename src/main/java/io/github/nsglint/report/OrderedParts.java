package io.github.nsglint.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * A long list that all cores write, a part each. Who ends the part that comes next hands it on, and
 * those after it that have ended, while the others go on writing.
 */
final class OrderedParts {
  /** So many items are written sooner than shared out. */
  static final int FEW = 1000;

  private static final int LENGTH = 250;

  /** Parts that are being written, or wait for one before them. */
  private static final int AT_A_TIME = 8;

  private final int from;
  private final int to;
  private final OutputStream out;
  private final Part part;
  private final Turns turns;

  /** By the number of a part, less a multiple of theirs. */
  private final List<Room> rooms = new ArrayList<>();

  private OrderedParts(int from, int to, OutputStream out, Part part) {
    this.from = from;
    this.to = to;
    this.out = out;
    this.part = part;
    this.turns = new Turns((to - from + LENGTH - 1) / LENGTH);
    for (int i = 0; i < AT_A_TIME; i++) {
      rooms.add(new Room());
    }
  }

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
    if (from == to) {
      return; // as most lists are short, and threads take time to start
    }
    OrderedParts parts = new OrderedParts(from, to, out, part);
    try {
      IntStream.range(0, AT_A_TIME).parallel().forEach(worker -> parts.write());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One part after another that nobody else writes. */
  private void write() {
    boolean whole = false;
    try {
      for (int next = turns.begin(); next >= 0; next = turns.begin()) {
        int first = from + next * LENGTH;
        part.write(first, Math.min(to, first + LENGTH), room(next));
        for (int full = turns.end(next); full >= 0; full = turns.handedOn()) {
          room(full).moveTo(out);
        }
      }
      whole = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!whole) {
        turns.stop();
      }
    }
  }

  private Room room(int number) {
    return rooms.get(number % AT_A_TIME);
  }

  /** The bytes of a part. */
  private static final class Room extends ByteArrayOutputStream {
    /** Small ones take the system twice as long. */
    private static final int PIECE = 1 << 16;

    /** Leaves room for another part. */
    void moveTo(OutputStream out) throws IOException {
      for (int at = 0; at < count; at += PIECE) {
        out.write(buf, at, Math.min(PIECE, count - at));
      }
      reset();
    }
  }

  /** Which part is whose to write or to hand on; parts are counted from 0. */
  private static final class Turns {
    private final int count;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final boolean[] ended = new boolean[AT_A_TIME];
    private int begun;
    private int handedOn;
    private boolean handingOn;

    Turns(int count) {
      this.count = count;
    }

    /** One to write, as soon as there is room for it; -1 if all are begun. */
    int begin() {
      free.acquireUninterruptibly();
      synchronized (this) {
        if (begun < count) {
          return begun++;
        }
      }
      free.release();
      return -1;
    }

    /**
     * @return the part to hand on; -1 if it has not ended, or another hands on
     */
    synchronized int end(int part) {
      ended[part % AT_A_TIME] = true;
      return handingOn ? -1 : next();
    }

    /**
     * @return the part to hand on now; -1 if it has not ended
     */
    synchronized int handedOn() {
      ended[handedOn % AT_A_TIME] = false;
      handedOn++;
      free.release();
      return next();
    }

    private int next() {
      handingOn = ended[handedOn % AT_A_TIME];
      return handingOn ? handedOn : -1;
    }

    /** Lets nobody wait for what will not be handed on. */
    synchronized void stop() {
      begun = count;
      free.release(AT_A_TIME);
    }
  }
}
