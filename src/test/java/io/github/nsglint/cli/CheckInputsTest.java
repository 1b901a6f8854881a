package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.nsglint.cli.Program.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} makes of its inputs: good, bad, and both at once. */
class CheckInputsTest {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() {
    program = new Program(folder);
  }

  private static void assertLine(String text, String line) {
    assertTrue(text.lines().anyMatch(line::equals), text);
  }

  @Test
  void findingsDecideTheExitCode() throws IOException {
    assertLine(
        program
            .run("check", program.file("open.json", Program.OPEN))
            .endedWith(ExitStatus.FINDINGS)
            .out(),
        "DIR/open.json:8:17: error EXP301 management-ports-open-to-internet");
    program.run("check", program.file("closed.json", Program.CLOSED)).endedWith(ExitStatus.OK);
  }

  @Test
  void missingPathsAreAllNamed() throws IOException {
    program
        .run(
            "check", program.path("no.json"), program.file("good.json", Program.CLOSED), "nor/this")
        .refusedWith(
            "nsglint: there is no file or folder 'DIR/no.json'",
            "nsglint: there is no file or folder 'nor/this'");
  }

  @Test
  void emptyFolder() {
    Run run = program.run("check", folder.toString()).endedWith(ExitStatus.INCOMPLETE);
    assertLine(run.out(), "DIR: error nothing-to-check");
    assertLine(run.out(), "  no Azure definition in this folder.");
  }

  @Test
  void otherFilesOfAFolderAreIgnoredAndCounted() throws IOException {
    program.file("package.json", "{\"name\": \"x\"}");
    program.file("good.json", Program.CLOSED);
    Run run = program.run("check", "-v", folder.toString()).endedWith(ExitStatus.OK);
    assertEquals(
        List.of(
            "read DIR/good.json", "1 read, 1 other JSON files in the folders ignored", "time: ?"),
        run.err()
            .lines()
            .map(
                line ->
                    line.replaceFirst(
                        "^time: reading \\d+\\.\\d\\d s, judging \\d+\\.\\d\\d s, writing \\d+\\.\\d\\d s$",
                        "time: ?"))
            .toList());
  }

