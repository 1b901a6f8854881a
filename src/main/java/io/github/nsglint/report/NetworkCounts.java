package io.github.nsglint.report;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
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
 * @param conditional elements and rules that may not be there
 * @param defects what Azure would refuse of the rule lists
 */
record NetworkCounts(
    int virtualNetworks,
    int subnets,
    int groups,
    int rules,
    int interfaces,
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
            elements(network).map(Element::condition), rules.stream().map(SecurityRule::condition));
    return new NetworkCounts(
        network.virtualNetworks().size(),
        network.subnets().size(),
        network.groups().size(),
        rules.size(),
        network.interfaces().size(),
        network.bastionHosts().size(),
        network.publicAddresses().size(),
        UnresolvedValues.count(network, layout),
        (int) conditions.filter(Optional::isPresent).count(),
        network.groups().stream().map(NetworkSecurityGroup::defects).mapToInt(List::size).sum(),
        problems.size());
  }

  private static Stream<Element> elements(Network network) {
    return Stream.<List<? extends Element>>of(
            network.virtualNetworks(),
            network.subnets(),
            network.groups(),
            network.interfaces(),
            network.bastionHosts(),
            network.publicAddresses())
        .flatMap(List::stream);
  }
}
