package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nsglint test}: a pack's own examples. */
class TestCommandTest {
  private static final String PACK =
      """
      pack: own
      version: 2026-01-01
      source: https://example.com/our-rules
      settings: { ports: { type: ports, default: [22], description: Ports that are closed. } }
      rules:
        - id: OWN101
          name: nobody-reaches-ssh
          title: Nobody reaches SSH
          severity: warning
          why: We do not use it.
          fix: Close it.
          target: { network-security-group: any }
          must-not-allow:
            - direction: Inbound
              protocol: Tcp
              source: Internet
              destination-ports: $ports
      """;

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    program = new Program(folder);
    Files.createDirectories(folder.resolve("own/nobody-reaches-ssh/holds-nothing"));
    program.file("own.yaml", PACK);
    program.file("own/nobody-reaches-ssh/broken-open.json", Program.OPEN);
    program.file("own/nobody-reaches-ssh/holds-closed.json", Program.CLOSED);
    program.file("own/nobody-reaches-ssh/holds-nothing/group.json", Program.CLOSED);
  }

  @Test
  void thePackOfTheReadmePasses() {
    assertEquals(
        "our-network 2026-11-01: 2 examples, all as expected\n",
        new Program(Path.of("").toAbsolutePath())
            .run("test", "testdata/packs/our-network.yaml")
            .endedWith(ExitStatus.OK)
            .out());
  }

  @Test
  void verdictsAreWrittenAndThenCompared() throws IOException {
    String missing = test(ExitStatus.FINDINGS);
    assertTrue(
        missing.startsWith(
            """
            nobody-reaches-ssh/broken-open.json: no broken-open.expected beside it; --update writes
              + broken OWN101 broken-open.json:8:17 Tcp \
            """),
        missing);
    assertTrue(missing.endsWith("own 2026-01-01: 3 examples, 3 not right\n"), missing);
    assertEquals(
        """
        nobody-reaches-ssh/broken-open.json: written
        nobody-reaches-ssh/holds-closed.json: written
        nobody-reaches-ssh/holds-nothing: written
        own 2026-01-01: 3 examples, all as expected
        """,
        test(ExitStatus.OK, "--update"));
    assertEquals(
        "holds OWN101 holds-nothing/group.json:4:13\n",
        program.text("own/nobody-reaches-ssh/holds-nothing.expected"));
    assertEquals("own 2026-01-01: 3 examples, all as expected\n", test(ExitStatus.OK));
  }

  @Test
  void whatDiffersIsShown() throws IOException {
    test(ExitStatus.OK, "--update");
    String right = program.text("own/nobody-reaches-ssh/holds-closed.expected");
    program.file("own/nobody-reaches-ssh/holds-closed.expected", right.replace("4:13", "3:4"));
    assertEquals(
        """
        nobody-reaches-ssh/holds-closed.json: differs
          - holds OWN101 holds-closed.json:3:4
          + holds OWN101 holds-closed.json:4:13
        own 2026-01-01: 3 examples, 1 not right
        """,
        test(ExitStatus.FINDINGS));
  }

  @Test
  void aNameThatSaysAnotherVerdictIsWrong() throws IOException {
    program.file("own/nobody-reaches-ssh/holds-open.json", Program.OPEN);
    program.file("own/nobody-reaches-ssh/other.json", Program.OPEN);
    String told = test(ExitStatus.FINDINGS, "--update");
    assertTrue(
        told.contains("nobody-reaches-ssh/holds-open.json: the verdict is broken\n    broken OWN"),
        told);
    assertTrue(
        told.contains(
            "nobody-reaches-ssh/other.json: expected a name that starts with broken-, undecided-,"
                + " holds-, notapplicable-\n"),
        told);
    assertFalse(Files.exists(folder.resolve("own/nobody-reaches-ssh/holds-open.expected")));
  }

  @Test
  void aRuleNeedsAnExampleOfEachKind() throws IOException {
    Files.delete(folder.resolve("own/nobody-reaches-ssh/broken-open.json"));
    assertEquals(
        """
        nobody-reaches-ssh/holds-closed.json: written
        nobody-reaches-ssh/holds-nothing: written
        OWN101 nobody-reaches-ssh: no example named broken-…
        own 2026-01-01: 2 examples, 1 not right
        """,
        test(ExitStatus.FINDINGS, "--update"));
  }

  @Test
  void settingsOfTheUserDoNotCount() throws IOException {
    test(ExitStatus.OK, "--update");
    program.file("nsglint.yaml", "packs: [own.yaml]\nsettings: { own: { ports: [23] } }\n");
    test(ExitStatus.OK);
  }

  @Test
  void whatCannotBeTestedIsRefused() throws IOException {
    program.run("test").refusedWith("nsglint: give the file of a rule pack");
    program
        .run("test", "no.yaml")
        .refusedWith("nsglint: cannot read the rule pack no.yaml: no such file or folder");
    program
        .run("test", "own.yaml", "--examples", "no")
        .refusedWith(
            "nsglint: there is no folder 'no' with examples; --examples names another one");
    Files.createDirectories(folder.resolve("own/nobody-reaches-sh"));
    program
        .run("test", "own.yaml")
        .refusedWith(
            "nsglint: DIR/own/nobody-reaches-sh: there is no rule 'nobody-reaches-sh'; did you mean"
                + " 'nobody-reaches-ssh'?");
    program.file("own.yaml", PACK.replace("severity: warning", "severity: bad"));
    program
        .run("test", "own.yaml")
        .refusedWith(
            "nsglint: the rule pack cannot be used:",
            "  own.yaml:9:15: found 'bad', expected error, warning or note");
  }

  private String test(ExitStatus expected, String... options) {
    String[] line = new String[options.length + 2];
    line[0] = "test";
    line[1] = "own.yaml";
    System.arraycopy(options, 0, line, 2, options.length);
    return program.run(line).endedWith(expected).out();
  }
}
