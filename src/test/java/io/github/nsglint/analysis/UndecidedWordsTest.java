package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.policy.Requirement.Demand;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which values an undecided verdict names, in which rules, and what would settle each of them. */
class UndecidedWordsTest {
  private static void assertDependsOn(String reasons, AskedRules asked) {
    assertEquals(
        reasons.lines().map(String::strip).collect(Collectors.joining("\n")), asked.reasons());
  }

  private static AskedRules open(String rows) {
    return AskedRules.ssh(Demand.NONE, rows);
  }

  private static AskedRules closed(String rows) {
    return AskedRules.ssh(Demand.ALL, rows);
  }

  @Test
  void rulesWithOnePriorityAreNamedTogether() {
    assertDependsOn(
        """
            the rules A and B have one priority, and nobody knows which comes first
        """,
        open("""
                100 Allow Tcp * * 22 named A
                100 Deny Tcp * * 22 named B
                100 Deny Tcp * * 3389 named C
            """)
            .on("22", "3389"));
  }

  @Test
  void whatIsOpenInARuleThatMayComeFirstCounts() {
    assertDependsOn(
        """
            rule B: its access: ? is not known [holds if it is Deny]
            the rules A and B have one priority, and nobody knows which comes first
        """,
        open(
            """
                100 Deny Tcp * * 22 named A
                100 ? Tcp * * 22 named B
            """));
  }

  @Test
  void aRuleThatIsPerhapsThereHidesNoLaterOne() {
    assertDependsOn(
        """
            rule r100: its condition: it may be [holds if the rule is deployed]
            rule r110: its source: ? is not known
        """,
        open(
            """
                100 Deny Tcp * * 22 perhaps
                110 Allow Tcp ? * 22
            """));
  }

  @Test
  void aRuleThatDecidesForSureHidesLaterOnes() {
    assertDependsOn(
        """
            rule r100: its source: ?a is not known [holds if it names no public address; broken if it is Internet or *]
        """,
        open(
            """
                100 Allow Tcp ?a * 22
                110 Deny Tcp * * 22
                120 Allow Tcp ?b * 22
            """));
  }

