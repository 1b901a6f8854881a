package io.github.nsglint.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The day on which a run looks whether something has expired: that of {@code SOURCE_DATE_EPOCH}, by
 * which builds are made repeatable, else that of the clock, in UTC.
 *
 * @see <a href="https://reproducible-builds.org/specs/source-date-epoch/">SOURCE_DATE_EPOCH</a>
 */
final class Today {
  private Today() {}

  static LocalDate in(Console console) {
    String seconds = console.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
    if (seconds.matches("[0-9]{1,12}")) {
      try {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(seconds)), ZoneOffset.UTC);
      } catch (DateTimeException e) {
        return LocalDate.now(ZoneOffset.UTC); // no date that a calendar has
      }
    }
    return LocalDate.now(ZoneOffset.UTC);
  }
}
