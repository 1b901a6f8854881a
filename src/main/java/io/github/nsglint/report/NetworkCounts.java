package io.github.nsglint.report;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.SecurityRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network in numbers.
 *
 * @param rules the written ones
 * @param unresolved values that are not known; one expression that stands for several counts once
 *     an element
 * @param conditional elements, rules and routes that may not be there
 * @param defects what Azure would refuse of the rule lists
 */
record NetworkCounts(
    int virtualNetworks,
    int subnets,
    int routeTables,
    int groups,
    int rules,
    int applicationGroups,
    int interfaces,
    int machines,
    int bastionHosts,
    int publicAddresses,
    int unresolved,
    int conditional,
    int defects,
    int problems) {

  static NetworkCounts of(Network network, Layout layout, List<Problem> problems) {
    List<SecurityRule> rules =
        network.groups().stream().flatMap(group -> group.rules().stream()).toList();
    Stream<Optional<Node.Unresolved>> conditions =
        Stream.concat(
            Stream.concat(network.elements().map(Element::condition), routes(network)),
            rules.stream().map(SecurityRule::condition));
    return new NetworkCounts(
        network.virtualNetworks().size(),
        network.subnets().size(),
        network.routeTables().size(),
        network.groups().size(),
        rules.size(),
        network.applicationGroups().size(),
        network.interfaces().size(),
        network.machines().size(),
        network.bastionHosts().size(),
        network.publicAddresses().size(),
        UnresolvedValues.count(network, layout),
        (int) conditions.filter(Optional::isPresent).count(),
        network.groups().stream().map(NetworkSecurityGroup::defects).mapToInt(List::size).sum(),
        problems.size());
  }

  private static Stream<Optional<Node.Unresolved>> routes(Network network) {
    return network.routeTables().stream()
        .flatMap(table -> table.routes().stream())
        .map(Route::condition);
  }
}
