package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.Condition;
import io.github.nsglint.policy.Target;
import io.github.nsglint.policy.TargetFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Services that a rule finds its subnets by, and of which nobody can tell the subnet: it may be any
 * of many, or one that was not read. They are asked about once, and no subnet for their sake.
 */
final class LooseReferrers {
  private final Network network;
  private final PropertyCheck properties;
  private final MeantTargets meant;

  LooseReferrers(Network network, PropertyCheck properties, MeantTargets meant) {
    this.network = network;
    this.properties = properties;
    this.meant = meant;
  }

  /**
   * One of them.
   *
   * @param subnets that it may stand in
   * @param open what is not known, each at its place
   */
  record Referrer(Element element, List<Subnet> subnets, List<Remark> open) {}

  /** The conditions of a filter that look for a referrer; none if it looks for what has none. */
  static List<Condition.Related> conditions(TargetFilter filter) {
    List<Condition.Related> found = new ArrayList<>();
    boolean plain = filter.where().map(where -> collect(where, found)).orElse(true);
    return plain ? found : List.of();
  }

  /** False if a referrer is looked for to leave a subnet out. */
  private static boolean collect(Condition condition, List<Condition.Related> found) {
    return condition.fold(
        all -> all.conditions().stream().allMatch(each -> collect(each, found)),
        any -> any.conditions().stream().allMatch(each -> collect(each, found)),
        not -> !looksForReferrer(not.condition()),
        test -> true,
        related -> found.add(related),
        item -> true);
  }

  private static boolean looksForReferrer(Condition condition) {
    return condition.fold(
        all -> all.conditions().stream().anyMatch(LooseReferrers::looksForReferrer),
        any -> any.conditions().stream().anyMatch(LooseReferrers::looksForReferrer),
        not -> looksForReferrer(not.condition()),
        test -> false,
        related -> true,
        item -> false);
  }

  /** Those of a rule, in the order of the network. */
  List<Referrer> of(Target.Subnets target) {
    List<Referrer> found = new ArrayList<>();
    List<Subnet> subnets = new ArrayList<>();
    for (Condition.Related related : conditions(target.filter())) {
      List<? extends Element> others = PropertyCheck.elements(network, related.kind());
      if (!others.isEmpty() && subnets.isEmpty()) {
        subnets = perhapsMeant(target);
      }
      for (Element other : others) {
        Referrer referrer = new Referrer(other, new ArrayList<>(), new ArrayList<>());
        for (Subnet subnet : subnets) {
          List<Remark> open = properties.openReference(related, other, subnet);
          if (!open.isEmpty()) {
            referrer.subnets().add(subnet);
            referrer.open().addAll(open);
          }
        }
        if (!referrer.subnets().isEmpty()
            && found.stream().noneMatch(each -> each.element() == other)) {
          found.add(referrer);
        }
      }
    }
    return found;
  }

  private List<Subnet> perhapsMeant(Target.Subnets target) {
    List<Subnet> subnets = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      if (target.includes(subnet.name())
          && meant.ofPerhaps(target.filter(), subnet).truth() == Truth.UNKNOWN
          && meant.of(target.filter(), subnet).truth() == Truth.FALSE) {
        subnets.add(subnet);
      }
    }
    return subnets;
  }
}
