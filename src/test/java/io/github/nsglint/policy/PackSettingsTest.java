package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a pack: declared, referred to, set by a user. */
class PackSettingsTest {
  private static final String PACK =
      """
      pack: my-pack
      version: 2026-02-24
      source: https://example.com/page
      settings:
        jump-ports: { type: ports, default: [22], description: Ports of the jump hosts. }
        offices: { type: addresses, default: [], description: Who may come. }
        bound: { type: number, default: 2, description: Least. }
        size: { type: texts, default: [S, L], description: Sizes. }
        mode: { type: text, default: Static, description: How. }
        strict: { type: flag, default: false, description: Whether. }
      rules:
        - id: ABC123
          name: my-rule
          title: All is well
          severity: warning
          why: It matters.
          fix: Mend it.
          target: { subnet: snet-jump }
          must-not-allow:
            - direction: Inbound
              source: { of: Internet, except: [$offices] }
              destination-ports: [443, $jump-ports, 8080]
        - id: ABC124
          name: my-other-rule
          title: All is well
          severity: warning
          why: It matters.
          fix: Mend it.
          target: { public-ip-address: any }
          must-have:
            any:
              - { property: a, at-least: $bound }
              - { property: b, one-of: $size }
              - { property: c, equals: $mode }
              - { property: d, exists: $strict }
      """;

  @Test
  void defaultsStandWhereRulesReferToThem() {
    RulePack pack = pack(read(PACK, ""));
    FlowPattern pattern = pattern(pack);
    assertEquals("[443, 22, 8080]", pattern.destinationPorts().toString());
    assertEquals(List.of(), pattern.source().except());
    assertEquals(
        "Property[condition=Any[conditions=["
            + "Test[property=[a], operator=AtLeast[bound=2], absent=FALSE], "
            + "Test[property=[b], operator=OneOf[values=[S, L]], absent=FALSE], "
            + "Test[property=[c], operator=OneOf[values=[Static]], absent=FALSE], "
            + "Test[property=[d], operator=Exists[wanted=false], absent=FALSE]]]]",
        pack.rules().get(1).requirement().toString());
    assertEquals(
        List.of("22", "none", "2", "S, L", "Static", "false"),
        pack.settings().stream().map(Setting::shown).toList());
  }

  @Test
  void valuesOfTheUserStandInForDefaults() {
    RulePack pack =
        pack(
            read(
                PACK,
                """
                settings:
                  My-Pack:
                    jump-ports: [2222, 3000-3010]
                    offices: [198.51.100.0/24, AzureCloud]
                    strict: true
                """));
    FlowPattern pattern = pattern(pack);
    assertEquals("[443, 2222, 3000-3010, 8080]", pattern.destinationPorts().toString());
    assertEquals("[198.51.100.0/24, AzureCloud]", pattern.source().except().toString());
    assertEquals("2222, 3000-3010", pack.settings().get(0).shown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jump-ports: [70000]"
            + "|3:18 found '70000', expected a port from 0 to 65535, a range like 8000-8080, or '*'",
        "jump-ports: 22|3:17 found a number, expected a list of ports",
        "offices: [subnet]"
            + "|3:15 found 'subnet', expected a service tag or a block like 10.0.0.0/8",
        "offices: [10.0.0.1/8]|3:15 found '10.0.0.1/8', expected the first address of the block before its '/'",
        "bound: many|3:12 found 'many', expected a number",
        "size: []|3:11 nothing is left of 'one-of', to which this value belongs",
        "size: [[S]]|3:12 found a list, expected a text, a number, true or false",
        "mode: 3|3:11 found a number, expected a text",
        "strict: maybe|3:13 found a text, expected true or false",
        "jump-port: [22]"
            + "|3:5 there is no setting 'jump-port' in the pack my-pack; did you mean 'jump-ports'?",
      })
  void aWrongValueIsToldWhereTheUserWroteIt(String value, String expected) {
    assertEquals(
        List.of("nsglint.yaml:" + expected),
        told(read(PACK, "settings:\n  my-pack:\n    " + value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: ports|type: port"
            + "|5:23 found 'port', expected one of ports, addresses, texts, text, number, flag;"
            + " did you mean 'ports'?"
            + "~22:34 there is no setting 'jump-ports' in this pack",
        "default: [22]|default: [99999]"
            + "|5:40 found '99999', expected a port from 0 to 65535, a range like 8000-8080, or '*'"
            + "~22:34 there is no setting 'jump-ports' in this pack",
        "$jump-ports|$jump-prots"
            + "|22:34 there is no setting 'jump-prots' in this pack; did you mean 'jump-ports'?",
        "description: How. }|text: How. }"
            + "|9:11 the key 'description' is missing"
            + "~9:40 'text' is no key of a setting"
            + "~34:34 there is no setting 'mode' in this pack",
        "  mode: {|  Mode: {"
            + "|9:3 found 'Mode', expected small letters and digits like bastion-inbound"
            + "~34:34 there is no setting 'mode' in this pack",
      })
  void whatIsWrongInThePackIsTold(String right, String wrong, String expected) {
    List<String> lines =
        told(read(PACK.replace(right, wrong), "")).stream()
            .map(line -> line.substring("p.yaml:".length()))
            .toList();
    assertEquals(List.of(expected.split("~", -1)), lines);
  }

  @Test
  void aSettingOfAPackThatThereIsNot() {
    assertEquals(
        List.of("nsglint.yaml:2:3: there is no rule pack 'my-pak'; did you mean 'my-pack'?"),
        read(PACK, "settings:\n  my-pak: { a: 1 }").problems().stream()
            .map(problem -> problem.span() + ": " + problem.message())
            .toList());
  }

  private static FlowPattern pattern(RulePack pack) {
    return ((Requirement.Flows) pack.rules().get(0).requirement()).patterns().get(0);
  }

  private static RulePack pack(Loaded<RulePacks> loaded) {
    assertEquals(List.of(), loaded.problems());
    return loaded.value().packs().get(0);
  }

  private static List<String> told(Loaded<RulePacks> loaded) {
    return loaded.problems().stream()
        .map(problem -> problem.span() + " " + problem.message())
        .toList();
  }

  private static Loaded<RulePacks> read(String pack, String settings) {
    SettingsFile file = SettingsReader.read(new SourceFile("nsglint.yaml", settings)).value();
    return new RulePacks(List.of())
        .with(
            List.of(new SourceFile("p.yaml", pack)),
            Optional.of(file),
            path -> {
              throw new IOException("none");
            });
  }
}
