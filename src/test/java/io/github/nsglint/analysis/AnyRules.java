package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PlainModel.Hidden;
import io.github.nsglint.analysis.PlainRule.Ports;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random rules and questions that often touch each other: few names, few ports. */
final class AnyRules {
  static final List<String> BLOCKS_OF_KNOWN_KIND =
      List.of(
          "10.0.0.0/16",
          "10.0.1.0/24",
          "10.0.1.4/32",
          "10.0.1.128/25",
          "10.0.2.0/24",
          "168.63.129.16/32",
          "203.0.113.0/24",
          "203.0.113.9/32",
          "203.0.0.0/16",
          "8.0.0.0/7",
          "2001::/16");
  static final List<String> OWN_TAGS = List.of("Internet", "VirtualNetwork", "AzureLoadBalancer");
  static final List<String> ALL_BLOCKS = List.copyOf(PlainCells.BLOCKS.keySet());
  static final List<String> PUBLIC_TAGS = List.copyOf(PlainWorld.TAGS.keySet());

  private static final List<Ports> PORTS =
      List.of(
          PlainRule.ALL_PORTS,
          new Ports(443, 443),
          new Ports(22, 22),
          new Ports(0, 442),
          new Ports(400, 8080),
          new Ports(65535, 65535));
  private static final int FIRST_PRIORITY = 110;
  private static final int STEP = 10;

  private AnyRules() {}

  /** Rules of distinct priorities. */
  static Arbitrary<List<PlainRule>> rules(List<String> names, int most) {
    return rule(names)
        .list()
        .ofMaxSize(most)
        .flatMap(
            rules ->
                Arbitraries.shuffle(numbers(rules.size())).map(order -> inThisOrder(rules, order)));
  }

