package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuidsTest {
  @Test
  void areThoseThatJavaMakesOfNames() {
    Guids guids = new Guids();
    for (int i = 0; i < 1000; i++) {
      String text = "n\u00e4me " + i;
      byte[] name = ("nsglint result\n" + text).getBytes(StandardCharsets.UTF_8);
      assertEquals(UUID.nameUUIDFromBytes(name).toString(), guids.of("result", text));
    }
  }
}
