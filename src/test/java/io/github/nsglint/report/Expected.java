package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.LintResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a report writes, and the files that hold what it should write. */
final class Expected {
  private static final Path FOLDER = Path.of("src/test/resources/report");

  private Expected() {}

  static String written(Report report, LintResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  static void assertMatches(String file, String actual) throws IOException {
    Path expected = FOLDER.resolve(file);
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
