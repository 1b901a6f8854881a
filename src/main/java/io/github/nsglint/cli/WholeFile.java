package io.github.nsglint.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is written through one beside it, so that nobody ever sees half of it. */
final class WholeFile {
  private WholeFile() {}

  /** What is to be in it. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The user's mask decides who may read it; Java would shut out everybody else. */
  static void write(Path file, Content content) throws IOException {
    write(file, PosixFilePermissions.fromString("rw-rw-rw-"), content);
  }

  /** Another text for a file that is there; who may read and write it stays as it is. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Set<PosixFilePermission> permissions =
        isPosix() ? Files.getPosixFilePermissions(file) : Set.of();
    write(
        file,
        permissions,
        out -> {
          out.write(bytes);
        });
    if (isPosix()) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  private static void write(Path file, Set<PosixFilePermission> permissions, Content content)
      throws IOException {
    FileAttribute<?>[] attributes =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
            : new FileAttribute<?>[0];
    Path folder = file.toAbsolutePath().getParent();
    Path draft = Files.createTempFile(folder, ".nsglint", ".tmp", attributes);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        content.writeTo(out);
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
