package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.PlainTopology.Effect;
import io.github.nsglint.analysis.PlainTopology.Route;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a flow that passes or is denied: who, where to, which packet, by which rule. */
class FlowVerdictsTest {
  private static final Setting DEFAULT_ROUTE =
      new Setting(
          Shown.ALL,
          false,
          List.of(),
          new PlainTopology(List.of(new Route("0.0.0.0/0", Effect.SURE)), List.of(), List.of()));

  private static AskedRules open(String rows) {
    return AskedRules.ssh(Demand.NONE, rows);
  }

  private static AskedRules closed(String rows) {
    return AskedRules.ssh(Demand.ALL, rows);
  }

  private static void assertSays(String words, AskedRules asked) {
    assertEquals(words, asked.words());
  }

  @Test
  void theLowestPortThatIsOpenIsShown() {
    assertSays(
        "Internet can reach web on 22, 3389: Tcp 203.0.113.9 → 10.0.1.4:22 is allowed by r110"
            + " (110); open to 512 public addresses",
        open("100 Allow Tcp 198.51.100.0/24 * 3389\n110 Allow Tcp 203.0.113.0/24 * 22")
            .on("22", "3389"));
  }

  @Test
  void anAddressIsShownRatherThanATagOnALowerPort() {
    assertSays(
        "Internet can reach web on 22, 3389: Tcp 203.0.113.9 → 10.0.1.4:3389 is allowed by r110"
            + " (110); open to 256 public addresses and the service tag Sql",
        open("100 Allow Tcp Sql * 22\n110 Allow Tcp 203.0.113.0/24 * 3389").on("22", "3389"));
  }

  @Test
  void portsAreListedUnlessTheyAreManyOrAll() {
    String rest =
        ": Tcp 203.0.113.9 → 10.0.1.4:1 is allowed by r100 (100); open to the whole Internet";
    assertSays(
        "Internet can reach web on ports 1, 3, 5, 7, 9, 11, 13, 15" + rest,
        open("100 Allow Tcp * * 1,3,5,7,9,11,13,15").on());
    assertSays(
        "Internet can reach web on many ports" + rest,
        open("100 Allow Tcp * * 1,3,5,7,9,11,13,15,17").on());
    assertSays(
        "Internet can reach web on every port" + rest.replace(":1 ", ":22 "),
        open("100 Allow Tcp * * *").on());
  }

  @Test
  void aStarIsTheMachinesBehindTheGroupOrAnyAddress() {
    assertSays(
        "any address can reach machines behind web on 22: Tcp 203.0.113.9 → 10.0.1.4:22 is allowed"
            + " by r100 (100); open to the whole Internet",
        open("100 Allow Tcp * * 22").from("*").to("*"));
  }

  @Test
  void ofWhatGoesOutNobodyIsSaidToComeIn() {
    assertSays(
        "machines behind web can reach Internet on 22: Tcp 10.0.1.4 → 203.0.113.9:22 is allowed by"
            + " Azure's own rule AllowInternetOutBound (65001)",
        open("").outbound().from("*").to("Internet"));
    assertSays(
        "web can reach Internet on every port by Tcp: Tcp 10.0.1.4 → 203.0.113.9:22 is allowed by"
            + " Azure's own rule AllowInternetOutBound (65001)",
        AskedRules.ssh(Demand.NOT_EVERY_PORT, "").outbound().from("subnet").to("Internet").on());
  }

  @Test
  void aRouteIsNamedWhereItMakesTheNetworkOfAnAddress() {
    String allowed =
        "Internet can reach web on 22: Tcp 203.0.113.9 → 10.0.1.4:22 is allowed by r100 (100)";
    String because = ", because a route of the subnet makes 203.0.113.9 part of VirtualNetwork";
    String extent = "; open to the whole Internet";
    assertSays(
        allowed + because + extent, open("100 Allow Tcp VirtualNetwork * 22").where(DEFAULT_ROUTE));
    // Azure's own rule for the network opens the rest.
    assertSays(allowed + extent, open("100 Allow Tcp 203.0.113.0/24 * 22").where(DEFAULT_ROUTE));
    assertSays(
        "web can reach Internet on 22: Tcp 10.0.1.4 → 203.0.113.9:22 is allowed by r100 (100)"
            + because,
        open("100 Allow Tcp * VirtualNetwork 22 outbound")
            .outbound()
            .from("subnet")
            .to("Internet")
            .where(DEFAULT_ROUTE));
  }

  @Test
  void nobodyPassesWhereAllThatIsPossibleIsDenied() {
    assertSays(
        "nobody from Internet can reach web on 22: Tcp 203.0.113.9 → 10.0.1.4:22 is denied by Azure's"
            + " own rule DenyAllInBound (65500)",
        AskedRules.ssh(Demand.SOME, ""));
    assertSays(
        "nobody from a can reach web on 22: Tcp a → 10.0.1.4:22 is denied by r100 (100)",
        AskedRules.ssh(Demand.SOME, "100 Deny * * * *").from("group"));
  }

  @Test
  void theAddressesOfATagAreNamedWhereRulesTreatThemDifferently() {
    assertSays(
        "cannot tell whether Sql can reach web on 22, for instance Tcp Sql → 10.0.1.4:22\n"
            + "the addresses of Sql are not known, and the rules do not treat all of them alike;"
            + " --service-tags FILE would tell",
        closed("100 Deny Tcp 8.0.0.0/8 * 22\n110 Allow Tcp Sql * 22").from("Sql"));
    assertSays(
        "cannot tell whether Internet can reach web on 22, for instance Tcp 203.0.113.9 → web:22\n"
            + "the addresses of web are not known, and the rules do not treat all of them alike",
        closed("100 Allow Tcp * 10.0.1.0/24 22")
            .where(new Setting(Shown.NETWORK, false, List.of())));
  }
}
