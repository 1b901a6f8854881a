package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.ServiceRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Which rules of one direction of a group do something, wherever the group is attached: whether a
 * flow reaches them, and whether they change a decision. All rules it finds useless can be removed
 * together, and every flow is decided as before.
 *
 * <p>A rule that depends on addresses which no file shows counts as useful: in some network it is.
 */
final class RuleUses {
  private final Network network;
  private final TagAddresses tags;
  private final Direction direction;
  private final List<Surroundings> places;
  private final BiPredicate<SecurityRule, List<SecurityRule>> lookedFor;
  private final List<SecurityRule> ordered;
  private final AlikeRules alike;

  /** Of each two rules, whether a flow may match both as far as their fields tell. */
  private final boolean[][] meeting;

  private final boolean[] doubtful;

  /** Whether VirtualNetwork and public service tags surely have nothing in common here. */
  private final boolean plain;

  private final List<Use> reached = new ArrayList<>();
  private final Set<Integer> useless = new HashSet<>();
  private final Set<Integer> hidden = new HashSet<>();
  private List<RuleList> lists = List.of();

  /**
   * What is to be said of one rule.
   *
   * @param truth false when it is useless for sure
   * @param because when useless, a smallest set of rules that make it so, in effective order
   * @param depends when unknown, the rules with values that it depends on; none of them when it is
   *     too complex to tell
   */
  record Use(
      SecurityRule rule, Truth truth, List<SecurityRule> because, List<SecurityRule> depends) {
    Use {
      because = List.copyOf(because);
      depends = List.copyOf(depends);
    }
  }

  /**
   * @param places what the group sees from each place it may stand in; at least one
   * @param lookedFor whether a rule must stand beside others that do its work
   * @param proofs shared by the groups of the network
   */
  RuleUses(
      NetworkSecurityGroup group,
      Direction direction,
      List<Surroundings> places,
      BiPredicate<SecurityRule, List<SecurityRule>> lookedFor,
      Network network,
      TagAddresses tags,
      Proofs proofs) {
    this.network = network;
    this.tags = tags;
    this.direction = direction;
    this.places = List.copyOf(places);
    this.lookedFor = lookedFor;
    List<SecurityRule> all = new ArrayList<>();
    for (SecurityRule rule : group.rules()) {
      if (rule.mayBe(direction)) {
        all.add(rule.inFull());
      }
    }
    all.addAll(DefaultSecurityRules.at(group.span()));
    this.ordered = RuleOrder.of(all, direction);
    this.alike = new AlikeRules(ordered, direction, this.places, proofs);
    this.plain =
        tags.source().isEmpty() && places.stream().allMatch(Surroundings::isApartFromInternet);
    this.doubtful = doubtful();
    this.meeting = meeting();
    for (int rule = 0; rule < ordered.size(); rule++) {
      if (isAsked(rule)) {
        reach(rule);
      }
    }
  }

  private boolean[][] meeting() {
    boolean[][] all = new boolean[ordered.size()][ordered.size()];
    for (int a = 0; a < all.length; a++) {
      for (int b = 0; b < a; b++) {
        all[a][b] = RuleShape.mayMeet(ordered.get(a), ordered.get(b)) && !areApart(a, b);
        all[b][a] = all[a][b];
      }
    }
    return all;
  }

  /** A rule with a value that is not known is told apart from others by its fields alone. */
  private boolean areApart(int a, int b) {
    return plain
        && !doubtful[a]
        && !doubtful[b]
        && RuleShape.areApart(ordered.get(a), ordered.get(b));
  }

  /** Of each rule, whether any of its values is not known. */
  private boolean[] doubtful() {
    boolean[] all = new boolean[ordered.size()];
    for (int rule = 0; rule < all.length; rule++) {
      all[rule] = RuleDoubts.any(ordered.get(rule));
    }
    return all;
  }

  private boolean isAnyDoubtful(int rule, List<Integer> others) {
    boolean any = doubtful[rule];
    for (int other : others) {
      any |= doubtful[other];
    }
    return any;
  }

  /** The rules that no flow reaches, or of which nobody can tell; after them no others. */
  List<Use> unreached() {
    return List.copyOf(reached);
  }

