package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Security admin rules before a group, against a plain loop that asks the one, then the other. */
class AdminRulesTest {
  private static final Span PLACE = new SourceFile("nsg.json", "").start();
  private static final Network NOTHING_READ = new Network(List.of());

  /**
   * @param rule what it matches; its access means nothing
   * @param hiddenAction whether nobody can tell its action
   */
  record Admin(PlainRule rule, Action action, boolean hiddenAction, Set<Hidden> hidden) {}

  record Case(List<Admin> admin, List<PlainRule> group) {}

  @Provide
  Arbitrary<Case> known() {
    return cases(Arbitraries.just(false), Arbitraries.just(Set.of()));
  }

  @Provide
  Arbitrary<Case> partlyKnown() {
    return cases(
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
        Arbitraries.of(Hidden.PRESENCE, Hidden.PRIORITY, Hidden.DIRECTION, Hidden.DESTINATION_PORT)
            .set()
            .ofMaxSize(2));
  }

  private static Arbitrary<Case> cases(
      Arbitrary<Boolean> hiddenAction, Arbitrary<Set<Hidden>> hidden) {
    Arbitrary<List<PlainRule>> rules = AnyRules.rules(PlainFlows.BLOCKS, 5);
    Arbitrary<Admin> some =
        Combinators.combine(Arbitraries.of(Action.class), hiddenAction, hidden)
            .as((action, unknown, mask) -> new Admin(ANY, action, unknown, mask));
    return Combinators.combine(rules, rules, some.list().ofSize(5))
        .as(
            (matched, group, forms) -> {
              List<Admin> admin = new ArrayList<>();
              for (int i = 0; i < matched.size(); i++) {
                Admin form = forms.get(i);
                admin.add(
                    new Admin(matched.get(i), form.action(), form.hiddenAction(), form.hidden()));
              }
              return new Case(admin, group);
            });
  }

  private static final PlainRule ANY =
      new PlainRule(
          "any",
          100,
          true,
          true,
          "*",
          List.of("*"),
          List.of(PlainRule.ALL_PORTS),
          List.of("*"),
          List.of(PlainRule.ALL_PORTS),
          false);

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsKnownIsDecidedAsThePlainLoopDoes(
      @ForAll("known") Case rules, @ForAll("seeds") long seed) {
    EffectiveRules effective = effective(rules);
    for (Flow flow : PlainFlows.some(seed)) {
      boolean allowed = allows(rules.admin(), rules.group(), flow);
      assertEquals(allowed, allows(effective.certain(), flow), flow::toString);
      assertEquals(allowed, allows(effective.possible(), flow), flow::toString);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theBoundsHoldWhateverTheHiddenValuesAre(
      @ForAll("partlyKnown") Case rules, @ForAll("seeds") long seed) {
    EffectiveRules effective = effective(rules);
    Random random = new Random(seed);
    for (Flow flow : PlainFlows.some(seed)) {
      if (allows(resolved(rules.admin(), random), rules.group(), flow)) {
        assertTrue(allows(effective.possible(), flow), flow::toString);
      } else {
        assertFalse(allows(effective.certain(), flow), flow::toString);
      }
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static boolean allows(List<Admin> admin, List<PlainRule> group, Flow flow) {
    List<PlainRule> asked = admin.stream().map(Admin::rule).toList();
    Action action =
        PlainFlows.firstMatch(asked, flow)
            .map(rule -> admin.get(asked.indexOf(rule)).action())
            .orElse(Action.ALLOW);
    return switch (action) {
      case ALLOW -> PlainFlows.firstMatchAllows(group, flow);
      case ALWAYS_ALLOW -> true;
      case DENY -> false;
    };
  }

  private static boolean allows(FirstMatch list, Flow flow) {
    return list.decider(flow).map(FirstMatch.Step::allows).orElse(false);
  }

  private static List<Admin> resolved(List<Admin> admin, Random random) {
    List<PlainRule> rules =
        AnyRules.resolved(
            admin.stream().map(Admin::rule).toList(),
            admin.stream().map(Admin::hidden).toList(),
            List.of(),
            random);
    List<Admin> resolved = new ArrayList<>();
    for (PlainRule rule : rules) {
      Admin written =
          admin.stream().filter(one -> one.rule().name().equals(rule.name())).findFirst().get();
      Action action =
          written.hiddenAction()
              ? List.of(Action.values()).get(random.nextInt(3))
              : written.action();
      resolved.add(new Admin(rule, action, false, Set.of()));
    }
    return resolved;
  }

  private static EffectiveRules effective(Case rules) {
    List<SecurityRule> admin =
        rules.admin().stream().map(one -> PlainModel.shown(one.rule(), one.hidden())).toList();
    List<SecurityRule> group = PlainModel.shown(rules.group());
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (List<SecurityRule> all : List.of(admin, group)) {
      for (SecurityRule rule : all) {
        prefixes.addAll(rule.sources());
        prefixes.addAll(rule.destinations());
      }
    }
    AddressBook book =
        new AddressBook(
            Surroundings.shared(List.of(), List.of(), NOTHING_READ),
            prefixes,
            List.of(),
            NOTHING_READ,
            TagAddresses.unknown());
    List<EffectiveRules.Admin> before = new ArrayList<>();
    for (int i = 0; i < admin.size(); i++) {
      Admin one = rules.admin().get(i);
      Value<Action> action =
          one.hiddenAction()
              ? new Value.Unknown<>("it is hidden", PLACE)
              : new Value.Known<>(one.action(), PLACE);
      before.add(new EffectiveRules.Admin(new RuleFlows(admin.get(i), book), action));
    }
    return new EffectiveRules(
        group.stream().map(rule -> new RuleFlows(rule, book)).toList(), before, Direction.INBOUND);
  }
}
