package io.github.nsglint.model;

import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was read, as one network. Lists are in the order of reading; a subnet stands in
 * {@link #subnets} whether or not its virtual network was read.
 */
public final class Network {
  private final List<VirtualNetwork> virtualNetworks;
  private final List<Subnet> subnets;
  private final List<NetworkSecurityGroup> groups;
  private final List<NetworkInterface> interfaces;
  private final List<BastionHost> bastionHosts;
  private final List<PublicIpAddress> publicAddresses;
  private final Map<String, List<Element>> byKey = new HashMap<>();

  public Network(
      List<VirtualNetwork> virtualNetworks,
      List<Subnet> subnets,
      List<NetworkSecurityGroup> groups,
      List<NetworkInterface> interfaces,
      List<BastionHost> bastionHosts,
      List<PublicIpAddress> publicAddresses) {
    this.virtualNetworks = List.copyOf(virtualNetworks);
    this.subnets = List.copyOf(subnets);
    this.groups = List.copyOf(groups);
    this.interfaces = List.copyOf(interfaces);
    this.bastionHosts = List.copyOf(bastionHosts);
    this.publicAddresses = List.copyOf(publicAddresses);
    for (List<? extends Element> elements :
        List.of(
            this.virtualNetworks,
            this.subnets,
            this.groups,
            this.interfaces,
            this.bastionHosts,
            this.publicAddresses)) {
      for (Element element : elements) {
        byKey.computeIfAbsent(element.id().key(), key -> new ArrayList<>(1)).add(element);
      }
    }
  }

  public List<VirtualNetwork> virtualNetworks() {
    return virtualNetworks;
  }

  public List<Subnet> subnets() {
    return subnets;
  }

  public List<NetworkSecurityGroup> groups() {
    return groups;
  }

  public List<NetworkInterface> interfaces() {
    return interfaces;
  }

  public List<BastionHost> bastionHosts() {
    return bastionHosts;
  }

  public List<PublicIpAddress> publicAddresses() {
    return publicAddresses;
  }

  /** The start of the first file that has something of the network; empty when nothing was read. */
  public Optional<Span> place() {
    return Stream.of(virtualNetworks, subnets, groups, interfaces, bastionHosts, publicAddresses)
        .flatMap(List::stream)
        .map(element -> element.span().file().start())
        .findFirst();
  }

  /**
   * What an id may mean, seen from a place: resources of the same file if there are any, since
   * templates that lie side by side often use one name for different things; else those of all
   * files.
   *
   * @return empty when nothing of that id was read; several when the name alone does not tell which
   */
  public List<Element> find(ResourceId id, Span from) {
    List<Element> all = new ArrayList<>();
    List<Element> near = new ArrayList<>();
    for (Element element : byKey.getOrDefault(id.key(), List.of())) {
      if (element.id().matches(id)) {
        all.add(element);
        if (element.span().file() == from.file()) {
          near.add(element);
        }
      }
    }
    return near.isEmpty() ? all : near;
  }
}
