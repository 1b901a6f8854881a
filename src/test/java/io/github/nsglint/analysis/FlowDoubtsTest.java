package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why nobody can tell what becomes of one flow: Tcp 203.0.113.9 → 10.0.1.4:22. */
class FlowDoubtsTest {
  private static final Flow SSH = flow(RuleFlows.TCP);

  private static Flow flow(int protocol) {
    return new Flow(
        protocol,
        Cidr.parse("203.0.113.9").orElseThrow().first(),
        50000,
        Cidr.parse("10.0.1.4").orElseThrow().first(),
        22);
  }

  private static String doubts(Flow flow, String admin, List<SecurityRule> rules) {
    List<SecurityRule> before = RuleRows.of(admin);
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (List<SecurityRule> all : List.of(before, rules)) {
      for (SecurityRule rule : all) {
        prefixes.addAll(rule.sources());
        prefixes.addAll(rule.destinations());
      }
    }
    Network nothingRead = new Network(List.of());
    AddressBook book =
        new AddressBook(
            Surroundings.shared(List.of(), List.of(), nothingRead),
            prefixes,
            List.of(),
            nothingRead,
            TagAddresses.unknown());
    EffectiveRules effective =
        new EffectiveRules(
            rules.stream().map(rule -> new RuleFlows(rule, book)).toList(),
            before.stream()
                .map(rule -> new EffectiveRules.Admin(new RuleFlows(rule, book), action(rule)))
                .toList(),
            Direction.INBOUND);
    return String.join(
        "\n", FlowDoubts.of(effective, book, flow).stream().map(Verdict.Remark::text).toList());
  }

  /** Rules named after what they do: {@code Allow}, {@code AlwaysAllow}, {@code Deny}. */
  private static Value<Action> action(SecurityRule rule) {
    return switch (rule.name()) {
      case "Allow" -> new Value.Known<>(Action.ALLOW, rule.span());
      case "AlwaysAllow" -> new Value.Known<>(Action.ALWAYS_ALLOW, rule.span());
      case "Deny" -> new Value.Known<>(Action.DENY, rule.span());
      default -> new Value.Unknown<>("it is not known", rule.span());
    };
  }

  private static String doubts(String rows) {
    return doubts(SSH, "", RuleRows.of(rows));
  }

  @Test
  void eachFieldThatIsNotKnownIsNamed() {
    assertEquals(
        "rule r?: its priority: ? is not known", doubts("? Allow Tcp * * 22\n200 Deny Tcp * * 22"));
    assertEquals(
        "rule r100: its direction: it is either", doubts("100 Allow Tcp * * 22 either-way"));
    assertEquals("rule r100: its access: ? is not known", doubts("100 ? Tcp * * 22"));
    assertEquals("rule r100: its protocol: ? is not known", doubts("100 Allow ? * * 22"));
    assertEquals("rule r100: ? is not known", doubts("100 Allow Tcp ? * 22"));
    assertEquals("rule r100: ?b is not known", doubts("100 Allow Tcp * ?b 22"));
    assertEquals("rule r100: ? is not known", doubts("100 Allow Tcp * * ?"));
    assertEquals("rule r100: ?c is not known", doubts("100 Allow Tcp * * 22 from ?c"));
    assertEquals("rule r100: it may be", doubts("100 Allow Tcp * * 22 perhaps"));
    assertEquals("? is not known", doubts("100 Allow Tcp ? * 22 named ?"));
  }

  @Test
  void ofARuleOfWhichNothingIsKnownNoFieldIsNamed() {
    SecurityRule written = RuleRows.one("100 Allow Tcp * * 22");
    SecurityRule unknown = SecurityRule.unknown("?", "there may be more", written.span());
    assertEquals("there may be more", doubts(SSH, "", List.of(written, unknown)));
  }

  @Test
  void whatTheFlowDoesNotHangOnIsNotNamed() {
    assertEquals("", doubts("100 ? Tcp * * 23"));
    assertEquals("", doubts("100 Allow Tcp 203.0.113.0/24,? * 22,?"));
    assertEquals("", doubts("100 Deny Tcp * * 22\n110 ? Tcp * * 22"));
    assertEquals(
        "rule r100: ? is not known", doubts("100 Deny Tcp ? 10.0.0.0/8,?b 22\n110 Allow * * * *"));
  }

