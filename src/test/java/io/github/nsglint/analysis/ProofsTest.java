package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was found of one group is not asked again of another that is alike. */
class ProofsTest {
  private static final String SSH = "100 Allow Tcp Internet * 22";
  private static final Surroundings ANYWHERE = at("10.0.0.0/24");

  private final Proofs proofs = new Proofs(100);
  private int asked;

  private static Surroundings at(String prefix) {
    Span place = new SourceFile("network.json", "").start();
    Subnet subnet =
        new Subnet(
            ResourceId.parse(
                    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
                        + "/virtualNetworks/v/subnets/web")
                .orElseThrow(),
            List.of(new Value.Known<>(Cidr.parse(prefix).orElseThrow(), place)),
            new Reference.Absent(),
            new Reference.Absent(),
            new Node.MapNode(List.of(), place),
            Optional.empty(),
            place);
    return Surroundings.of(subnet, new Network(List.of(subnet)));
  }

  private boolean holds(
      Proofs all, String question, Surroundings place, String rows, boolean truth) {
    return all.holds(
        question,
        place,
        ListedRule.of(RuleRows.of(rows), all),
        () -> {
          asked++;
          return truth;
        });
  }

  private void ask(String rows) {
    assertTrue(holds(proofs, "question", ANYWHERE, rows, true));
  }

  @Test
  void alikeGroupsHaveOneAnswer() {
    assertTrue(holds(proofs, "open", ANYWHERE, SSH, true));
    assertTrue(holds(proofs, "open", ANYWHERE, SSH + " named Other", false));
    assertFalse(holds(proofs, "closed", ANYWHERE, SSH, false));
    assertFalse(holds(proofs, "closed", ANYWHERE, SSH, true));
    assertEquals(2, asked);
  }

  @Test
  void elsewhereTheSameRulesAreAskedAgain() {
    ask(SSH);
    assertFalse(holds(proofs, "question", at("10.0.1.0/24"), SSH, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "101 Allow Tcp Internet * 22",
        "100 Deny  Tcp Internet * 22",
        "100 Allow Udp Internet * 22",
        "100 Allow Tcp *        * 22",
        "100 Allow Tcp Internet 10.0.0.0/24 22",
        "100 Allow Tcp Internet * 23",
        "100 Allow Tcp Internet * 22 from 1024-65535",
        "100 Allow Tcp Internet * 22 outbound",
        "100 Allow Tcp Internet * 22 perhaps",
        "?   Allow Tcp Internet * 22",
        "100 ?     Tcp Internet * 22",
        "100 Allow ?   Internet * 22",
        "100 Allow Tcp ?        * 22",
        "100 Allow Tcp Internet * 22 either-way",
        "100 Allow Tcp Internet * 22\n110 Allow Tcp Internet * 22",
        ""
      })
  void rulesThatDifferAreAskedAgain(String rows) {
    ask(SSH);
    assertFalse(holds(proofs, "question", ANYWHERE, rows, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 Allow Tcp asg:web * 22", "100 Allow Tcp Internet asg:web 22"})
  void membersOfAnApplicationSecurityGroupAreNotTheSameEverywhere(String rows) {
    ask(rows);
    assertFalse(holds(proofs, "question", ANYWHERE, rows, false));
  }

  @Test
  void fewGroupsAreEachAskedByThemselves() {
    Proofs few = new Proofs(99);
    assertTrue(holds(few, "question", ANYWHERE, SSH, true));
    assertFalse(holds(few, "question", ANYWHERE, SSH, false));
  }

  @Test
  void noMoreThanTenThousandAnswersAreKept() {
    for (int i = 0; i <= 10_000; i++) {
      holds(proofs, "question " + i, ANYWHERE, "", true);
    }
    assertTrue(holds(proofs, "question 9999", ANYWHERE, "", false));
    assertFalse(holds(proofs, "question 10000", ANYWHERE, "", false));
  }

  @Test
  void noMoreThanFiftyThousandRulesAndTextsHaveANumber() {
    int first = proofs.number("text 0");
    for (int i = 1; i < 50_000; i++) {
      proofs.number("text " + i);
    }
    assertEquals(first, proofs.number("text 0"));
    assertEquals(Proofs.NO_NUMBER, proofs.number("text 50000"));
    RuleKind one = proofs.kind(RuleRows.one(SSH));
    assertEquals(Proofs.NO_NUMBER, one.number());
    assertNotSame(one, proofs.kind(RuleRows.one(SSH)));
    // What has no number is like nothing else.
    assertTrue(holds(proofs, "text 0", ANYWHERE, SSH, true));
    assertFalse(holds(proofs, "text 0", ANYWHERE, SSH, false));
  }

  @Test
  void whatRulesSayHasANumberOfItsOwn() {
    RuleKind kind = proofs.kind(RuleRows.one(SSH));
    assertSame(kind, proofs.kind(RuleRows.one(SSH + " named Other")));
    assertFalse(kind.number() == proofs.kind(RuleRows.one(SSH + ",23")).number());
    assertFalse(kind.number() == proofs.number(RuleRows.one(SSH).toString()));
  }
}
