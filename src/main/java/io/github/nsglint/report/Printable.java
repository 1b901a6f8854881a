package io.github.nsglint.report;

/**
 * Text of the input as a terminal may show it. A name can hold an escape sequence that repaints the
 * screen, a right-to-left override that reorders the line, or a space of no width that makes two
 * names look alike: they become visible as {@code \x1b}, {@code \u202e}.
 */
final class Printable {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  static String of(String text) {
    int clean = firstHarmful(text);
    if (clean == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
    text.substring(clean).codePoints().forEach(c -> append(c, shown));
    return shown.toString();
  }

  private static int firstHarmful(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= ' ' && c < 0x7F) {
        at++;
      } else {
        int codePoint = text.codePointAt(at);
        if (!isHarmless(codePoint)) {
          return at;
        }
        at += Character.charCount(codePoint);
      }
    }
    return at;
  }

  private static void append(int codePoint, StringBuilder shown) {
    if (isHarmless(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else if (codePoint == '\n') {
      shown.append("\\n");
    } else if (codePoint == '\t') {
      shown.append("\\t");
    } else if (codePoint == '\r') {
      shown.append("\\r");
    } else if (codePoint < 0x100) {
      shown.append("\\x").append(hex(codePoint, 2));
    } else if (codePoint < 0x10000) {
      shown.append("\\u").append(hex(codePoint, 4));
    } else {
      shown.append("\\U").append(hex(codePoint, 8));
    }
  }

  /** False for a half of a surrogate pair. */
  static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // The joiners shape words of several languages, and emoji.
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }

  private static String hex(int number, int digits) {
    String hex = Integer.toHexString(number);
    return "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }
}
