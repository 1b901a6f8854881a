package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.cli.Program.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --service-tags}: what is said of the file, and what its faults come to. */
class ServiceTagsTest {
  private static final String NAME = "ServiceTags_Public_20261123.json";
  private static final String HEAD =
      "{ \"changeNumber\": 301, \"cloud\": \"Public\", \"values\": [";
  private static final String TAGS =
      HEAD
          + "{ \"name\": \"AzureCloud\", \"properties\": { \"addressPrefixes\": [\"20.33.0.0/16\"] } } ] }";

  /** With a head in order, and nothing in order behind it. */
  private static final String CUT_OFF = HEAD + "{ \"name\": \"AzureCloud\", \"prop";

  /** A group that speaks of a tag. */
  private static final String TAGGED =
      Program.CLOSED.replace(
          "\"*\",\n        \"sourcePort", "\"AzureCloud\",\n        \"sourcePort");

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() {
    program = new Program(folder);
  }

  private Run check(String definitions, String tags, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check",
                program.file("main.json", definitions),
                "--service-tags",
                program.file(NAME, tags)));
    arguments.addAll(List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  private static String lastLine(Run run) {
    List<String> lines = run.out().lines().toList();
    return lines.get(lines.size() - 1);
  }

  @Test
  void theReportNamesTheEdition() throws IOException {
    assertEquals(
        "Service tags: DIR/" + NAME + ", cloud Public, change number 301, of 2026-11-23.",
        lastLine(check(TAGGED, TAGS).endedWith(ExitStatus.OK)));
  }

  @Test
  void whatNothingDependsOnIsNotRead() throws IOException {
    assertEquals(
        "Service tags: DIR/"
            + NAME
            + ", cloud Public, change number 301, of 2026-11-23; not needed here.",
        lastLine(check(Program.CLOSED, CUT_OFF).endedWith(ExitStatus.OK)));
  }

  @Test
  void aFileCutOffIsSeenWhenItIsNeeded() throws IOException {
    Run run = check(TAGGED, CUT_OFF).endedWith(ExitStatus.INCOMPLETE);
    assertTrue(run.out().contains("DIR/" + NAME + ":1:"), run.out());
    assertTrue(
        run.out()
            .contains(
                "Service tags: DIR/"
                    + NAME
                    + ", cloud Public, change number 301, of 2026-11-23; not used, see above."),
        run.out());
  }

  @Test
  void jsonAndSarifNameTheEditionToo() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(check(TAGGED, TAGS, "--format", "json").out())
            .get("serviceTags");
    String edition =
        "{\"file\":\"DIR/%s\",\"cloud\":\"Public\",\"changeNumber\":\"301\",\"date\":\"2026-11-23\",\"use\":\"used\"}"
            .formatted(NAME);
    assertEquals(edition, json.toString());
    JsonNode artifact =
        new ObjectMapper()
            .readTree(check(TAGGED, TAGS, "--format", "sarif").out())
            .at("/runs/0/artifacts/1");
    assertEquals(edition, artifact.at("/properties/serviceTags").toString());
    assertEquals("[\"referencedOnCommandLine\"]", artifact.get("roles").toString());
  }

  @Test
  void showNamesTheEditionAndNeedsNothingOfIt() throws IOException {
    Run run =
        program
            .run(
                "show",
                program.file("main.json", TAGGED),
                "--service-tags",
                program.file(NAME, CUT_OFF))
            .endedWith(ExitStatus.OK);
    assertEquals(
        "Service tags: DIR/"
            + NAME
            + ", cloud Public, change number 301, of 2026-11-23; not needed here.",
        lastLine(run));
  }

  @Test
  void aFileThatIsNotThere() throws IOException {
    String main = program.file("main.json", Program.CLOSED);
    program
        .run("check", main, "--service-tags", program.path("no.json"))
        .refusedWith("nsglint: --service-tags: there is no file 'DIR/no.json'");
    program
        .run("check", main, "--service-tags", folder.toString())
        .refusedWith("nsglint: --service-tags: there is no file 'DIR'");
  }

  @Test
  void aFileThatIsTooLarge() throws IOException {
    Run run =
        check(TAGGED, TAGS + " ".repeat(2 << 20), "--limit", "file-size=1")
            .endedWith(ExitStatus.INCOMPLETE);
    assertTrue(run.out().contains("DIR/" + NAME + ": error too-large"), run.out());
  }

  @Test
  void aFolderWithTheFileInIt() throws IOException {
    program.file("main.json", TAGGED);
    program.file(NAME, TAGS);
    program
        .run("check", folder.toString(), "--service-tags", program.path(NAME))
        .endedWith(ExitStatus.OK);
  }
}
