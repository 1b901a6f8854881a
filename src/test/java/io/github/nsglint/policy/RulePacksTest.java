package io.github.nsglint.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import io.github.nsglint.policy.RulePacks.Choice;
import io.github.nsglint.policy.RulePacks.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulePacksTest {
  private static final RulePacks BUILT_IN = RulePacks.general();

  /** Each is read alone, so that the reader of one cannot see the names of another. */
  @Test
  void noTwoBuiltInPacksTakeOneName() {
    RulePacks all = RulePacks.builtIn();
    List<String> names = new ArrayList<>();
    all.rules().forEach(rule -> names.addAll(List.of(rule.id(), rule.name())));
    List<String> taken = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    assertEquals(
        List.of(), taken.stream().filter(name -> Collections.frequency(taken, name) > 1).toList());
    List<String> packs = all.packs().stream().map(RulePack::name).toList();
    assertEquals(packs.stream().distinct().toList(), packs);
  }

  /** Suppressions and links rely on these: an id or a name never changes its meaning. */
  @Test
  void theBuiltInRulesAreThoseOfTheCatalogue() {
    String expected =
        """
        azure-bastion 2026-02-24
        BAS101 bastion-inbound-https error
        BAS102 bastion-inbound-gateway-manager error
        BAS103 bastion-inbound-load-balancer error
        BAS104 bastion-inbound-data-plane error
        BAS105 bastion-outbound-ssh-rdp error
        BAS106 bastion-outbound-azure-cloud error
        BAS107 bastion-outbound-data-plane error
        BAS108 bastion-outbound-session-information error
        BAS109 bastion-outbound-kerberos error
        BAS110 bastion-nsg-accepted-by-azure error
        BAS120 bastion-inbound-nothing-else warning
        BAS201 bastion-subnet-name error
        BAS202 bastion-subnet-size error
        BAS203 bastion-subnet-dedicated error
        BAS204 bastion-subnet-without-route-table error
        BAS205 bastion-subnet-has-nsg note
        BAS211 bastion-public-ip error
        BAS212 bastion-shape error
        BAS221 bastion-sku-supports-features error
        BAS222 bastion-scale-units error
        BAS231 bastion-audit-logs warning
        BAS241 bastion-shareable-links warning
        BAS251 bastion-reaches-machines warning
        exposure 2025-07-15
        EXP301 management-ports-open-to-internet error
        EXP302 machine-has-public-ip warning
        EXP303 subnet-without-nsg note
        nsg-hygiene 2025-07-15
        NSG401 rule-never-matches warning
        NSG402 rule-changes-nothing note
        NSG403 everything-open warning
        NSG410 rule-refused-by-azure error
        """;
    assertEquals(expected, names(BUILT_IN));
  }

  /** A pack for a service is read only where the service is. */
  @Test
  void packsForServicesComeAfterThose() {
    List<RulePack> all = RulePacks.builtIn().packs();
    RulePacks ofServices = new RulePacks(all.subList(BUILT_IN.packs().size(), all.size()));
    assertEquals(
        """
        api-management 2025-06-17
        API101 api-management-inbound-clients error
        API102 api-management-inbound-management error
        API103 api-management-inbound-load-balancer error
        API104 api-management-outbound-storage error
        API105 api-management-outbound-sql error
        API106 api-management-outbound-key-vault error
        API107 api-management-outbound-monitor error
        API108 api-management-outbound-certificates error
        API109 api-management-subnet-has-nsg error
        app-service-environment 2021-11-15
        ASE101 app-service-environment-inbound-load-balancer error
        ASE102 app-service-environment-subnet-delegated error
        ASE103 app-service-environment-subnet-size error
        application-gateway 2023-03-01
        AGW101 application-gateway-inbound-gateway-manager error
        AGW102 application-gateway-inbound-load-balancer error
        AGW103 application-gateway-outbound-internet error
        AGW104 application-gateway-subnet-size note
        entra-domain-services 2021-08-12
        EDS101 entra-domain-services-inbound-management error
        EDS102 entra-domain-services-outbound-azure error
        EDS103 entra-domain-services-outbound-updates error
        reserved-subnets 2025-07-15
        RES101 gateway-subnet-without-nsg error
        RES102 firewall-subnet-without-nsg error
        RES103 firewall-management-subnet-without-nsg error
        RES104 route-server-subnet-without-nsg error
        sql-managed-instance 2023-01-01
        SMI101 sql-managed-instance-subnet-has-nsg error
        SMI102 sql-managed-instance-subnet-has-route-table error
        SMI103 sql-managed-instance-subnet-delegated error
        SMI104 sql-managed-instance-subnet-size error
        """,
        names(ofServices));
    Network empty = new Network(List.of());
    assertEquals(names(BUILT_IN), names(BUILT_IN.withServicesOf(empty)));
    assertEquals(names(BUILT_IN), names(RulePacks.builtIn().about(empty)));
  }

  private static String names(RulePacks packs) {
    StringBuilder actual = new StringBuilder();
    for (RulePack pack : packs.packs()) {
      actual.append(pack.name()).append(' ').append(pack.version()).append('\n');
      for (Rule rule : pack.rules()) {
        actual
            .append(rule.id() + " " + rule.name() + " ")
            .append(rule.severity().name().toLowerCase(Locale.ROOT))
            .append('\n');
      }
    }
    return actual.toString();
  }

  /** What each rule about flows asks, as one line a pattern. */
  @Test
  void theBuiltInFlowsAreThoseOfTheCatalogue() {
    String expected =
        """
        BAS101 must-allow-some Inbound [Tcp] [Internet]-[GatewayManager] > subnet [443]
        BAS102 must-allow Inbound [Tcp] [GatewayManager] > subnet [443]
        BAS103 must-allow Inbound [Tcp] [AzureLoadBalancer] > subnet [443]
        BAS104 must-allow Inbound [Tcp] subnet > subnet [8080, 5701]
        BAS105 must-allow Outbound [Tcp] subnet > [VirtualNetwork]-[168.63.129.16] [22, 3389]
        BAS106 must-allow Outbound [Tcp] subnet > [AzureCloud] [443]
        BAS107 must-allow Outbound [Tcp] subnet > subnet [8080, 5701]
        BAS108 must-allow Outbound [Tcp] subnet > [Internet] [80]
        BAS109 must-allow Outbound [Tcp] subnet > [VirtualNetwork]-[168.63.129.16]\
         [53, 88, 389, 464, 636]
        BAS120 must-not-allow Inbound [*] [Internet]-[GatewayManager] > subnet [*]\
         but [Tcp] [*] > [*] [443]
        EXP301 must-not-allow Inbound [Tcp] [Internet] > [*] [22, 3389]
        NSG403 must-not-allow-every-port Inbound [Tcp, Udp] [Internet] > [*] [1-65535]
        """;
    StringBuilder actual = new StringBuilder();
    for (Rule rule : BUILT_IN.rules()) {
      if (rule.requirement() instanceof Requirement.Flows flows) {
        for (FlowPattern pattern : flows.patterns()) {
          actual.append(rule.id() + " " + flows.demand().key() + " " + pattern.direction() + " ");
          actual.append(shown(pattern));
          pattern.except().forEach(except -> actual.append(" but ").append(shown(except)));
          actual.append('\n');
        }
      }
    }
    assertEquals(expected, actual.toString());
  }

  @Test
  void theGateHasTheEightDocumentedRows() {
    String expected =
        """
        Inbound [Tcp] [Internet]-[GatewayManager] > [*] [443] | [Internet]-[GatewayManager] > subnet some\
         unconfirmed
        Inbound [Tcp] [GatewayManager] > [*] [443] | [GatewayManager] > subnet
        Inbound [Tcp] [AzureLoadBalancer] > [*] [443] | [AzureLoadBalancer] > subnet
        Inbound [Tcp] [VirtualNetwork] > [VirtualNetwork] [8080, 5701] | subnet > subnet [Ah]
        Outbound [Tcp] [*] > [VirtualNetwork] [22, 3389]\
         | subnet > [VirtualNetwork]-[168.63.129.16] [Ah]
        Outbound [Tcp] [*] > [AzureCloud] [443] | subnet > [AzureCloud]
        Outbound [Tcp] [VirtualNetwork] > [VirtualNetwork] [8080, 5701] | subnet > subnet [Ah]
        Outbound [Tcp] [*] > [Internet] [80] | subnet > [Internet] unconfirmed [Ah]
        """;
    Rule gate = BUILT_IN.find("BAS110").orElseThrow();
    StringBuilder actual = new StringBuilder();
    for (Requirement.Row row : ((Requirement.Gate) gate.requirement()).rows()) {
      FlowPattern functional = row.functional();
      actual.append(row.pattern().direction() + " " + shown(row.pattern()) + " | ");
      actual.append(shown(functional.source()) + " > " + shown(functional.destination()));
      actual.append(row.some() ? " some" : "").append(row.confirmed() ? "" : " unconfirmed");
      actual.append(row.alsoAccepted().isEmpty() ? "" : " " + row.alsoAccepted()).append('\n');
      assertEquals(row.pattern().protocols(), functional.protocols());
      assertEquals(
          row.pattern().destinationPorts().toString(), functional.destinationPorts().toString());
      assertEquals(row.pattern().direction(), functional.direction());
    }
    assertEquals(expected, actual.toString());
  }

  private static String shown(FlowPattern pattern) {
    return "%s %s > %s %s"
        .formatted(
            pattern.protocols(),
            shown(pattern.source()),
            shown(pattern.destination()),
            pattern.destinationPorts());
  }

  private static String shown(Place place) {
    String base = place.subnet() ? "subnet" : place.prefixes().toString();
    return place.except().isEmpty() ? base : base + "-" + place.except();
  }

  @Test
  void everyBuiltInRuleReadsWell() {
    for (Rule rule : BUILT_IN.rules()) {
      assertTrue(rule.title().length() <= 72, rule.id());
      assertFalse(rule.title().endsWith("."), rule.id());
      for (String text : List.of(rule.why(), rule.fix())) {
        assertTrue(text.length() <= 400, () -> rule.id() + ": " + text.length());
        assertTrue(text.endsWith("."), rule.id());
        assertFalse(text.contains("\n") || text.contains("  "), rule.id());
      }
      assertFalse(rule.tags().isEmpty(), rule.id());
      assertTrue(
          rule.references().stream().allMatch(r -> r.startsWith("https://learn.microsoft.com/")),
          rule.id());
    }
  }

  @Test
  void idsAndNamesAreThereOnce() {
    List<String> keys =
        BUILT_IN.rules().stream()
            .flatMap(rule -> List.of(rule.id(), rule.name()).stream())
            .map(key -> key.toLowerCase(Locale.ROOT))
            .toList();
    assertEquals(List.copyOf(keys.stream().distinct().toList()), keys);
  }

  @Test
  void aRuleIsFoundByIdOrNameWithoutCase() {
    assertEquals("BAS105", BUILT_IN.find("bas105").orElseThrow().id());
    assertEquals("BAS105", BUILT_IN.find("Bastion-Outbound-SSH-RDP").orElseThrow().id());
    assertEquals(Optional.empty(), BUILT_IN.find("bastion"));
  }

  @Test
  void withoutAChoiceEverythingIsSelected() {
    Selection all = BUILT_IN.select(new Choice(List.of(), List.of(), List.of()));
    assertEquals(BUILT_IN, all.packs());
    assertEquals(List.of(), all.unknown());
  }

  @Test
  void packsAndRulesAreSelected() {
    assertEquals(
        "EXP301 EXP302 EXP303 NSG401 NSG402 NSG403 NSG410",
        selected(new Choice(List.of("Exposure", "nsg-hygiene"), List.of(), List.of())));
    assertEquals(
        "BAS101 NSG410",
        selected(new Choice(List.of(), List.of("nsg410", "bastion-inbound-https"), List.of())));
    assertEquals(
        "BAS101",
        selected(new Choice(List.of("azure-bastion"), List.of("BAS101", "NSG410"), List.of())));
    assertEquals(
        "BAS102", selected(new Choice(List.of(), List.of("BAS101", "BAS102"), List.of("bas101"))));
    assertEquals("", selected(new Choice(List.of(), List.of("BAS101"), List.of("BAS101"))));
    Selection without =
        BUILT_IN.select(
            new Choice(
                List.of(),
                List.of(),
                List.of("management-ports-open-to-internet", "EXP302", "subnet-without-nsg")));
    assertEquals(
        List.of("azure-bastion", "nsg-hygiene"),
        without.packs().packs().stream().map(RulePack::name).toList());
  }

  @Test
  void whatThereIsNotIsToldWithTheNearest() {
    Selection selection =
        BUILT_IN.select(
            new Choice(
                List.of("azure-bastoin", "zzz"),
                List.of("BAS1O1", "bastion-inbound-http"),
                List.of("QQQQQQ")));
    assertEquals(
        List.of(
            "there is no rule pack 'azure-bastoin'; did you mean 'azure-bastion'?",
            "there is no rule pack 'zzz'",
            "there is no rule 'BAS1O1'; did you mean 'BAS101'?",
            "there is no rule 'bastion-inbound-http'; did you mean 'bastion-inbound-https'?",
            "there is no rule 'QQQQQQ'"),
        selection.unknown());
  }

  @Test
  void packsOfFilesComeAfterTheOthers() {
    Loaded<RulePacks> loaded = BUILT_IN.with(List.of(file("a.yaml", "mine", "ABC001", "my-rule")));
    assertEquals(List.of(), loaded.problems());
    assertEquals(
        List.of("azure-bastion", "exposure", "nsg-hygiene", "mine"),
        loaded.value().packs().stream().map(RulePack::name).toList());
    assertEquals("my-rule", loaded.value().find("ABC001").orElseThrow().name());
  }

  @Test
  void whatAnotherPackHasIsTaken() {
    Loaded<RulePacks> loaded =
        BUILT_IN.with(
            List.of(
                file("a.yaml", "exposure", "BAS101", "my-rule"),
                file("b.yaml", "mine", "ABC001", "my-rule")));
    assertEquals(
        List.of(
            "pack-duplicate a.yaml:1:7 'exposure' is the name of the pack in rules/exposure.yaml",
            "pack-duplicate a.yaml:5:9 'BAS101' is taken by the rule at rules/azure-bastion.yaml",
            "pack-duplicate b.yaml:6:11 'my-rule' is taken by the rule at a.yaml:6:11"),
        loaded.problems().stream()
            .map(problem -> problem.code() + " " + problem.span() + " " + problem.message())
            .collect(Collectors.toList()));
  }

  private static String selected(Choice choice) {
    Selection selection = BUILT_IN.select(choice);
    assertEquals(List.of(), selection.unknown());
    return selection.packs().rules().stream().map(Rule::id).collect(Collectors.joining(" "));
  }

  private static SourceFile file(String path, String pack, String id, String name) {
    return new SourceFile(
        path,
        """
        pack: %s
        version: 2026-02-24
        source: https://example.com/page
        rules:
          - id: %s
            name: %s
            title: All is well
            severity: warning
            why: It matters.
            fix: Mend it.
            target: { subnet: AzureBastionSubnet }
            must-allow: [{ direction: Inbound }]
        """
            .formatted(pack, id, name));
  }

  @Test
  void compiledPacksSayWhatTheirSourcesSay() throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (BuiltInPacks.Entry entry : BuiltInPacks.all()) {
      Path path = Path.of("rules", entry.name() + ".yaml");
      sources.add(new SourceFile(path.toString(), Files.readString(path)));
    }
    RulePacks written = new RulePacks(List.of()).with(sources).value();
    assertEquals(withoutPlaces(written), withoutPlaces(RulePacks.builtIn()));
  }

  private static String withoutPlaces(RulePacks packs) {
    return packs.toString().replaceAll("span=[^,\\]]*|[a-z./-]+(yaml|json):[0-9]+:[0-9]+", "");
  }
}
