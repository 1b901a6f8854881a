package io.github.nsglint.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where and why the syntax of a JSON document breaks. It reads on from the last good token,
 * as the parser's own words and places are about its source code, not about the user's text.
 */
final class JsonBreak {
  static final String CODE = "json-syntax";

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern LEADING_ZERO = Pattern.compile("-?0[0-9]+");
  private static final Pattern CONFLICT = Pattern.compile("<{7}|={7}|>{7}|\\|{7}");

  /** What can stand next. */
  enum Place {
    ROOT("a JSON value"),
    KEY("a key in quotes or '}'"),
    AFTER_KEY("':'"),
    MEMBER("a value"),
    AFTER_MEMBER("',' or '}'"),
    ITEM("a value or ']'"),
    AFTER_ITEM("',' or ']'"),
    AFTER_ROOT("nothing more");

    private final String expected;

    Place(String expected) {
      this.expected = expected;
    }
  }

  private final SourceFile file;
  private final String text;
  private final int container;
  private int wordEnd;
  private Place place;
  private int at;
  private int textStart;

  /**
   * @param at the end of the last good token
   * @param container where the map or list around it opens; -1 outside of all
   * @param textStart where the last good token starts if it is a text, else its end
   */
  JsonBreak(SourceFile file, Place place, int at, int container, int textStart) {
    this.file = file;
    this.text = file.text();
    this.place = place;
    this.at = at;
    this.container = container;
    this.textStart = textStart;
  }

  static Problem tooDeep(SourceFile file, int lastEnd) {
    JsonBreak opening = new JsonBreak(file, Place.ROOT, lastEnd, -1, lastEnd);
    while (opening.blank() == null && !opening.isEnd() && opening.isOneOf(",:")) {
      opening.at++;
    }
    return Problem.error(
        "json-depth",
        "maps and lists are nested deeper than " + JsonReader.MAX_DEPTH + " levels",
        file.span(opening.at, Math.min(opening.at + 1, file.text().length())));
  }

  /**
   * @param otherwise the offset to name should the text be right as far as this class knows
   */
  Problem find(int otherwise) {
    int before;
    do {
      before = at;
      Problem problem = step();
      if (problem != null) {
        return problem;
      }
    } while (at > before);
    return error("this is no valid JSON", otherwise, Math.min(otherwise + 1, text.length()));
  }

  /** Goes over one token; stays where the rest of the document is beyond this break. */
  private @Nullable Problem step() {
    Problem comment = blank();
    if (comment != null) {
      return comment;
    }
    if (isEnd()) {
      return endOfFile();
    }
    return switch (place) {
      case ROOT -> value(Place.AFTER_ROOT);
      case ITEM -> isOneOf("]") ? null : value(Place.AFTER_ITEM);
      case MEMBER -> value(Place.AFTER_MEMBER);
      case KEY -> key();
      case AFTER_KEY -> separator(':', Place.MEMBER);
      case AFTER_MEMBER -> isOneOf("}") ? null : separator(',', Place.KEY);
      case AFTER_ITEM -> isOneOf("]") ? null : separator(',', Place.ITEM);
      case AFTER_ROOT -> unexpected();
    };
  }

  private @Nullable Problem key() {
    if (isOneOf("}")) {
      return null;
    }
    return isOneOf("\"'") ? quoted(Place.AFTER_KEY) : unexpected();
  }

  private @Nullable Problem separator(char separator, Place next) {
    if (text.charAt(at) != separator) {
      return unexpected();
    }
    at++;
    place = next;
    return null;
  }

  private @Nullable Problem value(Place next) {
    if (isOneOf("\"'")) {
      return quoted(next);
    }
    if (isOneOf("{[")) {
      return null;
    }
    int end = Found.wordEnd(text, at);
    String word = text.substring(at, end);
    boolean number = !word.isEmpty() && "-0123456789".indexOf(word.charAt(0)) >= 0;
    if (number && LEADING_ZERO.matcher(word).matches()) {
      return error(
          "found " + Found.cut(word) + ", but a number cannot start with 0; write it in quotes",
          at,
          end);
    }
    if (number ? NUMBER.matcher(word).matches() : word.matches("true|false|null")) {
      wordEnd = end;
      at = end;
      place = next;
      return null;
    }
    return number
        ? error("found '" + Found.cut(word) + "', which is no number", at, end)
        : unexpected();
  }

