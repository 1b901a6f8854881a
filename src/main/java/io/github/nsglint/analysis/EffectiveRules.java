package io.github.nsglint.analysis;

import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of a group in one direction, in the order in which Azure asks them; the first that
 * matches decides. Where values are not known there are two lists, such that {@code certain ⊆ truth
 * ⊆ possible} for the flows they allow:
 *
 * <ul>
 *   <li>an Allow counts for {@code certain} with what it matches for sure, for {@code possible}
 *       with all it may match; a Deny the other way round
 *   <li>a rule whose access is not known, or that may not be there, takes part in each list only as
 *       far as it does harm there
 *   <li>a rule whose priority is not known counts first as far as it does harm, else last of the
 *       written ones
 *   <li>of two rules with one priority, which Azure refuses, nobody knows which comes first
 *   <li>whether {@code *} means Esp and Ah too nobody knows, but it means one thing in all rules:
 *       if not, only a rule that names them allows them
 * </ul>
 *
 * <p>Security admin rules come before all of them, see {@link AdminSteps}.
 */
final class EffectiveRules {
  /** A security admin rule, which is asked before the group. */
  record Admin(RuleFlows flows, Value<Action> action) {}

  private final Direction direction;
  private final List<Admin> admin;
  private final List<RuleFlows> ordered;
  private final boolean namesEspOrAh;
  private final FirstMatch certain;
  private final FirstMatch possible;

  /**
   * @param rules of one group; those of the other direction are left out
   */
  EffectiveRules(List<RuleFlows> rules, Direction direction) {
    this(rules, List.of(), direction);
  }

  /**
   * @param admin what is asked before the group
   */
  EffectiveRules(List<RuleFlows> rules, List<Admin> admin, Direction direction) {
    this.direction = direction;
    this.admin = RuleOrder.of(admin, direction, rule -> rule.flows().rule());
    List<RuleFlows> all = new ArrayList<>();
    this.admin.forEach(rule -> all.add(rule.flows()));
    all.addAll(RuleOrder.of(rules, direction, RuleFlows::rule));
    this.ordered = List.copyOf(all);
    this.namesEspOrAh = mayAllowEspOrAh();
    this.certain = new FirstMatch(steps(Bound.CERTAIN));
    this.possible = new FirstMatch(steps(Bound.POSSIBLE));
  }

  /** Whether a rule may name Esp or Ah and allow it. */
  private boolean mayAllowEspOrAh() {
    for (int i = 0; i < ordered.size(); i++) {
      if (mayAllow(ordered.get(i).said()) && ordered.get(i).mayNameEspOrAh()) {
        return true;
      }
    }
    return false;
  }

  private enum Bound {
    CERTAIN,
    POSSIBLE
  }

  private List<FirstMatch.Step> steps(Bound bound) {
    List<FirstMatch.Step> steps = new ArrayList<>(AdminSteps.of(admin, bound == Bound.CERTAIN));
    int i = admin.size();
    boolean unplaced = i < ordered.size() && rank(i) == SecurityRule.UNRANKED;
    while (i < ordered.size()) {
      if (unplaced && ordered.get(i).said().standard()) {
        addUnplaced(steps, bound);
        unplaced = false;
      }
      int end = i;
      while (end < ordered.size() && rank(end) == rank(i)) {
        end++;
      }
      // Among equals, and among those of unknown priority, the harmful come first.
      addAll(steps, i, end, bound, bound == Bound.POSSIBLE);
      addAll(steps, i, end, bound, bound == Bound.CERTAIN);
      i = end;
    }
    if (unplaced) {
      addUnplaced(steps, bound);
    }
    return steps;
  }

  /** Rules of which nothing but the priority is unknown are asked at the latest here. */
  private void addUnplaced(List<FirstMatch.Step> steps, Bound bound) {
    boolean allows = bound == Bound.CERTAIN;
    for (int i = admin.size(); i < ordered.size() && rank(i) == SecurityRule.UNRANKED; i++) {
      RuleFlows flows = ordered.get(i);
      SecurityRule said = flows.said();
      boolean known =
          said.condition().isEmpty()
              && said.direction() instanceof Value.Known
              && said.access().fold(a -> (a == Access.ALLOW) == allows, unknown -> false);
      if (known) {
        for (FlowProduct product : certain(flows, allows)) {
          steps.add(new FirstMatch.Step(product, allows, i));
        }
      }
    }
  }

