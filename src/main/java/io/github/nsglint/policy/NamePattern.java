package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name of Azure, compared without case. {@code *} is any part of it and {@code ?} one letter:
 * {@code snet-*}.
 */
public record NamePattern(String text) {
  public NamePattern {
    requireNonNull(text);
  }

  public boolean matches(String name) {
    return text.equalsIgnoreCase(name)
        || (isOfMany()
            && PathPattern.isLike(name.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)));
  }

  /** The same for a whole text. */
  public Pattern regex() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /** Whether it matches every name, also one that is not known. */
  public boolean isAll() {
    return text.equals("*");
  }

  /** Whether it may match several names. */
  public boolean isOfMany() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }
}
