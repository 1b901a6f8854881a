package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Protocol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackReaderTest {
  private static final String PACK =
      """
      pack: my-pack
      version: 2026-02-24
      source: https://example.com/page
      rules:
        - id: ABC123
          name: my-rule
          title: All is well
          severity: warning
          why: It matters.
          fix: Mend it.
          tags: [one, two-b]
          references: [https://example.com/a]
          target: { subnet: AzureBastionSubnet }
          must-allow: [{ direction: Inbound }]
      """;
  private static final String TARGET = "target: { subnet: AzureBastionSubnet }";
  private static final String REQUIREMENT = "must-allow: [{ direction: Inbound }]";

  @Test
  void aPackIsReadWithAllItsKeys() {
    RulePack pack = pack(PACK);
    assertEquals("my-pack", pack.name());
    assertEquals("2026-02-24", pack.version());
    assertEquals("https://example.com/page", pack.source());
    Rule rule = pack.rules().get(0);
    assertEquals("ABC123", rule.id());
    assertEquals("my-rule", rule.name());
    assertEquals("All is well", rule.title());
    assertEquals(Severity.WARNING, rule.severity());
    assertEquals("It matters.", rule.why());
    assertEquals("Mend it.", rule.fix());
    assertEquals(List.of("one", "two-b"), rule.tags());
    assertEquals(List.of("https://example.com/a"), rule.references());
    assertEquals(new Target.Subnets("AzureBastionSubnet"), rule.target());
    assertEquals(Optional.empty(), rule.when());
    assertEquals("ABC123", rule.span().text());
  }

  @Test
  void whatElseIsSaidOfARuleIsRead() {
    Rule plain = pack(PACK).rules().get(0);
    assertEquals(RuleNotes.NONE, plain.notes());
    Rule rule =
        pack(PACK.replace(
                TARGET,
                """
                mappings:
                      cis-azure-foundations: { 1.4: [6.1, 6.2], 3.0: [7.10] }
                      our-controls: { 2026: [1, A-2] }
                    confidence: low
                    since: 2026-01-31
                    replaced-by: bastion-inbound-https
                """
                    .concat("    " + TARGET)))
            .rules()
            .get(0);
    assertEquals(
        List.of(
            new Mapping("cis-azure-foundations", "1.4", List.of("6.1", "6.2")),
            new Mapping("cis-azure-foundations", "3.0", List.of("7.10")),
            new Mapping("our-controls", "2026", List.of("1", "A-2"))),
        rule.notes().mappings());
    assertEquals("CIS Microsoft Azure Foundations 1.4", rule.notes().mappings().get(0).title());
    assertEquals(RuleNotes.Confidence.LOW, rule.notes().confidence());
    assertEquals(Optional.of("2026-01-31"), rule.notes().since());
    assertEquals(Optional.of("bastion-inbound-https"), rule.notes().replacedBy());
  }

  @Test
  void aRuleThatIsReplacedIsAskedByNameOnly() {
    String old = PACK.replace(TARGET, "replaced-by: BAS101\n    " + TARGET);
    Loaded<RulePacks> loaded = RulePacks.builtIn().with(List.of(new SourceFile("p.yaml", old)));
    assertEquals(List.of(), loaded.problems());
    assertEquals(List.of("ABC123"), loaded.value().off());
    String lost = old.replace("BAS101", "BAS1O1");
    assertEquals(
        "there is no rule 'BAS1O1' that could replace this one; did you mean 'BAS101'?",
        RulePacks.builtIn()
            .with(List.of(new SourceFile("p.yaml", lost)))
            .problems()
            .get(0)
            .message());
  }

  @Test
  void keysThatAreNotThereMeanAll() {
    FlowPattern pattern = flows(pack(PACK)).patterns().get(0);
    assertEquals(Direction.INBOUND, pattern.direction());
    assertEquals(List.of(Protocol.ANY), pattern.protocols());
    assertEquals("[*]", pattern.source().prefixes().toString());
    assertEquals("[*]", pattern.destination().prefixes().toString());
    assertEquals("[*]", pattern.destinationPorts().toString());
    assertEquals(List.of(), pattern.except());
  }

  @Test
  void aPatternIsReadWithAllItsKeys() {
    Requirement.Flows flows =
        flows(
            pack(
                PACK.replace(
                    REQUIREMENT,
                    """
                    must-not-allow:
                            - direction: outbound
                              protocols: [tcp, Any]
                              source: { of: [subnet, Internet], except: [GatewayManager, 10.0.0.0/8] }
                              destination: [Storage.WestEurope, 'fd00::/8', '*']
                              destination-ports: [443, 8000-8080, '*']
                              except: [{ protocol: Udp, destination-ports: [53] }]
                    """)));
    assertEquals(Requirement.Demand.NONE, flows.demand());
    FlowPattern pattern = flows.patterns().get(0);
    assertEquals(Direction.OUTBOUND, pattern.direction());
    assertEquals(List.of(Protocol.TCP, Protocol.ANY), pattern.protocols());
    assertTrue(pattern.source().subnet());
    assertEquals("[Internet]", pattern.source().prefixes().toString());
    assertEquals("[GatewayManager, 10.0.0.0/8]", pattern.source().except().toString());
    assertEquals("[Storage.WestEurope, fd00::/8, *]", pattern.destination().prefixes().toString());
    assertEquals("[443, 8000-8080, *]", pattern.destinationPorts().toString());
    FlowPattern except = pattern.except().get(0);
    assertEquals(Direction.OUTBOUND, except.direction());
    assertEquals(List.of(Protocol.UDP), except.protocols());
    assertEquals("[*]", except.source().prefixes().toString());
    assertEquals("[53]", except.destinationPorts().toString());
  }

  @Test
  void aGateIsReadWithAllItsKeys() {
    Rule rule =
        rule(
            """
            gate:
                    - { label: first, pattern: { direction: Inbound }, confirmed: true }
                    - label: second
                      pattern: { direction: Outbound }
                      functional: { direction: Outbound, source: subnet }
                      some: true
                      confirmed: false
                      also-accepted: [Ah, Esp]
            """);
    List<Requirement.Row> rows = ((Requirement.Gate) rule.requirement()).rows();
    assertEquals("first", rows.get(0).label());
    assertEquals(rows.get(0).pattern(), rows.get(0).functional());
    assertEquals(false, rows.get(0).some());
    assertEquals(true, rows.get(0).confirmed());
    assertEquals(List.of(), rows.get(0).alsoAccepted());
    assertEquals(true, rows.get(1).functional().source().subnet());
    assertEquals(true, rows.get(1).some());
    assertEquals(false, rows.get(1).confirmed());
    assertEquals(List.of(Protocol.AH, Protocol.ESP), rows.get(1).alsoAccepted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ property: a.b, exists: true }|Test[property=[a, b], operator=Exists[wanted=true], absent=FALSE]",
        "{ property: a, equals: 2 }|Test[property=[a], operator=OneOf[values=[2]], absent=FALSE]",
        "{ property: a, equals: true, absent: unknown }"
            + "|Test[property=[a], operator=OneOf[values=[true]], absent=UNKNOWN]",
        "{ property: a, one-of: [x, 1], absent: false }"
            + "|Test[property=[a], operator=OneOf[values=[x, 1]], absent=FALSE]",
        "{ property: a, at-least: 2 }|Test[property=[a], operator=AtLeast[bound=2], absent=FALSE]",
        "{ property: a, at-most: 2.5 }|Test[property=[a], operator=AtMost[bound=2.5], absent=FALSE]",
        "{ property: a, matches: 'x+' }|Test[property=[a], operator=Matches[pattern=x+], absent=FALSE]",
        "{ property: a, prefix-length-at-most: 26 }"
            + "|Test[property=[a], operator=PrefixLengthAtMost[length=26], absent=FALSE]",
        "{ not: { property: a, exists: false } }"
            + "|Not[condition=Test[property=[a], operator=Exists[wanted=false], absent=FALSE]]",
        "{ any: [{ property: a, exists: true }] }"
            + "|Any[conditions=[Test[property=[a], operator=Exists[wanted=true], absent=FALSE]]]",
        "{ all: [{ property: a, exists: true }] }"
            + "|All[conditions=[Test[property=[a], operator=Exists[wanted=true], absent=FALSE]]]",
      })
  void everyKindOfConditionIsRead(String yaml, String expected) {
    Requirement requirement = rule("must-have: " + yaml).requirement();
    assertEquals("Property[condition=" + expected + "]", requirement.toString());
    String when = "when: " + yaml + "\n    " + REQUIREMENT;
    assertEquals("Optional[" + expected + "]", rule(when).when().toString());
  }

  @Test
  void numbersKeepTheirValue() {
    Rule rule = rule("must-have: { property: a, at-least: -0.50 }");
    Condition.Test test = (Condition.Test) ((Requirement.Property) rule.requirement()).condition();
    BigDecimal bound = ((Condition.Operator.AtLeast) test.operator()).bound();
    assertEquals(0, bound.compareTo(BigDecimal.valueOf(-0.5)));
  }

  @Test
  void aPatternMatchesWithoutCase() {
    Rule rule = rule("must-have: { property: a, matches: 'straße[0-9]' }");
    Condition.Test test = (Condition.Test) ((Requirement.Property) rule.requirement()).condition();
    assertTrue(
        ((Condition.Operator.Matches) test.operator()).pattern().matcher("STRAßE1").matches());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ network-security-group: any }|Groups[exceptSubnets=[], filter=NONE]",
        "{ network-security-group: any, except-subnets: [A, b] }"
            + "|Groups[exceptSubnets=[A, b], filter=NONE]",
        "{ subnet: any, except: [A, b-*] }"
            + "|Subnets[name=any, except=[NamePattern[text=A], NamePattern[text=b-*]], filter=NONE]",
        "{ subnet: GatewaySubnet }|Subnets[name=GatewaySubnet, except=[], filter=NONE]",
        "{ network-security-group: any, name: 'n-*', except: [n-1], resource-group: rg,"
            + " tags: { env: prod, 1: '*' }, where: { property: a, exists: true } }"
            + "|Groups[exceptSubnets=[], filter=TargetFilter[name=Optional[NamePattern[text=n-*]],"
            + " except=[NamePattern[text=n-1]], resourceGroup=Optional[NamePattern[text=rg]],"
            + " tags=[Tag[key=env, value=NamePattern[text=prod]], Tag[key=1,"
            + " value=NamePattern[text=*]]], where=Optional[Test[property=[a],"
            + " operator=Exists[wanted=true], absent=FALSE]]]]",
      })
  void everyKindOfTargetIsRead(String yaml, String expected) {
    Rule rule = pack(PACK.replace(TARGET, "target: " + yaml)).rules().get(0);
    assertEquals(
        expected, rule.target().toString().replace("filter=" + TargetFilter.NONE, "filter=NONE"));
  }

  @Test
  void hostsAndAcceptedRulesAreRead() {
    String hosts =
        PACK.replace(TARGET, "target: { bastion-host: any }")
            .replace(REQUIREMENT, "must-have: { property: sku.name, exists: true }");
    assertEquals(
        new Target.Resources(ResourceKind.BASTION_HOST), pack(hosts).rules().get(0).target());
    String accepted =
        PACK.replace(TARGET, "target: { network-security-group: any }")
            .replace(REQUIREMENT, "must-be-accepted: security-rules");
    assertEquals(
        new Requirement.SecurityRules(Requirement.Quality.ACCEPTED),
        pack(accepted).rules().get(0).requirement());
  }

  @ParameterizedTest
  @CsvSource({"must-be-reached, REACHED", "must-change-something, NEEDED"})
  void whatIsAskedOfEachSecurityRuleIsRead(String key, Requirement.Quality quality) {
    String pack =
        PACK.replace(TARGET, "target: { network-security-group: any }")
            .replace(REQUIREMENT, key + ": security-rules");
    assertEquals(new Requirement.SecurityRules(quality), pack(pack).rules().get(0).requirement());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pack: my-pack|pak: my-pack"
            + "|pack-unknown-key 1:1 'pak' is no key of a rule pack; did you mean 'pack'?"
            + "~pack-missing-key 1:1 the key 'pack' is missing",
        "pack: my-pack|pack: My Pack"
            + "|pack-bad-name 1:7 found 'My Pack', expected small letters and digits like bastion-inbound",
        "version: 2026-02-24|version: 2026-02-30"
            + "|pack-bad-version 2:10 found '2026-02-30', expected a date like 2026-02-24",
        "version: 2026-02-24|version: 26" + "|pack-wrong-type 2:10 found a number, expected a text",
        "source: https://example.com/page|source: example.com"
            + "|pack-bad-reference 3:9 found 'example.com', expected an address like https://example.com/page",
        "severity: warning|Severity: warning"
            + "|pack-missing-key 5:5 the key 'severity' is missing"
            + "~pack-unknown-key 8:5 'Severity' is no key of a rule; did you mean 'severity'?",
        "severity: warning|colour: blue~    severity: warning"
            + "|pack-unknown-key 8:5 'colour' is no key of a rule",
        "tags: [one, two-b]|confidence: sure"
            + "|pack-bad-value 11:17 found 'sure', expected high, medium or low",
        "tags: [one, two-b]|since: 2026-13-01"
            + "|pack-bad-value 11:12 found '2026-13-01', expected a date like 2026-02-24",
        "tags: [one, two-b]|mappings: [CIS]"
            + "|pack-wrong-type 11:15 found a list, expected a map of benchmarks, each with its"
            + " versions",
        "tags: [one, two-b]|mappings: { CIS: { 3.0: 7.1 } }"
            + "|pack-bad-name 11:17 found 'CIS', expected small letters and digits like"
            + " bastion-inbound"
            + "~pack-wrong-type 11:29 found a text, expected a list of controls",
        "severity: warning|severity: warn"
            + "|pack-bad-severity 8:15 found 'warn', expected error, warning or note",
        "severity: warning|severity: eror"
            + "|pack-bad-severity 8:15 found 'eror', expected error, warning or note; did you mean 'error'?",
        "id: ABC123|id: abc123"
            + "|pack-bad-id 5:9 found 'abc123', expected three capitals and three digits like BAS101",
        "id: ABC123|id: ABC1234"
            + "|pack-bad-id 5:9 found 'ABC1234', expected three capitals and three digits like BAS101",
        "name: my-rule|name: my_rule"
            + "|pack-bad-name 6:11 found 'my_rule', expected small letters and digits like bastion-inbound",
        "name: my-rule|name: abc123|pack-duplicate 6:11 'abc123' is taken by the rule at p.yaml:5:9",
        "title: All is well|title: '  '|pack-empty 7:12 the text is empty",
        "title: All is well|title:|pack-wrong-type 7:11 found nothing, expected a text",
        "title: All is well|title: [a]|pack-wrong-type 7:12 found a list, expected a text",
        "title: All is well|title: true|pack-wrong-type 7:12 found true, expected a text",
        "tags: [one, two-b]|tags: one|pack-wrong-type 11:11 found a text, expected a list of texts",
        "tags: [one, two-b]|tags: []|pack-empty 11:11 the list is empty, expected texts",
        "tags: [one, two-b]|tags: [one, Two]"
            + "|pack-bad-name 11:17 found 'Two', expected small letters and digits like bastion-inbound",
        "[https://example.com/a]|['http://example.com']"
            + "|pack-bad-reference 12:18 found 'http://example.com', expected an address like https://example.com/page",
      })
  void whatIsWrongWithAPackOrARuleIsTold(String right, String wrong, String expected) {
    assertProblems(expected, PACK.replace(right, wrong.replace('~', '\n')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "any|pack-wrong-type 13:13 found a text, expected a map with the keys of a target",
        "{}|pack-missing-key 13:13 the key of a target is missing, expected one of subnet,"
            + " network-security-group, bastion-host, diagnostic-setting, network-interface, public-ip-address,"
            + " shareable-link, virtual-machine, virtual-network, resource",
        "{ subnet: A, bastion-host: any }"
            + "|pack-extra-key 13:26 'bastion-host' stands beside 'subnet', expected the key of one target",
        "{ subnet: A, except-subnets: [B] }"
            + "|pack-extra-key 13:26 'except-subnets' stands beside 'subnet', expected it beside"
            + " 'network-security-group'",
        "{ network-security-group: any, tags: [env] }"
            + "|pack-wrong-type 13:50 found a list, expected a map of tags, each with its value or '*'",
        "{ network-security-group: any, tag: { a: b } }"
            + "|pack-unknown-key 13:44 'tag' is no key of a target; did you mean 'tags'?",
        "{ network-security-group: any, where: { property: a } }"
            + "|pack-missing-key 13:53 the key of an operator is missing, expected one of exists,"
            + " equals, one-of, at-least, at-most, matches, prefix-length-at-most",
        "{ network-security-group: all }|pack-bad-value 13:39 found 'all', expected any",
        "{ network-security-group: any, except-subnets: [] }"
            + "|pack-empty 13:60 the list is empty, expected names of subnets",
        "{ subnets: A }"
            + "|pack-unknown-key 13:15 'subnets' is no key of a target; did you mean 'subnet'?"
            + "~pack-missing-key 13:15 the key of a target is missing, expected one of subnet,"
            + " network-security-group, bastion-host, diagnostic-setting, network-interface, public-ip-address,"
            + " shareable-link, virtual-machine, virtual-network, resource",
        "{ subnet: any, where: { property: a } }"
            + "|pack-missing-key 13:37 the key of an operator is missing, expected one of exists, equals,"
            + " one-of, at-least, at-most, matches, prefix-length-at-most",
        "{ resource: gateways }"
            + "|pack-bad-value 13:25 found 'gateways', expected a type of resource like"
            + " Microsoft.Web/hostingEnvironments",
        "{ bastion-host: any }"
            + "|pack-bad-target 13:13 must-allow asks a subnet or a network-security-group",
      })
  void whatIsWrongWithATargetIsTold(String wrong, String expected) {
    assertProblems(expected, PACK.replace(TARGET, "target: " + wrong));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network-security-group: any|must-allow: [{ direction: Inbound, source: subnet }]"
            + "|must-allow with the place 'subnet' asks a subnet",
        "network-security-group: any|must-allow: [{ direction: Inbound, except: [{ source: subnet }] }]"
            + "|must-allow with the place 'subnet' asks a subnet",
        "network-security-group: any|gate: [{ label: a, pattern: { direction: Inbound }, confirmed: true }]"
            + "|gate asks a subnet",
        "subnet: A|must-be-accepted: security-rules"
            + "|must-be-accepted asks a network-security-group",
        "subnet: A|must-change-something: security-rules"
            + "|must-change-something asks a network-security-group",
        "subnet: A|must-let-bastion-in: [22]|must-let-bastion-in asks a virtual-machine",
        "virtual-machine: any|must-allow: [{ direction: Inbound }]"
            + "|must-allow asks a subnet or a network-security-group",
      })
  void aRequirementThatMakesNoSenseOfItsTargetIsTold(
      String target, String requirement, String expected) {
    assertProblems(
        "pack-bad-target 13:13 " + expected,
        PACK.replace(TARGET, "target: { " + target + " }").replace(REQUIREMENT, requirement));
  }

  @Test
  void aConditionOnTheHostNeedsATargetWithAHost() {
    assertProblems(
        "pack-bad-target 13:13 'when' asks the Bastion host of a subnet or of a bastion-host",
        PACK.replace(
            TARGET,
            "target: { network-security-group: any }\n    when: { property: a, exists: true }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "must-allow: [{ direction: Inbound }]~    must-be-accepted: security-rules"
            + "|pack-extra-key 15:5 'must-be-accepted' stands beside 'must-allow', expected the key of one"
            + " requirement",
        "must-allow: { direction: Inbound }"
            + "|pack-wrong-type 14:17 found a map, expected a list of flow patterns",
        "must-allow: []|pack-empty 14:17 the list is empty, expected flow patterns",
        "must-allow: [{ protocol: Tcp }]|pack-missing-key 14:20 the key 'direction' is missing",
        "must-be-accepted: rules|pack-bad-value 14:23 found 'rules', expected security-rules",
        "must-be-reached: rules|pack-bad-value 14:22 found 'rules', expected security-rules",
        "must-not-allow-every-port: [{ direction: Inbound }]"
            + "|pack-bad-protocol 14:33 must-not-allow-every-port asks protocols with ports,"
            + " expected Tcp, Udp or both",
        "must-not-allow-every-port: [{ direction: Inbound, protocols: [Tcp, Icmp] }]"
            + "|pack-bad-protocol 14:33 must-not-allow-every-port asks protocols with ports,"
            + " expected Tcp, Udp or both",
        "gate: [{ label: a, confirmed: yes }]"
            + "|pack-missing-key 14:14 the key 'pattern' is missing"
            + "~pack-wrong-type 14:35 found a text, expected true or false",
        "gate: [{ label: a, confirmed: true, pattern: { direction: Inbound }, also-accepted: [Ha] }]"
            + "|pack-bad-protocol 14:90 found 'Ha', expected Tcp, Udp, Icmp, Esp, Ah or '*'",
      })
  void whatIsWrongWithARequirementIsTold(String wrong, String expected) {
    assertProblems(expected, PACK.replace(REQUIREMENT, wrong.replace('~', '\n')));
  }

  @Test
  void aRuleWithoutARequirementIsTold() {
    assertProblems(
        "pack-missing-key 5:5 the key of a requirement is missing, expected one of must-allow,"
            + " must-allow-some, must-not-allow, must-not-allow-every-port, gate, must-have,"
            + " must-be-accepted, must-be-reached, must-change-something, must-let-bastion-in",
        PACK.replace(REQUIREMENT, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "In|",
        "Outbond|; did you mean 'Outbound'?",
      })
  void aWrongDirectionIsTold(String wrong, @Nullable String hint) {
    assertProblems(
        "pack-bad-direction 14:31 found '"
            + wrong
            + "', expected Inbound or Outbound"
            + (hint == null ? "" : hint),
        PACK.replace(REQUIREMENT, "must-allow: [{ direction: " + wrong + " }]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol: Tpc|pack-bad-protocol 14:30 found 'Tpc', expected Tcp, Udp, Icmp, Esp, Ah or '*'",
        "protocol: 6|pack-wrong-type 14:30 found a number, expected a text",
        "protocols: []|pack-empty 14:31 the list is empty, expected protocols",
        "protocol: Tcp, protocols: [Udp]"
            + "|pack-extra-key 14:35 'protocols' stands beside 'protocol', expected the key of one protocol",
        "destination-ports: 443|pack-wrong-type 14:39 found a number, expected a list of ports",
        "destination-ports: []|pack-empty 14:39 the list is empty, expected ports",
        "ports: [443]|pack-unknown-key 14:20 'ports' is no key of a flow pattern",
        "destination-port: [443]"
            + "|pack-unknown-key 14:20 'destination-port' is no key of a flow pattern; did you mean"
            + " 'destination-ports'?",
        "except: [{ direction: Inbound }]"
            + "|pack-unknown-key 14:31 'direction' is no key of an exception of a flow pattern",
        "except: [{ except: [{ protocol: Tcp }] }]"
            + "|pack-unknown-key 14:31 'except' is no key of an exception of a flow pattern",
        "source: []"
            + "|pack-empty 14:28 the list is empty, expected '*', 'subnet', a service tag or a block like"
            + " 10.0.0.0/8",
        "source: { except: [Internet] }|pack-missing-key 14:30 the key 'of' is missing",
        "source: { of: Internet, except: [] }"
            + "|pack-empty 14:52 the list is empty, expected service tags and blocks",
        "source: { of: Internet, except: ['*'] }"
            + "|pack-bad-prefix 14:53 found '*', expected a service tag or a block like 10.0.0.0/8",
        "source: { of: Internet, except: [subnet] }"
            + "|pack-bad-prefix 14:53 found 'subnet', expected a service tag or a block like 10.0.0.0/8",
        "source: 10.0.0.1/8"
            + "|pack-bad-prefix 14:28 found '10.0.0.1/8', expected the first address of the block before its"
            + " '/'",
      })
  void whatIsWrongWithAPatternIsTold(String wrong, String expected) {
    String pattern = "must-allow: [{ " + wrong + ", direction: Inbound }]";
    assertProblems(expected, PACK.replace(REQUIREMENT, pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "65536",
        "-1",
        "'80-'",
        "'-80'",
        "'90-80'",
        "http",
        "'1 - 2'",
        "'80,443'",
        "999999"
      })
  void aWrongPortIsTold(String port) {
    String pack =
        PACK.replace(
            REQUIREMENT, "must-allow: [{ destination-ports: [" + port + "], direction: Inbound }]");
    assertProblems(
        "pack-bad-port 14:40 found '"
            + port.replace("'", "")
            + "', expected a port from 0 to 65535, a range like 8000-8080, or '*'",
        pack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0", "10.0.0.0-10.0.0.9", "my_tag", "a..b", "Storage.", "1x"})
  void aWrongPrefixIsTold(String prefix) {
    String pack =
        PACK.replace(REQUIREMENT, "must-allow: [{ source: " + prefix + ", direction: Inbound }]");
    assertProblems(
        "pack-bad-prefix 14:28 found '"
            + prefix
            + "', expected '*', 'subnet', a service tag or a block like 10.0.0.0/8",
        pack);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ exists: true }"
            + "|pack-missing-key 14:18 the key of a condition is missing, expected one of property, some,"
            + " some-item-of, all, any, not",
        "{ property: a }"
            + "|pack-missing-key 14:18 the key of an operator is missing, expected one of exists, equals,"
            + " one-of, at-least, at-most, matches, prefix-length-at-most",
        "{ property: a, exists: true, equals: b }"
            + "|pack-extra-key 14:45 'equals' stands beside 'exists', expected the key of one operator",
        "{ all: [], any: [] }"
            + "|pack-empty 14:23 the list is empty, expected conditions"
            + "~pack-extra-key 14:27 'any' stands beside 'all', expected the key of one condition",
        "{ not: { property: a, exists: true }, equals: b }"
            + "|pack-extra-key 14:54 'equals' stands beside 'not', expected it beside 'property'",
        "{ property: a..b, exists: true }"
            + "|pack-bad-property 14:28 found 'a..b', expected names with dots between them, like sku.name",
        "{ property: a, exists: yes }"
            + "|pack-wrong-type 14:39 found a text, expected true or false",
        "{ property: a, exists: true, absent: true }"
            + "|pack-bad-value 14:53 found 'true', expected false or unknown",
        "{ property: a, equals: [b] }"
            + "|pack-wrong-type 14:39 found a list, expected a text, a number, true or false",
        "{ property: a, one-of: [] }|pack-empty 14:39 the list is empty, expected values",
        "{ property: a, at-least: two }|pack-bad-value 14:41 found 'two', expected a number",
        "{ property: a, at-most: 1e999999999 }"
            + "|pack-bad-value 14:40 found '1e999999999', expected a number",
        "{ property: a, prefix-length-at-most: 129 }"
            + "|pack-bad-value 14:54 found '129', expected a whole number from 0 to 128",
        "{ property: a, prefix-length-at-most: 2.5 }"
            + "|pack-bad-value 14:54 found '2.5', expected a whole number from 0 to 128",
        "{ property: a, matches: '[' }"
            + "|pack-bad-regex 14:40 found '[', expected a regular expression: Unclosed character class",
        "{ some: network-interface }|pack-missing-key 14:18 the key 'whose' is missing",
        "{ some: network-interfaces, whose: a }"
            + "|pack-bad-value 14:24 found 'network-interfaces', expected one of bastion-host,"
            + " diagnostic-setting, network-interface, public-ip-address, shareable-link, virtual-machine, virtual-network; did you mean"
            + " 'network-interface'?",
        "{ property: a, exists: true, whose: b }"
            + "|pack-extra-key 14:45 'whose' stands beside 'property', expected it beside 'some'",
        "{ some-item-of: a }|pack-missing-key 14:18 the key 'where' is missing",
        "{ some-item-of: a, whose: b, where: { property: c, exists: true } }"
            + "|pack-extra-key 14:35 'whose' stands beside 'some-item-of', expected it beside 'some'",
      })
  void whatIsWrongWithAConditionIsTold(String wrong, String expected) {
    assertProblems(expected, PACK.replace(REQUIREMENT, "must-have: " + wrong));
  }

  @Test
  void everythingWrongIsTold() {
    assertProblems(
        """
        pack-missing-key 1:1 the key 'source' is missing
        pack-bad-name 1:7 found 'A', expected small letters and digits like bastion-inbound
        pack-bad-version 2:10 found 'now', expected a date like 2026-02-24
        pack-missing-key 4:5 the key 'title' is missing
        pack-missing-key 4:5 the key 'why' is missing
        pack-missing-key 4:5 the key 'fix' is missing
        pack-bad-id 4:9 found 'X1', expected three capitals and three digits like BAS101
        pack-bad-name 5:11 found 'X', expected small letters and digits like bastion-inbound
        pack-bad-severity 6:15 found 'fatal', expected error, warning or note
        pack-unknown-key 7:15 'subnt' is no key of a target; did you mean 'subnet'?
        pack-missing-key 7:15 the key of a target is missing, expected one of subnet,\
         network-security-group, bastion-host, diagnostic-setting, network-interface, public-ip-address,\
         shareable-link, virtual-machine, virtual-network, resource
        pack-bad-value 8:36 found 'x', expected a number
        pack-bad-direction 10:22 found 'Up', expected Inbound or Outbound
        pack-bad-protocol 10:36 found 'Foo', expected Tcp, Udp, Icmp, Esp, Ah or '*'
        pack-bad-prefix 10:49 found '1.2', expected '*', 'subnet', a service tag or a block like\
         10.0.0.0/8
        pack-bad-port 10:74 found '0x50', expected a port from 0 to 65535, a range like 8000-8080, or\
         '*'
        pack-wrong-type 11:9 found a text, expected a map with the keys of a flow pattern
        pack-wrong-type 12:5 found a number, expected a map with the keys of a rule
        """
            .strip()
            .replace('\n', '~'),
        """
        pack: A
        version: now
        rules:
          - id: X1
            name: X
            severity: fatal
            target: { subnt: a }
            when: { property: a, at-least: x }
            must-allow:
              - { direction: Up, protocol: Foo, source: 1.2, destination-ports: [0x50] }
              - nothing
          - 7
        """);
  }

  @Test
  void aRuleThatIsRightStaysWhenItsNeighbourIsWrong() {
    String second =
        PACK.substring(PACK.indexOf("  - id"))
            .replace("ABC123", "abc")
            .replace("my-rule", "other-rule");
    Loaded<Optional<RulePack>> loaded = read(PACK + second);
    assertEquals(1, loaded.problems().size());
    assertEquals(
        List.of("my-rule"), loaded.value().orElseThrow().rules().stream().map(Rule::name).toList());
  }

  @Test
  void anIdOrANameGivenTwiceIsTold() {
    String second = PACK.substring(PACK.indexOf("  - id"));
    assertProblems(
        "pack-duplicate 15:9 'ABC123' is taken by the rule at p.yaml:5:9"
            + "~pack-duplicate 16:11 'my-rule' is taken by the rule at p.yaml:6:11",
        PACK + second);
  }

  @Test
  void aFileThatIsNoPackIsTold() {
    assertProblems(
        "pack-wrong-type 1:1 found a list, expected a map with the keys of a rule pack", "[1]");
    assertProblems(
        "pack-wrong-type 1:1 found nothing, expected a map with the keys of a rule pack", "");
  }

  @Test
  void brokenYamlIsToldOnce() {
    Loaded<Optional<RulePack>> loaded = read("pack: [");
    assertEquals(List.of("yaml-syntax"), loaded.problems().stream().map(Problem::code).toList());
    assertEquals(Optional.empty(), loaded.value());
  }

  private static void assertProblems(String expected, String pack) {
    Loaded<Optional<RulePack>> loaded = read(pack);
    List<String> problems =
        loaded.problems().stream()
            .map(
                problem ->
                    problem.code()
                        + " "
                        + problem.span().line()
                        + ":"
                        + problem.span().column()
                        + " "
                        + problem.message())
            .toList();
    assertEquals(expected.replace('~', '\n'), String.join("\n", problems));
    assertTrue(loaded.problems().stream().allMatch(p -> p.severity() == Severity.ERROR));
  }

  private static Rule rule(String requirement) {
    return pack(PACK.replace(REQUIREMENT, requirement)).rules().get(0);
  }

  private static Requirement.Flows flows(RulePack pack) {
    return (Requirement.Flows) pack.rules().get(0).requirement();
  }

  private static RulePack pack(String text) {
    Loaded<Optional<RulePack>> loaded = read(text);
    assertEquals(List.of(), loaded.problems());
    return loaded.value().orElseThrow();
  }

  private static Loaded<Optional<RulePack>> read(String text) {
    return PackReader.read(new SourceFile("p.yaml", text));
  }
}
