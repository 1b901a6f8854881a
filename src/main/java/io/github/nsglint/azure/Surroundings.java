package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a group sees of its network from one subnet: the tag VirtualNetwork means another set of
 * addresses in each.
 *
 * @param subnet the subnet; empty for a group seen on its own
 * @param prefixes blocks known to belong to VirtualNetwork: the network's own, its known peers',
 *     the subnet's
 * @param local blocks of the interfaces and subnets behind the group
 * @param routed whether a route table is on the subnet, whose routes count as VirtualNetwork
 */
public record Surroundings(
    Optional<Subnet> subnet, List<Cidr> prefixes, List<Cidr> local, boolean routed) {
  public Surroundings {
    requireNonNull(subnet);
    prefixes = List.copyOf(prefixes);
    local = List.copyOf(local);
  }

  /** Of a group that no known network holds, or more than one. */
  public static Surroundings unknown() {
    return new Surroundings(Optional.empty(), List.of(), List.of(), false);
  }

  public static Surroundings of(Subnet subnet, Network network) {
    List<Cidr> prefixes = new ArrayList<>();
    add(prefixes, subnet.prefixes());
    virtualNetwork(subnet, network).ifPresent(own -> addNetwork(prefixes, own, network));
    return new Surroundings(
        Optional.of(subnet), prefixes, local(List.of(subnet)), isRouted(subnet));
  }

  /**
   * Of a group attached to these subnets and interfaces: what the subnets share, if they lie in one
   * virtual network.
   */
  public static Surroundings shared(
      List<Subnet> subnets, List<NetworkInterface> interfaces, Network network) {
    Surroundings shared = shared(subnets, network);
    List<Cidr> local = new ArrayList<>();
    interfaces.forEach(nic -> addAddresses(local, nic, network));
    local.addAll(shared.local());
    return new Surroundings(shared.subnet(), shared.prefixes(), local, shared.routed());
  }

  /** Those of an interface, or the subnet it gets one of. */
  private static void addAddresses(List<Cidr> local, NetworkInterface nic, Network network) {
    for (NetworkInterface.IpConfiguration configuration : nic.ipConfigurations()) {
      Optional<Cidr> address = configuration.privateAddress().flatMap(Value::known);
      if (address.isPresent()) {
        local.add(address.get());
      } else {
        configuration
            .subnet()
            .fold(
                List::<Element>of,
                to -> network.find(to.id(), to.span()),
                unresolved -> List.<Element>of())
            .forEach(
                found -> {
                  if (found instanceof Subnet subnet) {
                    add(local, subnet.prefixes());
                  }
                });
      }
    }
  }

  private static Surroundings shared(List<Subnet> subnets, Network network) {
    TreeSet<String> networks = new TreeSet<>();
    subnets.forEach(subnet -> networks.add(subnet.id().parent().map(ResourceId::key).orElse("?")));
    if (networks.size() != 1) {
      return unknown();
    }
    List<Cidr> prefixes = new ArrayList<>();
    virtualNetwork(subnets.get(0), network).ifPresent(own -> addNetwork(prefixes, own, network));
    if (prefixes.isEmpty()) {
      subnets.forEach(subnet -> add(prefixes, subnet.prefixes()));
    }
    return new Surroundings(
        Optional.empty(),
        prefixes,
        local(subnets),
        subnets.stream().anyMatch(Surroundings::isRouted));
  }

  private static List<Cidr> local(List<Subnet> subnets) {
    List<Cidr> local = new ArrayList<>();
    subnets.forEach(subnet -> add(local, subnet.prefixes()));
    return local;
  }

  /**
   * A subnet of which only the name is known has an unresolved route table too; that alone makes no
   * route.
   */
  private static boolean isRouted(Subnet subnet) {
    boolean shown = !subnet.prefixes().isEmpty();
    return subnet.routeTable().fold(() -> false, to -> true, unresolved -> shown);
  }

  /** The virtual network a subnet lies in, if it was read and is the only one its id may mean. */
  public static Optional<VirtualNetwork> virtualNetwork(Subnet subnet, Network network) {
    return subnet.id().parent().flatMap(id -> only(network.find(id, subnet.span())));
  }

  private static Optional<VirtualNetwork> only(List<Element> found) {
    return found.size() == 1 && found.get(0) instanceof VirtualNetwork network
        ? Optional.of(network)
        : Optional.empty();
  }

  private static void addNetwork(List<Cidr> prefixes, VirtualNetwork own, Network network) {
    add(prefixes, own.prefixes());
    for (Reference peer : own.peers()) {
      peer.fold(
              Optional::<Reference.To>empty,
              Optional::of,
              unresolved -> Optional.<Reference.To>empty())
          .flatMap(to -> only(network.find(to.id(), to.span())))
          .ifPresent(remote -> add(prefixes, remote.prefixes()));
    }
  }

  private static void add(List<Cidr> prefixes, List<Value<Cidr>> values) {
    values.forEach(value -> value.known().ifPresent(prefixes::add));
  }
}
