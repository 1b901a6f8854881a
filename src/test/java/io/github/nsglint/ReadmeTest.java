package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.cli.Console;
import io.github.nsglint.cli.ExitStatus;
import io.github.nsglint.cli.Main;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.SettingsFile;
import io.github.nsglint.policy.SettingsReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the README shows is what the program does. */
class ReadmeTest {
  private static final Path OWN_PACK = Path.of("testdata/packs/our-network.yaml");

  private final String readme = read();

  private static String read() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tableOfRulesIsThatOfThePacks() {
    List<String> expected =
        RulePacks.builtIn().rules().stream()
            .map(
                rule ->
                    String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s |",
                        rule.id(),
                        rule.name(),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        rule.title()))
            .toList();
    List<String> shown =
        readme.lines().filter(line -> line.matches("\\| [A-Z]{3}[0-9]{3} \\|.*")).toList();
    assertEquals(expected, shown);
  }

  @Test
  void sampleHasTheFindingThatIsShown() {
    String report = shown(ExitStatus.FINDINGS, "check", "testdata/example/bastion.json");
    assertTrue(report.contains(block("testdata/example/bastion.json:85:21")), report);
    assertTrue(report.contains("4 broken (4 errors)"), report);
  }

  @Test
  void scriptHasTheTwoFindingsThatAreTold() {
    String report = shown(ExitStatus.FINDINGS, "check", "testdata/example/bastion.sh");
    assertTrue(report.contains(block("testdata/example/bastion.sh:17:48")), report);
    assertTrue(report.contains("do not grant outbound Tcp 80 to Internet"), report);
    assertTrue(report.contains("2 broken (1 error, 1 warning), 22 hold"), report);
    assertFalse(report.contains("undecided"), report);
  }

  @Test
  void traceSaysWhatIsShown() {
    String line = "./nsglint trace testdata/example/machines.json ";
    String options = block(line).substring(line.length()).strip();
    List<String> arguments = new ArrayList<>(List.of("trace", "testdata/example/machines.json"));
    arguments.addAll(List.of(options.split(" ", -1)));
    assertEquals(
        block("Tcp from snet-web"), shown(ExitStatus.OK, arguments.toArray(String[]::new)));
  }

  private static String shown(ExitStatus expected, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            false,
            Path.of("").toAbsolutePath());
    assertEquals(expected, Main.run(console, arguments));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ownPackIsTheOneThatIsTested() throws IOException {
    assertEquals(Files.readString(OWN_PACK), block("pack: our-network"));
  }

  @Test
  void settingsAndTheExtendedPackAreRight() {
    String settings = block("packs:   ").replace("rules/our-network", "testdata/packs/our-network");
    SettingsFile file = read(SettingsReader.read(new SourceFile("nsglint.yaml", settings)));
    SourceFile pack = new SourceFile("testdata/packs/our-bastion.yaml", block("pack: our-bastion"));
    RulePacks packs =
        read(
            RulePacks.builtIn()
                .with(
                    List.of(pack),
                    Optional.of(file),
                    path -> new SourceFile(path, Files.readString(Path.of(path)))));
    assertEquals(List.of("BAS205"), packs.off());
    assertEquals(
        "Ask the network team to narrow the rule.", packs.find("OUR101").orElseThrow().fix());
  }

  private static <T> T read(Loaded<T> loaded) {
    assertEquals(List.of(), loaded.problems());
    return loaded.value();
  }

  /** The fenced block that starts with a text. */
  private String block(String start) {
    int from = readme.indexOf(start);
    assertTrue(from >= 0, start);
    return readme.substring(from, readme.indexOf("```", from));
  }
}