  /**
   * The rules that flows reach and that change nothing, or of which nobody can tell. The rules that
   * no flow reaches are taken to be gone.
   */
  List<Use> needless() {
    Set<Integer> gone = new HashSet<>(useless);
    List<Use> uses = new ArrayList<>();
    for (int rule = 0; rule < ordered.size(); rule++) {
      if (isAsked(rule) && !hidden.contains(rule)) {
        Optional<Use> use = change(rule, gone);
        if (use.isPresent() && use.get().truth() == Truth.FALSE) {
          gone.add(rule);
        }
        use.ifPresent(uses::add);
      }
    }
    return uses;
  }

  /** A rule of which not even the direction is known is asked once, among the inbound ones. */
  private boolean isAsked(int number) {
    SecurityRule rule = ordered.get(number);
    return !rule.standard()
        && (direction == Direction.INBOUND || rule.direction().known().isPresent())
        && !RuleShape.namesPlatform(rule)
        && !ServiceRules.isOfService(rule.name());
  }

  private void reach(int rule) {
    if (!isDirected(rule)) {
      reached.add(unknown(rule, List.of(ordered.get(rule))));
      return;
    }
    List<Integer> before = before(rule, Set.of());
    if (RuleShape.hasPortOfItsOwn(ordered.get(rule), rules(before))) {
      return;
    }
    List<Integer> sure = before.stream().filter(other -> isSurelyBefore(other, rule)).toList();
    for (int one : sure) {
      if (RuleShape.covers(ordered.get(one), ordered.get(rule))) {
        hide(rule, List.of(ordered.get(one)));
        return;
      }
    }
    alike
        .use("reached", rule, before, List.of(), () -> reach(rule, before, sure))
        .ifPresent(
            use -> {
              if (use.truth() == Truth.FALSE) {
                hide(rule, use.because());
              } else {
                reached.add(use);
              }
            });
  }

  /** Empty when a flow reaches it, or none can be shown and no value is to blame. */
  private Optional<Use> reach(int rule, List<Integer> before, List<Integer> sure) {
    Truth truth = Truth.FALSE;
    Optional<Use> doubt = Optional.empty();
    for (RuleList list : lists()) {
      Answer left = list.left(rule, sure);
      if (left instanceof Answer.Nothing) {
        continue;
      }
      // Without a value that is not known, it depends on addresses that no file shows at most.
      if (left instanceof Answer.Found
          && (!isAnyDoubtful(rule, before) || list.surelyLeft(rule, before))) {
        return Optional.empty();
      }
      truth = Truth.UNKNOWN;
      doubt = doubt.or(() -> doubt(rule, before, left, list));
    }
    return truth == Truth.FALSE
        ? Optional.of(useless(rule, rules(smallest(sure, some -> isHidden(rule, some)))))
        : doubt;
  }

  private Use useless(int rule, List<SecurityRule> because) {
    return new Use(ordered.get(rule), Truth.FALSE, because, List.of());
  }

  private void hide(int rule, List<SecurityRule> because) {
    hidden.add(rule);
    if (!lookedFor.test(ordered.get(rule), because)) {
      useless.add(rule);
      reached.add(useless(rule, because));
    }
  }

  private boolean isHidden(int rule, List<Integer> hiders) {
    return lists().stream().allMatch(list -> list.left(rule, hiders) instanceof Answer.Nothing);
  }

  private Optional<Use> change(int rule, Set<Integer> gone) {
    if (!isDirected(rule) || ordered.get(rule).access().known().isEmpty()) {
      return Optional.of(unknown(rule, List.of(ordered.get(rule))));
    }
    List<Integer> before = before(rule, gone);
    List<Integer> after = after(rule, gone);
    if (changesAtFirstSight(rule, before, after)) {
      return Optional.empty();
    }
    Optional<SecurityRule> one = sameNext(rule, after);
    if (one.isPresent()) {
      return needless(rule, List.of(one.get()));
    }
    return alike
        .use("needed", rule, before, after, () -> change(rule, before, after))
        .flatMap(
            use -> use.truth() == Truth.FALSE ? needless(rule, use.because()) : Optional.of(use));
  }

