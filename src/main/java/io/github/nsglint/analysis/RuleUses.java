package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.azure.ServiceRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.Requirement.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which rules of one direction of a group do something, wherever the group is attached: whether a
 * flow reaches them, and whether they change a decision. All rules it finds useless can be removed
 * together, and every flow is decided as before.
 *
 * <p>A rule that depends on addresses which no file shows counts as useful: in some network it is.
 */
final class RuleUses {
  private final SharedPlaces shared;
  private final Proofs proofs;
  private final Direction direction;
  private final List<Surroundings> places;
  private final BiPredicate<SecurityRule, List<SecurityRule>> lookedFor;
  private final List<ListedRule> ordered;
  private final Neighbours neighbours;
  private final AlikeRules alike;
  private final List<Use> reached = new ArrayList<>();

  /** Each rule that something is to be said of. */
  private final boolean[] asked;

  private final boolean[] useless;
  private final boolean[] hidden;
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
   * @param rules of the group, Azure's own among them
   * @param places what the group sees from each place it may stand in; at least one
   * @param lookedFor whether a rule must stand beside others that do its work
   * @param shared tells what rules mean in the places
   * @param proofs shared by the groups of the network
   */
  RuleUses(
      List<ListedRule> rules,
      Direction direction,
      List<Surroundings> places,
      BiPredicate<SecurityRule, List<SecurityRule>> lookedFor,
      SharedPlaces shared,
      Proofs proofs) {
    this.shared = shared;
    this.proofs = proofs;
    this.direction = direction;
    this.places = List.copyOf(places);
    this.lookedFor = lookedFor;
    this.ordered = RuleOrder.of(rules, direction, ListedRule::rule);
    this.alike = new AlikeRules(ordered, direction, this.places, proofs);
    this.neighbours = new Neighbours(ordered, isPlain());
    this.asked = new boolean[ordered.size()];
    this.useless = new boolean[ordered.size()];
    this.hidden = new boolean[ordered.size()];
    for (int rule = 0; rule < asked.length; rule++) {
      asked[rule] = isAsked(rule);
      if (asked[rule]) {
        reach(rule);
      }
    }
  }

  /** Whether VirtualNetwork and public service tags surely have nothing in common here. */
  private boolean isPlain() {
    boolean apart = shared.tags().source().isEmpty();
    for (int i = 0; i < places.size(); i++) {
      apart = apart && places.get(i).isApartFromInternet();
    }
    return apart;
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
    boolean[] gone = Arrays.copyOf(useless, useless.length);
    List<Use> uses = new ArrayList<>();
    for (int rule = 0; rule < asked.length; rule++) {
      if (asked[rule] && !hidden[rule]) {
        Optional<Use> use = change(rule, gone);
        if (use.isPresent()) {
          gone[rule] = use.get().truth() == Truth.FALSE;
          uses.add(use.get());
        }
      }
    }
    return uses;
  }

  /** A rule of which not even the direction is known is asked once, among the inbound ones. */
  private boolean isAsked(int number) {
    RuleKind kind = neighbours.kind(number);
    return !kind.isStandard()
        && (direction == Direction.INBOUND || kind.isDirected())
        && !kind.shape().namesPlatform()
        && !ServiceRules.isOfService(neighbours.rule(number).name());
  }

