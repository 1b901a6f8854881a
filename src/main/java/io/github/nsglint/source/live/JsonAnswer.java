package io.github.nsglint.source.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Azure's answers, read as what they hold and kept as what they say. */
final class JsonAnswer {
  static final JsonFactory JSON = new JsonFactory();

  private static final Set<String> LISTS = Set.of("value", "data");
  private static final Set<String> NEXT = Set.of("nextLink", "$skipToken", "skipToken");

  private JsonAnswer() {}

  /**
   * One thing of a list.
   *
   * @param id empty if it has none; the type and the location likewise
   * @param text JSON, one property a line, with nothing left out but what is secret
   */
  record Item(String id, String type, String location, String text) {}

  /**
   * @param next where the list goes on: a link, or a token for the same question
   * @param total how many things there are on all pages, if the answer says
   */
  record Page(List<Item> items, Optional<String> next, Optional<Integer> total) {
    Page {
      items = List.copyOf(items);
    }
  }

  /** Whether it is JSON from its start to its end. */
  static boolean isWhole(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }

  /**
   * Reads a page of a list.
   *
   * @throws IOException if there is no list in it; the message is a clause
   */
  static Page page(byte[] body, RawJson raw) throws IOException {
    List<Item> items = new ArrayList<>();
    Optional<String> next = Optional.empty();
    Optional<Integer> total = Optional.empty();
    boolean found = false;
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("Azure's answer is no page of a list");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (LISTS.contains(key) && value == JsonToken.START_ARRAY) {
          found = true;
          items(parser, raw, items);
        } else if (NEXT.contains(key) && value == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          next = text.isEmpty() ? next : Optional.of(text);
        } else if (key.equals("totalRecords") && value == JsonToken.VALUE_NUMBER_INT) {
          total = Optional.of(parser.getIntValue());
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!found) {
      throw new IOException("Azure's answer has no list in it");
    }
    return new Page(items, next, total);
  }

  private static void items(JsonParser parser, RawJson raw, List<Item> items) throws IOException {
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT) {
        throw new IOException("Azure's list has something in it that is no object");
      }
      items.add(raw.copy(parser));
      token = parser.nextToken();
    }
  }

  /** A member of an object in it; empty if it is not there, {@code null}, a list or an object. */
  static Optional<String> text(String json, String... path) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return text(parser, path, 0);
    } catch (IOException e) {
      throw new AssertionError(e); // it was JSON before
    }
  }

  private static Optional<String> text(JsonParser parser, String[] path, int depth)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      boolean value = parser.currentToken().isScalarValue();
      return depth == path.length && value && parser.currentToken() != JsonToken.VALUE_NULL
          ? Optional.of(parser.getText())
          : Optional.empty();
    }
    Optional<String> found = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean ours = depth < path.length && parser.currentName().equalsIgnoreCase(path[depth]);
      parser.nextToken();
      if (ours) {
        found = text(parser, path, depth + 1);
      }
      // Inside an object or list that is of no interest, or whose part was not.
      if (!ours || parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
      }
    }
    return found;
  }
}
