package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.FlowCheck.State;
import io.github.nsglint.analysis.OpenValue.Choice;
import io.github.nsglint.analysis.OpenValue.Field;
import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainWorld.Setting;
import io.github.nsglint.analysis.PlainWorld.Shown;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The values that an undecided verdict names decide it, and each of them is needed. */
class UncertaintyTest {
  private static final int WORLDS = 30;
  private static final int SEARCHES = 400;
  private static final Setting ALL_SHOWN = new Setting(Shown.ALL, false, List.of());
  private static final List<String> NAMES =
      List.of("10.0.0.0/16", "10.0.1.0/24", "10.0.1.4/32", "203.0.113.0/24", "203.0.113.9/32");

  private static final Map<Field, Hidden> HIDDEN =
      new EnumMap<>(
          Map.of(
              Field.RULE, Hidden.EVERYTHING,
              Field.PRESENCE, Hidden.PRESENCE,
              Field.PRIORITY, Hidden.PRIORITY,
              Field.DIRECTION, Hidden.DIRECTION,
              Field.ACCESS, Hidden.ACCESS,
              Field.PROTOCOL, Hidden.PROTOCOL,
              Field.SOURCE, Hidden.SOURCE,
              Field.SOURCE_PORT, Hidden.SOURCE_PORT,
              Field.DESTINATION, Hidden.DESTINATION,
              Field.DESTINATION_PORT, Hidden.DESTINATION_PORT));

  /** One value of one rule. */
  record Spot(int rule, Hidden hidden) {}

  record Case(
      List<PlainRule> rules,
      List<Set<Hidden>> hidden,
      List<PlainRule> others,
      PlainQuestion question) {
    Verdict verdict(List<SecurityRule> shown) {
      return PlainModel.verdict(shown, question, ALL_SHOWN);
    }

    /** The rules with some values still hidden and the others as they are in a world. */
    List<SecurityRule> shown(List<PlainRule> some, List<Set<Hidden>> still) {
      List<SecurityRule> shown = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        shown.add(PlainModel.shown(some.get(i), still.get(i)));
      }
      return shown;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return AnyRules.rules(NAMES, 4)
        .flatMap(
            rules ->
                Combinators.combine(
                        AnyRules.hidden(rules.size()),
                        AnyRules.rules(NAMES, 2),
                        AnyRules.question(NAMES, List.of(), List.of("Tcp", "Udp")))
                    .as(
                        (hidden, others, question) ->
                            new Case(
                                rules,
                                hidden,
                                others.stream().map(rule -> rule.named("other")).toList(),
                                question)));
  }

  private static Set<Spot> named(Uncertainty.Reasons reasons, Uncertainty uncertainty) {
    Set<Spot> spots = new HashSet<>();
    for (OpenValue value : reasons.values()) {
      for (OpenValue.Use use : value.uses()) {
        String name = uncertainty.rules().get(use.rule()).rule().name();
        spots.add(
            new Spot(
                Integer.parseInt(name.replace("rule", "")),
                requireNonNull(HIDDEN.get(value.field()))));
      }
    }
    return spots;
  }

  /**
   * @return empty if the verdict is decided, or depends on what no rule writes
   */
  private static Set<Spot> named(Case some) {
    Verdict verdict = some.verdict(some.shown(some.rules(), some.hidden()));
    if (!(verdict instanceof Verdict.Undecided)) {
      return Set.of();
    }
    Uncertainty uncertainty =
        PlainModel.uncertainty(some.shown(some.rules(), some.hidden()), some.question(), ALL_SHOWN);
    Uncertainty.Reasons reasons =
        PlainModel.reasons(some.shown(some.rules(), some.hidden()), some.question(), ALL_SHOWN);
    boolean written =
        reasons.values().stream().allMatch(value -> HIDDEN.containsKey(value.field()));
    return reasons.complete() && written ? named(reasons, uncertainty) : Set.of();
  }

  private static List<Set<Hidden>> without(List<Set<Hidden>> hidden, Set<Spot> known) {
    List<Set<Hidden>> left = new ArrayList<>();
    for (int i = 0; i < hidden.size(); i++) {
      EnumSet<Hidden> still = EnumSet.noneOf(Hidden.class);
      still.addAll(hidden.get(i));
      for (Hidden one : hidden.get(i)) {
        if (known.contains(new Spot(i, one))) {
          still.remove(one);
        }
      }
      left.add(still);
    }
    return left;
  }

