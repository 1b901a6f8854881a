package io.github.nsglint.source.azcli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.FileBytes;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every call of az that a search in the text finds is one that the reader comes by, and no other.
 * The search knows nothing of how scripts run: a call in a loop or in a function counts once, so
 * that the reader's calls count by their places.
 *
 * <p>{@code -Dnsglint.scripts=FOLDER} has more scripts, such as public ones.
 */
class ScriptCallsTest {
  private static final Path OWN = Path.of("testdata/scripts");

  private static final Pattern HERE_DOCUMENT =
      Pattern.compile("<<-?[ \t]*(['\"]?)(\\w+)\\1\n.*?\n\\s*\\2(?=\n)", Pattern.DOTALL);

  private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^|\\s)#.*$");

  /** Where a command can start, or behind words that run it. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)(?:^|[;&|({`]|\\b(?:do|then|else|if|elif|while|until)\\b|!|\\b(?:az_)?retry \\w+)[ \t]*"
              + "(az)(?=(?:[ \t]|\\\\\n)+[a-z])");

  /** What is broken, or hides its calls on purpose. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "bad-deep.sh", "bad-loop-without-end.sh", "bad-unclosed-quote.sh", "other-commands.sh");

  @TestFactory
  List<DynamicTest> callsAreThoseInTheText() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path script : scripts(OWN)) {
      if (!LEFT_OUT.contains(String.valueOf(script.getFileName()))) {
        tests.add(dynamicTest(script.toString(), () -> check(script)));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> callsOfPublicScriptsToo() throws IOException {
    String folder = System.getProperty("nsglint.scripts", "");
    List<DynamicTest> tests = new ArrayList<>();
    if (folder.isEmpty()) {
      tests.add(
          dynamicTest("none", () -> assumeTrue(false, "-Dnsglint.scripts=FOLDER is not given")));
      return tests;
    }
    for (Path script : scripts(Path.of(folder))) {
      tests.add(dynamicTest(script.toString(), () -> check(script)));
    }
    assertTrue(!tests.isEmpty(), folder);
    return tests;
  }

  private static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".sh") || path.toString().endsWith(".azcli"))
          .sorted()
          .toList();
    }
  }

  private static void check(Path script) {
    Limits limits = Limits.standard();
    SourceFile source = FileBytes.read(script, script.toString(), limits).value();
    Set<Integer> read = new TreeSet<>();
    ScriptReading reading =
        new ScriptReading(
            new InputFile(source, Optional.of(script), limits, NetworkTypes.known()),
            new Output(resource -> {}, problem -> {}),
            AssumedValues.none(),
            (order, output) -> Optional.of("templates are not read here"),
            Integer.MAX_VALUE);
    reading.run();
    reading.calls().forEach(call -> read.add(call.start()));
    Set<Integer> written = inText(source);
    assertEquals(places(source, written), places(source, read));
    assertEquals(networks(source, written), networks(source, read));
  }

  private static String places(SourceFile source, Set<Integer> offsets) {
    StringBuilder places = new StringBuilder();
    for (int offset : offsets) {
      places.append(source.span(offset, offset).line()).append(' ');
    }
    return places.toString();
  }

  private static long networks(SourceFile source, Set<Integer> offsets) {
    return offsets.stream()
        .filter(
            offset -> source.text().substring(offset).matches("(?s)az(\\s|\\\\\n)+network\\b.*"))
        .count();
  }

  private static Set<Integer> inText(SourceFile source) {
    String text = blanked(HERE_DOCUMENT, blanked(COMMENT, source.text()));
    Set<Integer> places = new TreeSet<>();
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      places.add(call.start(1));
    }
    return places;
  }

  /** The text with blanks in the place of what matches, so that all else stays where it is. */
  private static String blanked(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
  }
}
