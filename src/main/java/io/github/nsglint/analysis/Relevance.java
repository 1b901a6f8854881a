package io.github.nsglint.analysis;

import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
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

  /** Those of the rules that can and that somebody wrote, in their order. */
  List<ListedRule> amongWritten(List<ListedRule> rules) {
    List<ListedRule> near = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      SecurityRule rule = rules.get(i).rule();
      if (!rule.standard() && mayDecide(rule)) {
        near.add(rules.get(i));
      }
    }
    return near;
  }

  /** Whether a rule can. */
  boolean mayDecide(SecurityRule rule) {
    return rule.mayBe(pattern.direction())
        && (!portsTell || meets(rule.destinationPorts(), pattern.destinationPorts()))
        && (!(rule.protocol() instanceof Value.Known<Protocol> known)
            || RuleFlows.possible(known.value()).intersects(wanted));
  }

  private static boolean meets(List<PortPrefix> ports, List<PortPrefix.Range> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    for (int i = 0; i < ports.size(); i++) {
      if (!(ports.get(i) instanceof PortPrefix.Range range)) {
        return true;
      }
      for (int j = 0; j < wanted.size(); j++) {
        PortPrefix.Range other = wanted.get(j);
        if (range.first() <= other.last() && other.first() <= range.last()) {
          return true;
        }
      }
    }
    return false;
  }
}
