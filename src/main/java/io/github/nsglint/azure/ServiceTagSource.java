package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a report says of the file that addresses of service tags come from.
 *
 * @param file as the user named it
 * @param cloud as the file says it: {@code Public}
 * @param changeNumber Microsoft's count of the editions of the list
 * @param date of the edition, {@code 2023-02-13}, as the name of Microsoft's weekly file tells it;
 *     nothing inside of the file does
 */
public record ServiceTagSource(
    String file,
    Optional<String> cloud,
    Optional<String> changeNumber,
    Optional<String> date,
    Use use) {
  public ServiceTagSource {
    requireNonNull(file);
    requireNonNull(cloud);
    requireNonNull(changeNumber);
    requireNonNull(date);
    requireNonNull(use);
  }

  /** What became of the file. */
  public enum Use {
    /** It was asked, and verdicts rest on what it has. */
    USED,
    /** Nothing in rules and requirements names a tag that it could tell of. */
    NOT_NEEDED,
    /** It cannot be used; a problem tells why. */
    NOT_USABLE
  }

  /** The date in the name of Microsoft's weekly file, {@code ServiceTags_Public_20230213.json}. */
  static Optional<String> date(String path) {
    int end = path.length() - ".json".length();
    if (end < 9 || !path.regionMatches(true, end, ".json", 0, 5) || path.charAt(end - 9) != '_') {
      return Optional.empty();
    }
    String digits = path.substring(end - 8, end);
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    int month = Integer.parseInt(digits.substring(4, 6));
    int day = Integer.parseInt(digits.substring(6));
    return month < 1 || month > 12 || day < 1 || day > 31
        ? Optional.empty()
        : Optional.of(
            digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6));
  }
}