  private @Nullable Problem quoted(Place next) {
    char quote = text.charAt(at);
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      if (text.charAt(end) == '\\') {
        int length = escapeLength(end);
        if (length < 0) {
          return badEscape(end);
        }
        if (isPair(end)) {
          length = 12;
        } else if (next == Place.AFTER_KEY && isHalf(end) && text.indexOf(quote, end) > 0) {
          return error(
              "found " + text.substring(end, end + 6) + ", half a character, in a key",
              end,
              end + 6);
        }
        end += length;
      } else {
        end++;
      }
    }
    if (end >= text.length()) {
      return error(
          "the file ends inside the text that starts on line "
              + file.line(at)
              + ", expected its closing "
              + quote,
          text.length(),
          text.length());
    }
    textStart = at;
    at = end + 1;
    place = next;
    return null;
  }

  /**
   * -1 for an escape that JSON does not have. One that the end of the file cuts off is no error.
   */
  private int escapeLength(int start) {
    if (start + 1 == text.length()) {
      return 1;
    }
    char kind = text.charAt(start + 1);
    if (kind != 'u') {
      return "\"'\\/bfnrt".indexOf(kind) >= 0 ? 2 : -1;
    }
    for (int i = start + 2; i < start + 6; i++) {
      if (i == text.length()) {
        return i - start;
      }
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return -1;
      }
    }
    return 6;
  }

  /** Whether an escape is half a surrogate pair; the parser takes that in a text, not in a key. */
  private boolean isHalf(int start) {
    int code = escapedUnit(start);
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  private boolean isPair(int start) {
    return Character.isHighSurrogate((char) escapedUnit(start))
        && Character.isLowSurrogate((char) escapedUnit(start + 6));
  }

  /** The unit that an escape with four digits at an offset stands for; 0 if there is none. */
  private int escapedUnit(int start) {
    boolean whole = text.startsWith("\\u", start) && escapeLength(start) == 6;
    return whole ? Integer.parseInt(text.substring(start + 2, start + 6), 16) : 0;
  }

  private Problem badEscape(int start) {
    int end = Math.min(text.length(), start + 1 + Character.charCount(text.codePointAt(start + 1)));
    String hint =
        text.charAt(start + 1) == 'u'
            ? ", expected four hexadecimal digits after it"
            : ", which JSON does not have; a backslash itself is written '\\\\'";
    return error(
        "found the escape " + Found.inQuotes(text.substring(start, end)) + hint, start, end);
  }

  private Problem endOfFile() {
    int end = text.length();
    if (place == Place.ROOT) {
      return error(
          text.isBlank() ? "the file is empty, expected a JSON value" : "the file has no value",
          end,
          end);
    }
    if (place == Place.AFTER_ROOT) {
      // The parser wants white space after a number outside of all maps and lists, not a comment.
      int start = wordEnd;
      return error("found a comment right after a number, expected a space", start, start + 1);
    }
    String open =
        container < 0
            ? ""
            : "; the '" + text.charAt(container) + "' of line " + file.line(container) + " is open";
    return error("the file ends, expected " + place.expected + open, end, end);
  }

  private Problem unexpected() {
    if (at == lineStart() && CONFLICT.matcher(text).region(at, text.length()).lookingAt()) {
      return error(
          "found the mark of a merge conflict, " + Found.inQuotes(text.substring(at, at + 7)),
          at,
          at + 7);
    }
    if (place == Place.ROOT && isOneOf("<")) {
      return error("found '<', expected a JSON value: this looks like HTML or XML", at, at + 1);
    }
    int end = Found.end(text, at);
    String found = "found " + Found.shown(text, at, end);
    if (place == Place.AFTER_ROOT) {
      return error(found + " after the end of the document", at, end);
    }
    return error(found + ", expected " + place.expected + openText(), at, end);
  }

  /** A forgotten closing quote shows late: the text then ends at the next quote, lines below. */
  private String openText() {
    boolean afterText = place == Place.AFTER_KEY || place.expected.startsWith("','");
    int line = file.line(textStart);
    if (!afterText || textStart >= at || line == file.line(lastTextEnd())) {
      return "";
    }
    return "; is the text that starts on line " + line + " not closed?";
  }

  private int lastTextEnd() {
    int end = at;
    while (end > textStart && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private int lineStart() {
    return at - file.column(at) + 1;
  }

  private boolean isEnd() {
    return at >= text.length();
  }

  private boolean isOneOf(String characters) {
    return characters.indexOf(text.charAt(at)) >= 0;
  }

  /** Goes over white space and comments. */
  private @Nullable Problem blank() {
    while (!isEnd()) {
      Problem problem = null;
      if (isOneOf(" \t\r\n")) {
        at++;
      } else if (text.startsWith("//", at)) {
        problem = comment(lineEnd());
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        problem =
            end < 0
                ? error("the comment is not closed, expected '*/'", at, at + 2)
                : comment(end + 2);
      } else {
        return null;
      }
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private int lineEnd() {
    int end = at;
    while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private @Nullable Problem comment(int end) {
    for (int i = at; i < end; i++) {
      if (text.charAt(i) < ' ' && "\t\r\n".indexOf(text.charAt(i)) < 0) {
        return error(
            String.format("found the character U+%04X in a comment", (int) text.charAt(i)),
            i,
            i + 1);
      }
    }
    at = end;
    return null;
  }

  private Problem error(String message, int start, int end) {
    return Problem.error(CODE, message, file.span(start, end));
  }
}