  @Test
  void aPriorityMattersBesideTheOthers() {
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 200; broken if it is below 200]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is below 200; broken if it is above 200]
        """,
        closed(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp Internet * 22
                300 Allow Tcp Internet * 22 perhaps
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 400; broken if it is below 300]
            rule r300: its condition: it may be
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp 203.0.113.0/24 * 22 perhaps
                300 Deny Tcp Internet * 22 perhaps
                400 Deny Tcp Internet * 22
            """));
  }

  /** Priorities are whole numbers from 100 to 4096. */
  @Test
  void noPlaceIsNamedThatNoPriorityHas() {
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 100]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                100 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 101; broken if it is below 101]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                101 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [broken if it is below 4096]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                4096 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 4095; broken if it is below 4095]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                4095 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 201; broken if it is at most 200]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp 203.0.113.0/24 * 22
                201 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 202; broken if it is below 202]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp 203.0.113.0/24 * 22
                202 Deny Tcp * * 22
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known [holds if it is above 101; broken if it is 100]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                100 Deny Tcp 203.0.113.0/24 * 22
                101 Deny Tcp * * 22
            """));
  }

  @Test
  void fiftyPrioritiesAreTriedAndNoMore() {
    String row = "? Allow Tcp Internet * 22 named A\n";
    String last = "\n4000 Deny Tcp * * 22";
    assertDependsOn(
        "rule A: its priority: ? is not known [holds if it is above 4000; broken if it is below"
            + " 4000]",
        open(row + denials(49) + last));
    assertDependsOn("rule A: its priority: ? is not known", open(row + denials(50) + last));
  }

  private static String denials(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (300 + 2 * i) + " Deny Tcp 203.0." + i + ".0/24 * 22")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whatComesAfterAPriorityMattersToo() {
    assertDependsOn(
        """
            rule A: its priority: ? is not known [broken if it is below 200]
            rule r200: its condition: it may be [broken if the rule is not deployed]
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                200 Deny Tcp * * 22 perhaps
            """));
  }

  /** The Deny of a part never does. */
  @Test
  void twoPrioritiesMatterByTheirOrder() {
    assertDependsOn(
        """
            rule A: its priority: ? is not known
            rule B: its priority: ? is not known
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                ? Deny Tcp * * 22 named B
                300 Deny Tcp 203.0.113.0/24 * 22 perhaps
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known
            rule B: its priority: ? is not known
            rule r50: its condition: it may be
        """,
        open(
            """
                50 Deny Tcp * * 22 perhaps
                ? Allow Tcp Internet * 22 named A
                ? Deny Tcp * * 22 named B
            """));
    assertDependsOn(
        """
            rule A: its priority: ? is not known
            rule B: its priority: ? is not known
            rule C: its priority: ? is not known
        """,
        open(
            """
                ? Allow Tcp Internet * 22 named A
                ? Deny Tcp * * 22 named B
                ? Allow Tcp Internet * 22 named C
            """));
  }

  @Test
  void whatHasFewValuesIsTriedWithEach() {
    assertDependsOn(
        """
            rule r100: its protocol: ? is not known [holds if it is Udp, Icmp, Esp or Ah; broken if it is Tcp or *]
        """,
        open(
            """
                100 Allow ? Internet * 22
            """));
    assertDependsOn(
        """
            rule r100: its access: ? is not known [holds if it is Deny; broken if it is Allow]
        """,
        open(
            """
                100 ? Tcp Internet * 22
            """));
    assertDependsOn(
        """
            rule r100: its direction: it is either [holds if it is Outbound; broken if it is Inbound]
        """,
        open(
            """
                100 Allow Tcp * * 22 either-way
            """));
  }

  @Test
  void whatIsNotDocumentedOfTheStarIsSaidOnceAndAtIt() {
    assertDependsOn(
        """
            rule r100: whether * means Esp too is not documented
        """,
        open("""
                100 Allow * 203.0.113.0/24 * *
                110 Allow * Internet * *
            """)
            .by("Esp")
            .on());
    assertDependsOn(
        """
            rule r100: whether a rule for * that names ports is one for Icmp is not documented
        """,
        open("""
                100 Allow * * * 22
            """)
            .by("Icmp")
            .on());
    assertDependsOn(
        """
            rule r100: its source: ? is not known
            rule r110: whether * means Esp too is not documented
        """,
        closed(
                """
                100 Deny Tcp ? * *
                110 Allow * * * *
            """)
            .by("*")
            .on());
  }

  @Test
  void aProtocolThatIsNotKnownMayBeTheStar() {
    assertDependsOn(
        """
            rule r100: its protocol: ? is not known [holds if it is Tcp, Udp, Icmp or Ah; broken if it is Esp]
            rule r100: whether * means Esp too is not documented
        """,
        open("""
                100 Allow ? 203.0.113.0/24 * *
            """)
            .by("Esp")
            .on());
  }

  @Test
  void oneValueInSeveralPlacesIsNamedOnce() {
    assertDependsOn(
        """
            rule r100: its source; rule r110: its destination: ?a is not known [broken if it is Internet, VirtualNetwork or *]
        """,
        open(
            """
                100 Allow Tcp ?a * 22
                110 Allow Tcp * ?a 22
            """));
    assertDependsOn(
        """
            rule r100: its source; rule r100: its destination: ?a is not known [broken if it is *]
        """,
        open(
            """
                100 Allow Tcp ?a ?a 22
            """));
    assertDependsOn(
        """
            rule r100: its source: ? is not known
            rule r110: its source: ? is not known
        """,
        open(
            """
                100 Allow Tcp ? * 22
                110 Allow Tcp ? * 22
            """));
    assertDependsOn(
        """
            rule r100: its access: ?a is not known [holds if it is Deny]
            rule r100: its destination port: ?a is not known
        """,
        open(
            """
                100 ?a Tcp Internet * ?a
            """));
  }

  @Test
  void ofManyPlacesThreeAreNamed() {
    String settled =
        ": ?a is not known [holds if it names no public address; broken if it is Internet or *]";
    String three = "rule r100: its source; rule r101: its source; rule r102: its source";
    assertDependsOn(three + settled, open(allows(3)));
    assertDependsOn(three + "; rule r103: its source" + settled, open(allows(4)));
    assertDependsOn(three + "; and 2 more" + settled, open(allows(5)));
    assertDependsOn(three + "; and 3 more" + settled, open(allows(6)));
  }

  private static String allows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (100 + i) + " Allow Tcp ?a 10.0.1." + (4 + i) + "/32 22")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aRuleWithoutANameIsNotNamed() {
    assertDependsOn(
        """
            its source: ?a is not known [holds if it names no public address; broken if it is Internet or *]
        """,
        open(
            """
                100 Allow Tcp ?a * 22 named ?
            """));
  }

  @Test
  void eachSetThatAloneWouldSettleItIsNamed() {
    assertDependsOn(
        """
            rule r100: its source: ?a is not known [broken if it is Internet or *]
            rule r110: its source: ?b is not known [broken if it is Internet or *]
        """,
        open(
            """
                100 Allow Tcp ?a 10.0.1.4/32 22
                110 Allow Tcp ?b * 22
            """));
    assertDependsOn(
        """
            rule r100: its source: ?a is not known [broken if it is Internet or *]
            rule r110: its source: ?b is not known [broken if it is Internet or *]
        """,
        closed(
            """
                100 Deny Tcp ?a 10.0.1.4/32 22
                110 Deny Tcp ?b * 22
                120 Allow Tcp * * 22
            """));
    assertDependsOn(
        """
            rule r100: its source; rule r110: its source: ?a is not known [broken if it is Internet or *]
            rule r120: its source: ?b is not known [broken if it is Internet or *]
        """,
        open(
            """
                100 Allow Tcp ?a 10.0.1.4/32 22
                110 Allow Tcp ?a * 22
                120 Allow Tcp ?b 10.0.1.5/32 22
            """));
  }

  @Test
  void aSetThatOnlyHelpsAnotherIsNamedToo() {
    assertDependsOn(
        """
            rule r100: its source: ?a is not known
            rule r110: its source: ?b is not known [holds if it names no public address; broken if it is Internet or *]
        """,
        open(
            """
                100 Deny Tcp ?a 10.0.1.4/32 22
                110 Allow Tcp ?b * 22
            """));
    assertDependsOn(
        """
            rule r100: its source; rule r110: its destination: ?a is not known
            rule r120: its source: ?b is not known
        """,
        open(
            """
                100 Allow Tcp ?a 10.0.1.4/32 22
                110 Deny Tcp * ?a 22
                120 Allow Tcp ?b * 22
            """));
    assertDependsOn(
        """
            rule r100: its access: ? is not known
            rule r100: its source: ?a is not known
            rule r110: its source: ?b is not known [broken if it is Internet or *]
        """,
        open(
            """
                100 ? Tcp ?a 10.0.1.4/32 22
                110 Allow Tcp ?b * 22
            """));
  }

  /** Each member of a group is perhaps the only one. */
  @Test
  void whatOnlyHelpsTheAddressesOfANameIsNamedToo() {
    assertDependsOn(
        """
            rule r100: its condition: it may be
            rule r110: whether 10.0.1.4 belongs to the application security group web depends on the network interface with that address, which is in no file that was read
        """,
        open(
            """
                100 Deny Tcp * 10.0.1.4/32 22 perhaps
                110 Allow Tcp * asg:web 22
            """));
    assertDependsOn(
        """
            rule r100: its condition: it may be
            rule r110: whether 10.0.1.4 belongs to the application security group web depends on the network interface with that address, which is in no file that was read
        """,
        open("""
                100 Deny Tcp 10.0.1.4/32 * 22 perhaps outbound
                110 Allow Tcp asg:web * 22 outbound
                200 Deny * * * * outbound
            """)
            .outbound()
            .from("subnet")
            .to("Internet"));
  }

  @Test
  void whatOnlyHelpsASetOfARuleOfUnknownAccessIsNamedToo() {
    assertDependsOn(
        """
            rule r90: its condition: it may be
            rule r100: its access: ? is not known [holds if it is Deny]
            rule r100: its source: ?a is not known
        """,
        open(
            """
                90 Deny Tcp * 10.0.1.4/32 22 perhaps
                100 ? Tcp ?a * 22
            """));
  }

  @Test
  void whatOnlyHelpsRulesOfWhichNothingIsKnownIsNamedToo() {
    String both =
        """
            there may be more rules
            rule r90: its condition: it may be
        """;
    assertDependsOn(
        both,
        open(
            """
                90 Deny Tcp * 10.0.1.4/32 22 perhaps
                unknown
            """));
    assertDependsOn(
        both,
        closed(
            """
                90 Allow Tcp * 10.0.1.4/32 22 perhaps
                unknown
            """));
  }

  /** The Deny of one machine leaves the others open, or none. */
  @Test
  void whatTheOthersDecideAnywayIsNotNamed() {
    assertDependsOn(
        """
            rule r100: its condition: it may be [broken if the rule is deployed]
            rule r110: its source: ?a is not known [broken if it is Internet or *]
        """,
        open(
            """
                90 Deny Tcp * 10.0.1.4/32 22 perhaps
                100 Allow Tcp * * 22 perhaps
                110 Allow Tcp ?a 10.0.1.5/32 22
            """));
    assertDependsOn(
        """
            rule r100: its access: ? is not known [holds if it is Deny; broken if it is Allow]
        """,
        AskedRules.ssh(
                Demand.NOT_EVERY_PORT,
                """
                50 Allow Tcp 203.0.113.9 * 22 perhaps
                100 ? Tcp * * *
            """)
            .on());
  }

  /** Of a name whose addresses are not known, none of them can be told to be in a block. */
  @Test
  void theAddressesOfTheNameThatIsAskedAboutAreOneReason() {
    String addresses =
        "the addresses of Sql are not known, and the rules do not treat all of them alike;"
            + " --service-tags FILE would tell";
    assertDependsOn(
        addresses,
        closed(
                """
                100 Allow Tcp 203.0.113.0/24,198.51.100.0/24 * 22
            """)
            .from("Sql"));
    assertDependsOn(
        addresses,
        closed(
                """
                100 Allow Tcp Storage * 22
                110 Allow Tcp 203.0.113.0/24 * 22
            """)
            .from("Sql"));
    assertDependsOn(
        "rule r110: its source: ?a is not known [holds if it is Sql, Internet or *]\n" + addresses,
        closed(
                """
                100 Allow Tcp 203.0.113.0/24 * 22
                110 Allow Tcp ?a * 22
            """)
            .from("Sql"));
  }

  /** Some thousand combinations are tried; after that no value is left out any more. */
  @Test
  void ofManyValuesNoneIsLeftOut() {
    String last = "\n200 Allow Tcp Internet * 22 perhaps";
    String settled = "[holds if the rule is not deployed; broken if the rule is deployed]";
    assertDependsOn(
        "rule r200: its condition: it may be " + settled, open(perhapsDenied(3) + last));
    assertEquals(
        12, open(perhapsDenied(11) + last).reasons().lines().count(), "eleven and the last");
    // Behind a rule that decides all there is none to try.
    assertDependsOn(
        """
            rule r50: its source: ?a is not known [holds if it names no public address; broken if it is Internet or *]
        """,
        open("50 Allow Tcp ?a * 22\n60 Deny Tcp * * 22\n" + perhapsDenied(12) + last));
  }

  private static String perhapsDenied(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (100 + i) + " Deny Tcp 203.0.113." + i + " * 22 perhaps")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void portsAreNamedAsTheyAreAsked() {
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names 22 and 3389; broken if it lacks 22 or 3389]
        """,
        closed(
                """
                100 Allow Tcp * * ?a
            """)
            .on("22", "3389"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names neither 22 nor 3389; broken if it names 22 or 3389]
        """,
        open("""
                100 Allow Tcp * * ?a
            """)
            .on("22", "3389"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names 22-25; broken if it lacks a part of 22-25]
        """,
        closed(
                """
                100 Allow Tcp * * ?a
            """)
            .on("22-25"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names no port of 22-25 and 3389; broken if it names 22-25 or 3389]
        """,
        open("""
                100 Allow Tcp * * ?a
            """)
            .on("22-25", "3389"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names 3389; broken if it does not name 3389]
        """,
        closed(
                """
                100 Allow Tcp * * ?a,22
            """)
            .on("22", "3389"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names 22; broken if it does not name 22]
        """,
        open("""
                100 Deny Tcp * * ?a
                110 Allow Tcp * * 22
            """)
            .on("22", "3389"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known [holds if it names neither 1, 3, 5, 7, 9 nor 11; broken if it names 1, 3, 5, 7, 9 or 11]
        """,
        open("""
                100 Allow Tcp * * ?a
            """)
            .on("1", "3", "5", "7", "9", "11"));
  }

  @Test
  void manyPortsMakeNoSentence() {
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known
        """,
        open("""
                100 Allow Tcp * * ?a
            """)
            .on("1", "3", "5", "7", "9", "11", "13"));
    assertDependsOn(
        """
            rule r100: its destination port: ?a is not known
        """,
        open("""
                100 Allow Tcp * * ?a
            """)
            .on());
  }

  @Test
  void ofASourcePortNothingIsAdvised() {
    assertDependsOn(
        """
            rule r100: its source port: ?a is not known
        """,
        open(
            """
                100 Allow Tcp * * 22 from ?a
            """));
  }
}
