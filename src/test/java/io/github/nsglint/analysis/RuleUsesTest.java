package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.PlainTopology.Effect;
import io.github.nsglint.analysis.PlainTopology.Route;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
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
}
