package io.github.nsglint.analysis;

import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a rule can decide any flow of a pattern, as far as direction, protocol and ports tell.
 */
final class Relevance {
  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP);

  private final FlowPattern pattern;
  private final ProtocolSet wanted;
  private final boolean portsTell;

  Relevance(FlowPattern pattern) {
    this.pattern = pattern;
    this.wanted = Region.protocols(pattern);
    this.portsTell = WITH_PORTS.containsAll(wanted);
  }

  /** Those of the rules that can, in their order. */
  List<SecurityRule> among(List<SecurityRule> rules) {
    List<SecurityRule> near = new ArrayList<>();
    for (SecurityRule rule : rules) {
      if (mayDecide(rule)) {
        near.add(rule);
      }
    }
    return near;
  }

  /** Whether a rule can. */
  boolean mayDecide(SecurityRule rule) {
    return rule.mayBe(pattern.direction())
        && (!portsTell || meets(rule.destinationPorts(), pattern.destinationPorts()))
        && rule.protocol()
            .fold(known -> RuleFlows.possible(known).intersects(wanted), unknown -> true);
  }

  private static boolean meets(List<PortPrefix> ports, List<PortPrefix.Range> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    for (PortPrefix port : ports) {
      if (!(port instanceof PortPrefix.Range range)) {
        return true;
      }
      for (PortPrefix.Range other : wanted) {
        if (range.first() <= other.last() && other.first() <= range.last()) {
          return true;
        }
      }
    }
    return false;
  }
}
