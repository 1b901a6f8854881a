package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookaheadTest {
  private static final int FILE = 50_000;

  private final List<Integer> taken = new ArrayList<>();
  private final Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());

  private int work(int number) {
    threads.add(Thread.currentThread());
    return number;
  }

  @Test
  void resultsComeInTheirOrderHoweverManyThreadsWork() {
    for (int workers = 0; workers <= 3; workers++) {
      taken.clear();
      try (Lookahead ahead = new Lookahead(workers)) {
        for (int i = 0; i < 500; i++) {
          int number = i;
          if (i % 7 == 0) {
            ahead.add(() -> taken.add(number));
          } else {
            ahead.add(FILE, () -> work(number), taken::add);
          }
        }
        ahead.finish();
      }
      assertEquals(IntStream.range(0, 500).boxed().toList(), taken);
    }
  }

  @Test
  void littleIsDoneWithoutAThread() {
    try (Lookahead ahead = new Lookahead(3)) {
      for (int i = 0; i < 5; i++) {
        int number = i;
        ahead.add(FILE, () -> work(number), taken::add);
      }
      ahead.finish();
    }
    assertEquals(Set.of(Thread.currentThread()), threads);
    assertEquals(List.of(0, 1, 2, 3, 4), taken);
  }

  /** Both are at work at the same time, or neither would come to an end. */
  @Test
  void muchIsDoneByAnotherThreadAndByTheOneThatWaits() {
    CountDownLatch both = new CountDownLatch(2);
    try (Lookahead ahead = new Lookahead(1)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        ahead.add(
            FILE,
            () -> {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return work(number);
            },
            taken::add);
      }
      ahead.finish();
    }
    assertEquals(2, threads.size());
    assertEquals(100, taken.size());
  }

  @Test
  void fewResultsWaitForTheirTurn() {
    for (int bytes : new int[] {1, FILE}) {
      AtomicInteger begun = new AtomicInteger();
      int[] most = {0};
      taken.clear();
      try (Lookahead ahead = new Lookahead(2)) {
        ahead.add(Lookahead.LITTLE + 1, () -> 0, first -> {});
        for (int i = 0; i < 1000; i++) {
          ahead.add(
              bytes,
              begun::incrementAndGet,
              number -> {
                most[0] = Math.max(most[0], begun.get() - taken.size());
                taken.add(number);
              });
        }
        ahead.finish();
      }
      int bound = bytes == 1 ? 65 : (1 << 20) / FILE + 2;
      assertTrue(most[0] <= bound, most[0] + " results, and " + bound + " are allowed");
      assertEquals(1000, taken.size());
    }
  }

  @Test
  void whatWorkThrowsIsThrownInItsTurn() {
    for (Throwable failure :
        List.of(new IllegalStateException("1"), new StackOverflowError("2"), new Error("3"))) {
      for (int workers = 0; workers <= 2; workers++) {
        taken.clear();
        try (Lookahead ahead = new Lookahead(workers)) {
          Throwable thrown =
              assertThrows(
                  failure.getClass(),
                  () -> {
                    for (int i = 0; i < 40; i++) {
                      int number = i;
                      ahead.add(FILE, () -> number == 12 ? fail(failure) : number, taken::add);
                    }
                    ahead.finish();
                  });
          assertEquals(failure, thrown);
          assertEquals(IntStream.range(0, 12).boxed().toList(), taken);
        }
      }
    }
  }

  private static int fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** A defect in the middle leaves no thread behind that works on. */
  @Test
  void closingEndsWorkUnderWay() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Lookahead ahead = new Lookahead(1)) {
      ahead.add(
          Lookahead.LITTLE + 1,
          () -> {
            begun.countDown();
            try {
              Thread.sleep(60_000);
              return 1;
            } catch (InterruptedException closed) {
              ended.countDown();
              return 2;
            }
          },
          taken::add);
      begun.await();
    }
    ended.await();
    assertEquals(List.of(), taken);
  }
}
