package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Utf8WriterTest {
  private static final String UNITS = "a\u00E4\u2192\uFFFD\n\u0000";

  /** Texts from none to longer than what is kept before it is handed on. */
  @Property(tries = 200, seed = "20261126")
  void writesWhatTheStringsHaveAsBytes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder all = new StringBuilder();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Writer writer = new Utf8Writer(out)) {
      for (int i = 0; i < 40; i++) {
        String text = text(random);
        all.append(text);
        switch (random.nextInt(3)) {
          case 0 -> writer.write(text);
          case 1 -> writer.write("(" + text + ")", 1, text.length());
          default -> writer.write(text.toCharArray());
        }
        char c = UNITS.charAt(random.nextInt(UNITS.length()));
        all.append(c);
        writer.write(c);
      }
    }
    assertArrayEquals(all.toString().getBytes(StandardCharsets.UTF_8), out.toByteArray());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextInt(10) == 0 ? 20_000 : 100);
    int kinds = random.nextBoolean() ? 1 : UNITS.length();
    for (int i = 0; i < length; i++) {
      text.append(UNITS.charAt(random.nextInt(kinds)));
      if (kinds > 1 && random.nextInt(20) == 0) {
        text.append(random.nextBoolean() ? "\uD83D\uDE00" : "\uD83D");
      }
    }
    return text.toString();
  }
}
