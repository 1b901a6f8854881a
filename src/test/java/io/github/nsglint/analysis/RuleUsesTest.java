package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.PlainTopology.Effect;
import io.github.nsglint.analysis.PlainTopology.Route;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which rules of a table no flow reaches, and which change nothing. */
class RuleUsesTest {
  private static final Setting KNOWN = new Setting(Shown.ALL, false, List.of());
  private static final Setting DEFAULT_ROUTE =
      new Setting(
          Shown.ALL,
          false,
          List.of(),
          new PlainTopology(List.of(new Route("0.0.0.0/0", Effect.SURE)), List.of(), List.of()));

  /** {@code r200 for r100, r110} or, of what nobody can tell, {@code r200 depends on r110}. */
  private static String words(List<RuleUses.Use> uses) {
    return uses.stream()
        .map(
            use ->
                use.rule().name()
                    + (use.depends().isEmpty()
                        ? " for " + names(use.because())
                        : " depends on " + names(use.depends())))
        .collect(Collectors.joining("; "));
  }

  private static String names(List<SecurityRule> rules) {
    return rules.stream().map(SecurityRule::name).collect(Collectors.joining(", "));
  }

  private static void assertUnreached(String expected, String rows) {
    assertEquals(expected, words(PlainModel.uses(RuleRows.of(rows), KNOWN).unreached()), rows);
  }

  private static void assertNeedless(String expected, String rows) {
    assertNeedless(expected, KNOWN, rows);
  }

  private static void assertNeedless(String expected, Setting setting, String rows) {
    assertEquals(expected, words(PlainModel.uses(RuleRows.of(rows), setting).needless()), rows);
  }

  @Test
  void hiddenRules() {
    assertUnreached("r200 for r100", "100 Deny Tcp * * 22\n200 Allow Tcp Sql * 22");
    assertUnreached("", "100 Deny Tcp * * 22\n200 Allow Tcp Sql * 22-23");
    assertUnreached(
        "r200 for r100, r110",
        "100 Deny Tcp 0.0.0.0/1,::/0 * 22\n110 Allow Tcp 128.0.0.0/1 * 22\n200 Allow Tcp * * 22");
    assertUnreached("r200 depends on r100", "100 Deny Tcp * * 22 perhaps\n200 Allow Tcp Sql * 22");
    assertUnreached("", "100 Deny Tcp * * 22\n100 Allow Tcp Sql * 22 named B");
    assertUnreached(
        "r200 depends on r100", "100 Deny Tcp ? * 22\n200 Allow Tcp 203.0.113.0/24 * 22");
  }

  @Test
  void rulesThatTheNextOnesReplace() {
    String next = "\n200 Allow Tcp Internet * 22";
    assertNeedless("r100 for r200", "100 Allow Tcp 203.0.113.0/24 * 22" + next);
    assertNeedless("", "100 Allow Tcp 203.0.113.0/24 * 22-23" + next);
    // A rule that no flow reaches is taken to be gone.
    assertNeedless(
        "r100 for r200", "100 Allow Tcp 203.0.113.0/24 * 22\n110 Deny Tcp 203.0.113.9 * 22" + next);
    assertNeedless(
        "", "100 Allow Tcp 203.0.113.0/24 * 22\n110 Deny Tcp 203.0.112.0/23 * 22" + next);
    assertNeedless(
        "r100 for r200", "100 Allow Tcp 203.0.113.0/24 * 22\n110 Deny Tcp 203.0.114.9 * 22" + next);
    assertNeedless("r100 depends on r200", "100 Allow Tcp 203.0.113.0/24 * 22" + next + " perhaps");
    assertNeedless(
        "r100 for r200, r210",
        "100 Allow Tcp 203.0.113.0/24 * 22\n200 Allow Tcp 203.0.113.0/25,198.51.100.0/24 * 22\n"
            + "210 Allow Tcp 203.0.113.128/25,192.0.2.0/24 * 22");
  }

