package io.github.nsglint.source.template;

import io.github.nsglint.document.Node.NumberNode;

/** Numbers as text. A fraction's text is sure only where each way to write it is the same. */
final class NumberText {
  /** A double keeps that many decimal digits of any number. */
  private static final int SURE_DIGITS = 15;

  private NumberText() {}

  /**
   * @throws UnknownResult for a number that Azure may write in another way
   */
  static String of(NumberNode number) {
    String literal = number.literal();
    if (!isPlain(literal)) {
      throw UnknownResult.undocumented(
          "how the number " + shortened(literal) + " is written as text");
    }
    return literal;
  }

  private static String shortened(String literal) {
    return literal.length() > 30 ? literal.substring(0, 30) + "..." : literal;
  }

  private static boolean isPlain(String literal) {
    int point = literal.indexOf('.');
    int digits = 0;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean sign = c == '-' && i == 0 && literal.length() > 1;
      if (!sign && i != point && (c < '0' || c > '9')) {
        return false;
      }
      digits += sign || i == point ? 0 : 1;
    }
    return point < 0 || (digits <= SURE_DIGITS && !literal.endsWith("0") && !isTiny(literal));
  }

  /** Small fractions are written with an exponent. */
  private static boolean isTiny(String literal) {
    return literal.startsWith("0.000") || literal.startsWith("-0.000");
  }
}
