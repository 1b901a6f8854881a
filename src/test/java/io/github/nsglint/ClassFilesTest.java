package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.nsglint.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build rewrites the compiler's class files; a wrong one would fail only when it is needed. */
class ClassFilesTest {
  @Test
  void everyClassVerifies() throws Exception {
    Path root = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (Stream<Path> files = Files.walk(root)) {
      names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
              .map(file -> file.substring(0, file.length() - ".class".length()))
              .map(file -> file.replace('/', '.').replace('\\', '.'))
              .toList();
    }
    assertFalse(names.isEmpty());
    for (String name : names) {
      assertDoesNotThrow(() -> Class.forName(name, true, Main.class.getClassLoader()), name);
    }
  }
}
