package io.github.nsglint.analysis;

import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePack;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that Azure looks for among a group's own on some subnets. There they must stand even where
 * another rule does their work.
 */
final class Gates {
  private record Row(String subnet, FlowPattern pattern, Relevance relevance) {}

  private static final Gates NONE = new Gates(List.of());

  private final List<Row> rows = new ArrayList<>();

  Gates(List<RulePack> packs) {
    packs.forEach(pack -> pack.rules().forEach(this::add));
  }

  /**
   * Those that a group passes.
   *
   * @param subnets names of those that the group is attached to; none when nobody knows, so that it
   *     may be any
   */
  Gates at(List<String> subnets) {
    Gates there = NONE;
    for (int i = 0; i < rows.size(); i++) {
      if (isThere(rows.get(i), subnets)) {
        there = there == NONE ? new Gates(List.of()) : there;
        there.rows.add(rows.get(i));
      }
    }
    return there;
  }

  private void add(Rule rule) {
    if (rule.requirement() instanceof Requirement.Gate gate) {
      String subnet = rule.target().fold(subnets -> subnets.name(), groups -> "", resources -> "");
      gate.rows()
          .forEach(row -> rows.add(new Row(subnet, row.pattern(), new Relevance(row.pattern()))));
    }
  }

  /**
   * Whether a rule must stand although others do its work: Azure looks for its kind, and none of
   * the others is of that kind. A rule whose flows others decide otherwise does no work.
   */
  boolean needs(SecurityRule rule, List<SecurityRule> others) {
    if (rows.isEmpty()) {
      return false;
    }
    for (SecurityRule other : others) {
      if (!other.access().known().equals(rule.access().known())) {
        return false;
      }
    }
    for (Row row : rows) {
      if (isOfKind(rule, row)
          && others.stream().noneMatch(other -> !other.standard() && isOfKind(other, row))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThere(Row row, List<String> subnets) {
    for (int i = 0; i < subnets.size(); i++) {
      if (subnets.get(i).equalsIgnoreCase(row.subnet())) {
        return true;
      }
    }
    return subnets.isEmpty();
  }

  /** Whether a rule is about flows of a documented row and names its service tags. */
  private static boolean isOfKind(SecurityRule rule, Row row) {
    return rule.access() instanceof Value.Known<Access> access
        && access.value() == Access.ALLOW
        && row.relevance().mayDecide(rule)
        && names(rule.sources(), row.pattern().source())
        && names(rule.destinations(), row.pattern().destination());
  }

  private static boolean names(List<AddressPrefix> side, Place wanted) {
    for (AddressPrefix prefix : wanted.prefixes()) {
      if (prefix instanceof AddressPrefix.ServiceTag tag
          && side.stream().noneMatch(own -> own.toString().equalsIgnoreCase(tag.name()))) {
        return false;
      }
    }
    return true;
  }
}
