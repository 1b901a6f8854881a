package io.github.nsglint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a fuzzer starts from: the expressions and the documents of {@code testdata}. */
public final class Seeds {
  private static final Path TESTDATA = Path.of("testdata");
  private static final long MAX_BYTES = 8_000;

  private Seeds() {}

  /**
   * Writes them where a fuzzer reads them.
   *
   * @param arguments the folder; it gets {@code expressions} and {@code documents}
   */
  public static void main(String[] arguments) throws IOException {
    write(expressions(), Path.of(arguments[0], "expressions"));
    write(documents(), Path.of(arguments[0], "documents"));
  }

  private static void write(List<String> seeds, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < seeds.size(); i++) {
      Files.writeString(folder.resolve("seed-" + i), seeds.get(i));
    }
  }

  public static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (Path file : files(TESTDATA.resolve("functions"), ".cases")) {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#")) {
          expressions.add(line.split(" =[>?!]", 2)[0]);
        }
      }
    }
    return expressions;
  }

  public static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    for (Path file : files(TESTDATA, ".json")) {
      if (Files.size(file) <= MAX_BYTES && !file.getFileName().toString().startsWith("bytes-")) {
        documents.add(Files.readString(file));
      }
    }
    return documents;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
