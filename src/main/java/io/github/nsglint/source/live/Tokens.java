package io.github.nsglint.source.live;

import java.io.IOException;
import java.util.Optional;

/** Where access tokens come from. They are kept in memory only, and nothing prints them. */
public interface Tokens {
  /**
   * A token that has not expired, as far as its maker knows.
   *
   * @param claims what Azure asks for when it refused the last one; JSON
   * @throws IOException when nobody is signed in; the message says what to do and holds no secret
   */
  String token(Optional<String> claims) throws IOException;
}
