package io.github.nsglint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows in aligned columns. A cell that is wider than its column may get moves the rest of its own
 * row alone.
 */
final class TextTable {
  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final String GAP = "  ";

  /** Which end of a cell stands at its column's end. */
  enum Align {
    LEFT,
    RIGHT
  }

  /**
   * @param widest how wide the column may get, in columns of the screen
   */
  record Column(String title, Align align, int widest) {
    static Column left(String title, int widest) {
      return new Column(title, Align.LEFT, widest);
    }

    static Column right(String title) {
      return new Column(title, Align.RIGHT, Integer.MAX_VALUE);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<Column> columns) {
    this.columns = columns;
    rows.add(columns.stream().map(Column::title).toList());
  }

  /**
   * @param cells one a column, safe to show
   */
  void row(List<String> cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The titles, then the rows; without line ends. */
  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      widths.add(
          rows.stream()
              .mapToInt(row -> width(row.get(column)))
              .filter(width -> width <= columns.get(column).widest())
              .max()
              .orElse(0));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String padding = " ".repeat(Math.max(0, widths.get(i) - width(row.get(i))));
      boolean left = columns.get(i).align() == Align.LEFT;
      line.append(i == 0 ? "" : GAP).append(left ? row.get(i) + padding : padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  /** The columns that a text takes on a screen. */
  static int width(String text) {
    if (text.chars().allMatch(c -> c < 0x300)) {
      return text.length();
    }
    int width = 0;
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      width += DisplayWidth.of(clusters.group());
    }
    return width;
  }
}
