package io.github.nsglint.source.template;

/**
 * Letters and spaces as .NET's invariant culture knows them: one character stays one character,
 * whatever the case, so that places in a text stay where they are.
 *
 * @see <a href="https://learn.microsoft.com/dotnet/api/system.string.toupperinvariant">the
 *     documentation</a>
 */
final class InvariantText {
  private static final char DOTTED_I = 'İ';
  private static final char DOTLESS_I = 'ı';

  private InvariantText() {}

  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c == DOTTED_I ? c : Character.toLowerCase(c));
    }
    return lower.toString();
  }

  static String upper(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      upper.append(c == DOTLESS_I ? c : Character.toUpperCase(c));
    }
    return upper.toString();
  }

  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }
}
