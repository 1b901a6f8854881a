package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.nsglint.analysis.PlainQuestion.Pattern;
import io.github.nsglint.analysis.PlainQuestion.Place;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small networks of which a verdict was once a guess, or a crash. */
class NoGuessTest {
  private static final Place SUBNET = new Place(true, List.of(), List.of());

  private static Place at(String name) {
    return new Place(false, List.of(name), List.of());
  }

  private static PlainRule rule(int priority, boolean allows, String source) {
    List<Ports> all = List.of(PlainRule.ALL_PORTS);
    return new PlainRule(
        "r" + priority,
        priority,
        true,
        allows,
        "Tcp",
        List.of(source),
        all,
        List.of("*"),
        all,
        false);
  }

  private static PlainQuestion tcp(Demand demand, Place source) {
    return new PlainQuestion(
        demand, new Pattern(true, List.of("Tcp"), source, SUBNET, List.of()), Optional.empty());
  }

  private static Verdict verdict(PlainQuestion question, Shown shown, PlainRule... rules) {
    return PlainModel.verdict(
        PlainModel.shown(List.of(rules)), question, new Setting(shown, true, List.of()));
  }

  private static String kind(PlainQuestion question, Shown shown, PlainRule... rules) {
    return VerdictProofTest.kind(verdict(question, shown, rules));
  }

  @Test
  void aSubnetSomewhereMayHoldMembersOfAnApplicationSecurityGroup() {
    PlainQuestion fromSubnet = tcp(Demand.ALL, SUBNET);
    PlainRule denyGroup = rule(100, false, "group");
    assertEquals("undecided", kind(fromSubnet, Shown.NETWORK, denyGroup));
    assertEquals("undecided", kind(fromSubnet, Shown.ALL, denyGroup));
  }

  @Test
  void aSubnetSomewhereMayHoldTheAddressThatIsAskedAbout() {
    PlainQuestion fromOutside =
        new PlainQuestion(
            Demand.NONE,
            new Pattern(true, List.of("Tcp"), at("10.0.2.0/24"), SUBNET, List.of()),
            Optional.of(new Pattern(true, List.of("*"), SUBNET, at("*"), List.of())));
    assertEquals("undecided", kind(fromOutside, Shown.NETWORK));
    assertEquals("broken", kind(fromOutside, Shown.ALL));
  }

  @Test
  void aPrivateAddressMayBelongToVirtualNetwork() {
    PlainQuestion fromElsewhere =
        new PlainQuestion(
            Demand.NONE,
            new Pattern(true, List.of("Tcp"), at("192.168.1.0/24"), SUBNET, List.of()),
            Optional.of(new Pattern(true, List.of("*"), at("VirtualNetwork"), at("*"), List.of())));
    assertEquals("undecided", kind(fromElsewhere, Shown.ALL, rule(100, true, "192.168.1.0/24")));
  }

  @Test
  void whatARouteBringsIntoVirtualNetworkIsStillInternet() {
    PlainQuestion fromNetwork = tcp(Demand.ALL, at("VirtualNetwork"));
    PlainRule denyInternet = rule(100, false, "Internet");
    assertEquals("undecided", kind(fromNetwork, Shown.ALL_AND_ROUTES, denyInternet));
    assertEquals("holds", kind(fromNetwork, Shown.ALL, denyInternet));
  }

  @Test
  void whereNoFlowCanBeNothingIsRequired() {
    for (Demand demand : Demand.values()) {
      PlainQuestion fromIpv6 = tcp(demand, at("2001::/16"));
      Verdict verdict = verdict(fromIpv6, Shown.ALL);
      assertEquals(
          new Verdict.NotApplicable("no flow leads from 2001::/16 to web here"),
          assertInstanceOf(Verdict.NotApplicable.class, verdict));
    }
  }
}
