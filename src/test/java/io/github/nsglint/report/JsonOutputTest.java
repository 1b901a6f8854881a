package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  private interface Content {
    void write(JsonOutput out) throws IOException;
  }

  private static String written(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonOutput out = JsonOutput.to(bytes)) {
      content.write(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) throws IOException {
    return written(out -> out.writeString(text));
  }

  @Test
  void aMemberOrItemALine() throws IOException {
    assertEquals(
        """
        {
          "list": [
            "a",
            {
              "number": -12,
              "is": true
            },
            null,
            [],
            []
          ],
          "none": null,
          "nothing": [],
          "empty": {},
          "texts": [
            "b",
            "c"
          ]
        }
        """,
        written(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("list");
              out.writeString("a");
              out.writeStartObject();
              out.writeNumberField("number", -12);
              out.writeBooleanField("is", true);
              out.writeEndObject();
              out.writeNull();
              out.writeStartArray();
              out.writeEndArray();
              out.writeStartArray();
              out.writeEndArray();
              out.writeEndArray();
              out.writeNullField("none");
              out.writeStrings("nothing", List.of());
              out.writeObjectFieldStart("empty");
              out.writeEndObject();
              out.writeStrings("texts", List.of("b", "c"));
              out.writeEndObject();
              out.writeLineEnd();
            }));
  }

  @Test
  void whatIsWrittenElsewhereReadsAsIfItCameNext() throws IOException {
    ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
    String before =
        written(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("list");
              out.writeString("a");
              try (JsonOutput next = out.continued(elsewhere)) {
                next.writeString("b");
              }
              out.flush();
            });
    assertEquals("{\n  \"list\": [\n    \"a\"", before);
    assertEquals(",\n    \"b\"", elsewhere.toString(StandardCharsets.UTF_8));
  }

  @Test
  void deepOnesAreIndentedAsFar() throws IOException {
    String deep =
        written(
            out -> {
              for (int i = 0; i < 100; i++) {
                out.writeStartArray();
              }
              for (int i = 0; i < 100; i++) {
                out.writeEndArray();
              }
            });
    for (int i = 0; i < 99; i++) {
      assertEquals("  ".repeat(i) + "[", deep.split("\n", -1)[i]);
      assertEquals("  ".repeat(i) + "]", deep.split("\n", -1)[198 - i]);
    }
  }

  @Test
  void whatATerminalMustNotSeeIsEscaped() throws IOException {
    assertEquals("\"\\u001B[0m\\u007F\\u0000\"", quoted("\u001b[0m\u007f\0"));
    assertEquals("\"\\u0085\\u202e\\u2028\\u200d\"", quoted("\u0085\u202e\u2028\u200d"));
    assertEquals("\"\\\"\\\\\\b\\t\\n\\f\\r/'\"", quoted("\"\\\b\t\n\f\r/'"));
  }

  @Test
  void pairsOfSurrogatesAreEscapedAndHalvesReplaced() throws IOException {
    assertEquals("\"\\uD83D\\uDE00\"", quoted("\uD83D\uDE00"));
    assertEquals(
        "\"\uFFFD\\uD83D\\uDE00\uFFFDx\uFFFD\"", quoted("\uD83D\uD83D\uDE00\uDE00x\uD83D"));
    assertEquals("\"\uFFFD\uFFFD\"", quoted("\uDE00\uD83D"));
  }

  /** But for characters that we escape besides, and for halves of surrogate pairs. */
  @Property(tries = 300, seed = "20261126")
  void writesAsJacksonDoes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int length = random.nextInt(random.nextInt(10) == 0 ? 20_000 : 200);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(random.nextBoolean() ? 1 : 5)) {
        case 0 -> text.append((char) (' ' + random.nextInt(95)));
        case 1 -> text.append((char) random.nextInt(' '));
        case 2 -> text.append((char) (0xC0 + random.nextInt(0x100)));
        case 3 -> text.append((char) (0x3041 + random.nextInt(80)));
        default -> text.appendCodePoint(0x1F600 + random.nextInt(60));
      }
    }
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
      jackson.setPrettyPrinter(new DefaultPrettyPrinter().withArrayIndenter(lines));
      jackson.writeStartArray();
      jackson.writeString(text.toString());
      jackson.writeString("b");
      jackson.writeEndArray();
    }
    assertEquals(
        expected.toString(StandardCharsets.UTF_8),
        written(
            out -> {
              out.writeStartArray();
              out.writeString(text.toString());
              out.writeString("b");
              out.writeEndArray();
            }));
  }
}
