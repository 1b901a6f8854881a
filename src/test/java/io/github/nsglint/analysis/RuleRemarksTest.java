package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of rules of which something is not known, whatever is asked of them. */
class RuleRemarksTest {
  private static final SecurityRule OPEN =
      RuleRows.one("?p ?a ?t 10.0.0.0/8,?s ?d 22,?o from ?f either-way perhaps named Odd");

  private static final SecurityRule UNKNOWN =
      SecurityRule.unknown("?", "there may be more rules", OPEN.span());

  private static List<String> texts(List<Remark> remarks) {
    return remarks.stream().map(Remark::text).toList();
  }

  @Test
  void eachValueOfARuleIsNamed() {
    assertEquals(
        List.of(
            "rule Odd: it may be",
            "rule Odd: its priority: ?p is not known",
            "rule Odd: its direction: it is either",
            "rule Odd: its access: ?a is not known",
            "rule Odd: its protocol: ?t is not known",
            "rule Odd: ?s is not known",
            "rule Odd: ?d is not known",
            "rule Odd: ?f is not known",
            "rule Odd: ?o is not known"),
        texts(RuleDoubts.of(OPEN)));
    assertEquals(List.of("there may be more rules"), texts(RuleDoubts.of(UNKNOWN)));
    assertEquals(List.of(), RuleDoubts.of(RuleRows.one("100 Allow Tcp * * 22")));
  }

  @Test
  void eachComputedValueOfAGroupIsNamedOnce() {
    NetworkSecurityGroup group =
        new NetworkSecurityGroup(
            ResourceId.parse("/providers/Microsoft.Network/networkSecurityGroups/nsg")
                .orElseThrow(),
            List.of(OPEN, RuleRows.one("100 Allow Tcp * * 22"), OPEN, UNKNOWN),
            List.of(),
            List.of(),
            Optional.empty(),
            OPEN.span());
    assertEquals(
        List.of(
            "rule Odd: its priority: ?p is not known",
            "rule Odd: its direction: it is either",
            "rule Odd: its access: ?a is not known",
            "rule Odd: its protocol: ?t is not known",
            "rule Odd: its source: ?s is not known",
            "rule Odd: its source port: ?f is not known",
            "rule Odd: its destination: ?d is not known",
            "rule Odd: its destination port: ?o is not known",
            "there may be more rules"),
        texts(UnwrittenValues.of(group)));
  }
}