  /** The rules with random values for some spots. */
  private static List<PlainRule> filled(Case some, Set<Spot> spots, Random random) {
    List<Set<Hidden>> masks = new ArrayList<>();
    for (int i = 0; i < some.rules().size(); i++) {
      EnumSet<Hidden> mask = EnumSet.noneOf(Hidden.class);
      for (Spot spot : spots) {
        if (spot.rule() == i) {
          mask.add(spot.hidden());
        }
      }
      masks.add(mask);
    }
    return AnyRules.resolved(some.rules(), masks, some.others(), random);
  }

  /** What holds addresses that nobody knows is another thing that is not known. */
  private static boolean namesUnknownAddresses(PlainRule rule) {
    List<String> names = new ArrayList<>(rule.sources());
    names.addAll(rule.destinations());
    return names.contains("group")
        || names.contains("VirtualNetwork")
        || names.stream().anyMatch(AnyRules.PUBLIC_TAGS::contains);
  }

  @Property(seed = "31", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whenTheNamedValuesAreKnownTheVerdictIsDecided(@ForAll("cases") Case some, @ForAll int seed) {
    Set<Spot> named = named(some);
    if (named.isEmpty()) {
      return;
    }
    Random random = new Random(seed);
    List<Set<Hidden>> left = without(some.hidden(), named);
    for (int i = 0; i < WORLDS; i++) {
      List<PlainRule> rules = filled(some, named, random);
      if (rules.stream().anyMatch(UncertaintyTest::namesUnknownAddresses)) {
        continue;
      }
      List<SecurityRule> shown = new ArrayList<>();
      for (PlainRule rule : rules) {
        int index = some.rules().stream().map(PlainRule::name).toList().indexOf(rule.name());
        shown.add(PlainModel.shown(rule, index < 0 ? Set.of() : left.get(index)));
      }
      assertFalse(
          some.verdict(shown) instanceof Verdict.Undecided,
          () -> named + " do not decide " + shown);
    }
  }

  @Property(seed = "32", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aNamedValueCanTipTheVerdictAlone(@ForAll("cases") Case some, @ForAll int seed) {
    if (named(some).isEmpty()) {
      return;
    }
    Uncertainty uncertainty =
        PlainModel.uncertainty(some.shown(some.rules(), some.hidden()), some.question(), ALL_SHOWN);
    List<OpenValue> values =
        PlainModel.reasons(some.shown(some.rules(), some.hidden()), some.question(), ALL_SHOWN)
            .values();
    // Sets beside others are taken flow by flow, which names too many rather than too few.
    if (values.size() > 1 && values.stream().anyMatch(value -> value.field().isSet())) {
      return;
    }
    for (OpenValue value : values) {
      assertTrue(
          tips(uncertainty, values, value, new Random(seed)), () -> value + " never tips " + some);
    }
  }

  /** Whether the others can be such that two choices of one value give two verdicts. */
  private static boolean tips(
      Uncertainty uncertainty, List<OpenValue> values, OpenValue value, Random random) {
    for (int i = 0; i < SEARCHES; i++) {
      Map<OpenValue, Choice> chosen = new LinkedHashMap<>();
      values.forEach(other -> chosen.put(other, any(other, random)));
      Set<State> states = EnumSet.noneOf(State.class);
      for (Choice choice : value.choices()) {
        chosen.put(value, choice);
        states.add(uncertainty.state(chosen));
      }
      if (states.contains(State.HOLDS) && states.contains(State.BROKEN)) {
        return true;
      }
    }
    return false;
  }

  /** Nothing, everything, or a list of blocks or ports. */
  private static Choice any(OpenValue value, Random random) {
    if (random.nextBoolean() || !(value.field().isPrefix() || value.field().isPort())) {
      return value.choices().get(random.nextInt(value.choices().size()));
    }
    List<AddressPrefix> blocks = new ArrayList<>();
    for (String name : AnyRules.ALL_BLOCKS) {
      if (random.nextInt(3) > 0) {
        blocks.add(new AddressPrefix.Block(Cidr.parse(name).orElseThrow(), value.span()));
      }
    }
    List<PortPrefix> ports = new ArrayList<>();
    for (int first : List.of(0, 22, 400, 443, 8080)) {
      if (random.nextInt(3) > 0) {
        ports.add(new PortPrefix.Range(first, first + random.nextInt(600), value.span()));
      }
    }
    return new Choice(2, blocks, ports);
  }
}
