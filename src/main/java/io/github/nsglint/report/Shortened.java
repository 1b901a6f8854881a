package io.github.nsglint.report;

import java.util.List;

/** Long lists, cut for a reader's eye: {@code 10.0.0.0/8, 10.1.0.0/16 and 12 more}. */
final class Shortened {
  private Shortened() {}

  /**
   * As many items as fit, at least one.
   *
   * @param items safe to show
   * @param columns of the whole text, as long as no single item is longer
   */
  static String list(List<String> items, int columns) {
    String best = "";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < items.size() && TextTable.width(text.toString()) <= columns; i++) {
      text.append(i == 0 ? "" : ", ").append(items.get(i));
      String shown = i + 1 < items.size() ? text + more(items.size() - i - 1) : text.toString();
      if (i == 0 || TextTable.width(shown) <= columns) {
        best = shown;
      }
    }
    return best;
  }

  private static String more(int number) {
    return " and " + number + " more";
  }
}
