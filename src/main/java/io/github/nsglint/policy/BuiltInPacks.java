package io.github.nsglint.policy;

import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The packs that come with the program, {@code rules/<name>.json} on the class path. The build
 * lists them with what each is for: one about a service is read only where the service is there.
 */
final class BuiltInPacks {
  /** A pack a line: its name and, with tabs between, what it is for; see PackCompiler. */
  static final String INDEX = "packs.txt";

  private BuiltInPacks() {}

  /**
   * @param about see {@link RulePack#about}
   */
  record Entry(String name, List<String> about) {
    Entry {
      about = List.copyOf(about);
    }
  }

  /** Those that are about every network first, else by name. */
  static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    for (String line : text(INDEX).split("\n", -1)) {
      if (!line.isEmpty()) {
        List<String> parts = List.of(line.split("\t", -1));
        entries.add(new Entry(parts.get(0), parts.subList(1, parts.size())));
      }
    }
    return entries;
  }

  static SourceFile file(String pack) {
    return new SourceFile("rules/" + pack + ".json", text(pack + ".json"));
  }

  private static String text(String file) {
    String path = "rules/" + file;
    try (InputStream in = BuiltInPacks.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
