package io.github.nsglint.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The examples that come with the program, {@code examples/<rule name>/<verdict>-<what>.<format>}:
 * its own tests.
 */
final class Examples {
  private static final String SERVICE_TAGS = ".service-tags.json";

  private Examples() {}

  /**
   * @param file its name, which tells what it shows
   */
  record Example(String file, String text) {}

  /** The shortest example of a verdict, {@code holds} or {@code broken}. */
  static Optional<Example> of(String ruleName, String verdict) throws IOException {
    try {
      URI code = Examples.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path place = Path.of(code);
      if (Files.isDirectory(place)) {
        return shortest(place.resolve("examples").resolve(ruleName), verdict);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return shortest(jar.getPath("examples", ruleName), verdict);
      }
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Example> shortest(Path folder, String verdict) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(Files::isRegularFile)
              .filter(path -> name(path).startsWith(verdict + "-"))
              .filter(path -> !name(path).endsWith(".expected"))
              .filter(path -> !needsServiceTags(path))
              .toList();
    }
    Optional<Example> best = Optional.empty();
    for (Path file : files.stream().sorted(Comparator.comparing(Examples::name)).toList()) {
      String text = Files.readString(file);
      if (best.isEmpty() || text.length() < best.get().text().length()) {
        best = Optional.of(new Example(name(file), text));
      }
    }
    return best;
  }

  /** What an example shows only together with addresses of service tags is no first example. */
  private static boolean needsServiceTags(Path path) {
    String file = name(path);
    String example = file.substring(0, Math.max(0, file.lastIndexOf('.')));
    return file.endsWith(SERVICE_TAGS) || Files.exists(path.resolveSibling(example + SERVICE_TAGS));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
