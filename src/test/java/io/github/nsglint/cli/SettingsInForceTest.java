package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.cli.Program.Run;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nsglint.yaml}: found, obeyed, shown, and refused when something in it is wrong. */
class SettingsInForceTest {
  private static final String PACK =
      """
      pack: own
      version: 2026-01-01
      source: https://example.com/our-rules
      settings:
        ports: { type: ports, default: [21], description: Ports that are closed. }
      rules:
        - id: OWN101
          name: nobody-reaches-ssh
          title: Nobody reaches SSH
          severity: warning
          why: We do not use it.
          fix: Close it.
          target: { network-security-group: any }
          must-not-allow:
            - { direction: Inbound, protocol: Tcp, source: Internet, destination-ports: $ports }
      """;

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    program = new Program(folder);
    Files.createDirectories(folder.resolve("infra/old"));
    Files.createDirectories(folder.resolve("rules"));
    program.file("infra/open.json", Program.OPEN);
    program.file("rules/own.yaml", PACK);
  }

  @Test
  void theFileIsFoundUpwardsFromTheInput() throws IOException {
    program.file("nsglint.yaml", "rules: { EXP301: off }");
    String input = program.path("infra/open.json");
    String folderInput = program.path("infra");
    assertFalse(check(ExitStatus.OK, input).out().contains("EXP301"));
    assertFalse(check(ExitStatus.OK, folderInput).out().contains("EXP301"));
    assertTrue(check(ExitStatus.FINDINGS, input, "--no-config").out().contains("EXP301"));
    assertTrue(check(ExitStatus.FINDINGS, input, "--only", "EXP301").out().contains("EXP301"));
    program.file("infra/nsglint.yaml", "# nothing here\n");
    check(ExitStatus.FINDINGS, input);
    check(ExitStatus.OK, input, "--config", program.path("nsglint.yaml"));
  }

  @Test
  void standardInputIsJudgedByTheWorkingDirectory() throws IOException {
    program.file("nsglint.yaml", "rules: { EXP301: note }");
    Run run = program.reading(Program.OPEN).run("check", "-", "--fail-on", "note");
    assertTrue(run.out().contains("note EXP301"), run.out());
  }

  @Test
  void settingsOfPacksCount() throws IOException {
    program.file("nsglint.yaml", "packs: [rules/own.yaml@2026-01-01]");
    String input = program.path("infra/open.json");
    assertFalse(check(ExitStatus.FINDINGS, input).out().contains("warning OWN101"));
    program.file("nsglint.yaml", "packs: [rules/own.yaml]\nsettings: { own: { ports: [21-23] } }");
    assertTrue(check(ExitStatus.FINDINGS, input).out().contains("warning OWN101"));
    String rules = program.run("rules").endedWith(ExitStatus.OK).out();
    assertTrue(rules.startsWith("settings: nsglint.yaml\n"), rules);
    assertTrue(rules.contains("\n  setting ports: 21-23\n"), rules);
  }

  @Test
  void exposureIsAcceptedAndSessionsGoWhereTheSettingsSay() throws IOException {
    String prefix = "\"sourceAddressPrefix\": \"";
    String input =
        program.file("one.json", Program.OPEN.replace(prefix + "*\"", prefix + "203.0.113.0/24\""));
    assertTrue(check(ExitStatus.FINDINGS, input).out().contains("203.0.113."));
    program.file("nsglint.yaml", "settings: { exposure: { accepted-sources: [203.0.113.0/24] } }");
    check(ExitStatus.OK, input, "--only", "EXP301");
    program.file("nsglint.yaml", "settings: { exposure: { accepted-sources: [203.0.113.0/25] } }");
    assertTrue(check(ExitStatus.FINDINGS, input).out().contains("203.0.113.1"));
    program.file(
        "nsglint.yaml",
        """
        settings:
          azure-bastion: { session-targets: [10.1.0.0/16], shareable-links-accepted: true }
        """);
    String out = program.run("explain", "BAS105").endedWith(ExitStatus.OK).out();
    assertTrue(out.contains("to 10.1.0.0/16 without 168.63.129.16"), out);
    assertTrue(program.run("explain", "BAS241").out().contains("or (always)"));
  }

  @Test
  void whatIsExcludedIsNotReadInAFolder() throws IOException {
    program.file("infra/old/broken.json", "{");
    program.file("infra/draft.json", "{");
    program.file("nsglint.yaml", "exclude: [infra/old, 'infra/d*.json']");
    Run run = check(ExitStatus.FINDINGS, program.path("infra"), "-v");
    assertFalse(run.out().contains("infra/old"), run.out());
    assertTrue(run.err().contains("\n  left out DIR/infra/draft.json\n"), run.err());
    assertTrue(run.err().contains("\n  left out DIR/infra/old\n"), run.err());
    String named = program.path("infra/old/broken.json");
    assertTrue(check(ExitStatus.INCOMPLETE, named).out().contains("old/broken.json:1:2"));
  }

  @Test
  void whatIsInForceIsShown() throws IOException {
    program.file(
        "nsglint.yaml",
        """
        packs: [rules/own.yaml@2026-01-01]
        rules: { BAS205: off, exposure: warning }
        settings: { own: { ports: [21, 22] } }
        suppressions: [{ rule: EXP301, resource: n, reason: We know. }]
        """);
    String told = check(ExitStatus.OK, program.path("infra"), "-v").err();
    assertTrue(
        told.replaceFirst("time: .*\n$", "")
            .endsWith(
                """
            settings nsglint.yaml
              pack rules/own.yaml@2026-01-01
              BAS205: off
              exposure: warning
              own ports: [21, 22]
              suppressions: 1
            """),
        told);
    String rules = program.run("rules").endedWith(ExitStatus.OK).out();
    assertTrue(rules.contains("  EXP301  warning"), rules);
    assertTrue(rules.endsWith("\noff\n  BAS205  bastion-subnet-has-nsg\n"), rules);
    program.run("explain", "OWN101").endedWith(ExitStatus.OK);
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    program.file("nsglint.yaml", "rule: {}\nsettings: { azure-bastion: { no-such: 1 } }");
    program
        .run("check", program.path("infra"))
        .refusedWith(
            "nsglint: the settings cannot be used:",
            "  nsglint.yaml:1:1: 'rule' is no key of the settings; did you mean 'rules'?");
    program.file("nsglint.yaml", "rules: { BAS25: off }\npacks: [own.yaml]");
    program
        .run("rules")
        .refusedWith(
            "nsglint: the settings and rule packs cannot be used:",
            "  nsglint.yaml:2:9: cannot read own.yaml: no such file or folder");
    program
        .run("check", ".", "--config", "no.yaml")
        .refusedWith("nsglint: cannot read the settings no.yaml: no such file or folder");
    program
        .run("check", ".", "--config", "a.yaml", "--no-config")
        .refusedWith("nsglint: --config and --no-config contradict each other");
  }

  @Test
  void twoInputsWithDifferentSettingsAreRefused() throws IOException {
    program.file("infra/nsglint.yaml", "# one\n");
    program.file("rules/nsglint.yaml", "# two\n");
    program
        .run("check", program.path("infra"), program.path("rules"))
        .refusedWith(
            "nsglint: the inputs have different settings, infra/nsglint.yaml and"
                + " rules/nsglint.yaml; say which with --config, or --no-config");
  }

  @Test
  void initWritesAFileThatChangesNothing() throws IOException {
    assertEquals("wrote nsglint.yaml\n", program.run("init").endedWith(ExitStatus.OK).out());
    String text = program.text("nsglint.yaml");
    assertEquals(List.of(), SettingsReader.read(new SourceFile("a", text)).problems());
    check(ExitStatus.FINDINGS, program.path("infra"));
    program
        .run("init")
        .refusedWith(
            "nsglint: nsglint.yaml is there already; --force replaces it and all that it says");
    program.file("nsglint.yaml", "rules: { EXP301: off }");
    program.run("init", "--force").endedWith(ExitStatus.OK);
    assertEquals(text, program.text("nsglint.yaml"));
  }

  @Test
  void whatInitWritesIsRightWithoutItsSigns() throws IOException {
    program.run("init").endedWith(ExitStatus.OK);
    String text = program.text("nsglint.yaml").replaceAll("(?m)^# ?(?=[a-z]+:| {2})", "");
    program.file("nsglint.yaml", text.replace("our-network.yaml@2026-11-01", "own.yaml"));
    String told = check(ExitStatus.FINDINGS, program.path("infra"), "-v").err();
    assertTrue(told.contains("  BAS205: off\n"), told);
    assertTrue(told.contains("  suppressions: 1\n"), told);
  }

  private Run check(ExitStatus expected, String... arguments) {
    String[] line = new String[arguments.length + 1];
    line[0] = "check";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return program.run(line).endedWith(expected);
  }
}
