package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class SourceFileTest {
  @Test
  void linesEndInThreeWays() {
    SourceFile file = new SourceFile("f", "a\nb\r\nc\rd\r\r\n");
    assertEquals(6, file.lineCount());
    assertEquals("a", file.lineText(1));
    assertEquals("b", file.lineText(2));
    assertEquals("c", file.lineText(3));
    assertEquals("d", file.lineText(4));
    assertEquals("", file.lineText(5));
    assertEquals("", file.lineText(6));
    assertEquals(2, file.line(4));
    assertEquals(3, file.column(4));
  }

  @Test
  void aSpanKnowsItsPlace() {
    Span span = new SourceFile("f", "\t😀x\ny").span(3, 6);
    assertEquals("f:1:4", span.toString());
    assertEquals("x\ny", span.text());
    assertEquals(2, span.endLine());
    assertEquals(2, span.endColumn());
    assertThrows(IllegalArgumentException.class, () -> span.file().span(0, 7));
  }

  @Property(tries = 300, seed = "20261124")
  void linesAndColumnsAreThoseOfAPlainLoop(
      @ForAll @CharRange(from = '\n', to = '\u000f') String text) {
    SourceFile file = new SourceFile("f", text);
    int line = 1;
    int column = 1;
    for (int i = 0; i <= text.length(); i++) {
      assertEquals(line, file.line(i));
      assertEquals(column, file.column(i));
      column++;
      if (i < text.length()
          && (text.charAt(i) == '\n'
              || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)))) {
        line++;
        column = 1;
      }
    }
    assertEquals(line, file.lineCount());
  }
}
