package io.github.nsglint.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name with the fewest edits (a character added, left out or exchanged, two neighbours
   * swapped) from the wanted one, without case; the first of several.
   *
   * @return empty when even that one needs more edits than a third of the wanted name's length
   */
  public static Optional<String> of(String wanted, Collection<String> known) {
    String typed = wanted.toLowerCase(Locale.ROOT);
    int fewest = (typed.length() + 2) / 3 + 1;
    Optional<String> nearest = Optional.empty();
    for (String name : known) {
      // Names far longer or shorter cannot be near, and what was typed may be very long.
      if (Math.abs(name.length() - typed.length()) < fewest) {
        int edits = edits(typed, name.toLowerCase(Locale.ROOT));
        if (edits < fewest) {
          fewest = edits;
          nearest = Optional.of(name);
        }
      }
    }
    return nearest;
  }

  /** The end of a message: {@code ; did you mean 'title'?}, or nothing. */
  public static String hint(String wanted, Collection<String> known) {
    return of(wanted, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    int exchanged = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(exchanged, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }
}
