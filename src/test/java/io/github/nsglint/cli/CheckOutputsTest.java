package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code check} writes its reports, and what happens when it cannot. */
class CheckOutputsTest {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));
  private String open = "";

  @BeforeEach
  void open() throws IOException {
    program = new Program(folder);
    open = program.file("open.json", Program.OPEN);
  }

  @Test
  void oneReportToAFile() throws IOException {
    String shown = program.run("check", open).endedWith(ExitStatus.FINDINGS).out();
    Program.Run run = program.run("check", open, "--output", "out.txt");
    assertEquals("", run.endedWith(ExitStatus.FINDINGS).out());
    assertEquals(shown, program.text("out.txt").replace(folder.toString(), "DIR"));
    assertEquals(List.of("open.json", "out.txt"), program.names());
  }

  @Test
  void severalReports() throws IOException {
    String text = program.run("check", open).out();
    Program.Run run =
        program.run(
            "check",
            open,
            "--format",
            "text",
            "--format",
            "sarif=a.sarif",
            "--format",
            "json=a.json");
    assertEquals(text, run.endedWith(ExitStatus.FINDINGS).out());
    assertEquals(List.of("a.json", "a.sarif", "open.json"), program.names());
    assertTrue(program.text("a.sarif").contains("\"version\": \"2.1.0\""), program.text("a.sarif"));
    assertEquals(
        program.run("check", open, "--format", "json").out(),
        program.text("a.json").replace(folder.toString(), "DIR"));
  }

  @Test
  void aReportTakesThePlaceOfAnOlderOne() throws IOException {
    program.file("out.txt", "#".repeat(100_000));
    program.run("check", open, "--output", "out.txt").endedWith(ExitStatus.FINDINGS);
    assertFalse(program.text("out.txt").contains("#"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAndDevicesStayWhatTheyAre() throws IOException {
    Path link = folder.resolve("link.txt");
    Files.createSymbolicLink(link, Path.of("target.txt"));
    program.file("target.txt", "old");
    program.run("check", open, "--output", "link.txt").endedWith(ExitStatus.FINDINGS);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(program.text("target.txt").contains("EXP301"));

    program.run("check", open, "--output", "/dev/null").endedWith(ExitStatus.FINDINGS);
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReportIsAsReadableAsAnyNewFile() throws IOException {
    program.run("check", open, "--output", "out.txt").endedWith(ExitStatus.FINDINGS);
    assertEquals(
        Files.getPosixFilePermissions(Path.of(open)),
        Files.getPosixFilePermissions(folder.resolve("out.txt")));
  }

  @Test
  void anOutputThatCannotBeWritten() throws IOException {
    program
        .run("check", open, "--output", "no/out.txt")
        .refusedWith("nsglint: cannot write no/out.txt: no such file or folder");
    Files.createDirectory(folder.resolve("taken"));
    program
        .run("check", open, "--format", "sarif=taken")
        .refusedWith("nsglint: cannot write taken: it is a folder");
    program.run("check", open, "--output", "open.json/out.txt").endedWith(ExitStatus.USAGE);
    assertEquals(List.of("open.json", "taken"), program.names());
    assertEquals(Program.OPEN, program.text("open.json"));
  }

  /** Its folder is removed while the input is read. */
  @Test
  void anOutputWhoseFolderVanishes() throws IOException {
    Path vanishing = Files.createDirectory(folder.resolve("out"));
    InputStream last =
        new FilterInputStream(
            new ByteArrayInputStream(Program.OPEN.getBytes(StandardCharsets.UTF_8))) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            Files.deleteIfExists(vanishing);
            return super.read(bytes, from, length);
          }
        };
    program
        .reading(last)
        .run("check", "-", "--output", "out/report.txt")
        .refusedWith("nsglint: cannot write out/report.txt: no such file or folder");
    assertEquals(List.of("open.json"), program.names());
  }

  /** Until a new report is whole, the earlier one is what there is. */
  @Test
  void theEarlierReportStaysWhenNoneIsMade() throws IOException {
    program.file("out.sarif", "earlier");
    program.run("check", "lost.json", "--format", "sarif=out.sarif").endedWith(ExitStatus.USAGE);
    program
        .run("check", open, "--format", "sarif=out.sarif", "--baseline", "lost.sarif")
        .endedWith(ExitStatus.USAGE);
    program
        .run("check", open, "--format", "sarif=out.sarif", "--fail-on", "sometimes")
        .endedWith(ExitStatus.USAGE);
    program.run("baseline", "lost.json", "--output", "out.sarif").endedWith(ExitStatus.USAGE);
    assertEquals("earlier", program.text("out.sarif"));
    assertEquals(List.of("open.json", "out.sarif"), program.names());
  }

  @Test
  void whichReportGoesWhereIsClear() throws IOException {
    program
        .run("check", open, "--format", "text", "--format", "json")
        .refusedWith(
            "nsglint: only one report can go to standard output; give the others a file: --format"
                + " sarif=FILE");
    program
        .run("check", open, "--format", "sarif=a", "--format", "json=a")
        .refusedWith("nsglint: two reports cannot go to one file; give each its own");
    program
        .run("check", open, "--format", "sarif=a", "--output", "b")
        .refusedWith("nsglint: --output belongs to one --format without a file; here are 0");
    program.run("check", open, "--output", "").refusedWith("nsglint: --output names no file");
    program
        .run("check", open, "--format", "sarif=")
        .refusedWith("nsglint: --format sarif= names no file");
    assertEquals(List.of("open.json"), program.names());
  }

  @Test
  void colorIsForPeople() {
    assertTrue(isColored(true, Map.of("TERM", "xterm")));
    assertFalse(isColored(false, Map.of("TERM", "xterm")));
    assertFalse(isColored(true, Map.of("NO_COLOR", "1")));
    assertTrue(isColored(true, Map.of("NO_COLOR", "")));
    assertFalse(isColored(true, Map.of("TERM", "dumb")));
    assertTrue(isColored(false, Map.of("NO_COLOR", "1"), "--color", "always"));
    assertFalse(isColored(true, Map.of(), "--color=never"));
  }

  @Test
  void noColorInAFile() throws IOException {
    program
        .on(true, Map.of())
        .run("check", open, "--color=always", "--output", "out.txt")
        .endedWith(ExitStatus.FINDINGS);
    assertFalse(program.text("out.txt").contains("\u001b"));
  }

  private boolean isColored(boolean terminal, Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "check";
    arguments[1] = open;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return program
        .on(terminal, environment)
        .run(arguments)
        .endedWith(ExitStatus.FINDINGS)
        .out()
        .contains("\u001b[");
  }
}