  @Test
  void rulesThatAzuresOwnReplace() {
    assertNeedless("r100 for AllowVnetInBound", "100 Allow Tcp VirtualNetwork VirtualNetwork 22");
    assertNeedless("", "100 Allow Tcp * VirtualNetwork 22");
    assertNeedless("", "100 Deny Tcp Internet * 22");
    assertNeedless("", "100 Allow Tcp VirtualNetwork VirtualNetwork 22\n4096 Deny * * * *");
  }

  @Test
  void underARouteForEverythingEveryAddressIsOfTheNetwork() {
    String rows = "100 Allow Tcp * VirtualNetwork 22";
    assertNeedless("", KNOWN, rows);
    assertNeedless("", DEFAULT_ROUTE, rows);
    Setting bothFamilies =
        new Setting(
            Shown.ALL,
            false,
            List.of(),
            new PlainTopology(
                List.of(new Route("0.0.0.0/0", Effect.SURE), new Route("::/0", Effect.SURE)),
                List.of(),
                List.of()));
    assertNeedless("r100 for AllowVnetInBound", bothFamilies, rows);
  }

  @Test
  void whatIsNotKnownOfARuleIsNamed() {
    assertNeedless("r100 depends on r100", "100 ? Tcp * * 22");
    assertNeedless("r100 depends on r100", "100 Allow Tcp * * 22 either-way");
    assertNeedless("r? for r200", "? Allow Tcp 203.0.113.0/24 * 22\n200 Allow Tcp Internet * 22");
    assertNeedless(
        "r? depends on r?",
        "? Allow Tcp 203.0.113.0/24 * 22\n200 Deny Tcp 203.0.112.0/23 * 22\n210 Allow Tcp Internet * 22");
  }

  @Test
  void rulesOfThePlatformAreNotAsked() {
    assertNeedless("", "100 Allow Tcp AzurePlatformDNS * 22\n200 Allow Tcp AzurePlatformDNS * 22");
  }

  private static void assertNeedlessOutbound(String expected, String rows) {
    RuleUses uses = PlainModel.uses(RuleRows.of(rows), Direction.OUTBOUND, KNOWN);
    assertEquals(expected, words(uses.needless()), rows);
  }

  @Test
  void rulesThatAzuresOwnReplaceOutbound() {
    assertNeedlessOutbound(
        "r100 for AllowVnetOutBound", "100 Allow Tcp VirtualNetwork VirtualNetwork 22 outbound");
    assertNeedlessOutbound(
        "r100 for AllowInternetOutBound", "100 Allow Tcp * Internet 80 outbound");
    assertNeedlessOutbound("", "100 Allow Tcp * * 80 outbound");
    // From addresses that are none of the network's, such as those of another machine behind it.
    assertNeedlessOutbound("", "100 Allow Tcp * VirtualNetwork 22 outbound");
    assertNeedlessOutbound("", "100 Deny Tcp * Internet 80 outbound");
  }

  /** Of rules that replace one another some stay: what is taken to be gone replaces nothing. */
  @Test
  void allThatAreNamedCanGoTogether() {
    assertNeedless(
        "r100 for r200, r300",
        "100 Allow Tcp 203.0.113.1,203.0.113.2 * 22\n200 Allow Tcp 203.0.113.2,203.0.113.3 * 22\n"
            + "300 Allow Tcp 203.0.113.1,203.0.113.3,203.0.113.4 * 22");
  }

  @Test
  void whatEarlierRulesDecideNeedsNoOther() {
    assertNeedless(
        "r200 for r300",
        "100 Allow Tcp 203.0.113.1,203.0.113.9 * 22\n200 Allow Tcp 203.0.113.1,203.0.113.2 * 22\n"
            + "300 Allow Tcp 203.0.113.2,203.0.113.8 * 22");
  }

  @Test
  void aDenyIsReplacedByAnotherThatSomebodyWrote() {
    assertNeedless("r100 for r200", "100 Deny Tcp 203.0.113.0/24 * 22\n200 Deny Tcp Internet * 22");
    assertNeedless("", "100 Deny Tcp 203.0.113.0/24 * 22\n200 Allow Tcp Internet * 22");
  }

