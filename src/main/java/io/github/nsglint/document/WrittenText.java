package io.github.nsglint.document;

/**
 * A text as it stands in the file, with its quotes and escapes, walked along its value to find
 * where a part of the value is written.
 */
final class WrittenText {
  private static final String ESCAPES = "bfnrt\"'\\/0aev_N ";
  private static final String ESCAPED = "\b\f\n\r\t\"'\\/\0\u0007\u001b\u000b\u00a0\u0085 ";

  /** What a quote inside the quotes, and a backslash, mean. */
  private enum Style {
    BACKSLASHES,
    DOUBLED_QUOTES
  }

  private final SourceFile source;
  private final String value;
  private final Span span;

  WrittenText(Node.TextNode node) {
    this.source = node.span().file();
    this.value = node.value();
    this.span = node.span();
  }

  /** The place of {@code value[from..to)}; the whole span when the writing does not show it. */
  Span part(int from, int to) {
    if (from < 0 || to < from || to > value.length()) {
      throw new IllegalArgumentException(from + ".." + to + " of " + value.length());
    }
    if (isVerbatim(span.start(), span.end())) {
      return new Span(span.file(), span.start() + from, span.start() + to);
    }
    boolean quoted = span.end() - span.start() >= 2 && isQuote(source.charAt(span.start()));
    if (!quoted) {
      return span;
    }
    if (isVerbatim(span.start() + 1, span.end() - 1)) {
      return new Span(span.file(), span.start() + 1 + from, span.start() + 1 + to);
    }
    for (Style style : Style.values()) {
      int start = offset(from, style, 0);
      int end = to == from ? start : offset(to, style, 1);
      // Only a style that gives the value from first to last was the one the file is written in.
      if (start >= 0 && end >= start && offset(value.length(), style, 0) == span.end() - 1) {
        return new Span(span.file(), start, end);
      }
    }
    return span;
  }

  private boolean isVerbatim(int start, int end) {
    return end - start == value.length() && source.text(start, end).equals(value);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /**
   * The offset before the unit at an index of the value; -1 if the value cannot be written so.
   *
   * @param inside what to do with an index in the middle of an escape that stands for two units: 0
   *     gives the escape's start, 1 its end
   */
  private int offset(int index, Style style, int inside) {
    int at = span.start() + 1;
    int unit = 0;
    while (unit < index) {
      if (at >= span.end() - 1) {
        return -1;
      }
      int length = length(at, style);
      int stands = length == 1 ? source.charAt(at) : escaped(at, length);
      int units = stands < 0 ? 0 : Character.charCount(stands);
      if (units == 0 || value.length() - unit < units || !isAt(stands, unit)) {
        return -1;
      }
      if (unit + units > index) {
        return inside == 0 ? at : at + length;
      }
      unit += units;
      at += length;
    }
    return at;
  }

  private boolean isAt(int stands, int unit) {
    return Character.isBmpCodePoint(stands)
        ? value.charAt(unit) == stands
        : value.codePointAt(unit) == stands;
  }

  /** How many units of the file write the next one of the value. */
  private int length(int at, Style style) {
    char c = source.charAt(at);
    if (style == Style.DOUBLED_QUOTES) {
      return c == source.charAt(span.start()) ? 2 : 1;
    }
    if (c != '\\') {
      return 1;
    }
    return switch (source.charAt(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  /** What an escape stands for; -1 if it is none. */
  private int escaped(int at, int length) {
    if (at + length >= span.end()) {
      return -1;
    }
    if (length > 2) {
      return hexadecimal(at + 2, at + length);
    }
    char kind = source.charAt(at + 1);
    if (isQuote(source.charAt(at))) {
      return kind == source.charAt(at) ? kind : -1;
    }
    int known = ESCAPES.indexOf(kind);
    return known < 0 ? -1 : ESCAPED.charAt(known);
  }

  private int hexadecimal(int start, int end) {
    int code = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit(source.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return Character.isValidCodePoint(code) ? code : -1;
  }
}
