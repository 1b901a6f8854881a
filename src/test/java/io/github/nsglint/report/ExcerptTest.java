package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.SourceFile;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  /** The line, then the carets under it. */
  private static String shown(String text, String marked) {
    Excerpt excerpt = Excerpt.of(Samples.at(new SourceFile("f.json", text), marked));
    return excerpt.text() + "\n" + " ".repeat(excerpt.indent()) + "^".repeat(excerpt.carets());
  }

  @Test
  void caretsStandUnderTheWholeToken() {
    assertEquals("  \"a\": \"b\"\n       ^^^", shown("{\n  \"a\": \"b\"\n}", "\"b\""));
  }

  @Test
  void tabsSpreadToTheNextStop() {
    assertEquals("    ab  x\n        ^", shown("\tab\tx", "x"));
    assertEquals("    ab  x\n      ^^^", shown("\tab\tx", "\tx"));
  }

  @Test
  void wideCharactersCountTwo() {
    assertEquals("日本 x\n     ^", shown("日本 x", "x"));
    assertEquals("\"日本\" x\n^^^^^^", shown("\"日本\" x", "\"日本\""));
    assertEquals("ＡＢx\n    ^", shown("ＡＢx", "x"));
    assertEquals("한글x\n    ^", shown("한글x", "x"));
  }

  @Test
  void emojiCountTwoHoweverTheyAreSpelled() {
    assertEquals("😀x\n  ^", shown("😀x", "x"));
    assertEquals("👩‍👩‍👧x\n  ^", shown("👩‍👩‍👧x", "x"));
    assertEquals("🇩🇪x\n  ^", shown("🇩🇪x", "x"));
    assertEquals("❤️x\n  ^", shown("❤️x", "x"));
    assertEquals("👍🏽x\n  ^", shown("👍🏽x", "x"));
  }

  @Test
  void combiningMarksCountNone() {
    assertEquals("e\u0301x\n ^", shown("e\u0301x", "x"));
    assertEquals("e\u0301\u0323x\n^", shown("e\u0301\u0323x", "e\u0301\u0323"));
  }

  @Test
  void controlCharactersBecomeVisibleAndAreCounted() {
    assertEquals("\\x1b[0m x\n        ^", shown("\u001b[0m x", "x"));
    assertEquals("\\u202ex\n      ^", shown("\u202ex", "x"));
  }

  @Test
  void ofSeveralLinesTheFirstIsShown() {
    assertEquals("  { \"a\":\n  ^^^^^^", shown("[\r\n  { \"a\":\r\n 1 }\r\n]", "{ \"a\":\r\n 1 }"));
  }

  @Test
  void anEmptySpanHasOneCaret() {
    SourceFile file = new SourceFile("f.json", "ab\ncd");
    assertEquals(new Excerpt(1, "ab", 2, 1), Excerpt.of(file.span(2, 2)));
    assertEquals(new Excerpt(2, "cd", 2, 1), Excerpt.of(file.span(5, 5)));
    assertEquals(new Excerpt(2, "cd", 1, 1), Excerpt.of(file.span(4, 4)));
  }

  @Test
  void aLongLineIsCutAroundTheCarets() {
    String text = "0123456789".repeat(30) + "TOKEN" + "0123456789".repeat(30);
    String[] lines = shown(text, "TOKEN").split("\n", -1);
    assertEquals("…" + "0123456789".repeat(3) + "TOKEN", lines[0].substring(0, 36));
    assertEquals(" ".repeat(31) + "^^^^^", lines[1]);
    assertEquals(102, lines[0].length());
    assertTrue(lines[0].endsWith("…"), lines[0]);
  }

  @Test
  void aLongLineKeepsItsStartWhenTheTokenIsNearIt() {
    String[] lines = shown("{ TOKEN" + "x".repeat(500), "TOKEN").split("\n", -1);
    assertEquals("{ TOKEN" + "x".repeat(93) + "…", lines[0]);
    assertEquals("  ^^^^^", lines[1]);
  }

  @Test
  void aTokenLongerThanTheWindowIsMarkedAsFarAsItIsSeen() {
    String[] lines = shown("x".repeat(2000) + "y".repeat(2000), "y".repeat(2000)).split("\n", -1);
    assertEquals("…" + "x".repeat(30) + "y".repeat(70) + "…", lines[0]);
    assertEquals(" ".repeat(31) + "^".repeat(70), lines[1]);
  }

  @Test
  void aCutDoesNotSplitACharacter() {
    String[] lines = shown("😀".repeat(3000) + "x" + "😀".repeat(3000), "x").split("\n", -1);
    assertEquals("…" + "😀".repeat(15) + "x", lines[0].substring(0, 32));
    assertEquals(" ".repeat(31) + "^", lines[1]);
    assertTrue(lines[0].indexOf('\\') < 0, lines[0]);
  }

  /** A small e with an accent is a column wide as well, but no ASCII. */
  @Property(tries = 500, seed = "20261126")
  void aLineOfAsciiIsShownAsAnyOther(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextBoolean() ? 150 : 1500);
    int lines = random.nextInt(4);
    while (text.length() < length) {
      text.append(random.nextInt(length) < lines ? '\n' : "e  -".charAt(random.nextInt(4)));
    }
    SourceFile plain = new SourceFile("f", text.toString());
    SourceFile other = new SourceFile("f", text.toString().replace('e', '\u00E9'));
    for (int i = 0; i < 20; i++) {
      int start = random.nextInt(length + 1);
      int end = start + random.nextInt(Math.min(length - start, random.nextInt(200)) + 1);
      Excerpt wanted = Excerpt.of(other.span(start, end));
      Excerpt found = Excerpt.of(plain.span(start, end));
      assertEquals(
          wanted,
          new Excerpt(
              found.line(), found.text().replace('e', '\u00E9'), found.indent(), found.carets()));
    }
  }

  @Test
  void aLineOfManyMegabytesIsNotCopied() {
    String text = "x".repeat(8_000_000) + "TOKEN" + "x".repeat(8_000_000);
    SourceFile file = new SourceFile("f.json", text);
    for (int i = 0; i < 2_000; i++) {
      assertEquals(5, Excerpt.of(file.span(8_000_000, 8_000_005)).carets());
    }
  }
}
