package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of who gets to which machine, beside a report. */
class MachinesTest {
  private static final Path EXAMPLES = Path.of("testdata/machines");

  @TempDir Path folder;

  private Program.Run check(String... options) {
    String network = EXAMPLES.resolve("network.json").toAbsolutePath().toString();
    return new Program(folder)
        .run(Stream.concat(Stream.of("check", network), Stream.of(options)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "csv", "json"})
  void eachMachineHasItsLine(String format) throws IOException {
    check("--fail-on", "never", "--machines", format + "=machines");

    String actual =
        Files.readString(folder.resolve("machines"))
            .replaceFirst("\"nsglint\": \"[^\"]*\"", "\"nsglint\": \"VERSION\"")
            .replace(EXAMPLES.toAbsolutePath() + "/", "");
    Path expected = EXAMPLES.resolve("network." + format + ".expected");
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(expected, actual);
      return;
    }
    assertEquals(
        Files.readString(expected),
        actual,
        () -> expected + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  @Test
  void onlyMachinesOfWhichOneWantsToHear() throws IOException {
    for (String format : new String[] {"text", "markdown", "csv", "json"}) {
      check("--fail-on", "never", "--machines", format + "=some", "--where", "name=vm-app");
      String some = Files.readString(folder.resolve("some"));

      assertTrue(some.contains("vm-app"), some);
      assertFalse(some.contains("vm-jump"), some);
      if (format.equals("text") || format.equals("markdown")) {
        assertTrue(some.contains("Left out by --where: "), some);
      }
    }
  }

  @Test
  void theTableFollowsTheReport() {
    Program.Run run = check("--machines", "text", "--only", "BAS251");

    assertEquals(1, run.out().split("\n\nWho gets to a machine on 22 or 3389", -1).length - 1);
  }

  @Test
  void twoThingsDoNotGoToOnePlace() {
    check("--machines", "json")
        .refusedWith(
            "nsglint: the text report goes to standard output as well; give the table a file:"
                + " --machines json=FILE");
    check("--machines", "xml")
        .refusedWith("nsglint: --machines takes text, markdown, csv, json, not 'xml'");
    check("--machines", "csv=").refusedWith("nsglint: --machines csv= names no file");
  }
}
