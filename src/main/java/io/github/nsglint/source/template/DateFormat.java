package io.github.nsglint.source.template;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Moments in UTC, to the second, as .NET's format strings write them in the invariant culture.
 *
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings">custom
 *     format strings</a>
 * @see <a
 *     href="https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings">standard
 *     ones</a>
 */
final class DateFormat {
  private final LocalDateTime moment;
  private final String format;
  private final StringBuilder text = new StringBuilder();

  private DateFormat(LocalDateTime moment, String format) {
    this.moment = moment;
    this.format = format;
  }

  /**
   * @throws UnknownResult for what hangs on a culture or a time zone, and for years beyond .NET's
   */
  static String text(LocalDateTime moment, String format) {
    if (moment.getYear() < 1 || moment.getYear() > 9999) {
      throw new InvalidCall("the year " + moment.getYear() + " is out of range");
    }
    return new DateFormat(moment, custom(format)).written();
  }

  private static String custom(String format) {
    if (format.length() != 1) {
      return format;
    }
    return switch (format) {
      case "d" -> "MM/dd/yyyy";
      case "u" -> "yyyy-MM-dd HH:mm:ss'Z'";
      case "s" -> "yyyy-MM-ddTHH:mm:ss";
      case "o", "O" -> "yyyy-MM-ddTHH:mm:ss.fffffff'Z'";
      case "r", "R" -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
      default -> throw new UnknownResult("the date format '" + format + "' is not evaluated");
    };
  }

  private String written() {
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      int count = 1;
      while (at + count < format.length() && format.charAt(at + count) == c) {
        count++;
      }
      if (c == '\'' || c == '"') {
        at = quoted(at);
      } else if (c == '\\') {
        text.append(format, Math.min(at + 1, format.length()), Math.min(at + 2, format.length()));
        at += 2;
      } else if (c == '%') {
        at++;
      } else {
        part(c, count);
        at += count;
      }
    }
    return text.toString();
  }

  /** Copies a text in quotes, and gives the place after it. */
  private int quoted(int start) {
    int end = format.indexOf(format.charAt(start), start + 1);
    if (end < 0) {
      throw new InvalidCall("the format has a text without its closing quote", 2);
    }
    text.append(format, start + 1, end);
    return end + 1;
  }

  private void part(char c, int count) {
    switch (c) {
      case 'y' -> digits(count == 2 ? moment.getYear() % 100 : moment.getYear(), count);
      case 'M' -> month(count);
      case 'd' -> day(count);
      case 'H' -> digits(moment.getHour(), Math.min(count, 2));
      case 'h' -> digits((moment.getHour() + 11) % 12 + 1, Math.min(count, 2));
      case 'm' -> digits(moment.getMinute(), Math.min(count, 2));
      case 's' -> digits(moment.getSecond(), Math.min(count, 2));
      case 't' -> text.append(moment.getHour() < 12 ? "AM" : "PM", 0, Math.min(count, 2));
      case 'f' -> text.append("0".repeat(count));
      case 'F', 'g', 'K', 'z' ->
          throw new UnknownResult("the date format '" + format + "' is not evaluated");
      default -> text.append(String.valueOf(c).repeat(count));
    }
  }

  private void month(int count) {
    if (count > 2) {
      TextStyle style = count == 3 ? TextStyle.SHORT : TextStyle.FULL;
      text.append(moment.getMonth().getDisplayName(style, Locale.ROOT));
    } else {
      digits(moment.getMonthValue(), count);
    }
  }

  private void day(int count) {
    if (count > 2) {
      TextStyle style = count == 3 ? TextStyle.SHORT : TextStyle.FULL;
      text.append(moment.getDayOfWeek().getDisplayName(style, Locale.ROOT));
    } else {
      digits(moment.getDayOfMonth(), count);
    }
  }

  private void digits(int number, int count) {
    String digits = Integer.toString(number);
    text.append("0".repeat(Math.max(0, count - digits.length()))).append(digits);
  }
}