  /** Empty when it changes a decision, or none can be shown and no value is to blame. */
  private Optional<Use> change(int rule, List<Integer> before, List<Integer> after) {
    List<Integer> sure = before.stream().filter(other -> isSurelyBefore(other, rule)).toList();
    Truth truth = Truth.FALSE;
    Optional<Use> doubt = Optional.empty();
    for (RuleList list : lists()) {
      Answer changed = list.changed(rule, sure, after);
      if (changed instanceof Answer.Nothing) {
        continue;
      }
      if (changed instanceof Answer.Found
          && ((!isAnyDoubtful(rule, before) && !isAnyDoubtful(rule, after))
              || list.surelyChanged(rule, before, after))) {
        return Optional.empty();
      }
      truth = Truth.UNKNOWN;
      List<Integer> others = new ArrayList<>(before);
      others.addAll(after);
      doubt = doubt.or(() -> doubt(rule, others, changed, list));
    }
    if (truth == Truth.UNKNOWN) {
      return doubt;
    }
    List<Integer> same = after.stream().filter(other -> isSame(rule, other)).toList();
    return Optional.of(
        useless(
            rule, rules(smallest(same, some -> isNeedless(rule, sure, kept(after, same, some))))));
  }

  private Optional<Use> needless(int rule, List<SecurityRule> because) {
    return lookedFor.test(ordered.get(rule), because)
        ? Optional.empty()
        : Optional.of(useless(rule, because));
  }

