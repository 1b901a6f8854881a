package io.github.nsglint.analysis;

import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    PROTOCOL,
    SOURCE,
    SOURCE_PORT,
    DESTINATION,
    DESTINATION_PORT
  }

  /**
   * @param lacks what keeps the rule from matching; nothing where it decides, or may match
   * @param decides whether it is the one that decides
   */
  public record Step(SecurityRule rule, Set<Lack> lacks, boolean decides) {
    public Step {
      lacks = Set.copyOf(lacks);
    }

    /** Whether this is among what keeps the rule from matching. */
    public boolean lacks(Lack lack) {
      return lacks.contains(lack);
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
    while (end < ordered.size() && !ordered.get(end).rule().equals(decider.get())) {
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
    steps.add(new Step(decider.get(), Set.of(), true));
    return new Walk(steps, start);
  }

  private static Set<Lack> lacks(FlowProduct written, Flow flow) {
    Set<Lack> lacks = EnumSet.noneOf(Lack.class);
    if (!written.protocols().contains(flow.protocol())) {
      lacks.add(Lack.PROTOCOL);
    }
    if (!written.sources().contains(flow.source())) {
      lacks.add(Lack.SOURCE);
    }
    if (!written.sourcePorts().contains(flow.sourcePort())) {
      lacks.add(Lack.SOURCE_PORT);
    }
    if (!written.destinations().contains(flow.destination())) {
      lacks.add(Lack.DESTINATION);
    }
    if (!written.destinationPorts().contains(flow.destinationPort())) {
      lacks.add(Lack.DESTINATION_PORT);
    }
    return lacks;
  }
}
