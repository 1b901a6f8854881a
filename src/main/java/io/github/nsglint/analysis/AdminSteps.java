package io.github.nsglint.analysis;

import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.SecurityAdminRule.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What security admin rules decide before a group is asked, as the first steps of the group's list.
 * What an Allow matches no later admin rule decides: it is taken out of their steps and falls
 * through to the group's own.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins">
 *     Security admin rules</a>
 */
final class AdminSteps {
  private final List<EffectiveRules.Admin> ordered;
  private final boolean certain;
  private final List<FirstMatch.Step> steps = new ArrayList<>();

  /** What an earlier Allow surely sends on to the group, and what one may send on. */
  private final List<FlowProduct> passedOn = new ArrayList<>();

  private final List<FlowProduct> perhapsPassedOn = new ArrayList<>();

  /**
   * @param ordered by priority, those of which it is not known first
   * @param certain whether the list is to allow what passes for sure, else what may pass
   */
  private AdminSteps(List<EffectiveRules.Admin> ordered, boolean certain) {
    this.ordered = ordered;
    this.certain = certain;
  }

  static List<FirstMatch.Step> of(List<EffectiveRules.Admin> ordered, boolean certain) {
    AdminSteps all = new AdminSteps(ordered, certain);
    int first = 0;
    while (first < ordered.size()) {
      int end = first;
      while (end < ordered.size() && all.priority(end).equals(all.priority(first))) {
        end++;
      }
      all.addTier(first, end);
      first = end;
    }
    return all.steps;
  }

  private Optional<Integer> priority(int index) {
    return ordered.get(index).flows().rule().priority().known();
  }

  /** Rules of one priority, of which nobody knows the order: the harmful ones first. */
  private void addTier(int first, int end) {
    Action harmful = certain ? Action.DENY : Action.ALWAYS_ALLOW;
    Action harmless = certain ? Action.ALWAYS_ALLOW : Action.DENY;
    for (int i = first; i < end; i++) {
      if (mayBe(i, harmful)) {
        add(i, harmful, ordered.get(i).flows().possible(), passedOn);
      }
    }
    for (int i = first; i < end; i++) {
      if (mayBe(i, Action.ALLOW)) {
        perhapsPassedOn.addAll(ordered.get(i).flows().possible());
      }
    }
    for (int i = first; i < end; i++) {
      if (isFirm(i) && mayBe(i, harmless)) {
        add(i, harmless, ordered.get(i).flows().certain(), perhapsPassedOn);
      }
    }
    for (int i = first; i < end; i++) {
      if (isFirm(i) && mayBe(i, Action.ALLOW)) {
        passedOn.addAll(ordered.get(i).flows().certain());
      }
    }
  }

  private boolean mayBe(int index, Action action) {
    return ordered.get(index).action().fold(known -> known == action, unknown -> true);
  }

  private boolean isFirm(int index) {
    return EffectiveRules.isFirm(ordered.get(index).flows().rule());
  }

  private void add(int index, Action action, List<FlowProduct> flows, List<FlowProduct> without) {
    List<FlowProduct> rest = new ArrayList<>(flows);
    for (FlowProduct taken : without) {
      List<FlowProduct> next = new ArrayList<>();
      rest.forEach(product -> next.addAll(product.minus(taken)));
      rest = next;
    }
    for (FlowProduct product : rest) {
      steps.add(new FirstMatch.Step(product, action == Action.ALWAYS_ALLOW, index));
    }
  }
}
