package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
import java.util.Optional;

/**
 * The fingerprint by which GitHub's code scanning tells alerts of one rule in one file apart, for
 * every line of a file: a rolling hash of the hundred units from the line's start on, blanks and
 * tabs left out, then {@code :n}, counting the lines so far with the same hash. A log without it,
 * or with another one, makes GitHub's own upload step compute it from the files it finds.
 *
 * @see <a href="https://github.com/github/codeql-action/blob/main/src/fingerprints.ts">where it
 *     comes from</a>
 */
final class LineHashes {
  private static final int WINDOW = 100;
  private static final long BASE = 37;

  /** {@link #BASE} to the power of {@link #WINDOW}. */
  private static final long FARTHEST = farthest();

  /** Odd, and of no pattern: it brings every bit of a hash to bear on its place. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int PIECE = 1 << 13;
  private static final char END = '\uFFFF';

  /** GitHub's reader takes it for a part of the first line. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Of lines longer than this, as of a file of only such lines, GitHub shows nothing. */
  static final int LARGEST = 8 << 20;

  /** Of each line, at its number; those of lines that are not there stay 0. */
  private final long[] hashes;

  /** Of each line, how many up to it have its hash. */
  private final int[] numbers;

  private LineHashes(int lineCount) {
    this.hashes = new long[lineCount + 1];
    this.numbers = new int[lineCount + 1];
  }

  static LineHashes of(SourceFile file) {
    LineHashes all = new LineHashes(file.lineCount() + 1);
    all.new Reading().read(file);
    return all;
  }

  private static long farthest() {
    long power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= BASE;
    }
    return power;
  }

  /**
   * @param number from 1
   * @return empty for a line that is not there
   */
  String line(int number) {
    return number < hashes.length && numbers[number] > 0
        ? Long.toHexString(hashes[number]) + ":" + numbers[number]
        : "";
  }

  int lineCount() {
    return hashes.length - 1;
  }

  /**
   * Goes through a file with one hash of all units so far. That of a line's window is the one at
   * the window's end, less what the one at the line's start has become by then.
   */
  private final class Reading {
    /** More than lines can have a window open, and a power of 2. */
    private static final int ROOM = 128;

    /** The last line so far of each hash, at a place that the hash leads to; 0 where none is. */
    private final int[] last = new int[Integer.highestOneBit(hashes.length) * 4];

    /**
     * Of the lines whose window is open, the hash at their start, and how many units were before.
     */
    private final long[] starts = new long[ROOM];

    private final int[] places = new int[ROOM];

    private long hash;

    /** So far, without those that do not count. */
    private int units;

    /** The first line whose window is open, and the one that comes next. */
    private int open = 1;

    private int line = 1;

    /** How many units there are when the window of the line {@link #open} ends. */
    private int end = WINDOW;

    private boolean afterReturn;

    void read(SourceFile file) {
      if (file.marked()) {
        take(BYTE_ORDER_MARK);
      }
      for (int from = 0; from < file.length(); from += PIECE) {
        int to = Math.min(from + PIECE, file.length());
        Optional<byte[]> bytes = file.bytes(from, to);
        if (bytes.isPresent()) {
          take(bytes.get());
        } else {
          String piece = file.text(from, to);
          for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i));
          }
        }
      }
      take(END);
      for (int i = 0; i < WINDOW; i++) {
        add('\0');
      }
    }

    /** Units of ASCII: nearly all are blanks or of no other meaning, and quickly done with. */
    private void take(byte[] bytes) {
      long now = hash;
      int count = units;
      for (byte unit : bytes) {
        if (unit > ' ' && count + 1 != end) {
          now = BASE * now + unit;
          count++;
        } else if (unit != ' ') {
          hash = now;
          units = count;
          take((char) unit);
          now = hash;
          count = units;
        }
      }
      hash = now;
      units = count;
    }

    private void take(char c) {
      if (c == ' ' || c == '\t' || (c == '\n' && afterReturn)) {
        afterReturn = false;
        return;
      }
      afterReturn = c == '\r';
      if (c == '\n' || c == '\r') {
        add('\n');
        start();
      } else {
        add(c);
      }
    }

    private void add(char unit) {
      hash = BASE * hash + unit;
      if (++units == end) {
        settle();
      }
    }

    private void start() {
      line++;
      starts[line & (ROOM - 1)] = hash;
      places[line & (ROOM - 1)] = units;
      if (open == line) {
        end = units + WINDOW;
      }
    }

    private void settle() {
      long found = hash - FARTHEST * starts[open & (ROOM - 1)];
      hashes[open] = found;
      int place = Long.hashCode(found * SPREAD) & (last.length - 1);
      while (last[place] > 0 && hashes[last[place]] != found) {
        place = (place + 1) & (last.length - 1);
      }
      numbers[open] = numbers[last[place]] + 1;
      last[place] = open;
      open++;
      end = open <= line ? places[open & (ROOM - 1)] + WINDOW : 0;
    }
  }
}
