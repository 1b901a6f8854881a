package io.github.nsglint.source.live;

import java.io.IOException;
import java.util.Optional;

/** Where the files of a snapshot are kept. */
public interface SnapshotStore {
  /**
   * All of a file or nothing.
   *
   * @param path with {@code /}, as {@link Manifest.FileRecord} has it
   */
  void write(String path, byte[] bytes) throws IOException;

  /** What the manifest says of a file's bytes, so that a change shows; empty if none can be. */
  String fingerprint(byte[] bytes);

  Optional<byte[]> read(String path) throws IOException;

  void delete(String path) throws IOException;

  /** From now on, no file is written or deleted whose path comes before this one. */
  default void settle(String path) {}

  /** From now on, none is at all. */
  default void finish() {}
}
