package io.github.nsglint.report;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of source as a terminal shows it, and where to put the carets under it. Columns are
 * those of the screen: tabs are spread, wide characters count two, combining ones none. A long line
 * is cut to a window around the carets, with {@code …} where it was cut.
 *
 * @param line its number, from 1
 * @param text what to show, without control characters
 * @param indent columns before the first caret
 * @param carets how many, at least one
 */
record Excerpt(int line, String text, int indent, int carets) {
  private static final int TAB = 4;
  private static final int MAX_WIDTH = 100;
  private static final int WIDTH_BEFORE_CARET = 30;

  /** Units looked at on either side of a span's start: more than the window can show. */
  private static final int REACH = 400;

  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final String CUT = "…";

  /**
   * What a reader takes for one character, or an escape that stands for it.
   *
   * @param offset of its first unit in the file
   * @param endOffset after its last unit
   * @param column where it starts on the screen, from 0, in the line before any cut
   */
  private record Cell(String shown, int width, int offset, int endOffset, int column) {
    int endColumn() {
      return column + width;
    }
  }

  /** The first line of a span. */
  static Excerpt of(Span span) {
    return of(Stretch.of(span));
  }

  static Excerpt of(Stretch stretch) {
    SourceFile file = stretch.file();
    int start = stretch.start();
    int from = Math.max(stretch.lineStart(), start - REACH);
    int to = file.lineEndOf(start, Math.min(file.length(), start + REACH));
    boolean cutBefore = from > stretch.lineStart();
    boolean cutAfter = to < file.length() && file.lineEndOf(to, to + 1) > to;
    String line = file.shown(from, to);
    int end = Math.min(stretch.end(), to);
    boolean plain = isPlain(line);
    List<Cell> cells = plain ? List.of() : cells(line, from);
    int caretStart = plain ? start - from : startColumn(cells, start);
    int caretEnd = Math.max(plain ? end - from : endColumn(cells, end), caretStart + 1);
    int first = cutBefore || caretEnd > MAX_WIDTH ? caretStart - WIDTH_BEFORE_CARET : 0;
    Window window = plain ? Window.of(line, first) : Window.of(cells, first, caretStart);
    boolean before = cutBefore || (window.start() > 0 && first > 0);
    boolean rest = cutAfter || !window.toEnd();
    String text = (before ? CUT : "") + window.shown() + (rest ? CUT : "");
    int carets = Math.max(1, Math.min(caretEnd, window.end()) - caretStart);
    int indent = caretStart - window.start() + (before ? CUT.length() : 0);
    return new Excerpt(stretch.line(), text.stripTrailing(), indent, carets);
  }

  /** Whether each unit is a character of one column that is shown as it is: in nearly all lines. */
  private static boolean isPlain(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  /**
   * What of a line is shown.
   *
   * @param start its first column
   * @param end the column after it
   * @param toEnd whether it goes as far as the line
   */
  private record Window(String shown, int start, int end, boolean toEnd) {
    /** Of a plain line. */
    static Window of(String line, int first) {
      int start = Math.max(0, first);
      int end = Math.min(line.length(), start + MAX_WIDTH);
      return new Window(line.substring(start, end), start, end, end == line.length());
    }

    /**
     * @param first column that may be seen
     * @param none where it is when nothing is seen
     */
    static Window of(List<Cell> cells, int first, int none) {
      StringBuilder shown = new StringBuilder();
      int start = none;
      int end = none;
      for (Cell cell : cells) {
        if (cell.column() < first) {
          continue;
        }
        if (shown.length() == 0) {
          start = cell.column();
        }
        if (cell.endColumn() - start > MAX_WIDTH) {
          return new Window(shown.toString(), start, end, false);
        }
        shown.append(cell.shown());
        end = cell.endColumn();
      }
      return new Window(shown.toString(), start, end, true);
    }
  }

  private static List<Cell> cells(String line, int offset) {
    List<Cell> cells = new ArrayList<>();
    int column = 0;
    Matcher clusters = CLUSTER.matcher(line);
    while (clusters.find()) {
      String cluster = clusters.group();
      String shown;
      int width;
      if (cluster.equals("\t")) {
        width = TAB - column % TAB;
        shown = " ".repeat(width);
      } else {
        shown = Printable.of(cluster);
        width = shown.equals(cluster) ? DisplayWidth.of(cluster) : shown.length();
      }
      cells.add(new Cell(shown, width, offset + clusters.start(), offset + clusters.end(), column));
      column += width;
    }
    return cells;
  }

  /** The column of the character that holds this offset; the line's end when none does. */
  private static int startColumn(List<Cell> cells, int offset) {
    int column = 0;
    for (Cell cell : cells) {
      if (offset < cell.endOffset()) {
        return cell.column();
      }
      column = cell.endColumn();
    }
    return column;
  }

  /** The column after the character before this offset. */
  private static int endColumn(List<Cell> cells, int offset) {
    int column = 0;
    for (Cell cell : cells) {
      if (cell.offset() >= offset) {
        return cell.column();
      }
      column = cell.endColumn();
    }
    return column;
  }
}
