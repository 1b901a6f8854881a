package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Changes of a rule list that must not change a verdict, or only for the better. */
class VerdictStabilityTest {
  private static final List<String> NAMES =
      List.of(
          "10.0.0.0/8", "10.0.1.0/24", "Internet", "VirtualNetwork", "Storage", "AzureCloud", "*");

  /**
   * @param hidden of each rule
   */
  record Case(
      List<PlainRule> rules, List<Set<Hidden>> hidden, PlainQuestion question, Setting setting) {
    List<SecurityRule> shown() {
      List<SecurityRule> shown = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        shown.add(PlainModel.shown(rules.get(i), hidden.get(i)));
      }
      return shown;
    }

    Verdict verdict(List<SecurityRule> other) {
      return PlainModel.verdict(other, question, setting);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return AnyRules.rules(NAMES, 5)
        .flatMap(
            rules ->
                Combinators.combine(
                        AnyRules.hidden(rules.size()),
                        AnyRules.question(NAMES, List.of(), List.of("Tcp", "Udp", "*")),
                        Arbitraries.of(Shown.values()))
                    .as(
                        (hidden, question, shown) ->
                            new Case(
                                rules, hidden, question, new Setting(shown, true, List.of()))));
  }

  @Provide
  Arbitrary<PlainRule> added() {
    return Combinators.combine(AnyRules.rule(NAMES), Arbitraries.integers().between(0, 7))
        .as((rule, slot) -> rule.named("added").at(105 + 10 * slot));
  }

  @Property(seed = "21", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void oneMoreRuleOfTheWantedAccessBreaksNothing(
      @ForAll("cases") Case some, @ForAll("added") PlainRule added) {
    Verdict before = some.verdict(some.shown());
    Assume.that(before instanceof Verdict.Holds);
    List<SecurityRule> more = new ArrayList<>(some.shown());
    Demand demand = some.question().demand();
    boolean allow = demand == Demand.ALL || demand == Demand.SOME;
    more.add(PlainModel.shown(added.directed(added.inbound(), allow), Set.of()));
    assertEquals(before, some.verdict(more));
  }

  @Property(seed = "22", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theOrderInTheFileDoesNotMatter(@ForAll("cases") Case some, @ForAll int seed) {
    List<SecurityRule> shuffled = new ArrayList<>(some.shown());
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(kind(some.verdict(some.shown())), kind(some.verdict(shuffled)));
  }

  @Property(seed = "23", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void namesDoNotMatter(@ForAll("cases") Case some) {
    List<PlainRule> renamed = new ArrayList<>();
    for (PlainRule rule : some.rules()) {
      renamed.add(rule.named("other-" + rule.priority()));
    }
    Case other = new Case(renamed, some.hidden(), some.question(), some.setting());
    Verdict before = some.verdict(some.shown());
    Verdict after = other.verdict(other.shown());
    assertEquals(kind(before), kind(after));
    if (before instanceof Verdict.Broken was && after instanceof Verdict.Broken is) {
      assertEquals(was.witness(), is.witness());
    }
  }

  /**
   * Not for protocol {@code *}: beside ports nobody knows whether it means protocols without ports.
   */
  @Property(seed = "24", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void aRuleMayBeSplitByItsPorts(@ForAll("cases") Case some, @ForAll("cut") int cut) {
    List<SecurityRule> split = new ArrayList<>();
    for (int i = 0; i < some.rules().size(); i++) {
      PlainRule rule = some.rules().get(i);
      Set<Hidden> hidden = some.hidden().get(i);
      if (rule.protocol().equals("*") || !hidden.isEmpty()) {
        split.add(PlainModel.shown(rule, hidden));
      } else {
        int priority = rule.priority();
        for (Ports ports : rule.destinationPorts()) {
          for (Ports part : cut(ports, cut)) {
            PlainRule piece = rule.onPorts(rule.sourcePorts(), List.of(part)).at(priority);
            split.add(PlainModel.shown(piece, Set.of()));
            priority++;
          }
        }
      }
    }
    assertEquals(kind(some.verdict(some.shown())), kind(some.verdict(split)));
  }

  @Provide
  Arbitrary<Integer> cut() {
    return Arbitraries.of(1, 22, 443, 8080, 65535);
  }

  private static List<Ports> cut(Ports ports, int at) {
    return ports.first() < at && at <= ports.last()
        ? List.of(new Ports(ports.first(), at - 1), new Ports(at, ports.last()))
        : List.of(ports);
  }

  @Property(seed = "25", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aRuleMayBeSplitByItsAddresses(@ForAll("cases") Case some, @ForAll boolean bySource) {
    List<SecurityRule> split = new ArrayList<>();
    for (int i = 0; i < some.rules().size(); i++) {
      PlainRule rule = some.rules().get(i);
      if (some.hidden().get(i).isEmpty()) {
        int priority = rule.priority();
        for (String part : halves(bySource ? rule.sources() : rule.destinations())) {
          PlainRule piece = onSide(rule, bySource, List.of(part)).at(priority);
          split.add(PlainModel.shown(piece, Set.of()));
          priority++;
        }
      } else {
        split.add(some.shown().get(i));
      }
    }
    assertEquals(kind(some.verdict(some.shown())), kind(some.verdict(split)));
  }

  /** Each name on its own, and a block as its two halves. */
  private static List<String> halves(List<String> names) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      parts.addAll(
          switch (name) {
            case "10.0.0.0/8" -> List.of("10.0.0.0/9", "10.128.0.0/9");
            case "10.0.1.0/24" -> List.of("10.0.1.0/25", "10.0.1.128/25");
            default -> List.of(name);
          });
    }
    return parts;
  }

  /** Two rules that follow each other and differ in one side only say the same as one of both. */
  @Property(seed = "26", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void twoRulesMayBeMerged(
      @ForAll("cases") Case some, @ForAll("added") PlainRule twin, @ForAll boolean bySource) {
    List<String> more = bySource ? twin.sources() : twin.destinations();
    List<SecurityRule> apart = new ArrayList<>();
    List<SecurityRule> merged = new ArrayList<>();
    for (int i = 0; i < some.rules().size(); i++) {
      PlainRule rule = some.rules().get(i);
      SecurityRule shown = some.shown().get(i);
      apart.add(shown);
      if (some.hidden().get(i).isEmpty()) {
        PlainRule next = onSide(rule, bySource, more).named("twin" + i).at(rule.priority() + 1);
        apart.add(PlainModel.shown(next, Set.of()));
        List<String> both = new ArrayList<>(bySource ? rule.sources() : rule.destinations());
        both.addAll(more);
        merged.add(PlainModel.shown(onSide(rule, bySource, both), Set.of()));
      } else {
        merged.add(shown);
      }
    }
    assertEquals(kind(some.verdict(apart)), kind(some.verdict(merged)));
  }

  private static PlainRule onSide(PlainRule rule, boolean source, List<String> names) {
    return source ? rule.between(names, rule.destinations()) : rule.between(rule.sources(), names);
  }

  private static String kind(Verdict verdict) {
    return VerdictProofTest.kind(verdict);
  }
}
