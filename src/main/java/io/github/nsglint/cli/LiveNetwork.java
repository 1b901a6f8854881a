package io.github.nsglint.cli;

import io.github.nsglint.azure.ServiceTagFile;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.live.MemoryStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/**
 * The network that Azure's answers tell of, made while others still come, in a thread of its own.
 * The order in which they come makes no difference.
 */
final class LiveNetwork implements AutoCloseable {
  private final MemoryStore store;
  private final FutureTask<Inputs.Read> read;

  private LiveNetwork(MemoryStore store, Supplier<TagAddresses> tags, NetworkTypes types) {
    this.store = store;
    this.read = new FutureTask<>(() -> Inputs.held(store.inOrder(), tags.get(), types));
  }

  /**
   * Begins to wait for answers.
   *
   * @param types that are looked for
   */
  static LiveNetwork of(NetworkTypes types, ParseResult arguments) throws UsageException {
    MemoryStore store = new MemoryStore();
    Supplier<TagAddresses> tags;
    if (arguments.matchedOptionValue("--service-tags", "").equals(Inputs.LIVE)) {
      tags = () -> liveTags(store);
    } else {
      TagAddresses given = Inputs.tags(arguments, Limits.standard());
      tags = () -> given;
    }
    LiveNetwork network = new LiveNetwork(store, tags, types);
    Thread thread = new Thread(network.read, "network");
    thread.setDaemon(true);
    thread.start();
    return network;
  }

  /** Of no tag, if Azure did not answer; the manifest says why. */
  private static TagAddresses liveTags(MemoryStore store) {
    return store
        .firstAtEnd("serviceTags.json")
        .map(file -> SourceFile.decode(file.getKey(), file.getValue()).value())
        .map(file -> TagAddresses.of(ServiceTagFile.of(file)))
        .orElseGet(TagAddresses::unknown);
  }

  /** Where the answers go. */
  MemoryStore store() {
    return store;
  }

  /** The whole, once all answers are there. What went wrong with it is thrown here. */
  Inputs.Read read() {
    try {
      return read.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException defect
          ? defect
          : new IllegalStateException(e.getCause());
    }
  }

  /** Lets the thread end where there is nothing to wait for any more. */
  @Override
  public void close() {
    store.close();
  }
}
