package io.github.nsglint.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
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
      assertEquals(i + 1 - column, file.lineStartOf(i));
      int end = i;
      while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      assertEquals(end, file.lineEndOf(i, text.length()));
      assertEquals(Math.min(end, (i + end) / 2), file.lineEndOf(i, (i + end) / 2));
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

  /** With lines from none to many a block, and blocks from none to many a line. */
  @Property(tries = 60, seed = "20261125")
  void asciiBytesAnswerAsTheirText(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(6000)];
    int oneIn = 1 + random.nextInt(random.nextBoolean() ? 4 : 4000);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(oneIn) == 0 ? '\n' : ' ' + random.nextInt(95));
    }
    String text = new String(bytes, US_ASCII);
    SourceFile plain = new SourceFile("f", text);
    SourceFile ascii = new SourceFile("f", AsciiText.of(bytes).orElseThrow());
    assertEquals(text, ascii.text());
    assertEquals(plain.length(), ascii.length());
    assertEquals(plain.lineCount(), ascii.lineCount());
    for (int i = 0; i <= text.length(); i += 1 + random.nextInt(3)) {
      assertEquals(plain.line(i), ascii.line(i));
      assertEquals(plain.column(i), ascii.column(i));
      assertEquals(plain.lineStartOf(i), ascii.lineStartOf(i));
      int limit = i + random.nextInt(text.length() - i + 1);
      assertEquals(plain.lineEndOf(i, limit), ascii.lineEndOf(i, limit));
      assertEquals(text.substring(i), ascii.text(i, text.length()));
    }
    for (int line = 1; line <= plain.lineCount(); line += 1 + random.nextInt(5)) {
      assertEquals(plain.lineText(line), ascii.lineText(line));
    }
    for (int i = 0; i < text.length(); i += 1 + random.nextInt(200)) {
      int end = Math.min(text.length(), i + 1 + random.nextInt(40));
      for (String wanted : List.of(text.substring(i, end), text.substring(i, end) + "\u00E4")) {
        int from = random.nextInt(text.length());
        assertEquals(text.indexOf(wanted, from), ascii.indexOf(wanted, from), wanted);
      }
    }
  }

  @Test
  void bytesThatAreNotOneUnitOrLineEndEachAreNoAsciiText() {
    for (int at : List.of(0, 1, 700, 1024, 2047, 2048, 2050)) {
      for (int odd : List.of(0x80, 0xC3, 0xFF, (int) '\r')) {
        byte[] bytes = " ".repeat(2051).getBytes(US_ASCII);
        assertTrue(AsciiText.of(bytes).isPresent());
        bytes[at] = (byte) odd;
        assertTrue(AsciiText.of(bytes).isEmpty(), at + " " + odd);
      }
    }
    assertTrue(AsciiText.of(new byte[] {'[', 0, ']', 0}).isEmpty());
    assertTrue(AsciiText.of(new byte[0]).isPresent());
  }
}
