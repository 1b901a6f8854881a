package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** A snapshot that is gone with the program, and can be read while it is still written. */
public final class MemoryStore implements SnapshotStore, AutoCloseable {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private String settled = "";
  private boolean finished;
  private boolean closed;

  @Override
  public synchronized void write(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  /** Nobody gets at them, and hashing takes longer than all else that a scan does to an answer. */
  @Override
  public String fingerprint(byte[] bytes) {
    return "";
  }

  @Override
  public synchronized Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public synchronized void delete(String path) {
    files.remove(path);
  }

  @Override
  public synchronized void settle(String path) {
    if (path.compareTo(settled) > 0) {
      settled = path;
      notifyAll();
    }
  }

  @Override
  public synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /** Ends the wait for files, whatever was read. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits until all files are there, and looks for the first of a name. */
  public synchronized Optional<Map.Entry<String, byte[]>> firstAtEnd(String name) {
    while (!finished && !closed) {
      await();
    }
    return files.entrySet().stream().filter(file -> file.getKey().endsWith("/" + name)).findFirst();
  }

  /**
   * The files in the order of their paths, whenever they come; none is kept here. It waits for the
   * next one, until it is clear which that is.
   */
  public Iterator<Map.Entry<String, byte[]>> inOrder() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return awaitNext();
      }

      @Override
      public Map.Entry<String, byte[]> next() {
        if (!awaitNext()) {
          throw new NoSuchElementException();
        }
        return take();
      }
    };
  }

  private synchronized boolean awaitNext() {
    while (!closed) {
      if (!files.isEmpty() && (finished || files.firstKey().compareTo(settled) < 0)) {
        return true;
      }
      if (finished) {
        return false;
      }
      await();
    }
    return false;
  }

  private synchronized Map.Entry<String, byte[]> take() {
    return requireNonNull(files.pollFirstEntry());
  }

  private synchronized void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this program", e);
    }
  }
}
