package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final String UNITS =
      "ab .\t\n\r\u000b\u007f\u00e4\u00a0\u2003\u2028\u200b\u2192\ud83d\ude00";

  @Test
  void aTextFoldedOverLinesBecomesOneLine() {
    assertEquals("Allow Tcp 443 here", Wording.oneLine("  Allow Tcp\n  443  here\n"));
    assertEquals("", Wording.oneLine(" \n "));
    assertEquals("a \\x1b[0m", Wording.oneLine("a \u001b[0m"));
    assertEquals("a", Wording.oneLine("\u2003a\u3000"));
    assertEquals("a\u2003b", Wording.oneLine("a\u2003b"));
  }

  /** Texts that need nothing done are told apart from others, and that only saves time. */
  @Property(tries = 2000, seed = "20261126")
  void allButSingleSpacesInsideIsMended(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int kinds = random.nextBoolean() ? 4 : UNITS.length();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(UNITS.charAt(random.nextInt(kinds)));
    }
    String given = text.toString();
    assertEquals(
        Printable.of(given.strip().replaceAll("\\s+", " ")), Wording.oneLine(given), given);
  }
}
