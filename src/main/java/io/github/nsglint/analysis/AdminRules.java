package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityAdminRule;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which security admin rules stand before the groups of a place. A definition does not tell whether
 * it was deployed, and a network group may have members that Azure Policy finds: such rules are
 * perhaps in force.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments">a
 *     configuration has no effect until it is deployed</a>
 */
final class AdminRules {
  private final Network network;

  AdminRules(Network network) {
    this.network = network;
  }

  /**
   * @param rule with the condition under which it is in force at the place, if that is not sure
   */
  record Applied(SecurityRule rule, Value<Action> action) {
    Applied {
      requireNonNull(rule);
      requireNonNull(action);
    }
  }

  /** Those that are, or may be, in force in all of these subnets; none named is anywhere. */
  List<Applied> of(List<Subnet> subnets) {
    if (network.adminRules().isEmpty()) {
      return List.of();
    }
    List<Applied> applied = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>();
    List<ResourceId> networks = new ArrayList<>();
    for (Subnet subnet : subnets) {
      subnet.id().parent().filter(id -> keys.add(id.toString())).ifPresent(networks::add);
    }
    for (SecurityAdminRule rule : about(networks)) {
      if (networks.isEmpty() || networks.stream().anyMatch(id -> mayBeIn(rule, id))) {
        applied.add(new Applied(inForce(rule, networks), rule.action()));
      }
    }
    return applied;
  }

  private SecurityRule inForce(SecurityAdminRule rule, List<ResourceId> networks) {
    if (rule.rule().condition().isPresent()) {
      return rule.rule();
    }
    return doubt(rule, networks)
        .map(why -> rule.rule().withCondition(new Node.Unresolved(why, "", rule.span())))
        .orElse(rule.rule());
  }

  /** Why a rule is perhaps not in force; a clause. */
  private Optional<String> doubt(SecurityAdminRule rule, List<ResourceId> networks) {
    if (!rule.inForce()) {
      return Optional.of(
          "whether its configuration is deployed, and where, a definition does not say");
    }
    if (!rule.virtualNetworks().isEmpty()) {
      return !networks.isEmpty() && networks.stream().allMatch(id -> network.isInForce(rule, id))
          ? Optional.empty()
          : Optional.of("it is in force in some of the virtual networks in question, not in all");
    }
    // The answer for one virtual network does not name it.
    if (networks.size() == 1 && network.virtualNetworks().size() == 1) {
      return Optional.empty();
    }
    boolean everywhere =
        !networks.isEmpty() && networks.stream().allMatch(id -> isMember(id, rule.groups()));
    return everywhere
        ? Optional.empty()
        : Optional.of("in which virtual networks it is in force, no file that was read says");
  }

  private List<SecurityAdminRule> about(List<ResourceId> networks) {
    return networks.size() == 1 ? network.adminRulesAbout(networks.get(0)) : network.adminRules();
  }

  /** Also where the virtual network is not known by its whole name. */
  private boolean mayBeIn(SecurityAdminRule rule, ResourceId virtualNetwork) {
    return rule.virtualNetworks().isEmpty()
        || network.isInForce(rule, virtualNetwork)
        || rule.virtualNetworks().stream()
            .anyMatch(
                each -> !(each instanceof Reference.To to) || to.id().mayMatch(virtualNetwork));
  }

  private boolean isMember(ResourceId virtualNetwork, List<Reference> groups) {
    return network.networkGroupMembers().stream()
        .filter(member -> member.condition().isEmpty())
        .filter(member -> means(member.member(), virtualNetwork))
        .anyMatch(member -> groups.stream().anyMatch(group -> isParent(group, member)));
  }

  private static boolean isParent(Reference group, Element member) {
    return group instanceof Reference.To to
        && member.id().parent().filter(parent -> parent.matches(to.id())).isPresent();
  }

  private static boolean means(Reference reference, ResourceId id) {
    return reference instanceof Reference.To to && to.id().matches(id);
  }
}
