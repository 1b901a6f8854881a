package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.Requirement.Demand;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By which rules a witness goes, and what keeps each of them from matching it. */
class WalkTest {
  private static String walk(AskedRules asked) {
    return asked
        .verdict()
        .fold(
            holds -> "holds",
            broken -> words(broken.walk()),
            undecided -> "undecided",
            notApplicable -> "not applicable");
  }

  private static String words(Walk walk) {
    String left = walk.left() == 0 ? "" : walk.left() + " before; ";
    return left + walk.steps().stream().map(WalkTest::words).collect(Collectors.joining(", "));
  }

  private static String words(Walk.Step step) {
    String lacks =
        Arrays.stream(Walk.Lack.values())
            .filter(step::lacks)
            .map(Walk.Lack::name)
            .collect(Collectors.joining("+"));
    return step.rule().name()
        + (step.decides() ? " decides" : "")
        + (lacks.isEmpty() ? "" : " ")
        + lacks;
  }

  @Test
  void eachRuleBeforeTheDecidingOneLacksSomething() {
    assertEquals(
        "r100 PROTOCOL, r110 SOURCE, r120 SOURCE_PORT, r130 DESTINATION, r140 DESTINATION_PORT,"
            + " r150 PROTOCOL+SOURCE+SOURCE_PORT+DESTINATION+DESTINATION_PORT, r160 decides",
        walk(
            AskedRules.ssh(
                Demand.NONE,
                """
                100 Deny Udp * * 22
                110 Deny Tcp 192.0.2.0/24 * 22
                120 Deny Tcp * * 22 from 1-1023
                130 Deny Tcp * 10.0.9.0/24 22
                140 Deny Tcp * * 23
                150 Deny Udp 192.0.2.0/24 10.0.9.0/24 23 from 1-1023
                160 Allow Tcp 203.0.113.0/24 * 22
                170 Deny * * * *
                """)));
  }

  @Test
  void azuresOwnRulesDecideTheRest() {
    assertEquals(
        "r100 DESTINATION_PORT, AllowVnetInBound SOURCE, AllowAzureLoadBalancerInBound SOURCE,"
            + " DenyAllInBound decides",
        walk(AskedRules.ssh(Demand.ALL, "100 Allow Tcp Internet * 3389")));
  }

  @Test
  void ofManyRulesTheLastAreShown() {
    String rows =
        IntStream.range(0, 50)
            .mapToObj(i -> (100 + i) + " Deny Tcp * * " + (1000 + i) + "\n")
            .collect(Collectors.joining());
    String walk = walk(AskedRules.ssh(Demand.NONE, rows + "200 Allow Tcp * * 22"));
    assertEquals("11 before; r111 DESTINATION_PORT", walk.substring(0, walk.indexOf(',')));
    assertEquals(Walk.MOST, walk.split(",", -1).length);
    assertEquals(" r200 decides", walk.substring(walk.lastIndexOf(',') + 1));
  }

  @Test
  void whatIsNotDecidedHasNone() {
    assertEquals("undecided", walk(AskedRules.ssh(Demand.NONE, "100 Allow Tcp ? * 22")));
  }
}
