package io.github.nsglint.analysis;

import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a flow is decided: the rules of a group in effective order, up to the one that decides. Kept
 * small, as every broken finding has one and few reports show it.
 *
 * @param steps the last {@link #MOST} of them
 * @param left how many stand before these, none of which decides
 */
public record Walk(List<Step> steps, int left) {
  /** More than a person follows. */
  public static final int MOST = 40;

  /** Of a finding that is not about one flow. */
  public static final Walk NONE = new Walk(List.of(), 0);

  /** What keeps a rule from matching. */
  public enum Lack {
    PROTOCOL(1),
    SOURCE(2),
    SOURCE_PORT(4),
    DESTINATION(8),
    DESTINATION_PORT(16);

    private final int bit;

    Lack(int bit) {
      this.bit = bit;
    }
  }

  /**
   * @param lacks one bit each {@link Lack}; none where the rule decides, or may match
   * @param decides whether it is the one that decides
   */
  public record Step(SecurityRule rule, int lacks, boolean decides) {
    /** Whether this is among what keeps the rule from matching. */
    public boolean lacks(Lack lack) {
      return (lacks & lack.bit) != 0;
    }
  }

  public Walk {
    steps = List.copyOf(steps);
  }

  static Walk of(EffectiveRules rules, Flow flow, Optional<SecurityRule> decider) {
    if (decider.isEmpty()) {
      return NONE;
    }
    List<RuleFlows> ordered = rules.ofGroup();
    int end = 0;
    while (end < ordered.size() && !isSame(ordered.get(end).rule(), decider.get())) {
      end++;
    }
    if (end == ordered.size()) {
      return NONE; // an admin rule decides, which no rule of the group comes before
    }
    int start = Math.max(0, end + 1 - MOST);
    List<Step> steps = new ArrayList<>(end + 1 - start);
    for (RuleFlows one : ordered.subList(start, end)) {
      steps.add(new Step(one.rule(), lacks(one.written(), flow), false));
    }
    steps.add(new Step(decider.get(), 0, true));
    return new Walk(steps, start);
  }

  /** Azure's own rules of a group share one place. */
  private static boolean isSame(SecurityRule a, SecurityRule b) {
    return a.name().equals(b.name()) && a.span().equals(b.span());
  }

  private static int lacks(FlowProduct written, Flow flow) {
    return bit(written.protocols().contains(flow.protocol()), Lack.PROTOCOL)
        | bit(written.sources().contains(flow.source()), Lack.SOURCE)
        | bit(written.sourcePorts().contains(flow.sourcePort()), Lack.SOURCE_PORT)
        | bit(written.destinations().contains(flow.destination()), Lack.DESTINATION)
        | bit(written.destinationPorts().contains(flow.destinationPort()), Lack.DESTINATION_PORT);
  }

  private static int bit(boolean matches, Lack lack) {
    return matches ? 0 : lack.bit;
  }
}
