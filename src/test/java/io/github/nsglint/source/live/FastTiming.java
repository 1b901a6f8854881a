package io.github.nsglint.source.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that jumps over what is slept, and writes it down. It is years behind any server's. */
final class FastTiming implements Timing {
  private Instant now = Instant.parse("2020-01-01T00:00:00Z");
  private final List<Duration> slept = new ArrayList<>();

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    slept.add(duration);
    now = now.plus(duration);
  }

  @Override
  public double random() {
    return 0;
  }

  synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }
}
