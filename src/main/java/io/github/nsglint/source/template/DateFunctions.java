package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;

import io.github.nsglint.document.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times, all in UTC.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date">the
 *     documentation</a>
 */
final class DateFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "dateTimeAdd(base, duration, [format])", ARGUMENTS, DateFunctions::add),
          new TemplateFunction("dateTimeFromEpoch(seconds)", ARGUMENTS, DateFunctions::fromEpoch),
          new TemplateFunction("dateTimeToEpoch(dateTime)", ARGUMENTS, DateFunctions::toEpoch));

  private static final String ISO = "yyyy-MM-ddTHH:mm:ssZ";
  private static final String SORTABLE = "yyyy-MM-dd HH:mm:ssZ";

  /** What the documentation's examples get for a base that has a space in its middle. */
  private static final String AMERICAN = "M/d/yyyy h:mm:ss tt";

  private DateFunctions() {}

  private static Node fromEpoch(Call call) {
    try {
      Instant instant = Instant.ofEpochSecond(call.integer(0));
      return call.of(DateFormat.text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ISO));
    } catch (DateTimeException e) {
      throw new InvalidCall("the number of seconds is out of range", 0);
    }
  }

  private static Node toEpoch(Call call) {
    return call.of(moment(call.text(0)).toEpochSecond(ZoneOffset.UTC));
  }

  private static Node add(Call call) {
    String base = call.text(0);
    LocalDateTime sum;
    try {
      sum = Duration.of(call.text(1)).addedTo(moment(base));
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidCall("the result is out of range");
    }
    String format = call.count() > 2 ? call.text(2) : formatOf(base);
    return call.of(DateFormat.text(sum, format));
  }

  private static String formatOf(String base) {
    return switch (base.length() == ISO.length() ? base.charAt(10) : 0) {
      case 'T' -> ISO;
      case ' ' -> AMERICAN;
      default ->
          throw UnknownResult.undocumented("how a date is written if the base is '" + base + "'");
    };
  }

  /** {@code 2020-04-07T14:53:14Z}, {@code 2020-04-07 14:53:14Z} or {@code 20200407T145314Z}. */
  private static LocalDateTime moment(String text) {
    boolean compact = text.length() == 16 && text.charAt(8) == 'T';
    String wanted = compact ? "nnnnnnnnTnnnnnnZ" : "nnnn-nn-nn?nn:nn:nnZ";
    if (text.length() != wanted.length()) {
      throw unreadable(text);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < wanted.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      char expected = wanted.charAt(i);
      boolean fits =
          expected == 'n' ? digit : expected == '?' ? c == 'T' || c == ' ' : c == expected;
      if (!fits) {
        throw unreadable(text);
      }
      if (digit) {
        digits.append(c);
      }
    }
    try {
      return LocalDateTime.of(
          number(digits, 0, 4),
          number(digits, 4, 6),
          number(digits, 6, 8),
          number(digits, 8, 10),
          number(digits, 10, 12),
          number(digits, 12, 14));
    } catch (DateTimeException e) {
      throw new InvalidCall("'" + text + "' is no date", 0);
    }
  }

  private static UnknownResult unreadable(String text) {
    return UnknownResult.undocumented(
        "how '" + text + "' is read as a date; " + ISO + " and " + SORTABLE + " are understood");
  }

  private static int number(StringBuilder digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }

  /**
   * A duration as in {@code -P1DT2H}.
   *
   * @see <a href="https://en.wikipedia.org/wiki/ISO_8601#Durations">ISO 8601</a>
   */
  private record Duration(long years, long months, long days, long seconds) {
    private static final Pattern SYNTAX =
        Pattern.compile(
            "(-?)P(?=.)(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,7})D)?"
                + "(?:T(?=.)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    static Duration of(String text) {
      Matcher matcher = SYNTAX.matcher(text);
      if (!matcher.matches()) {
        throw new InvalidCall("'" + text + "' is no duration such as P1D or -PT2H30M", 1);
      }
      int sign = matcher.group(1).isEmpty() ? 1 : -1;
      return new Duration(
          sign * part(matcher, 2),
          sign * part(matcher, 3),
          sign * (7 * part(matcher, 4) + part(matcher, 5)),
          sign * (3600 * part(matcher, 6) + 60 * part(matcher, 7) + part(matcher, 8)));
    }

    private static long part(Matcher matcher, int group) {
      return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    /** By the calendar and by counting 365 and 30 days, which must agree: neither is documented. */
    LocalDateTime addedTo(LocalDateTime base) {
      LocalDateTime byCalendar =
          base.plusYears(years).plusMonths(months).plusDays(days).plusSeconds(seconds);
      LocalDateTime byDays = base.plusDays(365 * years + 30 * months + days).plusSeconds(seconds);
      if (!byCalendar.equals(byDays)) {
        throw UnknownResult.undocumented("how long a year or a month is");
      }
      return byCalendar;
    }
  }
}
