package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.AddressRange;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules that would almost let a denied flow pass, and what each of them lacks: one field or two, or
 * only that an earlier rule comes first. Of a field that covers a part of the requirement, the rest
 * is named. A rule for other ports counts only if it grants another part of the requirement, or
 * names its very tag.
 */
final class NearMiss {
  private static final int MOST = 3;

  /** Longer lists of what is missing are left out. */
  private static final int MOST_BLOCKS = 3;

  /** Lacks more than these make no near miss. */
  private static final int MOST_LACKS = 2;

  /**
   * @param written what stands in the rule
   * @param lacks how many of its fields keep it from matching the flow
   */
  private record Candidate(RuleFlows flows, FlowProduct written, int lacks) {}

  private NearMiss() {}

  /**
   * @param region what the pattern means here
   * @return those that lack least first; of equals, the one with the lower priority number
   */
  static List<Remark> of(
      EffectiveRules rules, FlowPattern pattern, FlowBounds region, Flow denied) {
    List<Candidate> candidates = new ArrayList<>();
    Optional<SecurityRule> decider = rules.decider(rules.possible(), denied);
    for (RuleFlows flows : rules.ofGroup()) {
      SecurityRule rule = flows.said();
      boolean allows = rule.access().fold(access -> access == Access.ALLOW, unknown -> false);
      if (allows && !rule.standard()) {
        candidate(flows, pattern, region, denied).ifPresent(candidates::add);
      }
    }
    if (candidates.isEmpty()) {
      return List.of();
    }
    candidates.sort((a, b) -> Integer.compare(a.lacks(), b.lacks()));
    List<Remark> remarks = new ArrayList<>(MOST);
    for (Candidate candidate : candidates.subList(0, Math.min(MOST, candidates.size()))) {
      SecurityRule rule = candidate.flows().rule();
      List<String> lacks = lacks(candidate.written(), rule, region, denied);
      remarks.add(new Remark(words(rule, lacks, decider), rule.span()));
    }
    return List.copyOf(remarks);
  }

  private static Optional<Candidate> candidate(
      RuleFlows flows, FlowPattern pattern, FlowBounds region, Flow denied) {
    SecurityRule rule = flows.said();
    FlowProduct written = flows.written();
    int lacks = countLacks(written, denied);
    boolean otherPort = !written.destinationPorts().contains(denied.destinationPort());
    boolean near =
        !isForAnother(rule.sources(), pattern.source())
            && !isForAnother(rule.destinations(), pattern.destination())
            && (lacks == 0
                || (lacks <= MOST_LACKS
                    && (lacks == 1 || grantsSome(written, region))
                    && (!otherPort || isKin(written, rule, pattern, region))));
    return near ? Optional.of(new Candidate(flows, written, lacks)) : Optional.empty();
  }

  /** How many texts {@link #lacks} has. */
  private static int countLacks(FlowProduct product, Flow flow) {
    return (product.protocols().contains(flow.protocol()) ? 0 : 1)
        + (product.sources().contains(flow.source()) ? 0 : 1)
        + (product.sourcePorts().contains(flow.sourcePort()) ? 0 : 1)
        + (product.destinations().contains(flow.destination()) ? 0 : 1)
        + (product.destinationPorts().contains(flow.destinationPort()) ? 0 : 1);
  }

  /** Whether the rule lets some flow of the requirement pass, were it asked first. */
  private static boolean grantsSome(FlowProduct written, FlowBounds region) {
    return region.possible().intersects(FlowSet.of(written));
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

  private static String words(
      SecurityRule rule, List<String> lacks, Optional<SecurityRule> decider) {
    String obstacle =
        lacks.isEmpty()
            ? decider.map(first -> FlowVerdicts.words(first).toString()).orElse("another rule")
                + " comes first"
            : String.join(", and ", lacks);
    return FlowVerdicts.words(rule) + " would do, but " + obstacle;
  }

  /** What keeps a rule from matching the flow, one text a field. */
  private static List<String> lacks(
      FlowProduct product, SecurityRule rule, FlowBounds region, Flow flow) {
    List<String> lacks = new ArrayList<>();
    if (!product.protocols().contains(flow.protocol())) {
      lacks.add(
          "its protocol is " + rule.protocol().known().map(Object::toString).orElse("not known"));
    }
    if (!product.sources().contains(flow.source())) {
      AddressSet wanted = region.certain().sources();
      lacks.add("its source is " + list(rule.sources()) + rest(wanted, product.sources()));
    }
    if (!product.sourcePorts().contains(flow.sourcePort())) {
      lacks.add("its source port is " + list(rule.sourcePorts()));
    }
    if (!product.destinations().contains(flow.destination())) {
      AddressSet wanted = region.certain().destinations();
      lacks.add(
          "its destination is " + list(rule.destinations()) + rest(wanted, product.destinations()));
    }
    if (!product.destinationPorts().contains(flow.destinationPort())) {
      PortSet wanted = region.certain().destinationPorts();
      boolean some = wanted.intersects(product.destinationPorts());
      PortSet missing = wanted.minus(product.destinationPorts());
      lacks.add(
          "its destination port is "
              + list(rule.destinationPorts())
              + (some && missing.ranges().size() <= MOST_BLOCKS
                  ? "; " + missing.toString().replace(",", ", ") + missing(missing.ranges().size())
                  : ""));
    }
    return lacks;
  }

  /** What a side leaves out of the addresses asked for, where it covers the others. */
  private static String rest(AddressSet wanted, AddressSet covered) {
    AddressSet missing = wanted.minus(covered).onLines(List.of(0));
    if (!wanted.intersects(covered) || missing.isEmpty()) {
      return "";
    }
    List<String> blocks = new ArrayList<>();
    for (AddressRange range : missing.ranges()) {
      if (blocks.size() == MOST_BLOCKS) {
        return "";
      }
      blocks.add(text(range));
    }
    return "; " + String.join(", ", blocks) + missing(blocks.size());
  }

  /** {@code 10.0.0.128/25}, or the first and the last address of what is no block. */
  private static String text(AddressRange range) {
    String first = Cidr.text(range.first());
    if (range.first().equals(range.last())) {
      return first;
    }
    long size = range.last().low() - range.first().low() + 1;
    boolean block =
        range.first().family() == Family.IPV4
            && Long.bitCount(size) == 1
            && range.first().low() % size == 0;
    return block
        ? first + "/" + (32 - Long.numberOfTrailingZeros(size))
        : first + "–" + Cidr.text(range.last());
  }

  private static String missing(int count) {
    return count == 1 ? " is missing" : " are missing";
  }

  private static String list(List<?> values) {
    String text = values.stream().limit(4).map(Object::toString).collect(Collectors.joining(", "));
    return values.size() > 4 ? text + " and " + (values.size() - 4) + " more" : text;
  }
}
