package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainRule.Packet;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.RuleUses.Use;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which rules do nothing, against a plain loop over the rules that tries every flow. */
class RuleUseProofTest {
  private static final int WORLDS = 10;
  private static final Proofs SHARED = new Proofs(100);
  private static final Map<Setting, SharedPlaces> PLACES = new HashMap<>();
  private static final Setting ALL_SHOWN = new Setting(Shown.ALL, false, List.of());

  /**
   * @param hidden of each rule
   * @param others what a rule of which nothing is known may be
   */
  record Case(
      List<PlainRule> rules, List<Set<Hidden>> hidden, List<PlainRule> others, Setting setting) {
    RuleUses uses() {
      return uses(new Proofs(1), PlainModel.places(setting));
    }

    /** As of one of many groups. */
    RuleUses uses(Proofs proofs) {
      return uses(proofs, PLACES.computeIfAbsent(setting, PlainModel::places));
    }

    private RuleUses uses(Proofs proofs, SharedPlaces places) {
      List<SecurityRule> shown = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        shown.add(PlainModel.shown(rules.get(i), hidden.get(i)));
      }
      return PlainModel.uses(shown, setting, proofs, places);
    }

    /** The rules as they may turn out to be, and as they were at first. */
    List<PlainRule> resolved(int world, Random random) {
      return world == 0 ? rules : AnyRules.resolved(rules, hidden, others, random);
    }
  }

  @Provide
  Arbitrary<Case> plain() {
    List<String> names = new ArrayList<>(AnyRules.BLOCKS_OF_KNOWN_KIND);
    names.addAll(AnyRules.OWN_TAGS);
    return AnyRules.rules(names, 7)
        .map(rules -> new Case(rules, nothingHidden(rules), List.of(), ALL_SHOWN));
  }

  @Provide
  Arbitrary<Case> hidden() {
    return names()
        .flatMap(
            names ->
                AnyRules.rules(names, 6)
                    .flatMap(
                        rules ->
                            Combinators.combine(
                                    AnyRules.hidden(rules.size()),
                                    AnyRules.rules(names, 2),
                                    settings())
                                .as(
                                    (hidden, others, setting) ->
                                        new Case(rules, hidden, renamed(others), setting))));
  }

  @Provide
  Arbitrary<Case> unknownTags() {
    return names()
        .flatMap(
            names ->
                Combinators.combine(AnyRules.rules(names, 6), settings())
                    .as(
                        (rules, setting) ->
                            new Case(rules, nothingHidden(rules), List.of(), setting)));
  }

  private static Arbitrary<List<String>> names() {
    return Combinators.combine(
            Arbitraries.of(AnyRules.ALL_BLOCKS).list().ofSize(3),
            Arbitraries.of(AnyRules.OWN_TAGS).list().ofSize(2),
            Arbitraries.of(AnyRules.PUBLIC_TAGS).list().ofSize(2))
        .as(
            (blocks, own, tags) -> {
              List<String> names = new ArrayList<>(blocks);
              names.addAll(own);
              names.addAll(tags);
              names.add("group");
              return names;
            });
  }

  private static Arbitrary<Setting> settings() {
    return Combinators.combine(Arbitraries.of(Shown.values()), Arbitraries.of(true, false))
        .as((shown, member) -> new Setting(shown, member, List.of()));
  }

  private static List<Set<Hidden>> nothingHidden(List<PlainRule> rules) {
    return rules.stream().map(rule -> Set.<Hidden>of()).toList();
  }

  private static List<PlainRule> renamed(List<PlainRule> rules) {
    return rules.stream().map(rule -> rule.named("other " + rule.name())).toList();
  }

  @Property(seed = "21", tries = 400, edgeCases = EdgeCasesMode.NONE)
  void whatIsKnownIsJudgedAsThePlainLoopDoes(@ForAll("plain") Case some, @ForAll int seed) {
    check(some, seed);
    checkNothingIsMissed(some, seed);
  }

  @Property(seed = "22", tries = 250, edgeCases = EdgeCasesMode.NONE)
  void noneIsCalledUselessThatATagCouldMakeUseful(
      @ForAll("unknownTags") Case some, @ForAll int seed) {
    check(some, seed);
  }

  @Property(seed = "23", tries = 400, edgeCases = EdgeCasesMode.NONE)
  void noneIsCalledUselessThatAHiddenValueCouldMakeUseful(
      @ForAll("hidden") Case some, @ForAll int seed) {
    check(some, seed);
  }

  /** What was found of other groups changes no answer. */
  private static void checkAmongOthers(Case some, RuleUses uses) {
    checkAmongOthers(some, uses, some.uses(SHARED));
    // What the rules mean is shared, and each answer is found anew.
    checkAmongOthers(some, uses, some.uses(new Proofs(100)));
  }

  private static void checkAmongOthers(Case some, RuleUses alone, RuleUses shared) {
    assertEquals(alone.unreached(), shared.unreached(), some::toString);
    assertEquals(alone.needless(), shared.needless(), some::toString);
  }

  /** All useless rules can go together, whatever the unknown values turn out to be. */
  private static void check(Case some, int seed) {
    RuleUses uses = some.uses();
    checkAmongOthers(some, uses);
    List<String> unreached = useless(uses.unreached());
    List<String> gone = new ArrayList<>(unreached);
    gone.addAll(useless(uses.needless()));
    if (gone.isEmpty()) {
      return;
    }
    Random random = new Random(seed);
    for (int i = 0; i < WORLDS; i++) {
      PlainWorld world = new PlainWorld(some.setting(), random);
      List<PlainRule> all = inOrder(some.resolved(i, random));
      List<PlainRule> rest = without(all, gone);
      for (Packet packet : packets(all, world)) {
        Optional<PlainRule> decider = PlainQuestion.decider(packet, all, world);
        assertFalse(
            decider.filter(rule -> unreached.contains(rule.name())).isPresent(),
            () -> packet + " reaches one of " + unreached + " in " + all);
        assertEquals(
            PlainQuestion.isAllowed(packet, all, world),
            PlainQuestion.isAllowed(packet, rest, world),
            () -> packet + " is decided otherwise without " + gone + " in " + all);
      }
      checkHiders(uses.unreached(), all, world);
    }
  }

  /** The rules that are named hide a rule by themselves. */
  private static void checkHiders(List<Use> uses, List<PlainRule> all, PlainWorld world) {
    for (Use use : uses) {
      if (use.truth() == Truth.FALSE) {
        List<String> kept =
            new ArrayList<>(use.because().stream().map(SecurityRule::name).toList());
        kept.add(use.rule().name());
        List<PlainRule> few = all.stream().filter(rule -> kept.contains(rule.name())).toList();
        for (Packet packet : packets(few, world)) {
          assertFalse(
              PlainQuestion.decider(packet, few, world)
                  .filter(rule -> rule.name().equals(use.rule().name()))
                  .isPresent(),
              () -> packet + " gets past " + use.because());
        }
      }
    }
  }

  /** Each rule that is not called useless is useful in some world. */
  private static void checkNothingIsMissed(Case some, int seed) {
    RuleUses uses = some.uses();
    List<String> unreached = useless(uses.unreached());
    List<String> gone = new ArrayList<>(unreached);
    gone.addAll(useless(uses.needless()));
    List<String> open = new ArrayList<>();
    some.rules().stream()
        .filter(PlainRule::inbound)
        .map(PlainRule::name)
        .filter(name -> !gone.contains(name))
        .forEach(open::add);
    List<PlainRule> rest = without(inOrder(some.rules()), gone);
    Random random = new Random(seed);
    for (int i = 0; i < 4 * WORLDS && !open.isEmpty(); i++) {
      PlainWorld world = new PlainWorld(some.setting(), random);
      for (Packet packet : packets(rest, world)) {
        PlainQuestion.decider(packet, rest, world)
            .filter(rule -> open.contains(rule.name()) && isMissed(rule, packet, rest, world))
            .ifPresent(rule -> open.remove(rule.name()));
      }
    }
    assertTrue(open.isEmpty(), () -> open + " do nothing in " + rest);
  }

  /** Whether a packet's decision changes, or is left to Azure's last rule, without its decider. */
  private static boolean isMissed(
      PlainRule decider, Packet packet, List<PlainRule> rules, PlainWorld world) {
    List<PlainRule> others = without(rules, List.of(decider.name()));
    Optional<PlainRule> next = PlainQuestion.decider(packet, others, world);
    boolean last = next.isEmpty() || next.get().name().equals("DenyAllInBound");
    return PlainQuestion.isAllowed(packet, others, world) != decider.allows()
        || (!decider.allows() && last);
  }

  private static List<String> useless(List<Use> uses) {
    return uses.stream()
        .filter(use -> use.truth() == Truth.FALSE)
        .map(use -> use.rule().name())
        .toList();
  }

  private static List<PlainRule> without(List<PlainRule> rules, List<String> names) {
    return rules.stream().filter(rule -> !names.contains(rule.name())).toList();
  }

  private static List<PlainRule> inOrder(List<PlainRule> rules) {
    return everything().inOrder(rules);
  }

  private static List<Packet> packets(List<PlainRule> rules, PlainWorld world) {
    return everything().packets(rules, world);
  }

  private static PlainQuestion everything() {
    PlainQuestion.Place any = new PlainQuestion.Place(false, List.of("*"), List.of());
    return new PlainQuestion(
        Demand.NONE,
        new PlainQuestion.Pattern(true, List.of("*"), any, any, List.of()),
        Optional.empty());
  }
}
