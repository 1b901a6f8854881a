package io.github.nsglint.cli;

import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands resources on in their order, in a thread of its own once there are many: one core reads the
 * text while another makes sense of it. Few are handed on at the end, without a thread. Used by one
 * thread.
 */
final class Conveyor implements Consumer<Resource> {
  private static final int BATCH = 256;
  private static final int BATCHES_ON_THE_WAY = 4;

  private final Consumer<Resource> target;
  private final BlockingQueue<List<Resource>> queue = new ArrayBlockingQueue<>(BATCHES_ON_THE_WAY);
  private List<Resource> batch = new ArrayList<>();
  private @Nullable CompletableFuture<Void> worker;

  Conveyor(Consumer<Resource> target) {
    this.target = target;
  }

  @Override
  public void accept(Resource resource) {
    batch.add(resource);
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
    Thread thread = new Thread(task, "resources");
    thread.setDaemon(true);
    thread.start();
  }

  private void put(List<Resource> resources) {
    try {
      queue.put(resources);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    }
  }

  /** Goes on taking after a failure, lest the reader waits for room for ever. */
  private void work() {
    RuntimeException failure = null;
    try {
      for (List<Resource> next = queue.take(); !next.isEmpty(); next = queue.take()) {
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
