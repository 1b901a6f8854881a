package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
  private static final char END = '\uFFFF';

  /** Of lines longer than this, as of a file of only such lines, GitHub shows nothing. */
  static final int LARGEST = 8 << 20;

  private final Map<String, Integer> counts = new HashMap<>();
  private final char[] window = new char[WINDOW];
  private final int[] lines = new int[WINDOW];
  private final String[] hashes;
  private final long farthest;
  private long hash;
  private int index;

  private LineHashes(int lineCount) {
    this.hashes = new String[lineCount + 1];
    Arrays.fill(hashes, "");
    long power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= BASE;
    }
    this.farthest = power;
  }

  /** One for each line, at its number. */
  static String[] of(SourceFile file) {
    LineHashes all = new LineHashes(file.lineCount() + 1);
    all.read(file);
    return all.hashes;
  }

  private void read(SourceFile file) {
    int line = 0;
    boolean lineStarts = true;
    boolean afterReturn = false;
    for (int i = 0; i <= file.length(); i++) {
      char c = i < file.length() ? file.charAt(i) : END;
      boolean pair = afterReturn && c == '\n';
      if (c == ' ' || c == '\t' || pair) {
        afterReturn = false;
        continue;
      }
      afterReturn = c == '\r';
      char unit = c == '\r' ? '\n' : c;
      settle();
      if (lineStarts) {
        lineStarts = false;
        lines[index] = ++line;
      }
      lineStarts = unit == '\n';
      add(unit);
    }
    for (int i = 0; i < WINDOW; i++) {
      settle();
      add('\0');
    }
  }

  /** The line that starts at this place of the window is complete. */
  private void settle() {
    if (lines[index] > 0) {
      String text = Long.toHexString(hash);
      hashes[lines[index]] = text + ":" + counts.merge(text, 1, Integer::sum);
      lines[index] = 0;
    }
  }

  private void add(char unit) {
    hash = BASE * hash + unit - farthest * window[index];
    window[index] = unit;
    index = (index + 1) % WINDOW;
  }
}
