package io.github.nsglint.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The day on which a run looks whether something has expired: that of {@code SOURCE_DATE_EPOCH}, by
 * which builds are made repeatable, else that of the clock, in UTC.
 *
 * @see <a href="https://reproducible-builds.org/specs/source-date-epoch/">SOURCE_DATE_EPOCH</a>
 */
final class Today {
  private Today() {}

  static LocalDate in(Console console) {
    return epoch(console)
        .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC))
        .orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
  }

  /** What {@code SOURCE_DATE_EPOCH} says, if it is a time before the year 10000. */
  static Optional<Instant> epoch(Console console) {
    String seconds = console.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
    return seconds.matches("[0-9]{1,11}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
