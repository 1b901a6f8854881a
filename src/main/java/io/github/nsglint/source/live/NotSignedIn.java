package io.github.nsglint.source.live;

import java.io.IOException;

/** No token can be had; the message says what to do and holds no secret. */
public final class NotSignedIn extends IOException {
  public NotSignedIn(String message) {
    super(message);
  }
}
