package io.github.nsglint.source.live;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A snapshot that is gone with the program. */
public final class MemoryStore implements SnapshotStore {
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  @Override
  public synchronized void write(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  @Override
  public synchronized Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public synchronized void delete(String path) {
    files.remove(path);
  }

  /** By path. */
  public synchronized SortedMap<String, byte[]> files() {
    return new TreeMap<>(files);
  }
}
