package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of one flow where something about the rules is not known. */
class EffectiveRulesTest {
  private static final Map<String, Integer> PROTOCOLS =
      Map.of(
          "Icmp", RuleFlows.ICMP,
          "Tcp", RuleFlows.TCP,
          "Udp", RuleFlows.UDP,
          "Esp", RuleFlows.ESP,
          "Ah", RuleFlows.AH);

  /** From 203.0.113.9 to 10.0.1.4. */
  private static Flow flow(String protocol, int port) {
    return new Flow(
        requireNonNull(PROTOCOLS.get(protocol)),
        Cidr.parse("203.0.113.9").orElseThrow().first(),
        50000,
        Cidr.parse("10.0.1.4").orElseThrow().first(),
        port);
  }

  private static AddressBook book(List<SecurityRule> rules) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (SecurityRule rule : rules) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    Network nothingRead = new Network(List.of());
    return new AddressBook(
        Surroundings.shared(List.of(), List.of(), nothingRead),
        prefixes,
        List.of(),
        nothingRead,
        TagAddresses.unknown());
  }

  /** {@code allowed}, {@code denied}, or {@code unknown} where it may be either. */
  private static String answer(List<SecurityRule> rules, Flow flow) {
    AddressBook book = book(rules);
    EffectiveRules effective =
        new EffectiveRules(
            rules.stream().map(rule -> new RuleFlows(rule, book)).toList(), Direction.INBOUND);
    boolean certain = allows(effective.certain(), flow);
    boolean possible = allows(effective.possible(), flow);
    return certain ? possible ? "allowed" : "contradiction" : possible ? "unknown" : "denied";
  }

  private static boolean allows(FirstMatch list, Flow flow) {
    return list.decider(flow).map(FirstMatch.Step::allows).orElse(false);
  }

  private static void assertSsh(String answer, String rows) {
    assertEquals(answer, answer(RuleRows.of(rows), flow("Tcp", 22)), rows);
  }

  @Test
  void aRuleOfUnknownPriorityIsAskedAtLast() {
    assertSsh("allowed", "? Allow Tcp * * 22");
    assertSsh("denied", "? Deny Tcp * * 22");
    assertSsh("allowed", "? Allow Tcp * * 22\n200 Allow Tcp * * 22");
    assertSsh("allowed", "? Allow Tcp * * 22\n200 Deny Tcp * * 23");
    assertSsh("unknown", "? Allow Tcp * * 22\n200 Deny Tcp * * 22");
    assertSsh("unknown", "? Deny Tcp * * 22\n200 Allow Tcp * * 22");
    assertSsh("unknown", "? Allow Tcp * * 22\n? Deny Tcp * * 22");
  }

  @Test
  void aRuleOfUnknownPriorityComesBeforeAzuresOwn() {
    List<SecurityRule> rules =
        new ArrayList<>(RuleRows.of("? Deny Tcp * * 22\n200 Deny Udp * * 22"));
    rules.addAll(RuleRows.of("65000 Allow Tcp * * 22"));
    assertEquals("unknown", answer(rules, flow("Tcp", 22)));
    rules.remove(2);
    rules.addAll(DefaultSecurityRules.at(rules.get(0).span()));
    assertEquals("denied", answer(rules, flow("Tcp", 22)));
    Flow fromTheNetwork =
        new Flow(
            RuleFlows.TCP,
            Cidr.parse("168.63.129.16").orElseThrow().first(),
            50000,
            flow("Tcp", 22).destination(),
            22);
    assertEquals("denied", answer(rules, fromTheNetwork));
    rules.remove(0);
    assertEquals("allowed", answer(rules, fromTheNetwork));
  }

  @ParameterizedTest
  @CsvSource({
    "? Allow Tcp * * 22 perhaps",
    "? Allow Tcp * * 22 either-way",
    "? ? Tcp * * 22",
    "? Allow ? * * 22",
    "200 Allow Tcp * * 22 perhaps",
    "200 Allow Tcp * * 22 either-way",
    "200 ? Tcp * * 22",
    "200 Allow ? * * 22",
    "200 Allow Tcp ? * 22",
    "200 Allow Tcp * ? 22",
    "200 Allow Tcp * * ?",
    "200 Allow Tcp * * 22 from ?",
    "200 ? Tcp * * 22 perhaps",
  })
  void whatIsNotKnownMayAllow(String row) {
    assertSsh("unknown", row);
    boolean isLast = row.startsWith("200");
    assertSsh(isLast ? "denied" : "unknown", "100 Deny Tcp * * 22\n" + row);
  }

  @Test
  void ofRulesWithOnePriorityNobodyKnowsTheFirst() {
    assertSsh("unknown", "100 Allow Tcp * * 22\n100 Deny Tcp * * 22");
    assertSsh("unknown", "100 Deny Tcp * * 22\n100 Allow Tcp * * 22");
    assertSsh("denied", "100 Deny Tcp * * 22\n101 Allow Tcp * * 22");
    assertSsh("allowed", "100 Deny Tcp * * 23\n100 Allow Tcp * * 22");
  }

  private static void assertEsp(String answer, String rows) {
    assertEquals(answer, answer(RuleRows.of(rows), flow("Esp", 0)), rows);
  }

  @Test
  void whatTheStarMeansItMeansInAllRules() {
    assertEsp("unknown", "110 Allow * * * *");
    assertEsp("denied", "100 Deny * * * *\n110 Allow * * * *");
    assertEsp("unknown", "100 Deny * * * *\n110 Allow Esp * * *");
    assertEsp("unknown", "100 Deny * * * *\n110 Allow ? * * *");
    assertEsp("denied", "100 Deny * * * *\n105 Deny Esp 10.9.0.0/16 * *\n110 Allow * * * *");
    assertEsp("unknown", "100 Deny * * * *\n105 ? Esp * * *");
    assertEsp("denied", "100 Deny Esp * * *\n110 Allow * * * *");
    assertEsp("allowed", "100 Allow Esp * * 22\n110 Deny * * * *");
  }

  @ParameterizedTest
  @CsvSource({
    "Tcp,  22,  allowed",
    "Udp,  22,  allowed",
    "Tcp,  23,  denied",
    "Icmp, 0,   unknown",
    "Esp,  0,   unknown"
  })
  void ofAStarBesidePortsNobodySaysWhetherItMeansProtocolsWithout(
      String protocol, int port, String answer) {
    assertEquals(answer, answer(RuleRows.of("100 Allow * * * 22"), flow(protocol, port)));
    assertEquals(
        answer, answer(RuleRows.of("100 Allow * * * 22 from 1024-65535"), flow(protocol, port)));
  }

  @ParameterizedTest
  @CsvSource({"Tcp, allowed", "Icmp, allowed", "Esp, unknown", "Ah, unknown"})
  void aStarBesideEveryPortMeansIcmpToo(String protocol, String answer) {
    assertEquals(answer, answer(RuleRows.of("100 Allow * * * *"), flow(protocol, 0)));
  }

  @Test
  void portsBesideAProtocolWithoutPortsDoNotCount() {
    assertEquals("allowed", answer(RuleRows.of("100 Allow Icmp * * 22"), flow("Icmp", 0)));
    assertEquals("denied", answer(RuleRows.of("100 Allow Icmp * * 22"), flow("Tcp", 22)));
    assertEquals("allowed", answer(RuleRows.of("100 Allow Ah * * 22 from 1-2"), flow("Ah", 0)));
  }

  /** Which of the five protocols a rule matches for sure, and which perhaps. */
  private static String matched(String row, RuleFlows.Meaning meaning) {
    SecurityRule rule = RuleRows.one(row);
    AddressBook book = book(List.of(rule));
    return matched(
        new RuleFlows(
            rule,
            RuleFlows.addresses(rule.sources(), book),
            RuleFlows.addresses(rule.destinations(), book),
            meaning));
  }

  private static String matched(RuleFlows flows) {
    return words(flows.certain()) + "|" + words(flows.possible());
  }

  private static String matched(String row, StarMeaning star) {
    SecurityRule rule = RuleRows.one(row);
    RuleFlows flows = new RuleFlows(rule, book(List.of(rule)));
    return words(flows.certain(star)) + "|" + words(flows.possible(star));
  }

  private static String words(List<FlowProduct> products) {
    List<String> words = new ArrayList<>();
    for (String protocol : List.of("Tcp", "Udp", "Icmp", "Esp", "Ah")) {
      Flow flow = flow(protocol, 22);
      if (products.stream().anyMatch(product -> product.contains(flow))) {
        words.add(protocol);
      }
    }
    return String.join(" ", words);
  }

  @Test
  void theStarMeansWhatItIsTakenToMean() {
    RuleFlows.Meaning open = RuleFlows.Meaning.OPEN;
    String everything = "Tcp Udp Icmp Esp Ah";
    String sure = "Tcp Udp Icmp";
    String star = "100 Allow * * * *";
    assertEquals(sure + "|" + everything, matched(star, open));
    assertEquals(everything + "|" + everything, matched(star, open.withProtocols(true)));
    assertEquals(sure + "|" + sure, matched(star, open.withProtocols(false)));
    assertEquals(sure + "|" + everything, matched(star, open.withPorts(false)));
    String besidePorts = "100 Allow * * * 22";
    assertEquals("Tcp Udp|" + everything, matched(besidePorts, open));
    assertEquals(sure + "|" + everything, matched(besidePorts, open.withPorts(true)));
    assertEquals("Tcp Udp|Tcp Udp", matched(besidePorts, open.withPorts(false)));
    assertEquals("Tcp Udp|" + sure, matched(besidePorts, open.withProtocols(false)));
    assertEquals("Tcp Udp|" + everything, matched(besidePorts, open.withProtocols(true)));
    assertEquals(
        everything + "|" + everything,
        matched(besidePorts, open.withProtocols(true).withPorts(true)));
    String besideSourcePort = "100 Allow * * * * from 50000";
    assertEquals("Tcp Udp|Tcp Udp", matched(besideSourcePort, open.withPorts(false)));
  }

  @Test
  void aNamedProtocolMeansItselfWhateverTheStarMeans() {
    RuleFlows.Meaning all = RuleFlows.Meaning.EVERYTHING;
    RuleFlows.Meaning least = RuleFlows.Meaning.OPEN.withProtocols(false).withPorts(false);
    for (RuleFlows.Meaning meaning : List.of(all, least, RuleFlows.Meaning.OPEN)) {
      assertEquals("Tcp|Tcp", matched("100 Allow Tcp * * 22", meaning));
      assertEquals("Icmp|Icmp", matched("100 Allow Icmp * * 22", meaning));
      assertEquals("Esp|Esp", matched("100 Allow Esp * * *", meaning));
      assertEquals("|Tcp Udp Icmp Esp Ah", matched("100 Allow ? * * *", meaning));
      assertEquals("|Tcp Udp Icmp Esp Ah", matched("100 Allow ? * * 22", meaning));
    }
  }

  @Test
  void theStarIsTakenToMeanOneOfFourThings() {
    String everything = "Tcp Udp Icmp Esp Ah";
    String sure = "Tcp Udp Icmp";
    for (StarMeaning star : StarMeaning.ALL) {
      String all = star.espAndAh() ? everything : sure;
      String some = star.portless() ? all : "Tcp Udp";
      assertEquals(all + "|" + all, matched("100 Allow * * * *", star));
      assertEquals(some + "|" + some, matched("100 Allow * * * 22", star));
      assertEquals(some + "|" + some, matched("100 Allow * * * * from 50000", star));
      assertEquals(some + "|" + all, matched("100 Allow * * * 22,? ", star));
      assertEquals("|" + some, matched("100 Allow * ? * 22", star));
      assertEquals("|" + some, matched("100 Allow * * ? 22", star));
      assertEquals("Tcp|Tcp", matched("100 Allow Tcp * * 22", star));
      assertEquals("|" + everything, matched("100 Allow ? * * *", star));
    }
  }
}
