package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The step of action.yml, run as a runner would, and the problem matcher for editors. */
@DisabledOnOs(OS.WINDOWS)
class GitHubActionTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @TempDir private Path folder;

  private record Run(int exit, String out) {}

  private Run run(Map<String, String> inputs) throws IOException, InterruptedException {
    Path program = folder.resolve("nsglint");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '"
            + System.getProperty("java.home")
            + "/bin/java' -cp '"
            + System.getProperty("java.class.path")
            + "' io.github.nsglint.cli.Main \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder =
        new ProcessBuilder("bash", ROOT.resolve("src/ci/github-action.sh").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = new TreeMap<>(inputs);
    environment.put("NSGLINT", program.toString());
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }

  @Test
  void tellsAllBeforeItFails() throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("-infra $(touch pwned)"));
    Files.copy(
        ROOT.resolve("testdata/example/bastion.json"),
        folder.resolve("-infra $(touch pwned)/bastion.json"));
    Run run =
        run(
            Map.of(
                "NSGLINT_PATHS",
                "-infra $(touch pwned)\n",
                "NSGLINT_SARIF",
                "out.sarif",
                "NSGLINT_FAIL_ON",
                "error"));
    assertEquals(1, run.exit(), run.out());
    assertTrue(run.out().contains("::error title=BAS104 bastion-inbound-data-plane"), run.out());
    assertEquals("sarif=out.sarif\nexit-code=1\n", Files.readString(folder.resolve("output")));
    assertTrue(Files.readString(folder.resolve("summary.md")).contains("| error | BAS104"));
    assertTrue(
        Files.readString(folder.resolve("out.sarif")).contains("\"kind\": \"fail\""), run.out());
    assertFalse(Files.readString(folder.resolve("out.sarif")).contains("\"kind\": \"pass\""));
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
  }

  private void group(String name, String access) throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Files.writeString(
        folder.resolve("net/" + name + ".json"),
        """
        { "type": "Microsoft.Network/networkSecurityGroups", "name": "%s",
          "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/%s",
          "securityRules": [
            { "name": "ssh", "access": "%s", "direction": "Inbound", "priority": 100,
              "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
              "destinationAddressPrefix": "*", "destinationPortRange": "22" } ] }
        """
            .formatted(name, name, access));
  }

  /** Old findings are there; a pull request adds one and mends one; then it is mended itself. */
  @Test
  void onlyWhatAPullRequestAddsFailsIt() throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    group("old", "Allow");
    group("mended", "Allow");
    git("add", "net");
    git("commit", "-q", "-m", "old");
    git("checkout", "-q", "-b", "change");
    group("mended", "Deny");
    group("added", "Allow");
    Map<String, String> inputs =
        Map.of("NSGLINT_PATHS", "net", "NSGLINT_SARIF", "a.sarif", "NSGLINT_BASELINE_FROM", "main");

    Run run = run(inputs);
    assertEquals(1, run.exit(), run.out());
    assertEquals(
        List.of("net/added.json"),
        run.out()
            .lines()
            .filter(line -> line.startsWith("::error"))
            .map(line -> line.replaceAll(".*file=([^,]*),.*", "$1"))
            .toList(),
        run.out());
    String summary = Files.readString(folder.resolve("summary.md"));
    assertTrue(summary.contains("added"), summary);
    // GitHub closes the alert of what the log lacks, so that what is known is in it.
    String log = Files.readString(folder.resolve("a.sarif"));
    assertTrue(log.contains("net/old.json") && log.contains("\"unchanged\""), log);
    assertTrue(log.contains("\"new\""), log);
    assertEquals("sarif=a.sarif\nexit-code=1\n", Files.readString(folder.resolve("output")));

    group("added", "Deny");
    assertEquals(0, run(inputs).exit());
  }

  @Test
  void wrongInputsEndTheStep() throws IOException, InterruptedException {
    Run run = run(Map.of("NSGLINT_PATHS", "lost.json", "NSGLINT_SARIF", "out.sarif"));
    assertEquals(2, run.exit(), run.out());
    assertEquals("sarif=out.sarif\nexit-code=2\n", Files.readString(folder.resolve("output")));
  }

  /** Whatever a workflow's author gives as an input reaches no script as text. */
  @Test
  void noInputStandsInTheTextOfAScript() throws IOException {
    String action = Files.readString(ROOT.resolve("action.yml"));
    String steps = action.substring(action.indexOf("      run: "));
    assertFalse(steps.contains("${{"), steps);
  }

  @Test
  void theProblemMatcherKnowsTheTextReport() throws IOException {
    String matcher = Files.readString(ROOT.resolve("src/main/doc/nsglint-problem-matcher.json"));
    Matcher quoted = Pattern.compile("\"regexp\": \"(.*?)\",").matcher(matcher);
    assertTrue(quoted.find());
    Pattern header = Pattern.compile(quoted.group(1).replace("\\\\", "\\"));
    Matcher line =
        header.matcher("infra/bastion.json:85:21: error BAS104 bastion-inbound-data-plane");
    assertTrue(line.matches());
    assertEquals(
        "infra/bastion.json 85 21 error BAS104",
        line.group(1)
            + " "
            + line.group(2)
            + " "
            + line.group(3)
            + " "
            + line.group(4)
            + " "
            + line.group(5));
    assertTrue(header.matcher("a.json:1:2: warning suppression-unused").matches());
  }
}
