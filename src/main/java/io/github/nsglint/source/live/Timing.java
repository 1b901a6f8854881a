package io.github.nsglint.source.live;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, which tests give in their own way. */
public interface Timing {
  Instant now();

  void sleep(Duration duration) throws InterruptedException;

  /** From 0 up to but not 1. */
  double random();

  /** The machine's. */
  static Timing system() {
    return new Timing() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }

      @Override
      public double random() {
        return ThreadLocalRandom.current().nextDouble();
      }
    };
  }
}
