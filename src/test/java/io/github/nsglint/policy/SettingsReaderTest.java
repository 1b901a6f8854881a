package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final String ALL =
      """
      packs: [azure-bastion@2026-02-24, rules/our.yaml]
      rules:
        BAS205: off
        bastion-shareable-links: error
      settings:
        azure-bastion: { some-ports: [2222] }
      exclude: [infra/old, '**/*.draft.json']
      suppressions:
        - rule: EXP301
          resource: nsg-jump
          path: infra/jump.json
          reason: Closed on Friday.
          expires: 2027-01-31
          owner: network team
      """;

  @Test
  void everyKeyIsRead() {
    Loaded<SettingsFile> loaded = read(ALL);
    assertEquals(List.of(), loaded.problems());
    SettingsFile settings = loaded.value();
    PackReference pinned = settings.packs().get(0);
    assertEquals("azure-bastion", pinned.name());
    assertEquals(Optional.of("2026-02-24"), pinned.version());
    assertFalse(pinned.isFile());
    PackReference own = settings.packs().get(1);
    assertEquals(Optional.empty(), own.version());
    assertTrue(own.isFile());
    assertEquals("BAS205", settings.rules().get(0).rule());
    assertEquals(RuleChange.State.OFF, settings.rules().get(0).state());
    assertEquals(RuleChange.State.ERROR, settings.rules().get(1).state());
    SettingValue value = settings.values().get(0);
    assertEquals("azure-bastion some-ports", value.pack().value() + " " + value.name().value());
    assertEquals("[2222]", value.value().span().text());
    assertEquals("infra/old", settings.exclude().get(0).text());
    Suppression suppression = settings.suppressions().get(0);
    assertEquals("EXP301", suppression.rule());
    assertEquals(Optional.of("nsg-jump"), suppression.resource());
    assertEquals(Optional.of(new PathPattern("infra/jump.json")), suppression.path());
    assertEquals("Closed on Friday.", suppression.reason());
    assertEquals(Optional.of(LocalDate.of(2027, 1, 31)), suppression.expires());
    assertEquals(Optional.of("network team"), suppression.owner());
    assertEquals("9:11", suppression.span().line() + ":" + suppression.span().column());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "---\n"})
  void aFileOfCommentsSettlesNothing(String text) {
    Loaded<SettingsFile> loaded = read(text);
    assertEquals(List.of(), loaded.problems());
    assertEquals(List.of(), loaded.value().rules());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules:|rule:|2:1 'rule' is no key of the settings; did you mean 'rules'?",
        "BAS205: off|BAS205: of"
            + "|3:11 found 'of', expected off, on, error, warning or note; did you mean 'off'?",
        "BAS205: off|BAS205: false|3:11 found 'false', expected off, on, error, warning or note",
        "BAS205: off|BAS205: [off]"
            + "|3:11 found a list, expected a text, a number, true or false",
        "{ some-ports: [2222] }|2222"
            + "|6:18 found a number, expected a map of settings of the pack",
        "azure-bastion@2026-02-24|azure-bastion@2"
            + "|1:9 found 'azure-bastion@2', expected a pack and its version like pack@2026-02-24",
        "[infra/old,|[/infra/old,"
            + "|7:11 found '/infra/old', expected a path seen from the folder of this file, with '/'"
            + " between names",
        "exclude: [infra/old, '**/*.draft.json']|exclude: []"
            + "|7:10 the list is empty, expected paths",
        "reason: Closed on Friday.|reason: ' '|12:13 the text is empty",
        "    reason: Closed on Friday.||9:5 the key 'reason' is missing",
        "expires: 2027-01-31|expires: 2027-02-31"
            + "|13:14 found '2027-02-31', expected a date like 2027-01-31",
        "owner: network team|ower: network team"
            + "|14:5 'ower' is no key of a suppression; did you mean 'owner'?",
        "packs: [azure-bastion@2026-02-24, rules/our.yaml]|packs: [a"
            + "|2:6 found ':', expected ',' or ']'",
      })
  void whatIsWrongIsToldWithItsPlace(String right, String wrong, String expected) {
    String text = ALL.replace(right, wrong == null ? "" : wrong);
    List<String> told =
        read(text).problems().stream()
            .map(
                problem ->
                    problem.span().line() + ":" + problem.span().column() + " " + problem.message())
            .toList();
    assertEquals(List.of(expected), told);
  }

  @Test
  void rulesAreAMap() {
    assertEquals(
        "found a list, expected a map of rules: each an id with off or a severity",
        read("rules: [BAS205]").problems().get(0).message());
  }

  @Test
  void aSuppressionOfEverythingIsNone() {
    String text =
        """
        suppressions:
          - rule: EXP301
            reason: We know.
        """;
    assertEquals(
        "expected 'resource', 'path' or both; to switch the rule off everywhere, write 'RULE: off'"
            + " under 'rules'",
        read(text).problems().get(0).message());
    assertEquals(List.of(), read(text).value().suppressions());
  }

  @Test
  void anAnchorBombIsRefused() {
    StringBuilder text = new StringBuilder("packs: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      text.append("k").append(i).append(": &a").append(i).append(" [");
      text.append(String.join(", ", Collections.nCopies(10, alias))).append("]\n");
    }
    Loaded<SettingsFile> loaded = read(text.toString());
    assertEquals(1, loaded.problems().size());
    assertEquals("aliases stand for more than 100000 values", loaded.problems().get(0).message());
  }

  @ParameterizedTest
  @CsvSource({
    "infra/old, infra/old/a.json, true",
    "infra/old, infra/old, true",
    "infra/old/, infra/old/deep/a.json, true",
    "./infra/old, infra/old, true",
    "infra/old, infra/older.json, false",
    "infra/old, deep/infra/old, false",
    "old, infra/old, false",
    "*.json, a.json, true",
    "*.json, infra/a.json, false",
    "infra/*/a.json, infra/x/a.json, true",
    "infra/*/a.json, infra/x/y/a.json, false",
    "**/a.json, a.json, true",
    "**/a.json, infra/x/a.json, true",
    "infra/**/a.json, infra/a.json, true",
    "infra/**, infra/a.json, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "**, anything/at/all, true",
    "*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
  })
  void pathsAreMatched(String pattern, String path, boolean expected) {
    assertEquals(expected, new PathPattern(pattern).matches(path));
  }

  private static Loaded<SettingsFile> read(String text) {
    return SettingsReader.read(new SourceFile("nsglint.yaml", text));
  }
}
