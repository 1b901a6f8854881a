package io.github.nsglint.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as we write it: streamed, indented by two, {@code \n} at line ends, and safe to show on a
 * terminal, since control characters and those that reorder a line are escaped.
 */
final class JsonOutput extends JsonGeneratorDelegate {
  private static final char REPLACEMENT = '\uFFFD';

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build()
          .setCharacterEscapes(new Escapes());

  private JsonOutput(JsonGenerator generator) {
    super(generator);
  }

  /** Closing the output ends the document; the stream stays open. */
  static JsonOutput to(OutputStream out) throws IOException {
    JsonGenerator generator = FACTORY.createGenerator(out);
    generator.setPrettyPrinter(new JsonLayout());
    return new JsonOutput(generator);
  }

  /** A file may name half of a surrogate pair ({@code "\\ud800"}), which UTF-8 cannot say. */
  @Override
  public void writeString(String text) throws IOException {
    super.writeString(wellFormed(text));
  }

  void writeStrings(String field, List<String> texts) throws IOException {
    writeArrayFieldStart(field);
    for (String text : texts) {
      writeString(text);
    }
    writeEndArray();
  }

  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7F] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      boolean harmful =
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
          };
      return harmful ? new SerializedString(String.format("\\u%04x", c)) : null;
    }
  }
}
