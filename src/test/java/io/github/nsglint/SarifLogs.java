package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.report.SarifReport;
import io.github.nsglint.report.SarifReport.Profile;
import io.github.nsglint.report.SourceUris;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The SARIF logs of a result, in each profile, and what is asked of every log: the standard's
 * schema, where it lies beside the repository, what its readers need besides, and the same bytes
 * again.
 *
 * <p>With {@code -Dnsglint.logs=FOLDER} each is kept there, for validators that are no part of the
 * build: {@code src/ci/validate-logs.sh}.
 */
final class SarifLogs {
  private static final Path SCHEMA_FILE = Path.of("../shared/reference/sarif-schema-2.1.0.json");
  private static final Optional<JsonSchema> SCHEMA = schema();
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final int MAX_NAME = 120;

  private SarifLogs() {}

  private static Optional<JsonSchema> schema() {
    if (!Files.exists(SCHEMA_FILE)) {
      System.err.println("SARIF logs are not held against a schema: there is no " + SCHEMA_FILE);
      return Optional.empty();
    }
    try {
      return Optional.of(
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
              .getSchema(Files.readString(SCHEMA_FILE)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Of files in the folder above, where also the corpus lies.
   *
   * @param name of the kept logs
   */
  static void assertGood(LintResult result, String name) throws IOException {
    assertGood(result, name, HERE.resolveSibling(""));
  }

  /**
   * @param root folder that the files lie in
   */
  static void assertGood(LintResult result, String name, Path root) throws IOException {
    for (Profile profile : Profile.values()) {
      byte[] log = log(result, profile, root);
      assertArrayEquals(
          log, log(result, profile, root), () -> name + ": other bytes when written again");
      keep(name + "." + profile.name().toLowerCase(Locale.ROOT), log);
      JsonNode tree = new ObjectMapper().readTree(log);
      SarifConsumers.assertReadable(tree, profile);
      assertEquals(List.of(), faults(tree), () -> name + " in " + profile);
    }
  }

  static byte[] log(LintResult result, Profile profile, Path root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SarifReport("1.0.0", profile, SourceUris.of(root, HERE), 0).write(result, out);
    return out.toByteArray();
  }

  /** What the standard's schema has against a log. */
  private static List<String> faults(JsonNode log) {
    List<String> faults = new ArrayList<>();
    if (SCHEMA.isPresent()) {
      SCHEMA.get().validate(log).stream().map(ValidationMessage::getMessage).forEach(faults::add);
    }
    return faults;
  }

  private static void keep(String name, byte[] log) throws IOException {
    String folder = System.getProperty("nsglint.logs", "");
    if (!folder.isEmpty()) {
      String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-");
      String end = plain.substring(Math.max(0, plain.length() - MAX_NAME));
      Files.write(Path.of(folder).resolve(end + ".sarif"), log);
    }
  }
}
