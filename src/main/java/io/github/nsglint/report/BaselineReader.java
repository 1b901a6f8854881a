package io.github.nsglint.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log that an earlier run wrote, as a stream: of its size only the results are kept.
 *
 * @see SarifReport
 */
public final class BaselineReader {
  /** The fingerprint that results are compared by. */
  private static final String FINGERPRINT = "nsglintResult/v1";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser json;
  private final List<Baseline.Known> known = new ArrayList<>();
  private String version = "";
  private String tool = "";
  private int runs;
  private boolean withResults;

  private BaselineReader(JsonParser json) {
    this.json = json;
  }

  /**
   * The file is no log that results can be compared with; the message is a clause that says why.
   */
  public static final class NoBaselineException extends Exception {
    private static final long serialVersionUID = 1L;

    NoBaselineException(String message) {
      super(message);
    }
  }

  /**
   * @param name in the user's words
   */
  public static Baseline read(String name, InputStream stream)
      throws IOException, NoBaselineException {
    try (JsonParser json = FACTORY.createParser(stream)) {
      BaselineReader reader = new BaselineReader(json);
      reader.log();
      return new Baseline(name, reader.known);
    } catch (JsonProcessingException e) {
      throw new NoBaselineException(
          "it is no whole JSON document: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ": "
              + Wording.oneLine(e.getOriginalMessage().replaceAll("\\(start marker.*\\)", "")));
    }
  }

  private void log() throws IOException, NoBaselineException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new NoBaselineException("it is no SARIF log: there is no JSON object in it");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("version")) {
        version = text();
      } else if (field.equals("runs") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          runs++;
          run();
        }
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new NoBaselineException("something follows the SARIF log");
    }
    check();
  }

  private void check() throws NoBaselineException {
    if (!version.equals("2.1.0") || runs == 0) {
      throw new NoBaselineException(
          "it is no SARIF log of version 2.1.0"
              + (version.isEmpty() ? "" : ": its version is '" + Wording.oneLine(version) + "'"));
    }
    if (runs > 1) {
      throw new NoBaselineException("it has " + runs + " runs, expected one");
    }
    if (!tool.equals("nsglint")) {
      throw new NoBaselineException(
          "it is a log of "
              + (tool.isEmpty() ? "an unnamed tool" : "'" + Wording.oneLine(tool) + "'")
              + ", not of nsglint");
    }
    if (!withResults) {
      throw new NoBaselineException("its run has no results, not even an empty list of them");
    }
  }

  private void run() throws IOException, NoBaselineException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("tool") && value == JsonToken.START_OBJECT) {
        tool();
      } else if (field.equals("results") && value == JsonToken.START_ARRAY) {
        withResults = true;
        while (json.nextToken() == JsonToken.START_OBJECT) {
          result();
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private void tool() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT && field.equals("driver")) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean name = json.currentName().equals("name");
          json.nextToken();
          if (name) {
            tool = text();
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** The parts of a result that are read before all of it is. */
  private static final class Parts {
    String rule = "";
    String kind = "fail";
    String level = "warning";
    String state = "";
    String message = "";
    Optional<String> uri = Optional.empty();
    int line = 1;
    String resource = "";
    String fingerprint = "";
    boolean accepted;
  }

  private void result() throws IOException, NoBaselineException {
    int line = json.currentLocation().getLineNr();
    Parts parts = new Parts();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "ruleId" -> parts.rule = text();
        case "kind" -> parts.kind = text();
        case "level" -> parts.level = text();
        case "baselineState" -> parts.state = text();
        case "message" -> parts.message = member("text").orElse("");
        case "partialFingerprints" -> parts.fingerprint = member(FINGERPRINT).orElse("");
        case "suppressions" -> {
          parts.accepted =
              value == JsonToken.START_ARRAY && json.nextToken() == JsonToken.START_OBJECT;
          rest(value);
        }
        case "locations" -> {
          if (value == JsonToken.START_ARRAY && json.nextToken() == JsonToken.START_OBJECT) {
            location(parts);
          }
          rest(value);
        }
        default -> json.skipChildren();
      }
    }
    if (parts.rule.isEmpty() || parts.fingerprint.isEmpty()) {
      throw new NoBaselineException(
          "its result at line "
              + line
              + " has no "
              + (parts.rule.isEmpty() ? "ruleId" : "fingerprint " + FINGERPRINT)
              + "; write the baseline anew with `nsglint baseline`");
    }
    // What was absent then, is no result of then.
    if (!parts.state.equals("absent")) {
      add(parts);
    }
  }

  private void add(Parts parts) {
    int colon = parts.fingerprint.indexOf(':');
    int end = colon < 0 ? parts.fingerprint.length() : colon;
    known.add(
        new Baseline.Known(
            parts.rule,
            parts.kind,
            parts.level,
            parts.message,
            parts.uri,
            parts.line,
            parts.resource,
            parts.fingerprint.substring(0, end),
            parts.fingerprint.substring(end),
            parts.accepted));
  }

  private void location(Parts parts) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("physicalLocation") && value == JsonToken.START_OBJECT) {
        physical(parts);
      } else if (field.equals("logicalLocations")
          && value == JsonToken.START_ARRAY
          && json.nextToken() == JsonToken.START_OBJECT) {
        parts.resource = member("fullyQualifiedName").orElse("");
        rest(value);
      } else {
        json.skipChildren();
      }
    }
  }

  private void physical(Parts parts) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("artifactLocation")) {
        parts.uri = member("uri");
      } else if (field.equals("region")) {
        parts.line = number(member("startLine").orElse("1"));
      } else {
        json.skipChildren();
      }
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 1;
  }

  /** A member of the object that starts here, which is read to its end. */
  private Optional<String> member(String name) throws IOException {
    Optional<String> found = Optional.empty();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return found;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals(name);
      json.nextToken();
      if (wanted && json.currentToken().isScalarValue()) {
        found = Optional.of(json.getText());
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  /** Goes to the end of a list of which an item has been read. */
  private void rest(JsonToken start) throws IOException {
    if (start != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
  }

  private String text() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return "";
  }
}