  /**
   * A later rule that for sure decides all flows of a rule alike, if none between the two may meet
   * it and decide otherwise: most needless rules have one.
   */
  private Optional<SecurityRule> sameNext(int rule, List<Integer> after) {
    SecurityRule asked = ordered.get(rule);
    boolean allows = asked.access().known().filter(Access.ALLOW::equals).isPresent();
    for (int other : after) {
      SecurityRule next = ordered.get(other);
      boolean firm = next.condition().isEmpty() && isDirected(other) && isOrdered(rule, other);
      boolean same = isSame(rule, other) && (allows || !next.standard());
      if (firm && same && RuleShape.covers(next, asked)) {
        return Optional.of(next);
      }
      if (!isSame(rule, other)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean isNeedless(int rule, List<Integer> before, List<Integer> after) {
    return lists().stream()
        .allMatch(list -> list.changed(rule, before, after) instanceof Answer.Nothing);
  }

  /** All but those of a choice that were not chosen. */
  private static List<Integer> kept(List<Integer> all, List<Integer> choice, List<Integer> chosen) {
    return all.stream().filter(rule -> !choice.contains(rule) || chosen.contains(rule)).toList();
  }

  /**
   * Whether it has a port of its own among all that may decide the same. Azure's own rules allow
   * what stays within the network or goes out to the Internet, so an Allow must go further.
   */
  private boolean changesAtFirstSight(int rule, List<Integer> before, List<Integer> after) {
    SecurityRule asked = ordered.get(rule);
    boolean allows = asked.access().known().filter(Access.ALLOW::equals).isPresent();
    List<SecurityRule> others = rules(before);
    for (int other : after) {
      SecurityRule next = ordered.get(other);
      boolean maySame = next.access().mayBe(allows ? Access.ALLOW : Access.DENY);
      if (!next.standard() && maySame) {
        others.add(next);
      }
    }
    boolean known = !isAnyDoubtful(rule, before) && !isAnyDoubtful(rule, after);
    boolean beyond =
        !allows
            || isBeyondAzuresOwn(asked, RuleShape::namesEveryAddress)
            || (known && isBeyondAzuresOwn(asked, this::reachBeyond));
    return beyond && RuleShape.hasPortOfItsOwn(asked, others);
  }

  /**
   * Whether some address is not surely of the network: where nothing but addresses is unknown, that
   * is enough.
   */
  private boolean reachBeyond(List<AddressPrefix> sources) {
    for (Surroundings place : places) {
      for (AddressPrefix source : sources) {
        if (place.reachesBeyond(source)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isBeyondAzuresOwn(SecurityRule rule, Predicate<List<AddressPrefix>> areOutside) {
    // A route may make everything part of the network.
    for (Surroundings place : places) {
      if (place.hasRoutes()) {
        return false;
      }
    }
    boolean everywhere =
        direction == Direction.OUTBOUND
            ? RuleShape.namesEveryAddress(rule.destinations())
            : areOutside.test(rule.sources());
    // From addresses outside of the network into it.
    return everywhere
        || (direction == Direction.OUTBOUND
            && areOutside.test(rule.sources())
            && RuleShape.namesVirtualNetwork(rule.destinations()));
  }

  /** Of what is neither proved nor refuted, whether a value that is not known is to blame. */
  private Optional<Use> doubt(int rule, List<Integer> others, Answer answer, RuleList list) {
    return answer.fold(
        found -> {
          Flow flow = found.part().lowest();
          List<SecurityRule> open = new ArrayList<>();
          others.stream()
              .filter(other -> list.mayMatch(other, flow))
              .map(ordered::get)
              .filter(RuleDoubts::any)
              .forEach(open::add);
          if (RuleDoubts.any(ordered.get(rule))) {
            open.add(ordered.get(rule));
          }
          return open.isEmpty() ? Optional.empty() : Optional.of(unknown(rule, open));
        },
        Optional::empty,
        tooComplex -> Optional.of(unknown(rule, List.of())));
  }

  private Use unknown(int rule, List<SecurityRule> depends) {
    return new Use(ordered.get(rule), Truth.UNKNOWN, List.of(), depends);
  }

  private List<RuleList> lists() {
    if (lists.isEmpty()) {
      lists =
          places.stream()
              .map(place -> new RuleList(ordered, direction, place, network, tags))
              .toList();
    }
    return lists;
  }

  private boolean isDirected(int rule) {
    return ordered.get(rule).direction().known().isPresent();
  }

  /** Rules that may come before one and may meet it. */
  private List<Integer> before(int rule, Set<Integer> gone) {
    List<Integer> before = new ArrayList<>();
    for (int other = 0; other < ordered.size(); other++) {
      if (other != rule && !gone.contains(other) && mayBeBefore(other, rule)) {
        if (meeting[other][rule]) {
          before.add(other);
        }
      }
    }
    return before;
  }

  /** Rules that may come after one and may meet it, in effective order. */
  private List<Integer> after(int rule, Set<Integer> gone) {
    List<Integer> after = new ArrayList<>();
    for (int other = 0; other < ordered.size(); other++) {
      if (other != rule && !gone.contains(other) && !isOrdered(other, rule)) {
        if (meeting[other][rule]) {
          after.add(other);
        }
      }
    }
    return after;
  }

  private boolean mayBeBefore(int other, int rule) {
    Optional<Integer> a = ordered.get(other).priority().known();
    Optional<Integer> b = ordered.get(rule).priority().known();
    if (ordered.get(other).standard()) {
      return false;
    }
    return a.isEmpty() || b.isEmpty() || a.get() <= b.get();
  }

  /** Whether the first has a lower number than the second. */
  private boolean isOrdered(int first, int second) {
    Optional<Integer> a = ordered.get(first).priority().known();
    Optional<Integer> b = ordered.get(second).priority().known();
    return a.isPresent() && b.isPresent() && a.get() < b.get();
  }

  private boolean isSurelyBefore(int other, int rule) {
    SecurityRule first = ordered.get(other);
    return first.condition().isEmpty()
        && first.direction().known().isPresent()
        && isOrdered(other, rule);
  }

  private boolean isSame(int rule, int other) {
    return ordered.get(other).access().known().equals(ordered.get(rule).access().known());
  }

  private List<SecurityRule> rules(List<Integer> numbers) {
    List<SecurityRule> rules = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      rules.add(ordered.get(number));
    }
    return rules;
  }

  /** The first single one that is enough, else a set of which none can be left out. */
  private static List<Integer> smallest(List<Integer> all, Predicate<List<Integer>> enough) {
    if (enough.test(List.of())) {
      return List.of();
    }
    for (int one : all) {
      if (enough.test(List.of(one))) {
        return List.of(one);
      }
    }
    return needed(List.of(), false, all, enough).stream().sorted().toList();
  }

  /**
   * Those of the candidates that are needed beside a base. Halves are tried whole, so that few of
   * many are found soon; the earlier candidates are kept rather than the later.
   *
   * @param grown whether the base has more than when it was last found wanting
   */
  private static List<Integer> needed(
      List<Integer> base,
      boolean grown,
      List<Integer> candidates,
      Predicate<List<Integer>> enough) {
    if (grown && enough.test(base)) {
      return List.of();
    }
    if (candidates.size() == 1) {
      return candidates;
    }
    int half = candidates.size() / 2;
    List<Integer> first = candidates.subList(0, half);
    List<Integer> second = candidates.subList(half, candidates.size());
    List<Integer> late = needed(joined(base, first), true, second, enough);
    List<Integer> early = needed(joined(base, late), !late.isEmpty(), first, enough);
    return joined(early, late);
  }

  private static List<Integer> joined(List<Integer> some, List<Integer> others) {
    List<Integer> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
