package io.github.nsglint.document;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, as a unified diff. */
public final class LineDiff {
  private static final int CONTEXT = 3;

  /** Tables larger than this are not worth their memory: the diff is then one piece. */
  private static final long MOST_CELLS = 4_000_000;

  private final List<String> before;
  private final List<String> after;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * @param path in the headings, after {@code a/} and {@code b/}
   * @return empty when nothing differs
   */
  public static String of(String path, String before, String after) {
    LineDiff diff = new LineDiff(lines(before), lines(after));
    String hunks = diff.hunks();
    String name = path.startsWith("/") ? path : "/" + path;
    return hunks.isEmpty() ? "" : "--- a" + name + "\n+++ b" + name + "\n" + hunks;
  }

  /** With their ends. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  /**
   * Lines that are replaced by others.
   *
   * @param from of the text before, {@code to} excluded
   * @param start of the text after, {@code end} excluded
   */
  private record Change(int from, int to, int start, int end) {}

  private String hunks() {
    List<Change> changes = changes();
    StringBuilder text = new StringBuilder();
    int first = 0;
    while (first < changes.size()) {
      int last = first;
      while (last + 1 < changes.size()
          && changes.get(last + 1).from() - changes.get(last).to() <= 2 * CONTEXT) {
        last++;
      }
      hunk(changes.subList(first, last + 1), text);
      first = last + 1;
    }
    return text.toString();
  }

  private void hunk(List<Change> changes, StringBuilder text) {
    Change first = changes.get(0);
    Change last = changes.get(changes.size() - 1);
    int from = Math.max(0, first.from() - CONTEXT);
    int to = Math.min(before.size(), last.to() + CONTEXT);
    int start = first.start() - (first.from() - from);
    int end = last.end() + (to - last.to());
    text.append("@@ -").append(range(from, to)).append(" +").append(range(start, end));
    text.append(" @@\n");
    int at = from;
    for (Change change : changes) {
      add(text, ' ', before.subList(at, change.from()));
      add(text, '-', before.subList(change.from(), change.to()));
      add(text, '+', after.subList(change.start(), change.end()));
      at = change.to();
    }
    add(text, ' ', before.subList(at, to));
  }

  private static String range(int from, int to) {
    int count = to - from;
    return (count == 0 ? from : from + 1) + (count == 1 ? "" : "," + count);
  }

  private static void add(StringBuilder text, char sign, List<String> lines) {
    for (String line : lines) {
      text.append(sign).append(line);
      if (!line.endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** From the first to the last line that differs, cut where lines are equal in between. */
  private List<Change> changes() {
    int head = 0;
    while (head < before.size() && head < after.size() && same(head, head)) {
      head++;
    }
    int tail = 0;
    while (tail < before.size() - head
        && tail < after.size() - head
        && same(before.size() - 1 - tail, after.size() - 1 - tail)) {
      tail++;
    }
    int rows = before.size() - head - tail;
    int columns = after.size() - head - tail;
    if (rows == 0 && columns == 0) {
      return List.of();
    }
    return (long) rows * columns > MOST_CELLS
        ? List.of(new Change(head, head + rows, head, head + columns))
        : changes(head, rows, columns);
  }

  private List<Change> changes(int head, int rows, int columns) {
    List<Change> changes = new ArrayList<>();
    int[][] longest = longest(head, rows, columns);
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int from = i;
      int start = j;
      while ((i < rows || j < columns) && !isCommon(head, i, j, rows, columns)) {
        boolean down = j == columns || (i < rows && longest[i + 1][j] >= longest[i][j + 1]);
        i += down ? 1 : 0;
        j += down ? 0 : 1;
      }
      if (i > from || j > start) {
        changes.add(new Change(head + from, head + i, head + start, head + j));
      }
      while (isCommon(head, i, j, rows, columns)) {
        i++;
        j++;
      }
    }
    return changes;
  }

  private boolean isCommon(int head, int i, int j, int rows, int columns) {
    return i < rows && j < columns && same(head + i, head + j);
  }

  /** Length of the longest common subsequence from each pair of lines on. */
  private int[][] longest(int head, int rows, int columns) {
    int[][] table = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        table[i][j] =
            same(head + i, head + j)
                ? table[i + 1][j + 1] + 1
                : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    return table;
  }

  private boolean same(int i, int j) {
    return before.get(i).equals(after.get(j));
  }
}
