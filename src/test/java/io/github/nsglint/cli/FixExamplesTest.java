package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nsglint.document.LineDiff;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mends each example of {@code testdata/rules} that is broken and that can be written, and asks
 * again. {@code testdata/fixes/<rule name>.diff} has what was changed or why nothing was, {@code
 * testdata/fixes/counts} how many examples of each rule have a fix.
 */
class FixExamplesTest {
  private static final Path RULES = Path.of("testdata/rules");
  private static final Path FIXES = Path.of("testdata/fixes");
  private static final String SERVICE_TAGS = ".service-tags.json";

  @TempDir Path folder;

  private record Example(Path file) {
    String name() {
      return String.valueOf(file.getFileName());
    }

    Path serviceTags() {
      String name = name();
      return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + SERVICE_TAGS);
    }

    /** Answers of Azure are no definitions: there is one reason for all of them. */
    boolean isDefinition() {
      try {
        return name().endsWith(".sh") || Files.readString(file).contains("contentVersion");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyBrokenExampleIsMendedOrSaysWhyNot() throws IOException {
    Map<String, String> counts = new TreeMap<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (RulePack pack : RulePacks.builtIn().packs()) {
      for (Rule rule : pack.rules()) {
        tests.add(
            dynamicTest(rule.id() + " " + rule.name(), () -> counts.put(rule.id(), mendAll(rule))));
      }
    }
    tests.add(
        dynamicTest(
            "counts",
            () -> {
              StringBuilder text = new StringBuilder();
              counts.forEach((id, count) -> text.append(id).append(' ').append(count).append('\n'));
              assertMatches(FIXES.resolve("counts"), text.toString());
            }));
    return tests.stream();
  }

  private String mendAll(Rule rule) throws IOException {
    StringBuilder text = new StringBuilder();
    int mended = 0;
    List<Example> examples = broken(rule);
    for (Example example : examples) {
      text.append("# ").append(example.name()).append('\n');
      mended += mend(rule, example, text) ? 1 : 0;
    }
    assertMatches(FIXES.resolve(rule.name() + ".diff"), text.toString());
    return rule.name() + ": " + mended + " of " + examples.size();
  }

  private boolean mend(Rule rule, Example example, StringBuilder text) throws IOException {
    Path copy = Files.copy(example.file(), folder.resolve(rule.id() + "-" + example.name()));
    String before = Files.readString(copy);
    String[] options = options(rule, example, copy);
    Program program = new Program(folder);
    Program.Run run = program.run(with("fix", options));
    String after = Files.readString(copy);
    run.out()
        .lines()
        .filter(line -> line.contains(": " + rule.id() + " "))
        .map(line -> line.substring(line.indexOf(rule.name()) + rule.name().length() + 4))
        .forEach(line -> text.append(line).append('\n'));
    text.append(LineDiff.of(example.name(), before, after)).append('\n');
    boolean mended = !before.equals(after);
    if (mended) {
      program.run(with("check", options)).endedWith(ExitStatus.OK);
    }
    assertEquals(!mended, run.out().contains(": no fix: "), run.out());
    Program.Run again = program.run(with("fix", options));
    assertTrue(again.out().contains("0 fixes in 0 files"), again.out());
    return mended;
  }

  private static String[] options(Rule rule, Example example, Path copy) {
    List<String> options =
        new ArrayList<>(List.of(copy.toString(), "--only", rule.id(), "--fail-on", "note"));
    if (Files.exists(example.serviceTags())) {
      options.addAll(List.of("--service-tags", example.serviceTags().toString()));
    }
    return options.toArray(String[]::new);
  }

  private static String[] with(String command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  private static List<Example> broken(Rule rule) throws IOException {
    try (Stream<Path> files = Files.list(RULES.resolve(rule.name()))) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                return name.startsWith("broken-")
                    && !name.endsWith(SERVICE_TAGS)
                    && (name.endsWith(".json") || name.endsWith(".sh"));
              })
          .sorted()
          .map(Example::new)
          .filter(Example::isDefinition)
          .toList();
    }
  }

  private static void assertMatches(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(expected, actual);
      return;
    }
    assertEquals(
        Files.readString(expected),
        actual,
        () -> expected + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }
}
