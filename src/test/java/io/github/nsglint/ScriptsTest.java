package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nsglint.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each script of {@code testdata/scripts} has beside it the network that it leaves behind, and what
 * is wrong with the script.
 */
class ScriptsTest {
  private static final Path SCRIPTS = Path.of("testdata/scripts");

  @TestFactory
  List<DynamicTest> scriptsLeaveTheirNetworks() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> paths = Files.list(SCRIPTS)) {
      for (Path path : paths.sorted().toList()) {
        if (Files.isRegularFile(path) && !path.toString().endsWith(".expected")) {
          tests.add(dynamicTest(String.valueOf(path.getFileName()), () -> check(path)));
        }
      }
    }
    assertTrue(tests.size() >= 40, "scripts: " + tests.size());
    return tests;
  }

  private static void check(Path script) throws IOException {
    JudgedNetwork judged = JudgedNetwork.of(List.of(script.toString()));
    StringBuilder actual = new StringBuilder(ShownNetwork.model(judged.network()));
    judged
        .problems()
        .forEach(
            problem ->
                actual
                    .append(problem.severity().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(problem.code())
                    .append(' ')
                    .append(elsewhere(script, problem))
                    .append(problem.span().line())
                    .append(':')
                    .append(problem.span().column())
                    .append(' ')
                    .append(problem.message())
                    .append('\n'));
    Path expected = script.resolveSibling(script.getFileName() + ".expected");
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(expected, actual);
      return;
    }
    assertEquals(
        Files.readString(expected),
        actual.toString(),
        () -> script + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  /** A template that the script deploys, from the folder of the scripts on. */
  private static String elsewhere(Path script, Problem problem) {
    String path = problem.span().file().path();
    return path.equals(script.toString()) ? "" : path.replace("testdata/scripts/", "") + ":";
  }
}
