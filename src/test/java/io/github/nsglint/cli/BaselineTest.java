package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate that is put before an old network: only what is new fails. */
class BaselineTest {
  private static final String RULE = "management-ports-open-to-internet";

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void start() throws IOException {
    folder = folder.toRealPath();
    program = new Program(folder);
  }

  private static String open(String group, String port) {
    return Program.OPEN
        .replace("networkSecurityGroups/n\"", "networkSecurityGroups/" + group + "\"")
        .replace("\"name\": \"n\"", "\"name\": \"" + group + "\"")
        .replace("\"22\"", "\"" + port + "\"");
  }

  private Program.Run check(String... more) {
    List<String> all = new ArrayList<>(List.of("check", folder.resolve("net").toString()));
    all.addAll(List.of("--only", RULE));
    all.addAll(List.of(more));
    return program.run(all.toArray(String[]::new));
  }

  private void net(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Files.writeString(folder.resolve("net").resolve(name), text);
  }

  private void baseline() {
    Program.Run run =
        program.run(
            "baseline", folder.resolve("net").toString(), "--only", RULE, "--output", "b.sarif");
    assertEquals("", run.endedWith(ExitStatus.OK).err());
  }

  @Test
  void onlyWhatIsNewFails() throws IOException {
    net("a.json", open("old", "22"));
    net("b.json", open("fixed", "22"));
    baseline();
    Program.Run same = check("--baseline", "b.sarif").endedWith(ExitStatus.OK);
    assertTrue(same.out().contains("0 broken, 2 known from the baseline."), same.out());
    assertTrue(same.out().contains("Compared with b.sarif: 0 new, 0 fixed."), same.out());

    net("b.json", Program.CLOSED);
    net("c.json", open("new", "3389"));
    Program.Run changed = check("--baseline", "b.sarif").endedWith(ExitStatus.FINDINGS);
    assertTrue(changed.out().contains("DIR/net/c.json:8:17: error EXP301"), changed.out());
    assertFalse(changed.out().contains("a.json:8"), changed.out());
    assertTrue(changed.out().contains("fixed: EXP301 (was at net/b.json:8)"), changed.out());
    assertTrue(changed.out().contains("1 new, 1 fixed."), changed.out());

    JsonNode results =
        new ObjectMapper()
            .readTree(check("--baseline", "b.sarif", "--format", "sarif").out())
            .at("/runs/0/results");
    Map<String, String> states = new TreeMap<>();
    results.forEach(
        result ->
            states.merge(
                result.path("kind").asText() + " " + result.path("baselineState").asText(),
                result.at("/locations/0/physicalLocation/artifactLocation/uri").asText(),
                (a, b) -> a + " " + b));
    assertEquals(
        "{fail absent=net/b.json, fail new=net/c.json, fail unchanged=net/a.json, pass new=net/b.json}",
        states.toString());
  }

  @Test
  void movingReorderingAndReformattingMakesNothingNew() throws IOException {
    String text = open("old", "22");
    String second =
        text.replace("\"name\": \"ssh\"", "\"name\": \"other\"").replace(": 100", ": 110");
    int from = text.indexOf("      {\n        \"name\": \"ssh\"");
    int to = text.indexOf("    ]\n");
    String rule = text.substring(from, to).stripTrailing();
    String other =
        second
            .substring(
                second.indexOf("      {\n        \"name\": \"other\""), second.indexOf("    ]\n"))
            .stripTrailing();
    net("a.json", text.substring(0, from) + rule + ",\n" + other + "\n" + text.substring(to));
    baseline();
    check("--baseline", "b.sarif").endedWith(ExitStatus.OK);
    List<String> variants =
        List.of(
            text.substring(0, from) + other + ",\n" + rule + "\n" + text.substring(to),
            text.substring(0, from) + rule + "\n" + text.substring(to),
            "\n\n\n" + text,
            text.replace("\n", "\r\n"),
            text.replaceAll("\\s+", " "));
    for (String variant : variants) {
      net("a.json", variant);
      Program.Run run = check("--baseline", "b.sarif").endedWith(ExitStatus.OK);
      assertTrue(run.out().contains("0 new, 0 fixed."), run.out());
    }
    Files.delete(folder.resolve("net/a.json"));
    Files.createDirectories(folder.resolve("net/deep"));
    Files.writeString(folder.resolve("net/deep/moved.json"), text);
    net("unrelated.json", Program.CLOSED);
    Program.Run moved = check("--baseline", "b.sarif").endedWith(ExitStatus.OK);
    assertTrue(moved.out().contains("0 new, 0 fixed."), moved.out());
  }

