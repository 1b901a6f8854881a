package io.github.nsglint.report;

import io.github.nsglint.analysis.Attachments;
import io.github.nsglint.analysis.RuleOrder;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What lies in what, as a reader wants to see it. */
final class Layout {
  private final Network network;
  private final Attachments attachments;

  /** By identity: two files may show networks that are alike. */
  private final IdentityHashMap<VirtualNetwork, List<Subnet>> subnets = new IdentityHashMap<>();

  private final List<Subnet> withoutNetwork = new ArrayList<>();

  Layout(Network network) {
    this.network = network;
    this.attachments = new Attachments(network);
    for (Subnet subnet : network.subnets()) {
      Surroundings.virtualNetwork(subnet, network)
          .map(found -> subnets.computeIfAbsent(found, key -> new ArrayList<>()))
          .orElse(withoutNetwork)
          .add(subnet);
    }
  }

  Attachments attachments() {
    return attachments;
  }

  List<Subnet> subnetsOf(VirtualNetwork virtualNetwork) {
    return List.copyOf(subnets.getOrDefault(virtualNetwork, List.of()));
  }

  /** Those whose virtual network was not read, or may be one of several. */
  List<Subnet> subnetsWithoutNetwork() {
    return List.copyOf(withoutNetwork);
  }

  /** Whether the virtual network a subnet lies in was read, and is the only one it may lie in. */
  boolean hasVirtualNetwork(Subnet subnet) {
    return Surroundings.virtualNetwork(subnet, network).isPresent();
  }

  /** Whether something of that id was read. */
  boolean isRead(Reference.To reference) {
    return !network.find(reference.id(), reference.span()).isEmpty();
  }

  /** Whether an address of the interface belongs to the group, or to one that may be the group. */
  boolean isMember(NetworkInterface nic, ApplicationSecurityGroup group) {
    return nic.ipConfigurations().stream()
        .flatMap(configuration -> configuration.applicationGroups().stream())
        .anyMatch(
            reference ->
                reference.fold(
                    () -> false,
                    to ->
                        network.find(to.id(), to.span()).stream().anyMatch(found -> found == group),
                    unresolved -> false));
  }

  /** The subnets a group names that were read and do not name it. */
  List<ResourceId> contradictedSubnets(NetworkSecurityGroup group) {
    List<Subnet> attached = attachments.subnetsOf(group);
    return group.subnets().stream()
        .filter(id -> attached.stream().noneMatch(subnet -> subnet.id().matches(id)))
        .toList();
  }

  /** The written rules and Azure's own, in effective order. */
  static List<SecurityRule> rules(NetworkSecurityGroup group, Direction direction) {
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    return RuleOrder.of(rules, direction);
  }
}
