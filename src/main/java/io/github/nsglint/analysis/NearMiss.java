package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules that would almost let a denied flow pass, and what each of them lacks. */
final class NearMiss {
  private static final int MOST = 3;
  private static final int MOST_LACKS = 2;

  private record Candidate(SecurityRule rule, List<String> lacks) {}

  private NearMiss() {}

  /** The nearest first; of equals, the one with the lower priority number. */
  static List<Remark> of(EffectiveRules rules, Flow denied) {
    List<Candidate> candidates = new ArrayList<>();
    Optional<SecurityRule> decider = rules.decider(rules.possible(), denied);
    for (RuleFlows flows : rules.ordered()) {
      SecurityRule rule = flows.rule();
      boolean allows = rule.access().fold(access -> access == Access.ALLOW, unknown -> false);
      if (allows && !rule.standard()) {
        List<String> lacks = lacks(flows, denied);
        if (lacks.size() <= MOST_LACKS) {
          candidates.add(new Candidate(rule, lacks));
        }
      }
    }
    candidates.sort(Comparator.comparing(candidate -> candidate.lacks().size()));
    int fewest = candidates.isEmpty() ? 0 : candidates.get(0).lacks().size();
    return candidates.stream()
        .filter(candidate -> candidate.lacks().size() == fewest)
        .limit(MOST)
        .map(candidate -> new Remark(words(candidate, decider), candidate.rule().span()))
        .toList();
  }

  private static String words(Candidate candidate, Optional<SecurityRule> decider) {
    String name = FlowVerdicts.words(candidate.rule()).toString();
    if (candidate.lacks().isEmpty()) {
      return name
          + " would do, but "
          + decider.map(rule -> FlowVerdicts.words(rule).toString()).orElse("another rule")
          + " comes first";
    }
    return name + " would do, but " + String.join(" and ", candidate.lacks());
  }

  /** What keeps a rule from matching the flow, one text a field. */
  private static List<String> lacks(RuleFlows flows, Flow flow) {
    SecurityRule rule = flows.rule();
    List<String> lacks = new ArrayList<>();
    List<FlowProduct> possible = flows.possible();
    if (possible.stream().noneMatch(product -> product.protocols().contains(flow.protocol()))) {
      lacks.add(
          "its protocol is " + rule.protocol().known().map(Object::toString).orElse("not known"));
    }
    if (possible.stream().noneMatch(product -> product.sources().contains(flow.source()))) {
      lacks.add("its source is " + list(rule.sources()));
    }
    if (possible.stream().noneMatch(product -> product.sourcePorts().contains(flow.sourcePort()))) {
      lacks.add("its source port is " + list(rule.sourcePorts()));
    }
    if (possible.stream()
        .noneMatch(product -> product.destinations().contains(flow.destination()))) {
      lacks.add("its destination is " + list(rule.destinations()));
    }
    if (possible.stream()
        .noneMatch(product -> product.destinationPorts().contains(flow.destinationPort()))) {
      lacks.add("its destination port is " + list(rule.destinationPorts()));
    }
    return lacks;
  }

  static String list(List<?> values) {
    String text = values.stream().limit(4).map(Object::toString).collect(Collectors.joining(", "));
    return values.size() > 4 ? text + " and " + (values.size() - 4) + " more" : text;
  }
}
