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

  /** Hands all files over, by path, and keeps none. */
  public synchronized SortedMap<String, byte[]> handOver() {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    files.clear();
    return all;
  }
}
