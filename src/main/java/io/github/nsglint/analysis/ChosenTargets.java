package io.github.nsglint.analysis;

import io.github.nsglint.analysis.PropertyCheck.Result;
import io.github.nsglint.analysis.PropertyCheck.Truth;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.policy.TargetFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which resources a user wants to hear of. All that was read is judged with, since a verdict may
 * depend on any of it; of what surely does not fit nothing is told. What cannot be told fits.
 */
public final class ChosenTargets {
  /** Of each key one has to fit. */
  private final Map<String, List<TargetFilter>> filters = new TreeMap<>();

  /** Lets all pass. */
  public static ChosenTargets all() {
    return new ChosenTargets();
  }

  /**
   * @param key filters of one key are alternatives
   */
  public void add(String key, TargetFilter filter) {
    filters.computeIfAbsent(key, name -> new ArrayList<>()).add(filter);
  }

  public boolean isAll() {
    return filters.isEmpty();
  }

  /** Those about what fits, in their order; those about nothing that was read are among them. */
  public List<Finding> of(List<Finding> findings, Network network) {
    if (isAll()) {
      return findings;
    }
    Map<String, Boolean> fitting = fitting(network);
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      if (fitting.getOrDefault(finding.resourceId(), true)) {
        kept.add(finding);
      }
    }
    return kept;
  }

  /** Those that fit, in their order. */
  public List<MachineAccess> ofMachines(List<MachineAccess> machines, Network network) {
    if (isAll()) {
      return machines;
    }
    Map<String, Boolean> fitting = fitting(network);
    List<MachineAccess> kept = new ArrayList<>();
    for (MachineAccess machine : machines) {
      if (fitting.getOrDefault(machine.id(), true)) {
        kept.add(machine);
      }
    }
    return kept;
  }

  /** By id. */
  private Map<String, Boolean> fitting(Network network) {
    MeantTargets meant = new MeantTargets(network, new PropertyCheck(network));
    Map<String, Boolean> fitting = new HashMap<>();
    network
        .elements()
        .forEach(
            element ->
                fitting.merge(
                    element.id().toString(), fits(element, meant, network), Boolean::logicalOr));
    return fitting;
  }

  private boolean fits(Element element, MeantTargets meant, Network network) {
    return filters.values().stream()
        .allMatch(
            alternatives ->
                alternatives.stream()
                    .anyMatch(filter -> truth(filter, element, meant, network) != Truth.FALSE));
  }

  /** A subnet is where its virtual network is. */
  private static Truth truth(
      TargetFilter filter, Element element, MeantTargets meant, Network network) {
    if (element instanceof Subnet subnet && filter.where().isPresent()) {
      List<Element> parents =
          subnet.id().parent().map(id -> network.find(id, subnet.span())).orElse(List.of());
      return parents.size() == 1 && PropertyCheck.isShown(parents.get(0))
          ? meant.of(filter, parents.get(0)).truth()
          : Truth.UNKNOWN;
    }
    Result result = meant.of(filter, element);
    boolean shown = filter.where().isEmpty() || PropertyCheck.isShown(element);
    return shown ? result.truth() : Truth.UNKNOWN;
  }
}