  @Test
  void aRuleThatDoesNotDecideForSureHidesNoOther() {
    for (String first :
        List.of(
            "100 Deny Tcp * * 22 perhaps",
            "100 Deny Tcp ? * 22",
            "100 Deny Tcp * * 22 either-way")) {
      String doubts = doubts(first + "\n110 ?b Tcp * * 22");
      assertEquals(2, doubts.lines().count(), doubts);
      assertEquals("rule r110: its access: ?b is not known", doubts.lines().toList().get(1));
    }
  }

  @Test
  void theTagThatMayHoldTheAddressIsNamed() {
    assertEquals(
        "rule r100: whether the service tag Sql holds 203.0.113.9 depends on addresses that no file"
            + " here shows; --service-tags FILE would tell",
        doubts("100 Allow Tcp Sql * 22"));
  }

  @Test
  void theStarIsNamedWhereItMayNotMeanTheProtocol() {
    List<SecurityRule> rules = RuleRows.of("100 Allow * * * *");
    assertEquals(
        "rule r100: whether * means Esp too is not documented",
        doubts(flow(RuleFlows.ESP), "", rules));
    assertEquals("", doubts(flow(RuleFlows.ICMP), "", rules));
  }

  @Test
  void rulesWithOnePriorityAreNamedTogether() {
    String tie = "the rules A and B have one priority, and nobody knows which comes first";
    assertEquals(tie, doubts("100 Allow Tcp * * 22 named A\n100 Deny Tcp * * 22 named B"));
    assertEquals("", doubts("100 Allow Tcp * * 22 named A\n100 Allow Tcp * * 22 named B"));
    assertEquals("", doubts("100 Allow Tcp * * 22 named A\n100 Deny Tcp * * 23 named B"));
    assertEquals(
        "rule B: its access: ? is not known\n" + tie,
        doubts("100 Allow Tcp * * 22 named A\n100 ? Tcp * * 22 named B\n110 ? Tcp * * 22"));
  }

  @Test
  void adminRulesThatDecideForSureLeaveTheGroupOut() {
    List<SecurityRule> group = RuleRows.of("100 ?g Tcp * * 22");
    String ofGroup = "rule r100: its access: ?g is not known";
    assertEquals("", doubts(SSH, "10 Deny Tcp * * 22 named Deny", group));
    assertEquals("", doubts(SSH, "10 Deny Tcp * * 22 named AlwaysAllow", group));
    assertEquals(ofGroup, doubts(SSH, "10 Deny Tcp * * 22 named Allow", group));
    assertEquals(ofGroup, doubts(SSH, "10 Deny Tcp * * 23 named Deny", group));
    assertEquals(
        ofGroup,
        doubts(SSH, "10 Deny Tcp * * 22 named Allow\n20 Deny Tcp * * 22 named Deny", group));
  }

  @Test
  void adminRulesThatPerhapsPassItOnAreNamedWithTheGroup() {
    List<SecurityRule> group = RuleRows.of("100 ?g Tcp * * 22");
    assertEquals(
        "rule Allow: it may be\nrule r100: its access: ?g is not known",
        doubts(
            SSH, "10 Deny Tcp * * 22 perhaps named Allow\n20 Deny Tcp * * 22 named Deny", group));
    assertEquals(
        "rule Other: its access: ?a is not known\nrule r100: its access: ?g is not known",
        doubts(SSH, "10 ?a Tcp * * 22 named Other\n20 Deny Tcp * * 22 named Deny", group));
    assertEquals(
        "rule Deny: it may be",
        doubts(
            SSH,
            "10 Deny Tcp * * 22 perhaps named Deny\n20 Deny Tcp * * 22 named AlwaysAllow",
            group));
    assertEquals(
        "the rules Allow and Deny have one priority, and nobody knows which comes first\n"
            + "rule r100: its access: ?g is not known",
        doubts(SSH, "10 Deny Tcp * * 22 named Allow\n10 Deny Tcp * * 22 named Deny", group));
  }
}
