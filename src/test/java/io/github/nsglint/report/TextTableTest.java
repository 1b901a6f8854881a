package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void aCellThatIsTooWideMovesItsOwnRowAlone() {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.right("no"),
                TextTable.Column.left("name", 5),
                TextTable.Column.left("place", 9)));
    table.row(List.of("7", "short", "a:1"));
    table.row(List.of("1000", "far too long", "b:2"));
    table.row(List.of("", "日", "c:3"));
    assertEquals(
        List.of(
            "  no  name   place", "   7  short  a:1", "1000  far too long  b:2", "      日     c:3"),
        table.lines());
  }
}
