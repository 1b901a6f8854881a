package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement.Gate;
import io.github.nsglint.policy.Requirement.Row;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether Azure would take a group, row by row of what it looks for. */
class GateCheckTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
  private static final Span PLACE = new SourceFile("network.json", "").start();
  private static final Gate GATE = gate();

  private static final List<String> THE_EIGHT_RULES =
      List.of(
          "120 Allow Tcp 203.0.113.0/24 * 443",
          "130 Allow Tcp GatewayManager * 443",
          "140 Allow Tcp AzureLoadBalancer * 443",
          "150 Allow * VirtualNetwork VirtualNetwork 8080,5701",
          "200 Allow * * VirtualNetwork 22,3389 outbound",
          "210 Allow Tcp * AzureCloud 443 outbound",
          "220 Allow * VirtualNetwork VirtualNetwork 8080,5701 outbound",
          "230 Allow * * Internet 80 outbound");

  private static Gate gate() {
    for (RulePack pack : RulePacks.builtIn().packs()) {
      for (Rule rule : pack.rules()) {
        if (rule.requirement() instanceof Gate gate) {
          return gate;
        }
      }
    }
    throw new AssertionError("no pack has a gate");
  }

  /** What is said of the eight rules where others stand instead of the one of a priority. */
  private static String instead(int priority, String... rows) {
    return answer(instead(priority, List.of(rows)), FirstMatch.DEFAULT_BUDGET);
  }

  private static List<String> instead(int priority, List<String> rows) {
    List<String> all = new ArrayList<>(THE_EIGHT_RULES);
    all.removeIf(row -> row.startsWith(priority + " "));
    all.addAll(rows);
    return all;
  }

  private static String answer(List<String> rows, int budget) {
    List<SecurityRule> rules = RuleRows.of(String.join("\n", rows));
    AddressBook book = book(rules);
    List<RuleFlows> flows = new ArrayList<>();
    for (SecurityRule rule : rules) {
      flows.add(new RuleFlows(rule, book));
    }
    GateCheck.Answer answer =
        new GateCheck(flows, book, new Regions(book), List.of(Family.IPV4), PLACE, budget)
            .decide(GATE, "AzureBastionSubnet", Severity.ERROR);
    String weight = answer.severity() == Severity.ERROR ? "" : "as a warning ";
    return answer
        .verdict()
        .fold(
            holds -> "holds",
            broken -> weight + "lacks" + rows(broken.what()) + remarks(broken.nearMisses()),
            undecided -> "undecided" + remarks(undecided.reasons()),
            notApplicable -> notApplicable.why());
  }

  /** The labels of a sentence about rows that are not granted. */
  private static String rows(String what) {
    String rows = what.substring(what.indexOf("do not grant") + "do not grant".length());
    return rows.substring(0, rows.indexOf(':'));
  }

  private static String remarks(List<Remark> remarks) {
    StringBuilder words = new StringBuilder();
    for (Remark remark : remarks) {
      String place =
          remark.span().equals(PLACE) ? "the group" : remark.span().text().split(" ", -1)[0];
      words.append('\n').append(remark.text()).append(" (at ").append(place).append(')');
    }
    return words.toString();
  }

  private static AddressBook book(List<SecurityRule> rules) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (SecurityRule rule : rules) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    List<AddressPrefix> excepted = new ArrayList<>();
    for (Row row : GATE.rows()) {
      for (FlowPattern pattern : List.of(row.pattern(), row.functional())) {
        for (Place place : List.of(pattern.source(), pattern.destination())) {
          prefixes.addAll(place.prefixes());
          prefixes.addAll(place.except());
          place.except().stream()
              .filter(AddressPrefix.ServiceTag.class::isInstance)
              .forEach(excepted::add);
        }
      }
    }
    Node.MapNode body = new Node.MapNode(List.of(), PLACE);
    Subnet subnet =
        new Subnet(
            ResourceId.parse(NETWORK + "/subnets/AzureBastionSubnet").orElseThrow(),
            List.of(cidr("10.0.255.0/26")),
            new Reference.Absent(),
            new Reference.Absent(),
            body,
            Optional.empty(),
            PLACE);
    VirtualNetwork network =
        new VirtualNetwork(
            ResourceId.parse(NETWORK).orElseThrow(),
            List.of(cidr("10.0.0.0/16")),
            List.of(),
            body,
            Optional.empty(),
            PLACE);
    Network all = new Network(List.of(network, subnet));
    return new AddressBook(
        Surroundings.of(subnet, all), prefixes, excepted, all, TagAddresses.unknown());
  }

  private static Value<Cidr> cidr(String text) {
    return new Value.Known<>(Cidr.parse(text).orElseThrow(), PLACE);
  }

  private static final String GATEWAY = "inbound Tcp 443 from GatewayManager";

  private static String undecided(String remark) {
    return "undecided\n" + GATEWAY + ": " + remark;
  }

  private static final String OTHER_FORM = "granted, but not by one rule of the documented form";

  @Test
  void theDocumentedFormIsTaken() {
    assertEquals("holds", answer(THE_EIGHT_RULES, FirstMatch.DEFAULT_BUDGET));
    assertEquals("holds", instead(130, "130 Allow * GatewayManager 0.0.0.0/0 443"));
    assertEquals("holds", instead(130, "130 Allow Tcp gatewaymanager * 22,443"));
    assertEquals("holds", instead(130, "130 Allow Tcp GatewayManager * *"));
    assertEquals("holds", instead(120, "120 Allow Tcp 203.0.113.0/24,198.51.100.7 * 443"));
    assertEquals("holds", instead(120, "120 Allow Tcp Internet * 443"));
    assertEquals("holds", instead(150, "150 Allow Ah VirtualNetwork VirtualNetwork 8080,5701"));
  }

  @Test
  void whatIsMissingIsNamed() {
    String near = "\nr120 (120) would do, but its source is 203.0.113.0/24 (at 120)";
    assertEquals("lacks " + GATEWAY + near, instead(130));
    assertEquals(
        "lacks "
            + GATEWAY
            + near
            + "\nr130 (130) would do, but its destination port is 80 (at 130)",
        instead(130, "130 Allow Tcp GatewayManager * 80"));
    assertEquals(
        "as a warning lacks inbound Tcp 443 from Internet, or from chosen public addresses",
        instead(120));
  }

  @Test
  void whatIsGrantedInAnotherFormMayBeTakenOrNot() {
    for (String row :
        List.of(
            "130 Allow Tcp GatewayManager,10.9.0.0/16 * 443",
            "130 Allow Tcp * * 443",
            "130 Allow Tcp GatewayManager * 400-500",
            "130 Allow Tcp GatewayManager 10.0.0.0/8 443",
            "130 Allow Tcp GatewayManager * 443 from 0-30000,30001-65535")) {
      assertEquals(undecided(OTHER_FORM + " (at 130)"), instead(130, row), row);
    }
    assertEquals(
        undecided(OTHER_FORM + " (at 131)"),
        instead(
            130,
            "129 Deny Tcp GatewayManager 10.9.9.9/32 443",
            "130 Allow Tcp 10.9.0.0/16 * 80",
            "131 Allow Tcp * * 443",
            "132 Allow Udp GatewayManager * 443"));
    assertEquals(
        undecided(OTHER_FORM + " (at 145)"),
        instead(
            130,
            "125 Allow * 0.0.0.0/0 * *",
            "129 Deny Tcp GatewayManager * 443",
            "145 Allow Tcp GatewayManager * 443"));
    // What denies it behind the Allow, or may deny it, is not what grants it.
    for (String behind : List.of("250 Deny Tcp * * 443", "250 ? Tcp * * 443")) {
      assertEquals(
          undecided(OTHER_FORM + " (at 131)"),
          instead(130, behind, "131 Allow Tcp GatewayManager 10.0.0.0/8 443"));
    }
  }

  @Test
  void aDenyThatComesBeforeLeavesOpenWhetherAzureLooks() {
    assertEquals(
        "holds",
        instead(130, "130 Allow Tcp GatewayManager * 443", "131 Deny Tcp GatewayManager * *"));
    String takenBack = "granted, but an earlier Deny takes it back (at 130)";
    String allow = "130 Allow Tcp GatewayManager * 443";
    assertEquals(undecided(takenBack), instead(130, "129 Deny Tcp GatewayManager * 443", allow));
    assertEquals(undecided(takenBack), instead(130, "129 Deny * GatewayManager * *", allow));
  }

  @Test
  void whatIsNotKnownOfADenyIsNamed() {
    String allow = "130 Allow Tcp GatewayManager * 443";
    assertEquals(
        "undecided\nrule r129: its condition: it may be (at perhaps)",
        instead(130, "129 Deny Tcp GatewayManager * 443 perhaps", allow));
    assertEquals(
        "undecided\nrule r129: its access: ? is not known (at ?)",
        instead(130, "129 ? Tcp GatewayManager * 443", allow));
    assertEquals(
        "undecided\nthe rules r130 and r130 have one priority, and nobody knows which comes first"
            + " (at 130)",
        instead(130, "130 Deny Tcp GatewayManager * 443", allow));
    assertEquals(
        "lacks " + GATEWAY + "\nr120 (120) would do, but its source is 203.0.113.0/24 (at 120)",
        instead(130, "129 Deny Tcp GatewayManager * 443", "130 ? Tcp GatewayManager * 443"));
  }

  @Test
  void ofSeveralRulesThatWouldDoEachValueIsNamed() {
    assertEquals(
        "undecided\nrule r120: its condition: it may be (at perhaps)\n"
            + "rule r121: its condition: it may be (at perhaps)",
        instead(
            120,
            "120 Allow Tcp 203.0.113.0/24 * 443 perhaps",
            "121 Allow Tcp 198.51.100.0/24 * 443 perhaps"));
    // A part of what is asked for passes whether the Deny is there or not.
    assertEquals(
        "undecided\nrule r129: its condition: it may be (at perhaps)",
        instead(
            130,
            "128 Allow Tcp GatewayManager 10.0.255.0/27 443",
            "129 Deny Tcp GatewayManager * 443 perhaps",
            "130 Allow Tcp GatewayManager * 443"));
    assertEquals(
        "undecided\nrule r130: its protocol: ? is not known (at ?)",
        instead(130, "130 Allow ? GatewayManager * 443"));
  }

  @Test
  void aRegionalFormOfTheTagMayBeTakenOrNot() {
    String regional = " names a regional form of the tag; whether Azure takes it is not documented";
    assertEquals(
        "undecided\noutbound Tcp 443 to AzureCloud: rule r210" + regional + " (at 210)",
        instead(210, "210 Allow Tcp * AzureCloud.WestEurope 443 outbound"));
    assertEquals(
        "lacks outbound Tcp 443 to AzureCloud",
        instead(210, "210 Allow Tcp * AzureCloud.WestEurope 80 outbound"));
    assertEquals(
        "lacks outbound Tcp 443 to AzureCloud",
        instead(210, "210 Deny Tcp * AzureCloud.WestEurope 443 outbound"));
  }

  @Test
  void whatTakesTooLongToDecideIsNotMissing() {
    List<String> rows = new ArrayList<>();
    for (String ports : List.of("0-30000", "30001-65535")) {
      for (String half : List.of("10.0.255.0/27", "10.0.255.32/27")) {
        rows.add("130 Allow Tcp GatewayManager " + half + " 443 from " + ports);
      }
    }
    List<String> cutUp = instead(130, rows);
    assertEquals(undecided(OTHER_FORM + " (at 120)"), answer(cutUp, FirstMatch.DEFAULT_BUDGET));
    assertEquals(
        undecided("whether it is granted is too complex to decide (at 120)"), answer(cutUp, 1));
  }

  @Test
  void aPartIsEnoughByAnotherProtocolToo() {
    String row =
        """
        target: { subnet: web }
        gate:
          - label: in
            pattern:
              { direction: Inbound, protocol: Tcp, source: Internet, destination-ports: [443] }
            functional:
              { direction: Inbound, protocol: Tcp, source: Internet, destination: subnet,
                destination-ports: [443] }
            some: true
            confirmed: true
            also-accepted: [Ah]
        """;
    String part = DefinedGroup.beforeWeb("100 Allow Ah 198.51.100.0/24 * 443");
    assertEquals("holds web (v)", AskedNetwork.said(AskedNetwork.pack(row), part));
    assertEquals(
        "undecided web (v)\n  in: granted, but an earlier Deny takes it back",
        AskedNetwork.said(
            AskedNetwork.pack(row),
            DefinedGroup.beforeWeb(
                "90 Deny * 198.51.100.0/24 * *\n100 Allow Ah 198.51.100.0/24 * 443")));
    assertEquals(
        "broken web (v)",
        AskedNetwork.said(AskedNetwork.pack(row.replace("some: true", "some: false")), part)
            .replaceFirst(":.*", ""));
  }
}
