package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.nsglint.analysis.Levels.Answer;
import io.github.nsglint.analysis.Levels.Piece;
import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What several groups say together, against a plain loop over the rules of each. */
class LevelsTest {
  private static final Span PLACE = new SourceFile("nsg.json", "").start();
  private static final Network NOTHING_READ = new Network(List.of());

  /**
   * @param hidden of each rule of a level, of all levels
   */
  record Case(List<List<PlainRule>> levels, List<List<Set<Hidden>>> hidden) {}

  @Provide
  Arbitrary<Case> known() {
    return rules()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            levels ->
                new Case(
                    levels,
                    levels.stream()
                        .map(rules -> rules.stream().map(rule -> Set.<Hidden>of()).toList())
                        .toList()));
  }

  @Provide
  Arbitrary<Case> partlyKnown() {
    Arbitrary<List<PlainRule>> rules = rules();
    return Combinators.combine(rules, rules)
        .as((first, second) -> List.of(first, second))
        .flatMap(
            levels ->
                Combinators.combine(
                        AnyRules.hidden(levels.get(0).size()),
                        AnyRules.hidden(levels.get(1).size()))
                    .as((first, second) -> new Case(levels, List.of(first, second))));
  }

  private static Arbitrary<List<PlainRule>> rules() {
    return AnyRules.rules(PlainFlows.BLOCKS, 6);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void eachFlowIsInOnePieceWithTheAnswerOfThePlainLoop(
      @ForAll("known") Case levels, @ForAll("seeds") long seed) {
    List<Piece> pieces = levels(levels).pieces(FlowProduct.all().withProtocols(tcpAndUdp()));
    for (Flow flow : PlainFlows.some(seed)) {
      assertEquals(plain(levels, flow), of(pieces, flow), flow::toString);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsSaidOfRulesPartlyKnownIsTrueOfThoseTheyMayBe(
      @ForAll("partlyKnown") Case levels, @ForAll("seeds") long seed) {
    List<Piece> pieces = levels(levels).pieces(FlowProduct.all().withProtocols(tcpAndUdp()));
    for (Flow flow : PlainFlows.some(seed)) {
      Answer said = of(pieces, flow);
      if (said != Answer.UNKNOWN) {
        assertEquals(plain(levels, flow), said, flow::toString);
      }
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  /** The answer of the only piece that has the flow. */
  private static Answer of(List<Piece> pieces, Flow flow) {
    List<Piece> holding = pieces.stream().filter(piece -> piece.flows().contains(flow)).toList();
    assertEquals(1, holding.size(), () -> flow + " in " + holding);
    return holding.get(0).answer();
  }

  private static Answer plain(Case levels, Flow flow) {
    return levels.levels().stream().allMatch(rules -> PlainFlows.firstMatchAllows(rules, flow))
        ? Answer.ALLOWED
        : Answer.DENIED;
  }

  private static ProtocolSet tcpAndUdp() {
    return ProtocolSet.of(PlainRule.TCP, PlainRule.UDP);
  }

  private static Levels levels(Case levels) {
    List<Level> all = new ArrayList<>();
    for (int i = 0; i < levels.levels().size(); i++) {
      List<SecurityRule> rules = new ArrayList<>();
      for (int j = 0; j < levels.levels().get(i).size(); j++) {
        rules.add(PlainModel.shown(levels.levels().get(i).get(j), levels.hidden().get(i).get(j)));
      }
      all.add(level("level" + i, rules, Optional.empty()));
    }
    return new Levels(all);
  }

  private static Level level(String name, List<SecurityRule> rules, Optional<Remark> absence) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    rules.forEach(rule -> prefixes.addAll(rule.sources()));
    AddressBook book =
        new AddressBook(
            Surroundings.shared(List.of(), List.of(), NOTHING_READ),
            prefixes,
            List.of(),
            new Network(List.of()),
            TagAddresses.unknown());
    EffectiveRules effective =
        new EffectiveRules(
            rules.stream().map(rule -> new RuleFlows(rule, book)).toList(), Direction.INBOUND);
    return new Level(
        Direction.INBOUND, name, new Level.Guard(name, PLACE, effective, book, absence));
  }

  private static PlainRule ssh(int priority, boolean allows) {
    List<Ports> all = List.of(PlainRule.ALL_PORTS);
    return new PlainRule(
        "ssh",
        priority,
        true,
        allows,
        "Tcp",
        List.of("*"),
        all,
        List.of("*"),
        List.of(new Ports(22, 22)),
        false);
  }

  private static final FlowProduct TO_SSH =
      FlowProduct.all()
          .withProtocols(ProtocolSet.of(PlainRule.TCP))
          .withSources(PlainFlows.set("203.0.113.9"))
          .withDestinations(PlainFlows.set("10.0.1.4"))
          .withDestinationPorts(PortSet.of(22));

  private static Level saying(boolean allows, Optional<Remark> absence) {
    return level("nsg", List.of(PlainModel.shown(ssh(100, allows), Set.of())), absence);
  }

  private static Answer toSsh(Level... levels) {
    List<Piece> pieces = new Levels(List.of(levels)).pieces(TO_SSH);
    assertEquals(1, pieces.size(), pieces::toString);
    return pieces.get(0).answer();
  }

  @Test
  void theGroupOfTheInterfaceDeniesWhatThatOfTheSubnetAllows() {
    Level subnet = saying(true, Optional.empty());
    Level nic = saying(false, Optional.empty());
    assertEquals(Answer.DENIED, toSsh(subnet, nic));
    assertEquals(Answer.DENIED, toSsh(nic, subnet));
    assertEquals(Answer.ALLOWED, toSsh(subnet, subnet));
  }

  @Test
  void whereNoGroupStandsAllPass() {
    Level open = new Level(Direction.INBOUND, "subnet", new Level.Open());
    assertEquals(Answer.ALLOWED, toSsh(open, open));
    assertEquals(Answer.DENIED, toSsh(open, saying(false, Optional.empty())));
  }

  @Test
  void anUnknownGroupLeavesOpenOnlyWhatNoOtherDenies() {
    Level unknown =
        new Level(
            Direction.INBOUND, "subnet", new Level.Unknown(new Remark("it was not read", PLACE)));
    assertEquals(Answer.UNKNOWN, toSsh(unknown, saying(true, Optional.empty())));
    assertEquals(Answer.DENIED, toSsh(unknown, saying(false, Optional.empty())));
  }

  @Test
  void aGroupThatMayBeAbsentMayNotDeny() {
    Optional<Remark> doubt = Optional.of(new Remark("whether it is deployed", PLACE));
    assertEquals(Answer.ALLOWED, toSsh(saying(true, doubt)));
    assertEquals(Answer.UNKNOWN, toSsh(saying(false, doubt)));
    assertEquals(Answer.DENIED, toSsh(saying(false, doubt), saying(false, Optional.empty())));
    assertNotEquals(Answer.DENIED, toSsh(saying(false, doubt), saying(true, Optional.empty())));
  }

  @Test
  void levelsBehindASureDenialAreNotAsked() {
    List<Piece> pieces =
        new Levels(List.of(saying(false, Optional.empty()), saying(true, Optional.empty())))
            .pieces(TO_SSH);
    assertEquals(1, pieces.get(0).decisions().size());
  }
}
