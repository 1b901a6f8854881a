package io.github.nsglint.source.live;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Azure says beside a refused token.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">claims
 *     challenges</a>
 */
final class Challenge {
  private static final Pattern CLAIMS = Pattern.compile("claims=\"([A-Za-z0-9+/_=-]+)\"");

  private Challenge() {}

  /**
   * @param header of {@code WWW-Authenticate}; may be absent
   * @return JSON
   */
  static Optional<String> claims(String header) {
    Matcher matcher = CLAIMS.matcher(header == null ? "" : header);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      String base64 = matcher.group(1).replace('-', '+').replace('_', '/');
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
