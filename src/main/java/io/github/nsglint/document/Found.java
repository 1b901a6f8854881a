package io.github.nsglint.document;

/** What stands where the syntax of a file breaks, for a message. */
final class Found {
  private static final int SHOWN = 40;

  private Found() {}

  /**
   * The end of the word, text in quotes on one line, or single character that starts at an offset.
   */
  static int end(String text, int at) {
    if ("\"'".indexOf(text.charAt(at)) >= 0) {
      int end = at + 1;
      while (end < text.length() && "\"'\r\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      boolean closed = end < text.length() && text.charAt(end) == text.charAt(at);
      return closed ? end + 1 : end;
    }
    int word = wordEnd(text, at);
    return word > at ? word : at + Character.charCount(text.codePointAt(at));
  }

  /** That stretch for a message; odd characters by their names. */
  static String shown(String text, int at, int end) {
    int c = text.codePointAt(at);
    String name =
        switch (c) {
          case 0x201C, 0x201D, 0x201E, 0x2018, 0x2019 -> "a typographic quote";
          case 0xA0, 0x202F, 0x2007 -> "a no-break space";
          case 0xFEFF -> "a byte order mark";
          case 0x200B, 0x200C, 0x200D, 0x2060 -> "an invisible character";
          case 0xFFFD -> "a character that could not be decoded";
          case 0 -> "a zero byte, as in UTF-16";
          default -> "";
        };
    if (!name.isEmpty()) {
      return String.format("%s (U+%04X)", name, c);
    }
    if (!Character.isDefined(c) || Character.isISOControl(c) || Character.isSpaceChar(c)) {
      return String.format("the character U+%04X", c);
    }
    return inQuotes(cut(text.substring(at, end)));
  }

  /** Control characters are shown as their pictures: a message must not drive the terminal. */
  static String inQuotes(String found) {
    StringBuilder shown = new StringBuilder(found);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (Character.isISOControl(c)) {
        shown.setCharAt(i, c < ' ' ? (char) (0x2400 + c) : '\u2421');
      }
    }
    return found.indexOf('\'') >= 0 ? shown.toString() : "'" + shown + "'";
  }

  static String cut(String found) {
    if (found.length() <= SHOWN) {
      return found;
    }
    boolean insidePair = Character.isHighSurrogate(found.charAt(SHOWN - 1));
    return found.substring(0, insidePair ? SHOWN - 1 : SHOWN) + "…";
  }

  static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end))
            || "+-._$".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }
}
