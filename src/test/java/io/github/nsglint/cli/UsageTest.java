package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.cli.Program.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, and what a wrong command line gets. */
class UsageTest {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() {
    program = new Program(folder);
  }

  @Test
  void helpListsEachCommandWithWhatItDoes() {
    Run help = program.run("--help").endedWith(ExitStatus.OK);
    for (String line :
        List.of(
            "  check       Judge network definitions and report what is broken.",
            "  show        Show what was understood of the input, without judging it.",
            "  rules       List the rules. `nsglint explain ID` tells all about one.",
            "  explain     Explain a rule.",
            "  completion  Print a completion script for bash or zsh.")) {
      assertTrue(help.out().lines().anyMatch(line::equals), help::out);
    }
    assertEquals("", help.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "show", "rules", "explain", "completion"})
  void helpOfACommand(String command) {
    Run help = program.run(command, "--help").endedWith(ExitStatus.OK);
    assertTrue(help.out().startsWith("Usage: nsglint " + command + " ["), help::out);
    assertTrue(help.out().contains("-h, --help"), help::out);
    assertTrue(help.out().lines().allMatch(line -> line.length() <= 100), help::out);
    assertEquals("", help.err());
  }

  @Test
  void noCommandShowsTheHelpAsAnError() {
    Run run = program.run().endedWith(ExitStatus.USAGE);
    assertEquals("", run.out());
    assertEquals(program.run("--help").out(), run.err());
  }

  @Test
  void version() {
    String expected = "nsglint " + Main.version() + "\n";
    assertTrue(expected.matches("nsglint [0-9]+\\.[0-9]+\\.[0-9]+\n"), expected);
    for (String option : List.of("--version", "-V")) {
      assertEquals(expected, program.run(option).endedWith(ExitStatus.OK).out());
    }
  }

  @Test
  void unknownCommand() {
    program
        .run("chek", "main.json")
        .refusedWith(
            "nsglint: there is no command 'chek'; did you mean 'check'?", "See `nsglint --help`.");
  }

  @Test
  void unknownOption() {
    program
        .run("check", "--fromat", "sarif")
        .refusedWith(
            "nsglint: there is no option '--fromat'; did you mean '--format'?",
            "See `nsglint check --help`.");
    program
        .run("--nothing-like-it")
        .refusedWith("nsglint: there is no option '--nothing-like-it'", "See `nsglint --help`.");
  }

  @Test
  void unknownFormat() {
    program
        .run("check", "--format", "sarfi", ".")
        .refusedWith(
            "nsglint: --format takes text, sarif, json, github, azure-devops, gitlab, junit, checkstyle, csv, markdown, not 'sarfi'; did you mean 'sarif'?");
    program
        .run("show", "--format", "xml", ".")
        .refusedWith("nsglint: --format takes text, json, not 'xml'");
  }

  @Test
  void unknownRules() {
    program
        .run("check", "--only", "BAS1o4", ".")
        .refusedWith("nsglint: there is no rule 'BAS1o4'; did you mean 'BAS104'?");
    program
        .run("check", "--skip", "bastion-inbond-https", "--pack", "exposre", ".")
        .refusedWith(
            "nsglint: there is no rule pack 'exposre'; did you mean 'exposure'?",
            "nsglint: there is no rule 'bastion-inbond-https'; did you mean"
                + " 'bastion-inbound-https'?");
    program
        .run("explain", "BAS1o4")
        .refusedWith(
            "nsglint: there is no rule 'BAS1o4'; did you mean 'BAS104'? (`nsglint rules` lists"
                + " them)");
  }

  @Test
  void otherValuesThatAreNone() {
    program
        .run("check", "--fail-on", "bad", ".")
        .refusedWith("nsglint: --fail-on takes error, warning, note or never, not 'bad'");
    program
        .run("check", "--color", "sometimes", ".")
        .refusedWith("nsglint: --color takes auto, always, never, not 'sometimes'");
    program
        .run("check", "--sarif-profile", "gitlab", ".")
        .refusedWith(
            "nsglint: --sarif-profile takes full, github, azure-devops, not 'gitlab'; did you mean"
                + " 'github'?");
    for (String size : List.of("0", "x", "-1", "2048", "1.5", "99999999999")) {
      program
          .run("check", "--limit=file-size=" + size, ".")
          .refusedWith(
              "nsglint: --limit file-size takes a number from 1 to 2047, not '" + size + "'");
    }
    program
        .run("check", "--limit", "steps", ".")
        .refusedWith("nsglint: --limit takes NAME=NUMBER, not 'steps'");
    program
        .run("show", "--limit", "step=1", ".")
        .refusedWith(
            "nsglint: there is no limit 'step'; did you mean 'steps'? (there are file-size,"
                + " expression-depth, evaluation-depth, template-depth, text-length, value-size,"
                + " steps)");
  }

  @Test
  void whatIsMissingOrTooMuch() {
    program
        .run("check")
        .refusedWith(
            "nsglint: give at least one file or folder, or - for standard input; try `nsglint check"
                + " .`");
    program
        .run("explain")
        .refusedWith("nsglint: give the id of a rule; `nsglint rules` lists them");
    program
        .run("explain", "BAS101", "BAS102")
        .refusedWith("nsglint: 'BAS102' is one argument too many", "See `nsglint explain --help`.");
    program
        .run("check", ".", "--output")
        .refusedWith(
            "nsglint: Missing required parameter for option '--output' (FILE)",
            "See `nsglint check --help`.");
    program
        .run("check", ".", "--fail-on", "error", "--fail-on", "note")
        .refusedWith(
            "nsglint: option '--fail-on' (SEVERITY) should be specified only once",
            "See `nsglint check --help`.");
    program
        .run("rules", "--only", "BAS101", "--skip", "BAS101")
        .refusedWith("nsglint: no rule is left of --pack, --only and --skip together");
  }

  @Test
  void aFileMayBeCalledLikeAnArgumentFile() throws IOException {
    program.file("arguments", "--version");
    program
        .run("check", "@" + program.path("arguments"))
        .refusedWith("nsglint: there is no file or folder '@DIR/arguments'");
  }

  @Test
  void onlyADefectEndsWithItsOwnCodeAndAStackTrace() {
    Run run =
        program
            .reading(
                new InputStream() {
                  @Override
                  public int read() {
                    throw new IllegalStateException("a stream of this test");
                  }

                  @Override
                  public int read(byte[] bytes, int offset, int length) {
                    return read();
                  }
                })
            .run("check", "-");
    assertEquals(ExitStatus.CRASH, run.status());
    assertEquals(70, run.status().code());
    assertTrue(run.err().startsWith("nsglint: this is a defect of nsglint"), run::err);
    assertTrue(run.err().contains("a stream of this test"), run::err);
    assertTrue(run.err().contains("\tat "), run::err);
  }
}
