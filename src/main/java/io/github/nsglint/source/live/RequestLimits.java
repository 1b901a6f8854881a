package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a request may cost.
 *
 * @param tries of one request whose answers are errors of Azure or of the network
 * @param throttledTries of one request that Azure asks to come back later
 * @param longestWait that Azure may ask for at once
 * @param timeout from the request's start to its answer's last byte
 * @param bodyBytes of one answer, unpacked
 * @param pages of one list
 */
public record RequestLimits(
    int tries,
    int throttledTries,
    Duration longestWait,
    Duration timeout,
    int bodyBytes,
    int pages) {
  public RequestLimits {
    requireNonNull(longestWait);
    requireNonNull(timeout);
    if (tries < 1 || throttledTries < 1 || bodyBytes < 1 || pages < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }

  public static RequestLimits standard() {
    return new RequestLimits(
        5, 12, Duration.ofMinutes(15), Duration.ofMinutes(2), 256 << 20, 100_000);
  }
}
