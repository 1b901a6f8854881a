package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainRule.Packet;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.flow.Address;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;
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

/** Verdicts against a plain loop over the rules that tries every flow. */
class VerdictProofTest {
  private static final int WORLDS = 30;
  private static final Setting ALL_SHOWN = new Setting(Shown.ALL, false, List.of());

  /**
   * @param hidden of each rule
   * @param others what a rule of which nothing is known may be
   */
  record Case(
      List<PlainRule> rules,
      List<Set<Hidden>> hidden,
      List<PlainRule> others,
      PlainQuestion question,
      Setting setting) {
    List<SecurityRule> shown() {
      List<SecurityRule> shown = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        shown.add(PlainModel.shown(rules.get(i), hidden.get(i)));
      }
      return shown;
    }

    Verdict verdict() {
      return PlainModel.verdict(shown(), question, setting);
    }
  }

  @Provide
  Arbitrary<Case> plain() {
    List<String> names = join(AnyRules.BLOCKS_OF_KNOWN_KIND, AnyRules.OWN_TAGS);
    List<String> blocks = AnyRules.BLOCKS_OF_KNOWN_KIND;
    return Combinators.combine(
            AnyRules.rules(names, 7), AnyRules.question(blocks, blocks, List.of("Tcp", "Udp")))
        .as(
            (rules, question) ->
                new Case(rules, nothingHidden(rules), List.of(), question, ALL_SHOWN));
  }

  @Provide
  Arbitrary<Case> unknownTags() {
    return palette()
        .flatMap(
            names ->
                Combinators.combine(
                        AnyRules.rules(join(names, List.of("group")), 6),
                        AnyRules.question(
                            join(names, List.of("*")),
                            names.stream().filter(AnyRules.ALL_BLOCKS::contains).toList(),
                            List.of("Tcp", "Udp", "Icmp", "Esp", "*")),
                        settings())
                    .as(
                        (rules, question, setting) ->
                            new Case(rules, nothingHidden(rules), List.of(), question, setting)));
  }

  /** The same, with routes, peers and machines shown. */
  @Provide
  Arbitrary<Case> topologies() {
    return Combinators.combine(unknownTags(), AnyRules.topology())
        .as(
            (some, topology) ->
                new Case(
                    some.rules(),
                    some.hidden(),
                    some.others(),
                    some.question(),
                    new Setting(
                        some.setting().shown(),
                        some.setting().groupHasMember(),
                        List.of(),
                        topology)));
  }

  /** Internet without some tags as written, as the requirements of Bastion have it. */
  @Provide
  Arbitrary<Case> exceptedTags() {
    return palette()
        .flatMap(
            names ->
                Combinators.combine(
                        AnyRules.rules(names, 5),
                        AnyRules.question(names, List.of(), List.of("Tcp", "*")),
                        settings(),
                        Arbitraries.of(names).filter(AnyRules.PUBLIC_TAGS::contains))
                    .as(VerdictProofTest::withoutTag));
  }

  private static Case withoutTag(
      List<PlainRule> rules, PlainQuestion question, Setting setting, String tag) {
    List<String> excepted = join(List.of(tag), PlainWorld.TAGS.getOrDefault(tag, List.of()));
    PlainQuestion.Place internet =
        new PlainQuestion.Place(false, List.of("Internet"), List.of(tag));
    return new Case(
        rules,
        nothingHidden(rules),
        List.of(),
        new PlainQuestion(question.demand(), question.pattern().from(internet), Optional.empty()),
        new Setting(setting.shown(), setting.groupHasMember(), excepted));
  }

  @Provide
  Arbitrary<Case> hidden() {
    return palette().flatMap(names -> hidden(join(names, List.of("group")), names));
  }

  private static Arbitrary<Case> hidden(List<String> names, List<String> asked) {
    return AnyRules.rules(names, 6)
        .flatMap(
            rules ->
                Combinators.combine(
                        AnyRules.hidden(rules.size()),
                        AnyRules.rules(names, 2),
                        AnyRules.question(asked, List.of(), List.of("Tcp", "Icmp", "*")),
                        settings(),
                        Arbitraries.of(true, false))
                    .as(
                        (hidden, others, question, setting, equal) ->
                            new Case(
                                equal ? twoOfOnePriority(rules) : rules,
                                hidden,
                                others,
                                question,
                                setting)));
  }

  /** Few names for each case, so that rules and questions often speak of the same. */
  private static Arbitrary<List<String>> palette() {
    return Combinators.combine(
            Arbitraries.of(AnyRules.ALL_BLOCKS).list().ofSize(3),
            Arbitraries.of(AnyRules.OWN_TAGS).list().ofSize(2),
            Arbitraries.of(AnyRules.PUBLIC_TAGS).list().ofSize(2))
        .as((blocks, own, tags) -> join(blocks, own, tags));
  }

  private static Arbitrary<Setting> settings() {
    return Combinators.combine(Arbitraries.of(Shown.values()), Arbitraries.of(true, false))
        .as((shown, member) -> new Setting(shown, member, List.of()));
  }

  private static List<PlainRule> twoOfOnePriority(List<PlainRule> rules) {
    List<PlainRule> changed = new ArrayList<>(rules);
    if (rules.size() > 1) {
      changed.set(0, rules.get(0).at(rules.get(1).priority()));
    }
    return changed;
  }

  private static List<Set<Hidden>> nothingHidden(List<PlainRule> rules) {
    return rules.stream().map(rule -> Set.<Hidden>of()).toList();
  }

  @SafeVarargs
  private static List<String> join(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  @Property(seed = "11", tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void whatIsKnownIsDecidedAsThePlainLoopDoes(@ForAll("plain") Case some) {
    PlainWorld world = new PlainWorld(some.setting(), new Random(1));
    Verdict verdict = some.verdict();
    if (some.question().isEmpty(some.rules(), world)) {
      assertEquals("not applicable", kind(verdict));
      return;
    }
    boolean met = some.question().isMet(some.rules(), world);
    assertEquals(met ? "holds" : "broken", kind(verdict));
    if (verdict instanceof Verdict.Broken broken) {
      checkWitness(some, broken, world);
    }
  }

  /** The witness is a flow that the question asks about, and is decided as the verdict claims. */
  private static void checkWitness(Case some, Verdict.Broken broken, PlainWorld world) {
    Packet packet = packet(broken.witness().orElseThrow()).orElseThrow();
    List<PlainRule> ordered = some.question().inOrder(some.rules());
    assertTrue(some.question().asksAbout(packet, world), broken::what);
    assertEquals(
        isAgainst(some.question().demand()),
        PlainQuestion.isAllowed(packet, ordered, world),
        broken::what);
    PlainRule decider = PlainQuestion.decider(packet, ordered, world).orElseThrow();
    assertEquals(
        decider.standard() ? "Azure's own rule " + decider.name() : decider.name(),
        broken.decidedBy().orElseThrow().name());
    assertEquals(Optional.of(decider.priority()), broken.decidedBy().orElseThrow().priority());
  }

  /** Empty if an address is known by a name only. */
  private static Optional<Packet> packet(Verdict.Witness witness) {
    Optional<Integer> from = cell(witness.source());
    Optional<Integer> to = cell(witness.destination());
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Packet(
                PlainRule.number(witness.protocol()),
                from.get(),
                witness.sourcePort(),
                to.get(),
                witness.destinationPort()));
  }

  private static Optional<Integer> cell(String text) {
    return Cidr.parse(text).map(Cidr::first).map(VerdictProofTest::number).map(PlainCells::cellOf);
  }

  private static long number(Address address) {
    return switch (address.family()) {
      case IPV4 -> address.low();
      case IPV6 -> (1L << 32) + (address.high() >>> 32);
    };
  }

  @Property(seed = "12", tries = 700, edgeCases = EdgeCasesMode.NONE)
  void noVerdictDependsOnWhatATagHolds(@ForAll("unknownTags") Case some, @ForAll int seed) {
    checkNoGuess(some, seed);
  }

  @Property(seed = "15", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void noVerdictDependsOnRoutesPeersAndMachinesNobodyShowed(
      @ForAll("topologies") Case some, @ForAll int seed) {
    checkNoGuess(some, seed);
  }

  @Property(seed = "14", tries = 700, edgeCases = EdgeCasesMode.NONE)
  void noVerdictDependsOnWhatIsTakenOutAsWritten(
      @ForAll("exceptedTags") Case some, @ForAll int seed) {
    checkNoGuess(some, seed);
  }

  @Property(seed = "13", tries = 700, edgeCases = EdgeCasesMode.NONE)
  void noVerdictDependsOnWhatIsHidden(@ForAll("hidden") Case some, @ForAll int seed) {
    checkNoGuess(some, seed);
  }

  /** A verdict is true whatever the unknown values turn out to be. */
  private static void checkNoGuess(Case some, int seed) {
    Verdict verdict = some.verdict();
    if (verdict instanceof Verdict.Undecided || verdict instanceof Verdict.NotApplicable) {
      return;
    }
    Random random = new Random(seed);
    for (int i = 0; i < WORLDS; i++) {
      PlainWorld world = new PlainWorld(some.setting(), random);
      List<PlainRule> rules =
          i == 0
              ? some.rules()
              : AnyRules.resolved(some.rules(), some.hidden(), some.others(), random);
      assertEquals(
          verdict instanceof Verdict.Holds,
          some.question().isMet(rules, world),
          () -> verdict + " is not so for " + rules);
      if (verdict instanceof Verdict.Broken broken) {
        packet(broken.witness().orElseThrow())
            .ifPresent(packet -> checkPlainWitness(some, packet, rules, world));
      }
    }
  }

  /** Whether it is a flow that passes which breaks the demand. */
  private static boolean isAgainst(Demand demand) {
    return demand == Demand.NONE || demand == Demand.NOT_EVERY_PORT;
  }

  private static void checkPlainWitness(
      Case some, Packet packet, List<PlainRule> rules, PlainWorld world) {
    for (String tag : some.setting().excepted()) {
      if (world.contains(tag, packet.source()) || world.contains(tag, packet.destination())) {
        // A plain address is taken to belong to no such tag.
        return;
      }
    }
    // That nobody at all comes through is shown by a flow that may be asked about.
    assertTrue(
        some.question().demand() == Demand.SOME || some.question().asksAbout(packet, world),
        packet::toString);
    assertEquals(
        isAgainst(some.question().demand()),
        PlainQuestion.isAllowed(packet, some.question().inOrder(rules), world),
        packet::toString);
  }

  static String kind(Verdict verdict) {
    return verdict.fold(
        holds -> "holds",
        broken -> "broken",
        undecided -> "undecided",
        notApplicable -> "not applicable");
  }
}
