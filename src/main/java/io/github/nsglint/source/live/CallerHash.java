package io.github.nsglint.source.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who asks, as a snapshot may tell it: the same caller has the same hash, and nobody's name. */
final class CallerHash implements Tokens {
  private final Tokens tokens;
  private volatile String hash = "";

  CallerHash(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public String token(Optional<String> claims) throws IOException {
    String token = tokens.token(claims);
    if (hash.isEmpty()) {
      hash = objectId(token).map(id -> Sha256.hex(id.getBytes(StandardCharsets.UTF_8))).orElse("");
    }
    return token;
  }

  /** Empty until a token was asked for, or if there is no object id in it. */
  String hash() {
    return hash;
  }

  private static Optional<String> objectId(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return JsonAnswer.isWhole(json.getBytes(StandardCharsets.UTF_8))
          ? JsonAnswer.text(json, "oid")
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
