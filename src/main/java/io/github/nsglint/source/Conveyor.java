package io.github.nsglint.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands things on in their order, in a thread of its own once there are many: one core reads the
 * text while another makes sense of it. Few are handed on at the end, without a thread. Used by one
 * thread.
 */
final class Conveyor<T> implements Consumer<T> {
  private static final int BATCH = 16;
  private static final int BATCHES_ON_THE_WAY = 4;

  private final Consumer<T> target;
  private final BlockingQueue<List<T>> queue = new ArrayBlockingQueue<>(BATCHES_ON_THE_WAY);
  private List<T> batch = new ArrayList<>();
  private @Nullable CompletableFuture<Void> worker;

  Conveyor(Consumer<T> target) {
    this.target = target;
  }

  @Override
  public void accept(T thing) {
    batch.add(thing);
    if (batch.size() == BATCH) {
      if (worker == null) {
        worker = CompletableFuture.runAsync(this::work, task -> start(task));
      }
      put(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  /** Returns when all have been handed on. What the target threw is thrown here. */
  void finish() {
    CompletableFuture<Void> started = worker;
    if (started == null) {
      batch.forEach(target);
      return;
    }
    put(batch);
    put(List.of());
    started.join();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "elements");
    thread.setDaemon(true);
    thread.start();
  }

  private void put(List<T> things) {
    try {
      queue.put(things);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    }
  }

  /** Goes on taking after a failure, lest the reader waits for room for ever. */
  private void work() {
    RuntimeException failure = null;
    try {
      for (List<T> next = queue.take(); !next.isEmpty(); next = queue.take()) {
        try {
          if (failure == null) {
            next.forEach(target);
          }
        } catch (RuntimeException e) {
          failure = e;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
