package io.github.nsglint.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * How our JSON is laid out: a member or item a line, indented by two, and nothing in an empty list.
 * Blanks are a third of a log, so that each line's come ready as bytes.
 */
final class JsonLayout implements PrettyPrinter {
  private static final int PREPARED = 40;
  private static final SerializableString COLON = new SerializedString(": ");
  private static final SerializableString[] LINES = lines();

  private int depth;

  private static SerializableString[] lines() {
    SerializableString[] lines = new SerializableString[PREPARED];
    for (int i = 0; i < PREPARED; i++) {
      lines[i] = line(i);
    }
    return lines;
  }

  private static SerializableString line(int depth) {
    return new SerializedString("\n" + "  ".repeat(depth));
  }

  private void newLine(JsonGenerator out) throws IOException {
    out.writeRaw(depth < PREPARED ? LINES[depth] : line(depth));
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    out.writeRaw('{');
    depth++;
  }

  @Override
  public void writeEndObject(JsonGenerator out, int members) throws IOException {
    end(out, members, '}');
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    newLine(out);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(COLON);
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    out.writeRaw('[');
    depth++;
  }

  @Override
  public void writeEndArray(JsonGenerator out, int items) throws IOException {
    end(out, items, ']');
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    newLine(out);
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    newLine(out);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    newLine(out);
  }

  private void end(JsonGenerator out, int size, char bracket) throws IOException {
    depth--;
    if (size > 0) {
      newLine(out);
    }
    out.writeRaw(bracket);
  }
}
