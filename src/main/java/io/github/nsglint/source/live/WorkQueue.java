package io.github.nsglint.source.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Work in lanes, one a subscription: so much at once in a lane, so much in all. Earlier lanes go
 * first, so that few are half done at any time. Work may add to its own lane.
 */
final class WorkQueue {
  private final int perLane;
  private final int inAll;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final List<Thread> workers = new CopyOnWriteArrayList<>();
  private int open;
  private Optional<Throwable> defect = Optional.empty();

  WorkQueue(int perLane, int inAll) {
    this.perLane = perLane;
    this.inAll = inAll;
  }

  private static final class Lane {
    final Deque<Runnable> waiting = new ArrayDeque<>();
    int active;
  }

  synchronized void add(String lane, Runnable work) {
    lanes.computeIfAbsent(lane, name -> new Lane()).waiting.add(work);
    open++;
    notifyAll();
  }

  /** Does all work, also what is added under way. */
  void run() throws InterruptedException {
    for (int i = 0; i < inAll; i++) {
      Thread worker = new Thread(this::work, "azure " + (i + 1));
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    if (defect.isPresent()) {
      throw new AssertionError("while reading from Azure", defect.get());
    }
  }

  /** Cuts short what any work waits for. */
  void wake() {
    workers.forEach(Thread::interrupt);
  }

  private void work() {
    for (Map.Entry<Lane, Runnable> next = take(); next != null; next = take()) {
      try {
        next.getValue().run();
      } catch (RuntimeException | Error e) {
        fail(e);
      } finally {
        done(next.getKey());
      }
    }
  }

  private synchronized void fail(Throwable e) {
    defect = defect.or(() -> Optional.of(e));
    for (Lane lane : lanes.values()) {
      open -= lane.waiting.size();
      lane.waiting.clear();
    }
  }

  private synchronized void done(Lane lane) {
    lane.active--;
    open--;
    notifyAll();
  }

  /** Null when nothing is left to do. */
  private synchronized Map.@Nullable Entry<Lane, Runnable> take() {
    while (open > 0) {
      for (Lane lane : lanes.values()) {
        if (lane.active < perLane && !lane.waiting.isEmpty()) {
          lane.active++;
          return Map.entry(lane, lane.waiting.remove());
        }
      }
      try {
        wait();
      } catch (InterruptedException woken) {
        // Meant for work that waits; here is none, so that it looks again.
      }
    }
    return null;
  }
}