  @Test
  void brokenFileAmongGoodOnes() throws IOException {
    program.file("broken.json", "[{\"type\": \"Microsoft.Network/networkSecurityGroups\",\n");
    program.file("closed.json", Program.CLOSED);
    Run incomplete = program.run("check", folder.toString()).endedWith(ExitStatus.INCOMPLETE);
    assertLine(incomplete.out(), "DIR/broken.json:2:1: error json-syntax");
    assertLine(
        incomplete.out(),
        "1 file, 1 network security group, 30 requirements: 0 broken, 5 hold, 25 not applicable.");

    program.file("open.json", Program.OPEN);
    Run findings = program.run("check", folder.toString()).endedWith(ExitStatus.FINDINGS);
    assertLine(findings.out(), "DIR/broken.json:2:1: error json-syntax");
    assertLine(
        findings.out(), "DIR/open.json:8:17: error EXP301 management-ports-open-to-internet");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("nowhere.json"));
    program.file("closed.json", Program.CLOSED);
    Run run = program.run("check", folder.toString()).endedWith(ExitStatus.INCOMPLETE);
    assertLine(run.out(), "DIR/link.json: error unreadable");
    assertLine(run.out(), "  the file cannot be read: the link leads nowhere.");
    assertLine(
        run.out(),
        "1 file, 1 network security group, 30 requirements: 0 broken, 5 hold, 25 not applicable.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileThatMustNotBeRead() throws IOException {
    Path secret = Path.of(program.file("secret.json", Program.CLOSED));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "root reads everything");
    Run run = program.run("check", secret.toString()).endedWith(ExitStatus.INCOMPLETE);
    assertLine(run.out(), "  the file cannot be read: permission denied.");
  }

  @Test
  void aFolderNamedLikeAFile() throws IOException {
    Files.createDirectory(folder.resolve("x.json"));
    program.file("closed.json", Program.CLOSED);
    program.run("check", folder.toString()).endedWith(ExitStatus.OK);
    assertLine(
        program.run("check", program.path("x.json")).endedWith(ExitStatus.INCOMPLETE).out(),
        "DIR/x.json: error nothing-to-check");
  }

  @Test
  void tenThousandLevels() throws IOException {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    Run run =
        program
            .run(
                "check",
                program.file("deep.json", deep),
                program.file("closed.json", Program.CLOSED))
            .endedWith(ExitStatus.INCOMPLETE);
    assertLine(run.out(), "DIR/deep.json:1:501: error json-depth");
    assertLine(
        run.out(),
        "1 file, 1 network security group, 30 requirements: 0 broken, 5 hold, 25 not applicable.");
  }

  @Test
  void aFileOverTheLimit() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(program.path("big.json"), "rw")) {
      sparse.setLength(1L << 30);
    }
    Run standard = program.run("check", program.path("big.json")).endedWith(ExitStatus.INCOMPLETE);
    assertLine(standard.out(), "DIR/big.json: error too-large");
    assertLine(
        standard.out(),
        "  the file has 1024 MiB; the limit is 512 MiB (--limit file-size=… sets this limit).");

    String padded = program.file("padded.json", Program.CLOSED + " ".repeat(1 << 20));
    assertLine(
        program
            .run("check", padded, "--limit", "file-size=1")
            .endedWith(ExitStatus.INCOMPLETE)
            .out(),
        "DIR/padded.json: error too-large");
    program.run("check", padded, "--limit", "file-size=2").endedWith(ExitStatus.OK);
  }

  @Test
  void aTemplateOverALimitThatTheUserSets() throws IOException {
    String file =
        program.file(
            "main.json",
            """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0",
             "resources": [{"type": "Microsoft.Network/networkSecurityGroups", "name": "g",
               "tags": {"all": "[string(range(0, 100))]"}, "properties": {}}]}""");
    assertLine(
        program.run("check", file, "--limit", "steps=50").endedWith(ExitStatus.INCOMPLETE).out(),
        "  the template takes more than 50 steps to evaluate (--limit steps=… sets this limit).");
    program.run("check", file, "--limit", "steps=500").endedWith(ExitStatus.OK);
  }

  @Test
  void linkedTemplatesAreToldAsParts() throws IOException {
    String head = "{\"contentVersion\": \"1\", \"resources\": [";
    program.file("a.json", head + "]}");
    program.file(
        "main.json",
        head
            + "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"d\", \"properties\":"
            + " {\"templateLink\": {\"relativePath\": \"a.json\"}}}]}");
    Run run = program.run("check", folder.toString(), "-v").endedWith(ExitStatus.OK);
    assertLine(run.err(), "read DIR/a.json, a part of DIR/main.json");
    assertLine(run.err(), "read DIR/main.json");
  }

  @Test
  void theUserTellsWhereTemplatesGo() throws IOException {
    String file = program.file("open.json", Program.OPEN);
    for (String option : new String[] {"--subscription", "--resource-group", "--tenant"}) {
      program.run("check", file, option, "x").endedWith(ExitStatus.FINDINGS);
      program
          .run("check", file, option, "a/b")
          .refusedWith("nsglint: " + option + " takes a name or a GUID, not 'a/b'");
    }
    program
        .run("check", file, "--location", " ")
        .refusedWith("nsglint: --location takes a name or a GUID, not ''");
  }

  @Test
  void standardInput() {
    assertLine(
        program.reading(Program.OPEN).run("check", "-").endedWith(ExitStatus.FINDINGS).out(),
        "<stdin>:8:17: error EXP301 management-ports-open-to-internet");
    assertLine(
        program.reading("").run("check", "-").endedWith(ExitStatus.INCOMPLETE).out(),
        "<stdin>: error json-syntax");
  }

  /** In a process of its own: a pipe is no file, and streams in memory are neither. */
  @Test
  void standardInputFromAPipe() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                "-")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(Program.OPEN.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitStatus.FINDINGS.code(), process.waitFor(), out);
    assertLine(out, "<stdin>:8:17: error EXP301 management-ports-open-to-internet");
  }

  /** As a shell's {@code <(command)}. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNamedPipe() throws IOException, InterruptedException {
    String pipe = program.path("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe).inheritIO().start().waitFor());
    String text = program.file("text", Program.CLOSED);
    // Not by a redirect: this process would wait for a reader itself.
    Process writer = new ProcessBuilder("sh", "-c", "cat \"$0\" > \"$1\"", text, pipe).start();
    program.run("check", pipe).endedWith(ExitStatus.OK);
    assertEquals(0, writer.waitFor());
  }

  @Test
  void failOnChoosesWhatFails() throws IOException {
    String open = program.file("open.json", Program.OPEN);
    program.run("check", open, "--fail-on", "NOTE").endedWith(ExitStatus.FINDINGS);
    program.run("check", open, "--fail-on", "never").endedWith(ExitStatus.OK);
    program.run("check", open, "--skip", "EXP301").endedWith(ExitStatus.OK);
    program.run("check", open, "--only", "EXP301").endedWith(ExitStatus.FINDINGS);
    program.run("check", open, "--pack", "nsg-hygiene").endedWith(ExitStatus.OK);
  }

  @Test
  void strictAsksForDecisions() throws IOException {
    String unknown =
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {"access": {"type": "string"}},
          "resources": [
            {
              "type": "Microsoft.Network/networkSecurityGroups",
              "apiVersion": "2024-05-01",
              "name": "n",
              "properties": {
                "securityRules": [
                  {
                    "name": "ssh",
                    "properties": {
                      "access": "[parameters('access')]",
                      "direction": "Inbound",
                      "priority": 100,
                      "protocol": "Tcp",
                      "sourceAddressPrefix": "*",
                      "sourcePortRange": "*",
                      "destinationAddressPrefix": "*",
                      "destinationPortRange": "22"
                    }
                  }
                ]
              }
            }
          ]
        }
        """;
    String file = program.file("main.json", unknown);
    program.run("check", file).endedWith(ExitStatus.OK);
    program.run("check", file, "--strict").endedWith(ExitStatus.INCOMPLETE);
    String parameters =
        program.file(
            "prod.json",
            """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
              "contentVersion": "1.0.0.0",
              "parameters": {"access": {"value": "Allow"}}
            }
            """);
    program.run("check", file, "--parameters", parameters).endedWith(ExitStatus.FINDINGS);
  }
}
