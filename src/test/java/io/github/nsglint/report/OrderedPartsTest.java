package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OrderedPartsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static void items(int from, int to, OutputStream out) throws IOException {
    for (int i = from; i < to; i++) {
      out.write((i + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Parts of which some take longer than all that may wait for them. */
  @Property(tries = 40, seed = "20261126")
  void theyAreHandedOnInTheirOrder(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int first = random.nextInt(2000);
    int last = first + random.nextInt(12_000);
    int slow = 1 + random.nextInt(20);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OrderedParts.write(
        first,
        last,
        out,
        (from, to, part) -> {
          for (int i = 0; i < (from / 250 % slow == 0 ? 2_000_000 : 0); i++) {
            Thread.onSpinWait();
          }
          items(from, to, part);
        });
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    items(first, last, expected);
    assertEquals(
        expected.toString(StandardCharsets.US_ASCII), out.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void whatCannotBeWrittenEndsIt() {
    IOException full = new IOException("no space left");
    OutputStream disk =
        new OutputStream() {
          private int left = 20_000;

          @Override
          public void write(int b) throws IOException {
            if (left-- == 0) {
              throw full;
            }
          }
        };
    IOException thrown =
        assertTimeoutPreemptively(
            LONG,
            () ->
                assertThrows(
                    IOException.class,
                    () -> OrderedParts.write(0, 100_000, disk, OrderedPartsTest::items)));
    assertSame(full, thrown);
  }

  @Test
  void aDefectEndsIt() {
    assertTimeoutPreemptively(
        LONG,
        () ->
            assertThrows(
                IllegalStateException.class,
                () ->
                    OrderedParts.write(
                        0,
                        100_000,
                        OutputStream.nullOutputStream(),
                        (from, to, part) -> {
                          if (from == 5000) {
                            throw new IllegalStateException();
                          }
                          items(from, to, part);
                        })));
  }
}
