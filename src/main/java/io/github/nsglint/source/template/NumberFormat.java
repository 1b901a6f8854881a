package io.github.nsglint.source.template;

import io.github.nsglint.document.Node.NumberNode;
import java.util.Locale;

/**
 * Whole numbers as .NET's format strings write them: {@code D3}: at least three digits; {@code X4},
 * {@code x4}: hexadecimal; {@code F2}: two digits after the point; {@code N2}: with commas as well;
 * {@code 000}: as {@code D3}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings">standard
 *     numeric format strings</a>
 */
final class NumberFormat {
  private NumberFormat() {}

  /**
   * @throws UnknownResult for formats besides these, among them those that hang on a culture
   */
  static String text(NumberNode node, String format) {
    long number =
        Call.integer(node)
            .orElseThrow(
                () -> UnknownResult.undocumented("how a fraction is written with a number format"));
    if (isZeros(format)) {
      return decimal(number, format.length());
    }
    char kind = format.charAt(0);
    String precision = format.substring(1);
    boolean counted = isDigits(precision) && precision.length() <= 2;
    if (!counted || number == Long.MIN_VALUE) {
      throw unknown(format);
    }
    int digits = precision.isEmpty() ? -1 : Integer.parseInt(precision);
    if (kind == 'D' || kind == 'd') {
      return decimal(number, digits);
    }
    if ((kind == 'X' || kind == 'x') && number >= 0) {
      String hex = Long.toHexString(number);
      return zeros(kind == 'X' ? hex.toUpperCase(Locale.ROOT) : hex, digits);
    }
    if ((kind == 'N' || kind == 'n') && digits >= 0) {
      return (number < 0 ? "-" : "") + grouped(Long.toString(Math.abs(number))) + fraction(digits);
    }
    if ((kind == 'F' || kind == 'f') && digits >= 0) {
      return number + fraction(digits);
    }
    throw unknown(format);
  }

  private static UnknownResult unknown(String format) {
    return new UnknownResult("the number format '" + format + "' is not evaluated");
  }

  private static boolean isZeros(String format) {
    return !format.isEmpty() && format.chars().allMatch(c -> c == '0');
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String decimal(long number, int digits) {
    String text = Long.toString(number).replace("-", "");
    return (number < 0 ? "-" : "") + zeros(text, digits);
  }

  private static String zeros(String text, int digits) {
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String grouped(String digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  private static String fraction(int digits) {
    return digits == 0 ? "" : "." + "0".repeat(digits);
  }
}
