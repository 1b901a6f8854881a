package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RepeatedValueTest {
  private interface Members {
    void write(JsonOutput out, String text) throws IOException;
  }

  /** One or two levels deep, with one of three texts, of which one is handed on in pieces. */
  private static String written(long seed, JsonOutput out, ByteArrayOutputStream bytes, Members of)
      throws IOException {
    Random random = new Random(seed);
    List<String> texts = List.of("a", "b\n", "c".repeat(9000));
    out.writeStartArray();
    for (int i = 0; i < 300; i++) {
      boolean deeper = random.nextInt(8) == 0;
      out.writeStartObject();
      if (random.nextBoolean()) {
        out.writeNumberField("first", i);
      }
      if (deeper) {
        out.writeObjectFieldStart("deeper");
      }
      out.writeFieldName("value");
      of.write(out, texts.get(random.nextInt(10) == 0 ? 2 : random.nextInt(2)));
      out.writeBooleanField("after", true);
      if (deeper) {
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void value(JsonOutput out, String text) throws IOException {
    out.writeStartArray();
    out.writeString(text);
    out.writeStartObject();
    out.writeStringField("text", text);
    out.writeEndObject();
    out.writeEndArray();
  }

  @Property(tries = 50, seed = "20261126")
  void readsAsIfItWereWrittenEachTime(@ForAll long seed) throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    JsonOutput plain = JsonOutput.to(one);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    JsonOutput repeating = JsonOutput.to(other);
    RepeatedValue<String> repeated = new RepeatedValue<>(repeating, text -> value(repeating, text));
    assertEquals(
        written(seed, plain, one, RepeatedValueTest::value),
        written(seed, repeating, other, (out, text) -> repeated.write(text)));
  }
}
