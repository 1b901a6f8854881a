package io.github.nsglint.cli;

import io.github.nsglint.report.ScanTable;
import io.github.nsglint.source.live.Cloud;
import io.github.nsglint.source.live.LiveReading;
import io.github.nsglint.source.live.LiveScope;
import io.github.nsglint.source.live.Manifest;
import io.github.nsglint.source.live.ReadOperation;
import io.github.nsglint.source.live.RequestLimits;
import io.github.nsglint.source.live.Sessions;
import io.github.nsglint.source.live.SnapshotStore;
import io.github.nsglint.source.live.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ParseResult;

/** One reading of Azure, with what a person sees of it while it runs and when it is over. */
final class LiveRun {
  /** Shorter ones say nothing before their end. */
  private static final long PROGRESS_SECONDS = 5;

  /** How long the end of the program waits for what was seen to be written. */
  private static final long LAST_SECONDS = 20;

  private final Console console;
  private final LiveScope scope;
  private final LiveReading reading;

  private LiveRun(Console console, LiveScope scope, LiveReading reading) {
    this.console = console;
    this.scope = scope;
    this.reading = reading;
  }

  /**
   * @param types of resources that rules ask for
   */
  static LiveRun of(ParseResult arguments, Collection<String> types, Console console)
      throws UsageException {
    LiveScope scope = LiveOptions.scope(arguments, types);
    Cloud cloud = LiveOptions.cloud(arguments);
    return new LiveRun(
        console,
        scope,
        new LiveReading(
            cloud,
            LiveOptions.tokens(cloud, arguments, console),
            Timing.system(),
            RequestLimits.standard(),
            Main.version()));
  }

  /** What follows a reading, done before the program ends, also when a signal ends it. */
  interface Rest {
    ExitStatus after(Manifest manifest) throws UsageException, IOException;
  }

  /**
   * Reads, then does the rest. On Ctrl-C nothing more is asked, and the rest is done with what was
   * seen.
   */
  ExitStatus read(SnapshotStore store, Optional<Manifest> before, Rest rest)
      throws UsageException, IOException {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Thread end = new Thread(() -> end(over), "end");
    Runtime.getRuntime().addShutdownHook(end);
    Thread progress = new Thread(() -> tell(asked), "progress");
    progress.setDaemon(true);
    progress.start();
    try {
      Manifest manifest = reading.read(scope, store, before);
      asked.countDown(); // the report is not to be interrupted
      ExitStatus status = rest.after(manifest);
      console.out().flush();
      console.err().print("\n" + ScanTable.of(rows(manifest)));
      for (Manifest.Unmet unmet : manifest.unmet()) {
        console.err().println("not found: " + unmet);
      }
      if (!reading.sessions().isEmpty()) {
        console.err().print("\n" + ScanTable.ofSessions(sessions()));
      }
      console.err().flush();
      console.out().flush();
      return status;
    } catch (InterruptedException e) {
      throw new AssertionError(e); // nobody interrupts this thread
    } finally {
      asked.countDown();
      over.countDown();
      if (!reading.isStopped()) {
        Runtime.getRuntime().removeShutdownHook(end);
      }
    }
  }

  private void end(CountDownLatch over) {
    reading.stop();
    try {
      over.await(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(CountDownLatch asked) {
    try {
      while (!asked.await(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
        LiveReading.Progress now = reading.progress();
        console
            .err()
            .println(
                (now.total() == 0
                        ? "asking which subscriptions there are, "
                        : now.done() + " of " + now.total() + " subscriptions read, ")
                    + now.requests()
                    + " requests"
                    + (now.waiting() == 0 ? "" : ", " + now.waiting() + " waiting"));
        console.err().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ScanTable.Row> rows(Manifest manifest) {
    List<ScanTable.Row> rows = new ArrayList<>();
    for (Manifest.SubscriptionRecord subscription : manifest.subscriptions()) {
      List<String> refused = new ArrayList<>();
      List<String> failed = new ArrayList<>();
      int lists = 0;
      int resources = 0;
      for (Manifest.ReadRecord read : subscription.reads()) {
        resources += read.resources();
        if (read.isRead()) {
          lists++;
        } else {
          List<String> column = read.state().equals("refused") ? refused : failed;
          if (!column.contains(read.words())) {
            column.add(read.words());
          }
        }
      }
      rows.add(
          new ScanTable.Row(
              subscription.words(), subscription.state(), lists, resources, refused, failed));
    }
    return rows;
  }

  private List<List<String>> sessions() {
    List<List<String>> rows = new ArrayList<>();
    for (Sessions each : reading.sessions()) {
      rows.add(
          List.of(
              each.host(),
              String.valueOf(each.sessions()),
              String.valueOf(each.ssh()),
              String.valueOf(each.rdp()),
              String.valueOf(each.machines()),
              String.valueOf(each.users()),
              String.valueOf(each.longest())));
    }
    return rows;
  }

  /** Prints each request that there is, and what a role has to allow for it. */
  static ExitStatus tellRequests(Console console) {
    List<List<String>> rows = new ArrayList<>();
    for (ReadOperation operation : ReadOperation.values()) {
      rows.add(
          List.of(
              operation.method(),
              operation.path(),
              operation.apiVersion(),
              operation.action(),
              operation.option().isEmpty() ? "always" : operation.option()));
    }
    console.out().print(ScanTable.ofRequests(rows));
    return ExitStatus.OK;
  }

  /** Tells what the caller may not do. */
  ExitStatus checkAccess() throws IOException {
    Map<String, List<String>> missing;
    try {
      missing = reading.missingActions(scope);
    } catch (InterruptedException e) {
      throw new AssertionError(e); // nobody interrupts this thread
    }
    boolean whole = true;
    for (Map.Entry<String, List<String>> subscription : missing.entrySet()) {
      whole &= subscription.getValue().isEmpty();
      console
          .out()
          .println(
              subscription.getKey()
                  + (subscription.getValue().isEmpty() ? ": all that a scan needs" : ": missing"));
      subscription.getValue().forEach(action -> console.out().println("  " + action));
    }
    return whole ? ExitStatus.OK : ExitStatus.INCOMPLETE;
  }
}
