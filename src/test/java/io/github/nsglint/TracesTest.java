package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nsglint.cli.Console;
import io.github.nsglint.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A network answers the questions of its {@code traces.expected} alike in every format. In that
 * file each question is a line that starts with {@code $}; the answer follows, without the places
 * and excerpts of files, which are those of one format.
 */
class TracesTest {
  /** The second has networks that not every format can hold. */
  static final List<Path> FOLDERS =
      List.of(Path.of("testdata/networks"), Path.of("testdata/traces"));

  static final String EXPECTED = "traces.expected";
  private static final Pattern PLACE = Pattern.compile("(  | \\()testdata/[^ ]*:[0-9]+\\)?");
  private static final Pattern EXCERPT = Pattern.compile("(?m)^ +[0-9]* \\|.*\n");

  @TestFactory
  Stream<DynamicTest> everyFormatGivesTheSameAnswers() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> networks = new ArrayList<>();
    for (Path folder : FOLDERS) {
      networks.addAll(list(folder));
    }
    for (Path network : networks) {
      Path expected = network.resolve(EXPECTED);
      if (Files.exists(expected)) {
        List<String> questions =
            Files.readString(expected).lines().filter(line -> line.startsWith("$ ")).toList();
        List<Path> formats =
            list(network).stream()
                .filter(path -> !path.toString().endsWith(".expected"))
                .filter(path -> !path.toString().endsWith(".parameters.json"))
                .toList();
        for (Path format : formats) {
          boolean writes = format.equals(formats.get(0));
          tests.add(
              dynamicTest(
                  format.toString(), () -> assertAnswers(expected, questions, format, writes)));
        }
      }
    }
    return tests.stream();
  }

  static void assertAnswers(Path expected, List<String> questions, Path format, boolean writes)
      throws IOException {
    StringBuilder answers = new StringBuilder();
    for (String question : questions) {
      answers.append(answers.length() == 0 ? "" : "\n").append(question).append('\n');
      answers.append(answer(question.substring(2).split(" ", -1), format));
    }
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      if (writes) {
        Files.writeString(expected, answers);
      }
      return;
    }
    assertEquals(
        Files.readString(expected),
        answers.toString(),
        () -> expected + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  private static String answer(String[] options, Path format) {
    List<String> arguments = new ArrayList<>(List.of("trace", format.toString()));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            stream,
            stream,
            Map.of(),
            false,
            Path.of("").toAbsolutePath());
    Main.run(console, arguments.toArray(String[]::new));
    stream.flush();
    String text = EXCERPT.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("");
    return PLACE.matcher(text).replaceAll("");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }
}
