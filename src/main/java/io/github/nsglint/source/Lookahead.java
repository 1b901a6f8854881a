package io.github.nsglint.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work whose results are taken one after the other, in the order in which it was given, while other
 * threads are at what comes next. Bounded, so that few results wait for their turn; without a
 * thread until there was much to do. Used by one thread, which takes the results, and works as well
 * rather than wait.
 */
public final class Lookahead implements AutoCloseable {
  /** Turns that are open at once, and their bytes. */
  private static final int MOST_TURNS = 64;

  private static final long MOST_BYTES = 1 << 20;

  /** Bytes up to which a thread costs more than it saves. */
  static final long LITTLE = 1 << 18;

  private static final int MOST_WORKERS = 3;

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final int mostWorkers;
  private @Nullable ThreadPoolExecutor workers;
  private long open;
  private long given;

  /**
   * @param work what can be done ahead, if anything
   */
  private record Turn(long bytes, @Nullable FutureTask<?> work, Runnable end) {}

  /** As many threads as this machine has use for. */
  public Lookahead() {
    this(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors() - 1));
  }

  /**
   * @param mostWorkers threads besides the one that calls
   */
  Lookahead(int mostWorkers) {
    this.mostWorkers = mostWorkers;
  }

  /**
   * @param bytes that the work is about, as far as they are in memory until its turn
   * @param work may be done in another thread, and ahead of its turn
   * @param taken gets the result in its turn, in this thread. What the work threw is thrown then
   */
  public <T> void add(long bytes, Supplier<T> work, Consumer<T> taken) {
    FutureTask<T> task = new FutureTask<>(work::get);
    add(new Turn(bytes, task, () -> taken.accept(result(task))));
  }

  /**
   * @param work for this thread, in its turn
   */
  public void add(Runnable work) {
    add(new Turn(0, null, work));
  }

  private void add(Turn turn) {
    turns.add(turn);
    open += turn.bytes();
    given += turn.bytes();
    if (workers != null) {
      execute(turn);
    } else if (given > LITTLE && mostWorkers > 0) {
      workers =
          new ThreadPoolExecutor(
              mostWorkers, mostWorkers, 0, TimeUnit.SECONDS, tasks, Lookahead::thread);
      turns.forEach(this::execute);
    }
    while (turns.size() > MOST_TURNS || open > MOST_BYTES) {
      takeNext();
    }
  }

  private void execute(Turn turn) {
    if (workers != null && turn.work() != null) {
      workers.execute(turn.work());
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ahead");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns when all results have been taken. */
  public void finish() {
    while (!turns.isEmpty()) {
      takeNext();
    }
  }

  private void takeNext() {
    Turn turn = turns.remove();
    open -= turn.bytes();
    turn.end().run();
  }

  private <T> T result(FutureTask<T> task) {
    task.run(); // nothing if another thread has begun
    for (Runnable other = null; !task.isDone() && (other = tasks.poll()) != null; ) {
      other.run();
    }
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** Ends the threads, also amid their work. */
  @Override
  public void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }
}
