package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is being read, with a way to the files beside it.
 *
 * @param location empty for standard input
 * @param types that are looked for
 */
public record InputFile(
    SourceFile source, Optional<Path> location, Limits limits, NetworkTypes types) {
  public InputFile {
    requireNonNull(source);
    requireNonNull(location);
    requireNonNull(limits);
    requireNonNull(types);
  }

  /** The last part of the path; empty for standard input. */
  public String name() {
    return location.map(Path::getFileName).map(Path::toString).orElse("");
  }

  /**
   * A file of the same folder.
   *
   * @param name or a path from that folder, with {@code /}
   * @return empty if there is none
   */
  public Optional<Loaded<SourceFile>> beside(String name) {
    return locationBeside(name).map(path -> FileBytes.read(path, shownBeside(name), limits));
  }

  /** Where {@link #beside} finds a file. */
  public Optional<Path> locationBeside(String name) {
    return location.map(path -> path.resolveSibling(name)).filter(Files::isRegularFile);
  }

  private String shownBeside(String name) {
    String path = source.path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return name.contains("../")
        ? Path.of(folder + name).normalize().toString().replace(File.separatorChar, '/')
        : folder + name;
  }
}