  private void reach(int rule) {
    if (!neighbours.kind(rule).isDirected()) {
      reached.add(unknown(rule, List.of(neighbours.rule(rule))));
      return;
    }
    if (neighbours.hasPortBeforeOthers(rule)) {
      return;
    }
    int cover = neighbours.coverBefore(rule);
    if (cover >= 0) {
      hide(rule, List.of(neighbours.rule(cover)));
      return;
    }
    // None is gone yet: what is useless stands in the way of others all the same.
    List<Integer> before = neighbours.before(rule, new boolean[asked.length]);
    alike
        .use(Quality.REACHED, rule, before, List.of(), () -> reach(rule, before))
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
  private Optional<Use> reach(int rule, List<Integer> before) {
    List<Integer> sure = neighbours.surelyBefore(before, rule);
    Truth truth = Truth.FALSE;
    Optional<Use> doubt = Optional.empty();
    for (RuleList list : lists()) {
      Answer left = list.left(rule, sure);
      if (left instanceof Answer.Nothing) {
        continue;
      }
      // Without a value that is not known, it depends on addresses that no file shows at most.
      if (left instanceof Answer.Found
          && (!neighbours.isAnyDoubtful(rule, before) || list.surelyLeft(rule, before))) {
        return Optional.empty();
      }
      truth = Truth.UNKNOWN;
      doubt = doubt.or(() -> doubt(rule, before, left, list));
    }
    return truth == Truth.FALSE
        ? Optional.of(
            useless(rule, neighbours.rules(SmallestCause.of(sure, some -> isHidden(rule, some)))))
        : doubt;
  }

  private Use useless(int rule, List<SecurityRule> because) {
    return new Use(neighbours.rule(rule), Truth.FALSE, because, List.of());
  }

  private void hide(int rule, List<SecurityRule> because) {
    hidden[rule] = true;
    if (!lookedFor.test(neighbours.rule(rule), because)) {
      useless[rule] = true;
      reached.add(useless(rule, because));
    }
  }

  private boolean isHidden(int rule, List<Integer> hiders) {
    return lists().stream().allMatch(list -> list.left(rule, hiders) instanceof Answer.Nothing);
  }

  private Optional<Use> change(int rule, boolean[] gone) {
    RuleKind kind = neighbours.kind(rule);
    if (!kind.isDirected() || !kind.isAccessKnown()) {
      return Optional.of(unknown(rule, List.of(neighbours.rule(rule))));
    }
    if (changesAtFirstSight(rule, gone)) {
      return Optional.empty();
    }
    int next = neighbours.sameNext(rule, gone);
    if (next >= 0) {
      return needless(rule, List.of(neighbours.rule(next)));
    }
    List<Integer> before = neighbours.before(rule, gone);
    List<Integer> after = neighbours.after(rule, gone);
    return alike
        .use(Quality.NEEDED, rule, before, after, () -> change(rule, before, after))
        .flatMap(
            use -> use.truth() == Truth.FALSE ? needless(rule, use.because()) : Optional.of(use));
  }

  /** Empty when it changes a decision, or none can be shown and no value is to blame. */
  private Optional<Use> change(int rule, List<Integer> before, List<Integer> after) {
    List<Integer> sure = neighbours.surelyBefore(before, rule);
    Truth truth = Truth.FALSE;
    Optional<Use> doubt = Optional.empty();
    for (RuleList list : lists()) {
      Answer changed = list.changed(rule, sure, after);
      if (changed instanceof Answer.Nothing) {
        continue;
      }
      if (changed instanceof Answer.Found
          && ((!neighbours.isAnyDoubtful(rule, before) && !neighbours.isAnyDoubtful(rule, after))
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
    RuleKind kind = neighbours.kind(rule);
    List<Integer> same =
        after.stream().filter(other -> kind.decidesAs(neighbours.kind(other))).toList();
    return Optional.of(
        useless(
            rule,
            neighbours.rules(
                SmallestCause.of(same, some -> isNeedless(rule, sure, kept(after, same, some))))));
  }

  private Optional<Use> needless(int rule, List<SecurityRule> because) {
    return lookedFor.test(neighbours.rule(rule), because)
        ? Optional.empty()
        : Optional.of(useless(rule, because));
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
  private boolean changesAtFirstSight(int rule, boolean[] gone) {
    RuleKind kind = neighbours.kind(rule);
    Access decision = kind.allows() ? Access.ALLOW : Access.DENY;
    return neighbours.hasPortAmongAll(rule, decision, gone)
        && (decision == Access.DENY
            || isBeyondAzuresOwn(kind, kind.shape().source().isEverything())
            || (!neighbours.isAnyDoubtful(rule, gone)
                && isBeyondAzuresOwn(kind, reachBeyond(kind.meaning().rule().sources()))));
  }

  /**
   * Whether some address is not surely of the network: where nothing but addresses is unknown, that
   * is enough.
   */
  private boolean reachBeyond(List<AddressPrefix> sources) {
    for (int i = 0; i < places.size(); i++) {
      for (int j = 0; j < sources.size(); j++) {
        if (places.get(i).reachesBeyond(sources.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether it is about flows from outside of the network, or to everywhere.
   *
   * @param outside whether its sources are outside
   */
  private boolean isBeyondAzuresOwn(RuleKind kind, boolean outside) {
    // A route may make everything part of the network.
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).hasRoutes()) {
        return false;
      }
    }
    if (direction == Direction.INBOUND) {
      return outside;
    }
    NamedAddresses to = kind.shape().destination();
    // From addresses outside of the network into it.
    return to.isEverything() || (outside && to.namesVirtualNetwork());
  }

  /** Of what is neither proved nor refuted, whether a value that is not known is to blame. */
  private Optional<Use> doubt(int rule, List<Integer> others, Answer answer, RuleList list) {
    return answer.fold(
        found -> {
          Flow flow = found.part().lowest();
          List<SecurityRule> open = new ArrayList<>();
          others.stream()
              .filter(other -> list.mayMatch(other, flow))
              .filter(other -> neighbours.kind(other).isDoubtful())
              .map(neighbours::rule)
              .forEach(open::add);
          if (neighbours.kind(rule).isDoubtful()) {
            open.add(neighbours.rule(rule));
          }
          return open.isEmpty() ? Optional.empty() : Optional.of(unknown(rule, open));
        },
        Optional::empty,
        tooComplex -> Optional.of(unknown(rule, List.of())));
  }

  private Use unknown(int rule, List<SecurityRule> depends) {
    return new Use(neighbours.rule(rule), Truth.UNKNOWN, List.of(), depends);
  }

  private List<RuleList> lists() {
    if (lists.isEmpty()) {
      lists =
          places.stream()
              .map(place -> shared.of(place, ordered, proofs.isComparing()))
              .map(meanings -> new RuleList(ordered, direction, meanings))
              .toList();
    }
    return lists;
  }
}
