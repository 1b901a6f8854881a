package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules that would almost let a denied flow pass, and what each of them lacks: one field, or only
 * that an earlier rule comes first. A rule for other ports counts only if it grants another part of
 * the requirement, or names its very tag.
 */
final class NearMiss {
  private static final int MOST = 3;

  private record Candidate(SecurityRule rule, Optional<String> lack) {}

  private NearMiss() {}

  /**
   * @param region what the pattern means here
   * @return those that lack nothing first; of equals, the one with the lower priority number
   */
  static List<Remark> of(
      EffectiveRules rules, FlowPattern pattern, FlowBounds region, Flow denied) {
    List<Candidate> candidates = new ArrayList<>();
    Optional<SecurityRule> decider = rules.decider(rules.possible(), denied);
    for (RuleFlows flows : rules.ofGroup()) {
      SecurityRule rule = flows.rule();
      boolean allows = rule.access().fold(access -> access == Access.ALLOW, unknown -> false);
      if (allows && !rule.standard()) {
        candidate(flows, pattern, region, denied).ifPresent(candidates::add);
      }
    }
    candidates.sort((a, b) -> Boolean.compare(a.lack().isPresent(), b.lack().isPresent()));
    return candidates.stream()
        .limit(MOST)
        .map(candidate -> new Remark(words(candidate, decider), candidate.rule().span()))
        .toList();
  }

  private static Optional<Candidate> candidate(
      RuleFlows flows, FlowPattern pattern, FlowBounds region, Flow denied) {
    SecurityRule rule = flows.rule();
    FlowProduct written = flows.written();
    List<String> lacks = lacks(written, rule, denied);
    boolean otherPort = !written.destinationPorts().contains(denied.destinationPort());
    boolean near =
        lacks.isEmpty()
            || (lacks.size() == 1
                && (!otherPort || isKin(written, rule, pattern, region))
                && !isForAnother(rule.sources(), pattern.source())
                && !isForAnother(rule.destinations(), pattern.destination()));
    return near ? Optional.of(new Candidate(rule, lacks.stream().findFirst())) : Optional.empty();
  }

  /**
   * Whether a side names one service tag that has nothing to do with the one that is wanted: such a
   * rule does the work of another requirement.
   */
  private static boolean isForAnother(List<AddressPrefix> side, Place wanted) {
    if (side.size() != 1
        || wanted.prefixes().size() != 1
        || !(side.get(0) instanceof AddressPrefix.ServiceTag own)
        || !(wanted.prefixes().get(0) instanceof AddressPrefix.ServiceTag tag)) {
      return false;
    }
    boolean excepted = wanted.except().stream().anyMatch(out -> isSame(out, own));
    boolean partOfInternet =
        tag.name().equals(ServiceTags.INTERNET) && ServiceTags.isPublic(own.name()) && !excepted;
    return !isSame(own, tag)
        && !partOfInternet
        && !ServiceTags.isWithin(own.name(), tag.name())
        && !ServiceTags.isWithin(tag.name(), own.name());
  }

  private static boolean isSame(AddressPrefix a, AddressPrefix b) {
    return a.toString().equalsIgnoreCase(b.toString());
  }

  /** Whether a rule for other ports is about the same thing all the same. */
  private static boolean isKin(
      FlowProduct product, SecurityRule rule, FlowPattern pattern, FlowBounds region) {
    if (region.possible().intersects(FlowSet.of(product))) {
      return true;
    }
    return namesTag(rule.sources(), pattern.source())
        || namesTag(rule.destinations(), pattern.destination());
  }

  private static boolean namesTag(List<AddressPrefix> side, Place wanted) {
    return side.stream()
        .filter(AddressPrefix.ServiceTag.class::isInstance)
        .map(Object::toString)
        .filter(tag -> !tag.equals(ServiceTags.VIRTUAL_NETWORK))
        .anyMatch(
            tag ->
                wanted.prefixes().stream()
                    .anyMatch(other -> tag.equalsIgnoreCase(other.toString())));
  }

  private static String words(Candidate candidate, Optional<SecurityRule> decider) {
    String obstacle =
        candidate
            .lack()
            .orElseGet(
                () ->
                    decider.map(rule -> FlowVerdicts.words(rule).toString()).orElse("another rule")
                        + " comes first");
    return FlowVerdicts.words(candidate.rule()) + " would do, but " + obstacle;
  }

  /** What keeps a rule from matching the flow, one text a field. */
  private static List<String> lacks(FlowProduct product, SecurityRule rule, Flow flow) {
    List<String> lacks = new ArrayList<>();
    if (!product.protocols().contains(flow.protocol())) {
      lacks.add(
          "its protocol is " + rule.protocol().known().map(Object::toString).orElse("not known"));
    }
    if (!product.sources().contains(flow.source())) {
      lacks.add("its source is " + list(rule.sources()));
    }
    if (!product.sourcePorts().contains(flow.sourcePort())) {
      lacks.add("its source port is " + list(rule.sourcePorts()));
    }
    if (!product.destinations().contains(flow.destination())) {
      lacks.add("its destination is " + list(rule.destinations()));
    }
    if (!product.destinationPorts().contains(flow.destinationPort())) {
      lacks.add("its destination port is " + list(rule.destinationPorts()));
    }
    return lacks;
  }

  private static String list(List<?> values) {
    String text = values.stream().limit(4).map(Object::toString).collect(Collectors.joining(", "));
    return values.size() > 4 ? text + " and " + (values.size() - 4) + " more" : text;
  }
}
