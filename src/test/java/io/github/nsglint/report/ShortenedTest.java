package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortenedTest {
  private static final List<String> ITEMS = List.of("aaaa", "bbbb", "cccc", "dddd");

  @Test
  void allItemsWhenTheyFit() {
    assertEquals("aaaa, bbbb, cccc, dddd", Shortened.list(ITEMS, 22));
  }

  @Test
  void asManyAsFitWithTheRestCounted() {
    assertEquals("aaaa, bbbb and 2 more", Shortened.list(ITEMS, 21));
    assertEquals("aaaa and 3 more", Shortened.list(ITEMS, 20));
  }

  @Test
  void theFirstItemAlways() {
    assertEquals("aaaa and 3 more", Shortened.list(ITEMS, 1));
    assertEquals("aaaa", Shortened.list(List.of("aaaa"), 1));
    assertEquals("", Shortened.list(List.of(), 1));
  }
}
