package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;

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

  /** Odd, and of no pattern: it brings every bit of a hash to bear on its place. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int PIECE = 1 << 13;
  private static final char END = '\uFFFF';

  /** GitHub's reader takes it for a part of the first line. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Of lines longer than this, as of a file of only such lines, GitHub shows nothing. */
  static final int LARGEST = 8 << 20;

  private final char[] window = new char[WINDOW];
  private final int[] lines = new int[WINDOW];

  /** Of each line, at its number; those of lines that are not there stay 0. */
  private final long[] hashes;

  /** Of each line, how many up to it have its hash. */
  private final int[] numbers;

  /** The last line so far of each hash, at a place that the hash leads to; 0 where none is. */
  private final int[] last;

  private final long farthest;
  private long hash;
  private int index;
  private int line;
  private boolean lineStarts = true;
  private boolean afterReturn;

  private LineHashes(int lineCount) {
    this.hashes = new long[lineCount + 1];
    this.numbers = new int[lineCount + 1];
    this.last = new int[Integer.highestOneBit(lineCount + 1) * 4];
    long power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= BASE;
    }
    this.farthest = power;
  }

  static LineHashes of(SourceFile file) {
    LineHashes all = new LineHashes(file.lineCount() + 1);
    all.read(file);
    return all;
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

  private void read(SourceFile file) {
    if (file.marked()) {
      take(BYTE_ORDER_MARK);
    }
    for (int from = 0; from < file.length(); from += PIECE) {
      String piece = file.text(from, Math.min(from + PIECE, file.length()));
      for (int i = 0; i < piece.length(); i++) {
        take(piece.charAt(i));
      }
    }
    take(END);
    for (int i = 0; i < WINDOW; i++) {
      settle();
      add('\0');
    }
  }

  private void take(char c) {
    if (c == ' ' || c == '\t' || (c == '\n' && afterReturn)) {
      afterReturn = false;
      return;
    }
    afterReturn = c == '\r';
    settle();
    if (lineStarts) {
      lines[index] = ++line;
    }
    char unit = afterReturn ? '\n' : c;
    lineStarts = unit == '\n';
    add(unit);
  }

  /** The line that starts at this place of the window is complete. */
  private void settle() {
    int settled = lines[index];
    if (settled > 0) {
      lines[index] = 0;
      hashes[settled] = hash;
      int place = Long.hashCode(hash * SPREAD) & (last.length - 1);
      while (last[place] > 0 && hashes[last[place]] != hash) {
        place = (place + 1) & (last.length - 1);
      }
      numbers[settled] = numbers[last[place]] + 1;
      last[place] = settled;
    }
  }

  private void add(char unit) {
    hash = BASE * hash + unit - farthest * window[index];
    window[index] = unit;
    index = index + 1 < WINDOW ? index + 1 : 0;
  }
}