  @Test
  void onlyRulesThatAreNeededAreNamed() {
    assertNeedless(
        "r100 for r200, r210",
        """
        100 Allow Tcp 203.0.113.0/24 * 22
        190 Allow Tcp 203.0.113.1,198.51.100.9 * 22
        200 Allow Tcp 203.0.113.0/25,198.51.100.1 * 22
        210 Allow Tcp 203.0.113.128/25,198.51.100.2 * 22
        """);
    assertNeedless(
        "r100 depends on r200",
        """
        90 Deny Tcp 198.51.100.7 * 22 perhaps
        100 Allow Tcp 203.0.113.0/24,198.51.100.0/24 * 22
        200 Allow Tcp 203.0.113.0/24,198.51.100.0/24,192.0.2.0/24 * 22 perhaps
        """);
  }

  @Test
  void aRuleOfWhichTheAccessIsNotKnownMayReplaceAnother() {
    assertNeedless(
        "r100 depends on r110; r110 depends on r110",
        "100 Allow Tcp 203.0.113.0/24 * 22\n110 ? Tcp * * 22");
    assertNeedless(
        "r100 depends on r110; r110 depends on r110",
        "100 Deny Tcp 203.0.113.0/24 * 22\n110 ? Tcp * * 22");
  }

  /** That a rule is perhaps not there makes it none that does nothing. */
  @Test
  void aRuleThatIsPerhapsThereDoesSomethingWhereItIs() {
    assertNeedless("", "100 Allow Tcp Sql * 22 perhaps");
    assertNeedless("", "100 Allow Tcp 203.0.113.0/24 * 22 perhaps");
  }

  /** A {@code *} means each protocol, and perhaps Esp and Ah. */
  @Test
  void allProtocolsTogetherReplaceAStar() {
    String three =
        "110 Allow Tcp 203.0.113.0/24 * *\n120 Allow Udp 203.0.113.0/24 * *\n"
            + "130 Allow Icmp 203.0.113.0/24 * *";
    String five = three + "\n140 Allow Esp 203.0.113.0/24 * *\n150 Allow Ah 203.0.113.0/24 * *";
    assertNeedless("r100 for r110, r120, r130, r140, r150", "100 Allow * 203.0.113.9 * *\n" + five);
    assertNeedless("", "100 Allow * 203.0.113.9 * *\n" + three);
    assertNeedless(
        "",
        "100 Allow * 203.0.113.9 * 22\n110 Allow Tcp 203.0.113.0/24 * *\n"
            + "120 Allow Udp 203.0.113.0/24 * *");
    assertUnreached(
        "r200 for r110, r120, r130, r140, r150",
        five.replace("Allow", "Deny") + "\n200 Allow * 203.0.113.9 * *");
    assertUnreached("", three.replace("Allow", "Deny") + "\n200 Allow * 203.0.113.9 * *");
  }

  /** Whichever it is, all five together replace it. */
  @Test
  void aProtocolThatIsNotKnownMayBeAnyOfThem() {
    String three =
        "\n110 Allow Tcp 203.0.113.0/24 * *\n120 Allow Udp 203.0.113.0/24 * *\n"
            + "130 Allow Icmp 203.0.113.0/24 * *";
    String five = three + "\n140 Allow Esp 203.0.113.0/24 * *\n150 Allow Ah 203.0.113.0/24 * *";
    assertNeedless("r100 for r110, r120, r130, r140, r150", "100 Allow ? 203.0.113.9 * *" + five);
    assertNeedless("r100 depends on r100", "100 Allow ? 203.0.113.9 * *" + three);
    assertUnreached(
        "r110 depends on r110", "100 Deny * 203.0.113.0/24 * 22\n110 Allow ? 203.0.113.9 * 22");
  }

  @Test
  void ofTwoWithOnePriorityThatSayTheSameOneCanGo() {
    assertNeedless(
        "A for B",
        "100 Allow Tcp 203.0.113.0/24 * 22 named A\n100 Allow Tcp 203.0.113.0/24 * 22 named B");
    assertNeedless(
        "",
        "100 Allow Tcp 203.0.113.0/24 * 22 named A\n100 Deny Tcp 203.0.113.9 * 22 named B\n"
            + "200 Allow Tcp Internet * 22");
  }
}
