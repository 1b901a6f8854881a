package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs that build on others, and what settings change. */
class ExtendedPacksTest {
  private static final RulePacks BUILT_IN = RulePacks.builtIn();

  private static final String BASE =
      """
      pack: base
      version: 2026-01-01
      source: https://example.com/base
      settings: { ports: { type: ports, default: [22], description: Ports. } }
      rules:
        - id: ABC123
          name: my-rule
          title: All is well
          severity: warning
          why: It matters.
          fix: Mend it.
          target: { subnet: any }
          must-allow: [{ direction: Inbound, destination-ports: $ports }]
      """;

  private static final String CHILD =
      """
      pack: child
      version: 2026-01-02
      source: https://example.com/child
      extends: base.yaml@2026-01-01
      override:
        ABC123:
          severity: error
          must-not-allow: [{ direction: Outbound, destination-ports: [80, $ports] }]
      """;

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void aPackAddsReplacesAndSwitchesOff() {
    files.put("base.yaml", BASE);
    RulePacks packs =
        packs(
            CHILD
                .replace("extends: base.yaml@2026-01-01", "extends: [base.yaml, azure-bastion]")
                .concat(
                    """
                      BAS205: off
                      bastion-shareable-links: error
                    rules:
                      - id: ABC124
                        name: my-other-rule
                        title: All is well
                        severity: note
                        why: It matters.
                        fix: Mend it.
                        target: { subnet: any }
                        must-allow: [{ direction: Inbound }]
                    """));
    Rule replaced = packs.find("ABC123").orElseThrow();
    assertEquals(Severity.ERROR, replaced.severity());
    assertEquals("All is well", replaced.title());
    Requirement.Flows flows = (Requirement.Flows) replaced.requirement();
    assertEquals(Requirement.Demand.NONE, flows.demand());
    assertEquals("[80, 22]", flows.patterns().get(0).destinationPorts().toString());
    assertEquals(Severity.ERROR, packs.find("BAS241").orElseThrow().severity());
    assertEquals(List.of("BAS205"), packs.off());
    assertTrue(packs.find("ABC124").isPresent());
    RulePacks.Choice all = new RulePacks.Choice(List.of(), List.of(), List.of());
    assertTrue(packs.select(all).packs().find("BAS205").isEmpty());
    RulePacks.Choice named = new RulePacks.Choice(List.of(), List.of("BAS205"), List.of());
    assertTrue(packs.select(named).packs().find("BAS205").isPresent());
  }

  @Test
  void settingsHaveTheLastWord() {
    files.put("base.yaml", BASE);
    files.put("child.yaml", CHILD + "  my-rule: off\n");
    RulePacks packs =
        withSettings(
                """
                packs: [child.yaml@2026-01-02, azure-bastion@2026-02-24]
                rules: { ABC123: on, exposure: off, EXP303: on, BAS104: note }
                settings: { base: { ports: [2222] } }
                """)
            .value();
    assertEquals(List.of("EXP301", "EXP302"), packs.off());
    assertEquals(Severity.NOTE, packs.find("BAS104").orElseThrow().severity());
    Requirement.Flows flows = (Requirement.Flows) packs.find("ABC123").orElseThrow().requirement();
    assertEquals("[80, 2222]", flows.patterns().get(0).destinationPorts().toString());
  }

