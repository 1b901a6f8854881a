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

  private Optional<String> code = Optional.empty();
  private boolean whole;

  private ErrorCode() {}

  /** Empty if there is none; one before a break in the syntax counts. */
  static Optional<String> of(byte[] body) {
    return read(body).code;
  }

  /** One pass: answers are large, and most of them are no error. */
  static ErrorCode read(byte[] body) {
    ErrorCode read = new ErrorCode();
    try (JsonParser parser = JsonAnswer.JSON.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        read.members(parser);
      } else if (first != null) {
        parser.skipChildren();
      }
      read.whole = first != null && parser.nextToken() == null;
    } catch (IOException notJson) {
      read.whole = false;
    }
    return read;
  }

  Optional<String> code() {
    return code;
  }

  /** Whether the answer is JSON from its start to its end. */
  boolean isWhole() {
    return whole;
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean error = parser.currentName().equalsIgnoreCase("error");
      if (parser.nextToken() == JsonToken.START_OBJECT && error) {
        error(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void error(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean ours = code.isEmpty() && parser.currentName().equalsIgnoreCase("code");
      if (parser.nextToken() == JsonToken.VALUE_STRING && ours) {
        code = Optional.of(parser.getText()).filter(text -> CODE.matcher(text).matches());
      } else {
        parser.skipChildren();
      }
    }
  }
}
