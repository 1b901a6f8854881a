package io.github.nsglint.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our JSON looks like, and that a parser reads the texts that were written. */
class JsonOutputTest {
  private interface Content {
    void write(JsonOutput out) throws IOException;
  }

  private static String written(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonOutput out = JsonOutput.to(bytes)) {
      content.write(out);
    }
    return bytes.toString(UTF_8);
  }

  private static String text(String value) throws IOException {
    return written(out -> out.writeString(value));
  }

  @Test
  void aMemberOrItemALine() throws IOException {
    assertEquals(
        """
        {
          "text": "a",
          "list": [
            "b",
            null,
            [],
            {
              "yes": true,
              "no": false,
              "nothing": null
            }
          ],
          "none": {},
          "texts": [
            "c",
            "d"
          ]
        }""",
        written(
            out -> {
              out.writeStartObject();
              out.writeStringField("text", "a");
              out.writeArrayFieldStart("list");
              out.writeString("b");
              out.writeNull();
              out.writeStartArray();
              out.writeEndArray();
              out.writeStartObject();
              out.writeBooleanField("yes", true);
              out.writeBooleanField("no", false);
              out.writeNullField("nothing");
              out.writeEndObject();
              out.writeEndArray();
              out.writeObjectFieldStart("none");
              out.writeEndObject();
              out.writeStrings("texts", List.of("c", "d"));
              out.writeEndObject();
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "0",
    "7",
    "10",
    "99",
    "1000000",
    "999999999",
    "1000000000",
    "2147483647",
    "9223372036854775807",
    "-1",
    "-2147483648"
  })
  void numbers(long number) throws IOException {
    assertEquals(
        "{\n  \"n\": " + number + "\n}",
        written(
            out -> {
              out.writeStartObject();
              out.writeNumberField("n", number);
              out.writeEndObject();
            }));
  }

  @Test
  void whatATerminalWouldObeyIsEscaped() throws IOException {
    assertEquals("\"\\\"\\\\/\\b\\t\\n\\f\\r\"", text("\"\\/\b\t\n\f\r"));
    assertEquals("\"\\u0000\\u001B\\u007F\"", text("\0\u001b\u007f"));
    assertEquals("\"\\u0085\\u202e\\u2028\\u200d\"", text("\u0085\u202e\u2028\u200d"));
  }

  @Test
  void otherTextStandsAsItIs() throws IOException {
    assertEquals("\"é → ⟨日本⟩\"", text("é → ⟨日本⟩"));
    assertEquals("\"\\uD83D\\uDE00\"", text("\uD83D\uDE00"));
  }

  @Test
  void halfOfASurrogatePairIsReplaced() throws IOException {
    assertEquals("\"a\uFFFDb\"", text("a\uD83Db"));
    assertEquals("\"\uFFFD\"", text("\uDE00"));
    assertEquals("\"\uFFFD\"", text("\uD83D"));
    assertEquals("\"\uFFFD\\uD83D\\uDE00\uFFFD\"", text("\uD83D\uD83D\uDE00\uDE00"));
  }

  @Test
  void levelsBeyondThePreparedOnesAreIndentedToo() throws IOException {
    String json =
        written(
            out -> {
              for (int i = 0; i < 100; i++) {
                out.writeStartArray();
              }
              out.writeString("deep");
              for (int i = 0; i < 100; i++) {
                out.writeEndArray();
              }
            });
    assertEquals("  ".repeat(100) + "\"deep\"", json.lines().toList().get(100));
  }

  @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aParserReadsWhatWasWritten(@ForAll String text) throws IOException {
    String whole = text.repeat(200);
    // UTF-8 cannot say half of a surrogate pair: Java writes a question mark there, we U+FFFD.
    String sayable = new String(whole.getBytes(UTF_8), UTF_8).replace('?', '\uFFFD');
    String read = new ObjectMapper().readTree(text(whole)).asText();
    assertEquals(sayable, read.replace('?', '\uFFFD'));
  }
}