  private static List<Integer> numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static List<PlainRule> inThisOrder(List<PlainRule> rules, List<Integer> order) {
    List<PlainRule> placed = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      placed.add(rules.get(i).named("rule" + i).at(FIRST_PRIORITY + STEP * order.get(i)));
    }
    return List.copyOf(placed);
  }

  static Arbitrary<PlainRule> rule(List<String> names) {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("*", "*", "*", "Tcp", "Tcp", "Tcp", "Udp", "Icmp", "Esp", "Ah"),
            sides(names),
            ports(),
            sides(names),
            ports(),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
        .as(
            (allows, protocol, from, fromPorts, to, toPorts, inbound) ->
                new PlainRule(
                    "rule",
                    FIRST_PRIORITY,
                    inbound,
                    allows,
                    protocol,
                    from,
                    fromPorts,
                    to,
                    toPorts,
                    false));
  }

  private static Arbitrary<List<String>> sides(List<String> names) {
    Arbitrary<List<String>> some = Arbitraries.of(names).list().ofSize(2);
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(List.of("*"))),
        Tuple.of(2, Arbitraries.of(names).map(List::of)),
        Tuple.of(1, some));
  }

  private static Arbitrary<List<Ports>> ports() {
    Arbitrary<List<Ports>> some = Arbitraries.of(PORTS).list().ofMinSize(1).ofMaxSize(2);
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(List.of(PlainRule.ALL_PORTS))), Tuple.of(1, some));
  }

  static Arbitrary<Ports> port() {
    return Arbitraries.of(PORTS);
  }

  /**
   * @param without names that a place may take out, perhaps none
   */
  static Arbitrary<PlainQuestion> question(
      List<String> names, List<String> without, List<String> protocols) {
    Arbitrary<PlainQuestion.Pattern> pattern = pattern(names, without, protocols);
    return Combinators.combine(Arbitraries.of(Demand.values()), pattern, pattern.optional(0.2))
        .as((demand, asked, except) -> new PlainQuestion(demand, asked, except));
  }

  private static Arbitrary<PlainQuestion.Pattern> pattern(
      List<String> names, List<String> without, List<String> protocols) {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.just(List.of("Tcp")),
                Arbitraries.of(protocols).list().ofMinSize(1).ofMaxSize(2)),
            place(names, without),
            place(names, without),
            Arbitraries.of(PORTS).list().ofMaxSize(1))
        .as(
            (asked, from, to, ports) ->
                new PlainQuestion.Pattern(true, List.copyOf(asked), from, to, ports));
  }

  private static Arbitrary<PlainQuestion.Place> place(List<String> names, List<String> without) {
    Arbitrary<List<String>> taken =
        without.isEmpty()
            ? Arbitraries.just(List.of())
            : Arbitraries.of(without).list().ofMaxSize(1);
    Arbitrary<PlainQuestion.Place> one =
        Arbitraries.of(names).map(name -> new PlainQuestion.Place(false, List.of(name), List.of()));
    Arbitrary<PlainQuestion.Place> subnet =
        Arbitraries.just(new PlainQuestion.Place(true, List.of(), List.of()));
    Arbitrary<PlainQuestion.Place> named =
        Combinators.combine(Arbitraries.of(names).list().ofMinSize(1).ofMaxSize(2), taken)
            .as((some, out) -> new PlainQuestion.Place(false, some, out));
    return Arbitraries.frequencyOf(Tuple.of(1, subnet), Tuple.of(1, one), Tuple.of(1, named));
  }

  /** Routes, peers and machines, of each kind none or a few. */
  static Arbitrary<PlainTopology> topology() {
    Arbitrary<PlainTopology.Effect> effects = Arbitraries.of(PlainTopology.Effect.values());
    List<String> routed = new ArrayList<>(ALL_BLOCKS);
    routed.addAll(PUBLIC_TAGS);
    Arbitrary<PlainTopology.Route> routes =
        Combinators.combine(Arbitraries.of(routed), effects).as(PlainTopology.Route::new);
    Arbitrary<PlainTopology.Peer> peers =
        Combinators.combine(
                Arbitraries.of("10.1.0.0/16", "192.168.1.0/24", "203.0.113.0/24", "2001::/16"),
                effects)
            .as(PlainTopology.Peer::new);
    Arbitrary<PlainTopology.Machine> machines =
        Combinators.combine(
                Arbitraries.just("10.0.1.4/32").optional(0.5),
                Arbitraries.of(PlainTopology.Membership.values()),
                Arbitraries.of(true, true, false))
            .as(PlainTopology.Machine::new);
    return Combinators.combine(
            routes.list().ofMaxSize(2),
            peers.list().ofMaxSize(2).uniqueElements(PlainTopology.Peer::block),
            machines
                .list()
                .ofMaxSize(3)
                .filter(
                    list ->
                        list.stream().filter(machine -> machine.address().isPresent()).count() < 2))
        .as(PlainTopology::new);
  }

  /** What is hidden of each of so many rules: of most of them nothing. */
  static Arbitrary<List<Set<Hidden>>> hidden(int rules) {
    Arbitrary<Set<Hidden>> some =
        Arbitraries.of(Hidden.values()).set().ofMinSize(1).ofMaxSize(3).map(Set::copyOf);
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Set.<Hidden>of())), Tuple.of(2, some))
        .list()
        .ofSize(rules);
  }

  /**
   * Rules as they may turn out to be: each hidden field gets some value, at each equal priority
   * some rule comes first.
   *
   * @param others what an unknown rule may be
   */
  static List<PlainRule> resolved(
      List<PlainRule> rules, List<Set<Hidden>> hidden, List<PlainRule> others, Random random) {
    List<PlainRule> resolved = new ArrayList<>();
    List<Integer> free = numbers(2 * rules.size() + 2 * others.size() + 2);
    Collections.shuffle(free, random);
    for (int i = 0; i < rules.size(); i++) {
      Set<Hidden> mask = hidden.get(i);
      if (mask.contains(Hidden.EVERYTHING)) {
        int count = random.nextInt(others.size() + 1);
        for (PlainRule other : others.subList(0, count)) {
          resolved.add(other.at(priority(free, random)));
        }
      } else if (!mask.contains(Hidden.PRESENCE) || random.nextBoolean()) {
        PlainRule rule = resolved(rules.get(i), mask, random);
        resolved.add(mask.contains(Hidden.PRIORITY) ? rule.at(priority(free, random)) : rule);
      }
    }
    Collections.shuffle(resolved, random);
    return List.copyOf(resolved);
  }

  /** One that no rule has: between those of the others. */
  private static int priority(List<Integer> free, Random random) {
    int slot = free.isEmpty() ? random.nextInt(300) : free.remove(free.size() - 1);
    return FIRST_PRIORITY - STEP / 2 + STEP * slot;
  }

  private static PlainRule resolved(PlainRule rule, Set<Hidden> mask, Random random) {
    boolean inbound = mask.contains(Hidden.DIRECTION) ? random.nextBoolean() : rule.inbound();
    boolean allows = mask.contains(Hidden.ACCESS) ? random.nextBoolean() : rule.allows();
    PlainRule some = rule.directed(inbound, allows);
    if (mask.contains(Hidden.PROTOCOL)) {
      some = some.of(List.of("*", "Tcp", "Udp", "Icmp", "Esp", "Ah").get(random.nextInt(6)));
    }
    List<String> names = new ArrayList<>(ALL_BLOCKS);
    names.addAll(OWN_TAGS);
    names.addAll(PUBLIC_TAGS);
    names.addAll(List.of("*", "group"));
    return some.between(
            last(rule.sources(), names, mask.contains(Hidden.SOURCE), random),
            last(rule.destinations(), names, mask.contains(Hidden.DESTINATION), random))
        .onPorts(
            last(rule.sourcePorts(), PORTS, mask.contains(Hidden.SOURCE_PORT), random),
            last(rule.destinationPorts(), PORTS, mask.contains(Hidden.DESTINATION_PORT), random));
  }

  /** With another last element if that is hidden. */
  private static <T> List<T> last(List<T> list, List<T> values, boolean hidden, Random random) {
    if (!hidden) {
      return list;
    }
    List<T> changed = new ArrayList<>(list);
    changed.set(list.size() - 1, values.get(random.nextInt(values.size())));
    return List.copyOf(changed);
  }
}
