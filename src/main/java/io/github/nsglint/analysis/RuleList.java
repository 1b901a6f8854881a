package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PlacedRules.Placed;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.FirstMatch.Step;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one direction of a group, as one place of the network sees them: what each of them
 * still does when the rules before it and after it have been asked. Rules are spoken of by their
 * numbers in effective order.
 */
final class RuleList {
  /**
   * Regions to look at for one question. Lists of a thousand rules made to be hard took six
   * thousand.
   */
  private static final int BUDGET = 10_000;

  private final List<ListedRule> ordered;
  private final Direction direction;
  private final PlacedRules meanings;
  private final @Nullable Placed[] placed;

  /**
   * @param ordered by {@link RuleOrder}, Azure's own among them
   * @param meanings of a place from which the list is seen
   */
  RuleList(List<ListedRule> ordered, Direction direction, PlacedRules meanings) {
    this.ordered = ordered;
    this.direction = direction;
    this.meanings = meanings;
    this.placed = new @Nullable Placed[ordered.size()];
  }

  private RuleKind kind(int rule) {
    return ordered.get(rule).kind();
  }

  private Placed placed(int rule) {
    Placed known = placed[rule];
    if (known == null) {
      known = meanings.of(kind(rule));
      placed[rule] = known;
    }
    return known;
  }

  private RuleFlows flows(int rule) {
    return placed(rule).flows();
  }

  /** Whether a rule may match a flow here. */
  boolean mayMatch(int rule, Flow flow) {
    return EffectiveRules.mayMatch(flows(rule), flow);
  }

  /**
   * Flows that a rule may match and that none of the others matches for sure. Nothing is a proof
   * that these others hide it.
   */
  Answer left(int rule, List<Integer> hiders) {
    for (StarMeaning star : meanings(rule)) {
      List<Step> steps = new ArrayList<>();
      for (int hider : hiders) {
        add(steps, hider, placed(hider).taken(star).certain(), true);
      }
      Answer answer = new FirstMatch(steps).find(placed(rule).taken(star).named(), false, BUDGET);
      if (!(answer instanceof Answer.Nothing)) {
        return answer;
      }
    }
    return new Answer.Nothing();
  }

  /** Whether a rule for sure matches some flow that none of the others may match. */
  boolean surelyLeft(int rule, List<Integer> others) {
    for (StarMeaning star : meanings(rule)) {
      List<Step> steps = new ArrayList<>();
      for (int other : others) {
        add(steps, other, placed(other).taken(star).possible(), true);
      }
      if (!exists(new FirstMatch(steps), certain(rule, star), false)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Flows that come to a rule, as far as one can tell, and that the rules after it may decide
   * otherwise. Nothing is a proof that the rule changes nothing.
   *
   * @param before rules that come before it for sure
   * @param after rules that may come after it, in effective order
   */
  Answer changed(int rule, List<Integer> before, List<Integer> after) {
    boolean allows = kind(rule).allows();
    for (StarMeaning star : meanings(rule)) {
      List<Step> steps = new ArrayList<>();
      for (int other : before) {
        add(steps, other, placed(other).taken(star).certain(), allows);
      }
      addAfter(steps, after, star, allows, Bound.ADVERSE);
      Answer answer = new FirstMatch(steps).find(placed(rule).taken(star).named(), !allows, BUDGET);
      if (!(answer instanceof Answer.Nothing)) {
        return answer;
      }
    }
    return new Answer.Nothing();
  }

  /**
   * Whether some flow for sure comes to a rule and is decided otherwise by the rules after it.
   *
   * @param before rules that may come before it
   * @param after rules that may come after it, in effective order
   */
  boolean surelyChanged(int rule, List<Integer> before, List<Integer> after) {
    boolean allows = kind(rule).allows();
    for (StarMeaning star : meanings(rule)) {
      List<Step> steps = new ArrayList<>();
      for (int other : before) {
        add(steps, other, placed(other).taken(star).possible(), allows);
      }
      addAfter(steps, after, star, allows, Bound.FAVOURABLE);
      if (!exists(new FirstMatch(steps), certain(rule, star), !allows)) {
        return false;
      }
    }
    return true;
  }

  /** How values that are not known are taken: against, or for, a decision that stays the same. */
  private enum Bound {
    ADVERSE,
    FAVOURABLE
  }

  private void addAfter(
      List<Step> steps, List<Integer> after, StarMeaning star, boolean same, Bound bound) {
    boolean leading = (bound == Bound.ADVERSE) != same;
    int i = 0;
    while (i < after.size()) {
      int end = i;
      while (end < after.size() && kind(after.get(end)).hasRankOf(kind(after.get(i)))) {
        end++;
      }
      for (int other : after.subList(i, end)) {
        if (kind(other).mayDecide(decision(leading)) && !isLastDeny(other, same)) {
          add(steps, other, placed(other).taken(star).possible(), leading);
        }
      }
      for (int other : after.subList(i, end)) {
        boolean follows = kind(other).isFirm() && !kind(other).mayDecide(decision(leading));
        if (follows && !isLastDeny(other, same)) {
          add(steps, other, placed(other).taken(star).certain(), !leading);
        }
      }
      i = end;
    }
    if (!same) {
      steps.add(new Step(FlowProduct.all(), true, ordered.size()));
    }
  }

  /** Azure's last rule does not stand in for a Deny that somebody wrote. */
  private boolean isLastDeny(int rule, boolean same) {
    return !same && kind(rule).isStandard() && !kind(rule).allows();
  }

  private static Access decision(boolean allow) {
    return allow ? Access.ALLOW : Access.DENY;
  }

  /** Of Tcp and Udp, {@code *} means the same in any case. */
  private List<StarMeaning> meanings(int rule) {
    boolean withPorts = kind(rule).shape().isTcpOrUdp();
    return withPorts ? StarMeaning.ALL.subList(0, 1) : StarMeaning.ALL;
  }

  private static void add(
      List<Step> steps, int rule, List<FlowProduct> products, boolean decision) {
    for (FlowProduct product : products) {
      steps.add(new Step(product, decision, rule));
    }
  }

  private List<FlowProduct> certain(int rule, StarMeaning star) {
    return placed(rule).taken(star).existing();
  }

  private static Answer find(FirstMatch list, List<FlowProduct> region, boolean decision) {
    return list.find(FlowSet.of(region), decision, BUDGET);
  }

  /** Whether a flow of this decision exists for sure: mostly one of plain addresses does. */
  private boolean exists(FirstMatch list, List<FlowProduct> region, boolean decision) {
    if (find(list, meanings.plain(region), decision) instanceof Answer.Found) {
      return true;
    }
    return new FlowCheck(new EffectiveRules(List.of(), direction), meanings.book())
        .existing(FlowSet.of(region), list, decision)
        .filter(found -> !found.isEmpty())
        .isPresent();
  }
}
