package io.github.nsglint.source.live;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast one subscription may be asked. Azure counts requests for each subscription and caller:
 * what it says to one request, all of them heed.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling">a
 *     bucket of 250 reads, filled with 25 a second</a>
 */
final class Pace {
  /** With fewer left than this, no faster than the bucket is filled. */
  private static final int FEW = 50;

  private static final Duration REFILL = Duration.ofMillis(40);

  /** With fewer left than this, slower than that. */
  private static final int HARDLY_ANY = 5;

  private final Timing timing;
  private Instant next = Instant.MIN;

  Pace(Timing timing) {
    this.timing = timing;
  }

  /** Waits for its turn. */
  void await() throws InterruptedException {
    while (true) {
      Instant now = timing.now();
      Duration wait;
      synchronized (this) {
        if (!next.isAfter(now)) {
          return;
        }
        wait = Duration.between(now, next);
      }
      timing.sleep(wait);
    }
  }

  /** Nothing is asked before that time has passed. */
  synchronized void hold(Duration duration) {
    Instant until = timing.now().plus(duration);
    if (until.isAfter(next)) {
      next = until;
    }
  }

  /**
   * @param left how many requests Azure says are left
   */
  void heed(int left) {
    if (left < HARDLY_ANY) {
      hold(Duration.ofSeconds(1));
    } else if (left < FEW) {
      hold(REFILL);
    }
  }
}
