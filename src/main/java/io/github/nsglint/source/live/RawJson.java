package io.github.nsglint.source.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import io.github.nsglint.source.live.JsonAnswer.Item;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies resources as Azure wrote them, one property a line. Left out is what must not be kept: the
 * address in a shareable link, with which anybody gets to a machine's sign-in, and whatever is a
 * secret by its name. Of a virtual machine only its names, tags and interfaces are kept.
 */
final class RawJson {
  private static final Set<String> SECRETS =
      anyCase(
          "bsl",
          "accessToken",
          "adminPassword",
          "authorizationKey",
          "customData",
          "password",
          "primaryKey",
          "protectedSettings",
          "secondaryKey",
          "secret",
          "sharedKey",
          "userData");

  private static final Set<String> MACHINE =
      anyCase("id", "name", "type", "location", "tags", "properties");
  private static final Set<String> MACHINE_PROPERTIES = anyCase("networkProfile");

  /** Of a resource in a list, as a file of a snapshot has it: below two others. */
  private static final DefaultPrettyPrinter LISTED = printer("\n    ");

  private static final DefaultPrettyPrinter ALONE = printer("\n");

  private final Optional<About> about;
  private final boolean machines;
  private final DefaultPrettyPrinter printer;

  private static DefaultPrettyPrinter printer(String lineStart) {
    DefaultIndenter indenter = new DefaultIndenter("  ", lineStart);
    return new DefaultPrettyPrinter()
        .withArrayIndenter(indenter)
        .withObjectIndenter(indenter)
        .withSeparators(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));
  }

  /**
   * What the question was about, where the answer does not say.
   *
   * @param type of what is answered; empty where the answer has ids
   * @param day on which it was asked
   */
  private record About(String key, String id, String type, String day) {}

  private static Set<String> anyCase(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }

  private RawJson(Optional<About> about, boolean machines, DefaultPrettyPrinter printer) {
    this.about = about;
    this.machines = machines;
    this.printer = printer;
  }

  /** What an operation answers, in a list. */
  static RawJson of(ReadOperation operation) {
    return new RawJson(Optional.empty(), operation == ReadOperation.VIRTUAL_MACHINES, LISTED);
  }

  /** What an operation answers that is no list. */
  static RawJson alone(ReadOperation operation) {
    return new RawJson(Optional.empty(), operation == ReadOperation.VIRTUAL_MACHINES, ALONE);
  }

  /**
   * Each copy also says what the question was about. What has no id, and with it no type, gets its
   * type; it has a past, so that the day of the question is told as well.
   *
   * @param key {@code virtualNetwork}
   * @param id of the resource
   */
  static RawJson about(ReadOperation operation, String key, String id, Instant now) {
    boolean named = operation == ReadOperation.SECURITY_ADMIN_RULES;
    String day = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return new RawJson(
        Optional.of(new About(key, id, named ? "" : operation.type(), day)), false, LISTED);
  }

  /**
   * @param parser at an object's start; afterwards at its end
   */
  Item copy(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    Copy copy = new Copy(parser, text);
    copy.object();
    return new Item(copy.id, copy.type, copy.location, text.toString());
  }

  private final class Copy {
    private final JsonParser parser;
    private final JsonGenerator generator;
    private String id = "";
    private String type = "";
    private String location = "";
    private boolean machine = machines;

    Copy(JsonParser parser, StringWriter text) throws IOException {
      this.parser = parser;
      this.generator = JsonAnswer.JSON.createGenerator(text);
      generator.setPrettyPrinter(printer.createInstance());
    }

    void object() throws IOException {
      generator.writeStartObject();
      if (about.isPresent()) {
        generator.writeObjectFieldStart(about.get().key());
        generator.writeStringField("id", about.get().id());
        generator.writeEndObject();
        if (!about.get().type().isEmpty()) {
          generator.writeStringField("type", about.get().type());
          generator.writeStringField("asked", about.get().day());
        }
      }
      members(0);
      generator.writeEndObject();
      generator.close();
    }

    private void members(int depth) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (depth == 0 && value == JsonToken.VALUE_STRING) {
          note(key, parser.getText());
        }
        if (!SECRETS.contains(key) && (depth > 1 || isKept(key, depth))) {
          generator.writeFieldName(key);
          value(depth + 1);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void note(String key, String text) {
      if (key.equalsIgnoreCase("id")) {
        id = text;
        machine |= id.toLowerCase(Locale.ROOT).contains("/microsoft.compute/virtualmachines/");
      } else if (key.equalsIgnoreCase("type")) {
        type = text;
        machine |= type.equalsIgnoreCase("Microsoft.Compute/virtualMachines");
      } else if (key.equalsIgnoreCase("location")) {
        location = text;
      }
    }

    private boolean isKept(String key, int depth) {
      return !machine || (depth == 0 ? MACHINE : MACHINE_PROPERTIES).contains(key);
    }

    private void value(int depth) throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> {
          generator.writeStartObject();
          members(depth);
          generator.writeEndObject();
        }
        case START_ARRAY -> {
          generator.writeStartArray();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(depth + 1);
          }
          generator.writeEndArray();
        }
        // Not by way of a number of Java's, which would write some of them otherwise.
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
        default -> generator.copyCurrentEvent(parser);
      }
    }
  }

  /** A list as a file of a snapshot has it. */
  static String file(Collection<String> items) {
    int length = 32;
    for (String item : items) {
      length += item.length() + 6;
    }
    StringBuilder text = new StringBuilder(length).append("{\n  \"value\": [");
    String separator = "\n    ";
    for (String item : items) {
      text.append(separator).append(item);
      separator = ",\n    ";
    }
    return text.append(items.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
  }
}
