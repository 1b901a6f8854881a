package io.github.nsglint.analysis;

import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import java.util.List;

/**
 * Whether a rule can decide any flow of a pattern, as far as direction, protocol and ports tell.
 */
final class Relevance {
  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(RuleFlows.TCP, RuleFlows.UDP);

  private Relevance() {}

  static boolean of(SecurityRule rule, FlowPattern pattern) {
    if (!rule.mayBe(pattern.direction())) {
      return false;
    }
    ProtocolSet wanted = Region.protocols(pattern);
    boolean protocol =
        rule.protocol()
            .fold(known -> RuleFlows.possible(known).intersects(wanted), unknown -> true);
    return protocol
        && (!WITH_PORTS.containsAll(wanted)
            || meets(rule.destinationPorts(), pattern.destinationPorts()));
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
