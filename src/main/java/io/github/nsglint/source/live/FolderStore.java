package io.github.nsglint.source.live;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/** A snapshot in a folder, for nobody's eyes but its owner's. */
public final class FolderStore implements SnapshotStore {
  private final Path folder;

  public FolderStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Path parent = Objects.requireNonNull(file.getParent());
    Files.createDirectories(parent, only("rwx------"));
    Path draft = Files.createTempFile(parent, ".nsglint", ".tmp", only("rw-------"));
    try {
      Files.write(draft, bytes);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String fingerprint(byte[] bytes) {
    return Sha256.hex(bytes);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = folder.resolve(path);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(folder.resolve(path));
  }
}