  @Test
  void aWiderHoleIsNew() throws IOException {
    net("a.json", open("old", "22"));
    baseline();
    net("a.json", open("old", "1-65535"));
    Program.Run run = check("--baseline", "b.sarif").endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains("1 new, 0 fixed."), run.out());
  }

  @Test
  void whatIsAcceptedNoMoreIsNew() throws IOException {
    String accepted =
        open("old", "22").replace("\"ssh\",", "\"ssh\", // nsglint: ignore[EXP301] why");
    net("a.json", accepted);
    baseline();
    check("--baseline", "b.sarif").endedWith(ExitStatus.OK);
    net("a.json", open("old", "22"));
    check("--baseline", "b.sarif").endedWith(ExitStatus.FINDINGS);
  }

  @Test
  void gitHubKeepsTheAlertsOfWhatIsKnown() throws IOException {
    net("a.json", open("old", "22"));
    baseline();
    String log =
        check("--baseline", "b.sarif", "--format", "sarif", "--sarif-profile", "github").out();
    assertEquals(1, new ObjectMapper().readTree(log).at("/runs/0/results").size());
  }

  @Test
  void whatIsNoBaselineIsRefused() throws IOException {
    net("a.json", open("old", "22"));
    baseline();
    String log = program.text("b.sarif");
    String cannot = "nsglint: --baseline: x.sarif cannot be used: ";
    program.file("x.sarif", "{ \"a\": 1 }");
    check("--baseline", "x.sarif").refusedWith(cannot + "it is no SARIF log of version 2.1.0");
    program.file("x.sarif", "");
    check("--baseline", "x.sarif")
        .refusedWith(cannot + "it is no SARIF log: there is no JSON object in it");
    program.file("x.sarif", log.replace("\"name\": \"nsglint\"", "\"name\": \"other\""));
    check("--baseline", "x.sarif").refusedWith(cannot + "it is a log of 'other', not of nsglint");
    program.file("x.sarif", log.replace("nsglintResult/v1", "nsglintResult/v0"));
    String old = check("--baseline", "x.sarif").endedWith(ExitStatus.USAGE).err();
    assertTrue(old.contains("has no fingerprint nsglintResult/v1; write the baseline anew"), old);
    for (int length : List.of(1, log.length() / 3, log.length() / 2, log.length() - 3)) {
      program.file("x.sarif", log.substring(0, length));
      String cut = check("--baseline", "x.sarif").endedWith(ExitStatus.USAGE).err();
      assertTrue(cut.startsWith(cannot + "it is no whole JSON document: line "), cut);
    }
    check("--baseline", "lost.sarif")
        .refusedWith("nsglint: --baseline: cannot read lost.sarif: no such file or folder");
    check("--baseline", "b.sarif", "--baseline-from", "HEAD")
        .refusedWith("nsglint: --baseline and --baseline-from do not go together");
  }

  // ---- a repository: old findings, and a change that adds one and fixes one

  private String git(String... arguments) throws IOException, InterruptedException {
    return git(folder, arguments);
  }

  private static String git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }

  private void repository() throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    net("a.json", open("old", "22"));
    net("b.json", open("fixed", "22"));
    git("add", "net");
    git("commit", "-q", "-m", "old");
    git("checkout", "-q", "-b", "change");
    net("b.json", Program.CLOSED);
    net("c.json", open("new", "3389"));
  }

  @Test
  void aPullRequestIsJudgedByWhatItChanges() throws IOException, InterruptedException {
    repository();
    String before = git("status", "--porcelain");
    Program.Run run = check("--baseline-from", "main").endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains("DIR/net/c.json:8:17: error EXP301"), run.out());
    assertFalse(run.out().contains("a.json:8"), run.out());
    assertTrue(run.out().contains("fixed: EXP301 (was at net/b.json:8)"), run.out());
    assertTrue(run.out().contains("Compared with main: 1 new, 1 fixed."), run.out());
    assertEquals(before, git("status", "--porcelain"));
    Files.delete(folder.resolve("net/c.json"));
    check("--baseline-from", "main").endedWith(ExitStatus.OK);
  }

  @Test
  void revisionsThatAreNotThere() throws IOException, InterruptedException {
    repository();
    git("add", ".");
    git("commit", "-q", "-m", "new");
    check("--baseline-from", "nowhere")
        .refusedWith("nsglint: --baseline-from: git knows no revision 'nowhere' here");
    check("--baseline-from", "")
        .refusedWith("nsglint: --baseline-from takes a revision of git, not ''");
    program
        .run("check", "-", "--baseline-from", "main")
        .refusedWith("nsglint: --baseline-from: standard input is in no revision; name files");
    Path shallow = folder.resolve("shallow");
    git("clone", "-q", "--depth=1", "-b", "change", "file://" + folder, shallow.toString());
    String refused =
        new Program(shallow)
            .run("check", shallow.resolve("net").toString(), "--baseline-from", "HEAD~1")
            .endedWith(ExitStatus.USAGE)
            .err();
    assertTrue(refused.contains("this clone is shallow: fetch the revision first"), refused);
  }

  @Test
  void outsideOfARepository() throws IOException {
    net("a.json", open("old", "22"));
    String refused = check("--baseline-from", "main").endedWith(ExitStatus.USAGE).err();
    assertEquals("nsglint: --baseline-from: this folder is in no git repository\n", refused);
  }

  @Test
  void onlyWhatIsInTheDiffFails() throws IOException, InterruptedException {
    repository();
    git("add", "-N", ".");
    String diff = git("diff", "main");
    Program.Run run =
        program
            .reading(diff)
            .run("check", folder.resolve("net").toString(), "--only", RULE, "--diff-only")
            .endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains("c.json:8:17: error EXP301"), run.out());
    assertTrue(run.out().contains("1 broken (1 error), 1 holds, 1 not in the diff."), run.out());
    // Two lines above the rule are no matter of the rule; one that goes may be.
    net("c.json", Program.CLOSED);
    String added = "--- a/net/a.json\n+++ b/net/a.json\n@@ -1,0 +2,1 @@\n+x\n";
    assertEquals(ExitStatus.OK, diffOnly(added));
    assertEquals(ExitStatus.FINDINGS, diffOnly(added.replace("+2,1", "+8,1")));
    assertEquals(
        ExitStatus.FINDINGS, diffOnly("--- a/net/a.json\n+++ b/net/a.json\n@@ -2,1 +1,0 @@\n-x\n"));
    assertEquals(ExitStatus.OK, diffOnly(""));
  }

  private ExitStatus diffOnly(String diff) {
    return program
        .reading(diff)
        .run("check", folder.resolve("net").toString(), "--only", RULE, "--diff-only")
        .status();
  }

  @Test
  void whatIsNoDiffIsRefused() throws IOException {
    net("a.json", open("old", "22"));
    program.reading("hello\n");
    String no = check("--diff-only").endedWith(ExitStatus.USAGE).err();
    assertTrue(no.contains("there is no file in what was read"), no);
    program.reading("--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-x\n");
    check("--diff-only")
        .refusedWith("nsglint: --diff-only: the diff ends within a hunk, at line 5");
    program.reading("--- a/x\n+++ b/x\n@@ oops @@\n-x\n");
    check("--diff-only")
        .refusedWith(
            "nsglint: --diff-only: line 3 of the diff is no header of a hunk: '@@ oops @@'");
  }
}