  private int rank(int index) {
    return ordered.get(index).said().rank();
  }

  /**
   * Adds the rules from {@code first} to before {@code end} that count as Allow, or those that
   * count as Deny.
   */
  private void addAll(
      List<FirstMatch.Step> steps, int first, int end, Bound bound, boolean allows) {
    for (int i = first; i < end; i++) {
      RuleFlows flows = ordered.get(i);
      SecurityRule rule = flows.said();
      boolean mayDeny = rule.access().fold(access -> access == Access.DENY, unknown -> true);
      boolean harmful = allows == (bound == Bound.POSSIBLE);
      boolean takesPart = (allows ? mayAllow(rule) : mayDeny) && (harmful || isFirm(rule));
      if (takesPart) {
        for (FlowProduct product : harmful ? flows.possible() : certain(flows, allows)) {
          steps.add(new FirstMatch.Step(product, allows, i));
        }
      }
    }
  }

  static boolean mayAllow(SecurityRule rule) {
    return rule.access().fold(access -> access == Access.ALLOW, unknown -> true);
  }

  /**
   * What a rule takes for sure. A Deny takes Esp and Ah from those that could allow them only if
   * {@code *} means them, for then it means them in the Deny as well.
   */
  private List<FlowProduct> certain(RuleFlows flows, boolean allows) {
    return allows || namesEspOrAh ? flows.certain() : flows.certainIfAnyMeansAll();
  }

  /** Whether the rule is there for sure, in this direction, at its place, with one access. */
  static boolean isFirm(SecurityRule rule) {
    return rule.condition().isEmpty()
        && rule.direction() instanceof Value.Known
        && rule.access() instanceof Value.Known
        && rule.priority() instanceof Value.Known;
  }

  Direction direction() {
    return direction;
  }

  /** Allows what is allowed for sure. */
  FirstMatch certain() {
    return certain;
  }

  /** Allows what may be allowed. */
  FirstMatch possible() {
    return possible;
  }

  /** The rules of the group in effective order. */
  List<RuleFlows> ofGroup() {
    return ordered.subList(admin.size(), ordered.size());
  }

  /** The security admin rules that come before them, in effective order. */
  List<Admin> admin() {
    return admin;
  }

  /** The rule that decides a flow in one of the two lists; empty when none does. */
  Optional<SecurityRule> decider(FirstMatch list, Flow flow) {
    return list.decider(flow).map(step -> ordered.get(step.rule()).rule());
  }

  /**
   * The rules that decide some of these flows in one of the two lists, in effective order.
   *
   * @param most after so many, no more are looked for
   */
  List<SecurityRule> deciders(FirstMatch list, FlowSet flows, int most) {
    TreeSet<Integer> deciding = new TreeSet<>();
    FlowSet rest = flows;
    while (!rest.isEmpty() && deciding.size() < most) {
      Optional<FirstMatch.Step> step = list.decider(rest.products().get(0).lowest());
      if (step.isEmpty() || !deciding.add(step.get().rule())) {
        break;
      }
      rest = rest.minus(FlowSet.of(ordered.get(step.get().rule()).certain()));
    }
    return deciding.stream().map(place -> ordered.get(place).rule()).toList();
  }

  /** Whether a rule matches a flow for sure. */
  static boolean matches(RuleFlows rule, Flow flow) {
    return anyHolds(rule.certain(), flow);
  }

  /** Whether a rule may match a flow. */
  static boolean mayMatch(RuleFlows rule, Flow flow) {
    return anyHolds(rule.possible(), flow);
  }

  private static boolean anyHolds(List<FlowProduct> products, Flow flow) {
    for (int i = 0; i < products.size(); i++) {
      if (products.get(i).contains(flow)) {
        return true;
      }
    }
    return false;
  }
}
