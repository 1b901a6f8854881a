package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rules: listed, explained, chosen, and of one's own. Completion too. */
class RulesTest {
  private static final String OWN_PACK =
      """
      pack: own
      version: 2026-01-01
      source: https://example.com/our-rules
      rules:
        - id: OWN101
          name: nobody-reaches-ssh
          title: Nobody reaches SSH
          severity: warning
          why: We do not use it.
          fix: Close it.
          tags: [own]
          references: [https://example.com/our-rules]
          target: { network-security-group: any }
          must-not-allow:
            - { direction: Inbound, protocol: Tcp, destination-ports: [22] }
      """;

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() {
    program = new Program(folder);
  }

  @Test
  void everyRuleIsListed() {
    String out = program.run("rules").endedWith(ExitStatus.OK).out();
    for (Rule rule : RulePacks.builtIn().rules()) {
      assertTrue(
          out.lines().anyMatch(line -> line.startsWith("  " + rule.id() + "  ")),
          () -> rule.id() + " in " + out);
    }
  }

  @Test
  void someRulesAreListed() {
    String out =
        program
            .run("rules", "--only", "bas104,EXP301", "--skip", "management-ports-open-to-internet")
            .endedWith(ExitStatus.OK)
            .out();
    assertEquals(1, out.lines().filter(line -> line.startsWith("  ")).count(), out);
    assertTrue(out.contains("  BAS104  error"), out);
  }

  @Test
  void everyRuleIsExplainedByIdAndByName() {
    for (Rule rule : RulePacks.builtIn().rules()) {
      String byId = program.run("explain", rule.id()).endedWith(ExitStatus.OK).out();
      assertTrue(byId.contains(rule.title()), byId);
      assertEquals(byId, program.run("explain", rule.name()).endedWith(ExitStatus.OK).out());
    }
  }

  @Test
  void mappingsAreShown() {
    String all = program.run("explain", "EXP301").endedWith(ExitStatus.OK).out();
    assertTrue(
        all.contains("\nHelps to meet\n  CIS Microsoft Azure Foundations 1.4: 6.1, 6.2\n"), all);
    assertTrue(all.contains("\n  NIST SP 800-53 r5: AC-4, SC-7, SC-7(3)\n"), all);
    String line = "            CIS Microsoft Azure Foundations 4.0: 8.1, 8.2\n";
    assertTrue(program.run("rules", "-v").out().contains(line));
    assertFalse(program.run("rules").out().contains("CIS"));
    assertTrue(program.run("explain", "BAS109").out().contains("\nConfidence: medium.\n"));
  }

  @Test
  void aPackOfOnesOwn() throws IOException {
    String pack = program.file("own.yaml", OWN_PACK);
    String open = program.file("open.json", Program.OPEN);
    String out =
        program
            .run("check", open, "--rules", pack, "--pack", "own", "--fail-on", "warning")
            .endedWith(ExitStatus.FINDINGS)
            .out();
    assertTrue(out.contains("open.json:8:17: warning OWN101 nobody-reaches-ssh"), out);
    assertFalse(out.contains("EXP301"), out);
    program.run("check", open, "--rules", pack, "--only", "OWN101").endedWith(ExitStatus.OK);
    assertTrue(
        program.run("explain", "OWN101", "--rules", pack).out().contains("Nobody reaches SSH"));
    assertTrue(program.run("rules", "--rules", pack).out().contains("  OWN101  warning"));
  }

  @Test
  void aBrokenPackIsToldLineByLine() throws IOException {
    String pack =
        program.file(
            "own.yaml",
            OWN_PACK
                .replace("severity: warning", "severity: high")
                .replace("fix: Close", "fx: Close"));
    List<String> lines =
        program
            .run("check", ".", "--rules", pack)
            .endedWith(ExitStatus.USAGE)
            .err()
            .lines()
            .toList();
    assertEquals("nsglint: the rule pack cannot be used:", lines.get(0));
    assertTrue(lines.size() > 2, lines::toString);
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.matches("  DIR/own\\.yaml:[0-9]+:[0-9]+: .+"), line);
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains(":8:15: ")), lines::toString);
  }

  @Test
  void aPackThatCannotBeRead() throws IOException {
    program
        .run("check", ".", "--rules", program.path("no.yaml"))
        .refusedWith("nsglint: cannot read the rule pack DIR/no.yaml: no such file or folder");
    program.run("rules", "--rules", folder.toString()).endedWith(ExitStatus.USAGE);
    program
        .run("rules", "--rules", program.file("bad.yaml", "pack: ["))
        .endedWith(ExitStatus.USAGE);
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    String script = program.run("completion").endedWith(ExitStatus.OK).out();
    for (String word : List.of("check", "show", "rules", "explain", "--format", "--fail-on")) {
      assertTrue(script.contains(word), word);
    }
    assertEquals(script, program.run("completion", "zsh").endedWith(ExitStatus.OK).out());
    program
        .run("completion", "powershell")
        .refusedWith("nsglint: completion takes bash, zsh, not 'powershell'");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void completionIsAScriptThatBashUnderstands() throws IOException, InterruptedException {
    String script = program.file("completion", program.run("completion").out());
    Process bash = new ProcessBuilder("bash", "-n", script).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", said);
    assertEquals(0, bash.waitFor());
  }
}
