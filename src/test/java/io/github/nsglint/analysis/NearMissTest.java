package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.Requirement.Demand;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules that would almost let people from 203.0.113.0/24 reach the subnet on port 22. */
class NearMissTest {
  private static AskedRules closed(String rows) {
    return AskedRules.ssh(Demand.ALL, rows).from("203.0.113.0/24");
  }

  private static void assertNear(String misses, AskedRules asked) {
    Verdict.Broken broken = (Verdict.Broken) asked.verdict();
    assertEquals(
        misses,
        broken.nearMisses().stream()
            .map(miss -> miss.text().replace(" would do, but its", ":"))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void whatLacksLeastComesFirstAndNoMoreThanThree() {
    String rows = "100 Allow Tcp 203.0.113.128/25 10.0.1.128/25 22\n110 Allow Udp * * 22";
    String two =
        "r100 (100): source is 203.0.113.128/25; 203.0.113.0/25 is missing, and its destination is"
            + " 10.0.1.128/25; 10.0.1.0/25 is missing";
    assertNear("r110 (110): protocol is Udp\n" + two, closed(rows));
    String three =
        "r110 (110): protocol is Udp\nr120 (120): protocol is Udp\nr130 (130): protocol is Esp";
    assertNear(three, closed(rows + "\n120 Allow Udp * * 22\n130 Allow Esp * * 22"));
  }

  @Test
  void whatLacksThreeThingsOrGrantsNothingIsNotNear() {
    assertNear("", closed("100 Allow Tcp 203.0.113.128/25 10.0.1.128/25 22 from 1-2"));
    assertNear("", closed("100 Allow Udp 203.0.113.128/25 * 22"));
    assertNear("", closed("100 Allow Tcp 8.0.0.0/8 10.0.1.128/25 22"));
    assertNear("", closed("100 ? Udp * * 22"));
    assertNear("", closed("100 Deny Udp * * 22"));
  }

  @Test
  void aRuleThatOnlyComesTooLateIsNear() {
    assertNear(
        "r110 (110) would do, but r100 (100) comes first",
        closed("100 Deny Tcp * * 22\n110 Allow Tcp * * 22"));
  }

  @Test
  void eachFieldThatLacksSomethingIsNamed() {
    assertNear(
        "r100 (100): source port is 1024-49999, 1",
        closed("100 Allow Tcp * * 22 from 1024-49999,1"));
    assertNear("r100 (100): protocol is Icmp", closed("100 Allow Icmp * * 22"));
  }

  @Test
  void portsOfWhichSomeAreThereAreCounted() {
    assertNear(
        "r100 (100): destination port is 22; 80, 443, 3389 are missing",
        closed("100 Allow Tcp * * 22").on("22", "80", "443", "3389"));
    assertNear(
        "r100 (100): destination port is 22; 80 is missing",
        closed("100 Allow Tcp * * 22").on("22", "80"));
    assertNear(
        "r100 (100): destination port is 22",
        closed("100 Allow Tcp * * 22").on("22", "80", "443", "3389", "8080"));
    assertNear("", closed("100 Allow Tcp 203.0.113.0/24 * 80"));
  }

  @Test
  void missingAddressesAreBlocksOrStretches() {
    String near = "r100 (100): destination is ";
    assertNear(
        near + "10.0.1.0/25, 10.0.1.128/26; 10.0.1.192/26 is missing",
        closed("100 Allow Tcp * 10.0.1.0/25,10.0.1.128/26 22"));
    assertNear(
        near + "10.0.1.1; 10.0.1.0, 10.0.1.2–10.0.1.255 are missing",
        closed("100 Allow Tcp * 10.0.1.1 22"));
    assertNear(
        near + "10.0.1.1, 10.0.1.3; 10.0.1.0, 10.0.1.2, 10.0.1.4–10.0.1.255 are missing",
        closed("100 Allow Tcp * 10.0.1.1,10.0.1.3 22"));
    assertNear(
        near + "10.0.1.1, 10.0.1.3, 10.0.1.5",
        closed("100 Allow Tcp * 10.0.1.1,10.0.1.3,10.0.1.5 22"));
    assertNear(near + "10.0.2.0/24", closed("100 Allow Tcp * 10.0.2.0/24 22"));
    assertNear(
        near + "10.0.1.1, 10.0.1.3, 10.0.1.5, 10.0.1.7 and 2 more",
        closed("100 Allow Tcp * 10.0.1.1,10.0.1.3,10.0.1.5,10.0.1.7,10.0.1.9,10.0.1.11 22"));
    assertNear(
        near + "10.0.1.1, 10.0.1.3, 10.0.1.5, 10.0.1.7",
        closed("100 Allow Tcp * 10.0.1.1,10.0.1.3,10.0.1.5,10.0.1.7 22"));
  }

  private static AskedRules denied(String source, String rows) {
    return AskedRules.ssh(Demand.ALL, "90 Deny Tcp * * 22\n" + rows).from(source);
  }

  @Test
  void aRuleForAnotherServiceTagDoesOtherWork() {
    String storage = "100 Allow Tcp Storage * 22";
    assertNear("", denied("Sql", storage));
    assertNear("", denied("AzureLoadBalancer", storage));
    assertNear("", denied("Internet", "100 Allow Tcp AzureLoadBalancer * 22"));
    assertNear("", denied("Internet", "100 Allow Tcp VirtualNetwork * 22"));
    assertNear("r100 (100): source is Sql", denied("AzureCloud", "100 Allow Tcp Sql * 22"));
    assertNear(
        "r100 (100): source is Sql.WestEurope", denied("Sql", "100 Allow Tcp Sql.WestEurope * 22"));
    String tooLate = "r100 (100) would do, but r90 (90) comes first";
    assertNear(tooLate, denied("Sql", "100 Allow Tcp AzureCloud * 22"));
    assertNear(tooLate, denied("Sql", "100 Allow Tcp Storage,Sql * 22"));
    assertNear(tooLate, denied("Internet", storage));
  }

  @Test
  void aRuleForAnotherPortIsNearIfItNamesTheTag() {
    String near = "r100 (100): destination port is 80";
    assertNear(near, denied("Sql", "100 Allow Tcp sql * 80"));
    assertNear("", denied("Sql", "100 Allow Tcp AzureCloud * 80"));
    assertNear("", denied("VirtualNetwork", "100 Allow Tcp VirtualNetwork * 80"));
  }
}