  @Test
  void aPackThatTwoExtendIsThereOnce() {
    files.put("base.yaml", BASE);
    files.put("a/one.yaml", pack("one", "extends: ../base.yaml"));
    Loaded<RulePacks> loaded = with(pack("two", "extends: [./base.yaml, a/one.yaml]"));
    assertEquals(List.of(), loaded.problems());
    assertEquals(
        List.of("base", "one", "two"),
        loaded.value().packs().stream().skip(BUILT_IN.packs().size()).map(RulePack::name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extends: base.yaml@2025-01-01"
            + "|c.yaml:4:10 the pack base is at version 2026-01-01, expected 2025-01-01: see what has"
            + " changed in it, then pin base.yaml@2026-01-01",
        "extends: azure-bastion@2020-01-01"
            + "|c.yaml:4:10 the pack azure-bastion is at version 2026-02-24, expected 2020-01-01: see"
            + " what has changed in it, then pin azure-bastion@2026-02-24",
        "extends: azure-bastoin"
            + "|c.yaml:4:10 no pack 'azure-bastoin' comes with nsglint; a file is named like"
            + " ./azure-bastoin.yaml; did you mean 'azure-bastion'?",
        "extends: no.yaml|c.yaml:4:10 cannot read no.yaml: no such file",
        "extends: base.yaml@new"
            + "|c.yaml:4:10 found 'base.yaml@new', expected a pack and its version like"
            + " pack@2026-02-24",
        "extends: { a: b }|c.yaml:4:10 found a map, expected a text",
        "extends: c.yaml" + "|c.yaml:4:10 packs extend each other in a circle: c.yaml → c.yaml",
        "extends: round.yaml"
            + "|round.yaml:4:10 packs extend each other in a circle: c.yaml → round.yaml → c.yaml",
        "override: { BAS205: off }"
            + "|c.yaml:4:1 'override' changes rules of packs that this one extends; the key 'extends'"
            + " is missing"
            + "~c.yaml:1:1 the key 'rules' is missing",
        "extends: base.yaml^override: { ABC132: off }"
            + "|c.yaml:5:13 there is no rule 'ABC132' in what this pack extends; did you mean"
            + " 'ABC123'?",
        "extends: base.yaml^override: { ABC123: { severty: error } }"
            + "|c.yaml:5:23 'severty' is no key of a rule; did you mean 'severity'?",
        "extends: base.yaml^override: { ABC123: { severity: high } }"
            + "|c.yaml:5:33 found 'high', expected error, warning or note",
        "extends: base.yaml^override: { ABC123: { id: XYZ123 } }"
            + "|c.yaml:5:23 the id and name of a rule stay what they are",
        "extends: base.yaml^override: { ABC123: no }"
            + "|c.yaml:5:21 found 'no', expected off, on, error, warning or note; did you mean 'on'?",
      })
  void whatIsWrongIsToldWithItsPlace(String keys, String expected) {
    files.put("base.yaml", BASE);
    files.put("round.yaml", pack("round", "extends: c.yaml"));
    List<String> told =
        with(pack("child", keys.replace('^', '\n'))).problems().stream()
            .map(problem -> problem.span() + " " + problem.message())
            .sorted()
            .toList();
    assertEquals(List.of(expected.split("~", -1)).stream().sorted().toList(), told);
  }

  @Test
  void aChainOfPacksHasAnEnd() {
    for (int i = 0; i < 300; i++) {
      files.put("p" + i + ".yaml", pack("p" + i, "extends: p" + (i + 1) + ".yaml"));
    }
    List<String> told =
        with(pack("child", "extends: p0.yaml")).problems().stream()
            .map(problem -> problem.span() + " " + problem.message())
            .toList();
    assertEquals(List.of("p98.yaml:4:10 more than 100 packs extend each other"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: { QQQ999: off }|1:10 there is no rule 'QQQ999'",
        "rules: { bastion-shareable-link: off }"
            + "|1:10 there is no rule 'bastion-shareable-link'; did you mean"
            + " 'bastion-shareable-links'?",
        "suppressions: [{ rule: QQQ999, resource: a, reason: b }]|1:24 there is no rule 'QQQ999'",
        "packs: [azure-bastion@2020-01-01]"
            + "|1:9 the pack azure-bastion is at version 2026-02-24, expected 2020-01-01: see what has"
            + " changed in it, then pin azure-bastion@2026-02-24",
        "packs: [no/such.yaml]|1:9 cannot read no/such.yaml: no such file",
      })
  void settingsThatNameWhatThereIsNot(String settings, String expected) {
    assertEquals(
        List.of("nsglint.yaml:" + expected),
        withSettings(settings).problems().stream()
            .map(problem -> problem.span() + " " + problem.message())
            .toList());
  }

  private static String pack(String name, String keys) {
    return "pack: %s\nversion: 2026-01-02\nsource: https://example.com/child\n%s\n"
        .formatted(name, keys);
  }

  private RulePacks packs(String child) {
    Loaded<RulePacks> loaded = with(child);
    assertEquals(List.of(), loaded.problems());
    return loaded.value();
  }

  private Loaded<RulePacks> with(String child) {
    files.put("c.yaml", child);
    return BUILT_IN.with(List.of(new SourceFile("c.yaml", child)), Optional.empty(), this::file);
  }

  private Loaded<RulePacks> withSettings(String settings) {
    SettingsFile file = SettingsReader.read(new SourceFile("nsglint.yaml", settings)).value();
    return BUILT_IN.with(List.of(), Optional.of(file), this::file);
  }

  private SourceFile file(String path) throws IOException {
    String text = files.get(path);
    if (text == null) {
      throw new IOException("no such file");
    }
    return new SourceFile(path, text);
  }
}
