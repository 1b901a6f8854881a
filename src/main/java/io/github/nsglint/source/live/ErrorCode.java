package io.github.nsglint.source.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of an error that Azure answers: {@code {"error": {"code": "AuthorizationFailed",
 * "message": "…"}}}. The message is not taken: it names people and addresses.
 */
final class ErrorCode {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  private ErrorCode() {}

  static Optional<String> of(byte[] body) {
    try (JsonParser parser = JsonAnswer.JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean error = parser.currentName().equalsIgnoreCase("error");
        if (parser.nextToken() == JsonToken.START_OBJECT && error) {
          return code(parser);
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> code(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean code = parser.currentName().equalsIgnoreCase("code");
      if (parser.nextToken() == JsonToken.VALUE_STRING && code) {
        return Optional.of(parser.getText()).filter(text -> CODE.matcher(text).matches());
      }
      parser.skipChildren();
    }
    return Optional.empty();
  }
}
