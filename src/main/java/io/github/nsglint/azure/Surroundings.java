package io.github.nsglint.azure;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group sees of its network from one subnet: the tag VirtualNetwork means another set of
 * addresses in each.
 */
public final class Surroundings {
  private final Optional<Subnet> subnet;
  private final List<Subnet> attached;
  private final List<Subnet> leftOut;
  private final List<Subnet> subnets;
  private final List<NetworkInterface> interfaces;
  private final Optional<ResourceId> networkId;
  private final Optional<VirtualNetwork> virtualNetwork;
  private final VirtualNetworkSpace space;
  private final Network network;

  /** Computed when it is first asked for, and then the same for every thread. */
  private @Nullable String words;

  /**
   * @param subnet empty for a group seen on its own
   * @param attached subnets the group is attached to and that are asked about
   * @param leftOut others, whose machines are not meant
   * @param subnets these and those of the interfaces, all of one virtual network; empty when there
   *     is no such one
   * @param interfaces the group is attached to itself
   */
  private Surroundings(
      Optional<Subnet> subnet,
      List<Subnet> attached,
      List<Subnet> leftOut,
      List<Subnet> subnets,
      List<NetworkInterface> interfaces,
      Network network) {
    this.subnet = subnet;
    this.attached = List.copyOf(attached);
    this.leftOut = List.copyOf(leftOut);
    this.subnets = List.copyOf(subnets);
    this.interfaces = List.copyOf(interfaces);
    this.network = network;
    this.networkId = subnets.isEmpty() ? Optional.empty() : subnets.get(0).id().parent();
    this.virtualNetwork = networkId.flatMap(id -> network(id, subnets.get(0), network));
    this.space = VirtualNetworkSpace.of(virtualNetwork, subnets, network);
  }

  /** Of a subnet, and of the interfaces in it. */
  public static Surroundings of(Subnet subnet, Network network) {
    return new Surroundings(
        Optional.of(subnet), List.of(subnet), List.of(), List.of(subnet), List.of(), network);
  }

  /**
   * Of a group attached to these subnets and interfaces: what they share, if they lie in one
   * virtual network.
   */
  public static Surroundings shared(
      List<Subnet> subnets, List<NetworkInterface> interfaces, Network network) {
    return shared(subnets, List.of(), interfaces, network);
  }

  /**
   * The same, asked about some of its machines.
   *
   * @param leftOut further subnets it is attached to, whose machines are not meant
   */
  public static Surroundings shared(
      List<Subnet> subnets,
      List<Subnet> leftOut,
      List<NetworkInterface> interfaces,
      Network network) {
    List<Subnet> all = new ArrayList<>(subnets);
    all.addAll(leftOut);
    for (NetworkInterface nic : interfaces) {
      for (IpConfiguration configuration : nic.ipConfigurations()) {
        subnet(configuration, network)
            .filter(found -> all.stream().noneMatch(each -> same(each, found)))
            .ifPresent(all::add);
      }
    }
    return new Surroundings(
        Optional.empty(),
        subnets,
        leftOut,
        areOfOneNetwork(all) ? all : List.of(),
        interfaces,
        network);
  }

  private static boolean areOfOneNetwork(List<Subnet> subnets) {
    Set<Optional<ResourceId.Key>> networks = new HashSet<>();
    if (subnets.size() > 1) {
      subnets.forEach(each -> networks.add(each.id().parent().map(ResourceId::key)));
    }
    return networks.size() < 2;
  }

  /** Of a group attached to these subnets: what it sees from each, mostly without doubles. */
  public static List<Surroundings> ofEach(List<Subnet> subnets, Network network) {
    List<Surroundings> all = new ArrayList<>();
    for (Subnet subnet : subnets) {
      Surroundings one = shared(List.of(subnet), List.of(), network);
      boolean seen =
          !one.hasRoutes()
              && one.virtualNetwork.isPresent()
              && all.stream()
                  .anyMatch(
                      other ->
                          !other.hasRoutes()
                              && other.virtualNetwork.isPresent()
                              && same(other.virtualNetwork.get(), one.virtualNetwork.get()));
      if (!seen) {
        all.add(one);
      }
    }
    return all;
  }

  /** Whether routes bring other addresses than the networks' own into it, or may do so. */
  public boolean hasRoutes() {
    return !space.routes().isEmpty()
        || !space.perhapsRoutes().isEmpty()
        || !space.tagRoutes().isEmpty()
        || space.open().isPresent();
  }

  /** Whether VirtualNetwork has no address of the Internet here, for all that is known. */
  public boolean isApartFromInternet() {
    if (hasRoutes() || space.perhapsPeers().isEmpty()) {
      return !hasRoutes();
    }
    return !VirtualNetworkSpace.addresses(space.perhapsPeers()).intersects(space.internet());
  }

  /**
   * Whether a prefix names IPv4 addresses that do not for sure belong to VirtualNetwork here, nor
   * to the platform. False also where that takes more to see.
   */
  public boolean reachesBeyond(AddressPrefix prefix) {
    return prefix.fold(
        any -> true,
        block -> isBeyond(AddressSet.of(block.cidr().range())),
        tag ->
            (tag.name().equals(ServiceTags.INTERNET) || ServiceTags.isPublic(tag.name()))
                && isBeyond(space.internet()),
        group -> false,
        unresolved -> false);
  }

  private boolean isBeyond(AddressSet addresses) {
    return !known().containsAll(addresses.family(Family.IPV4));
  }

  /** What for sure belongs to VirtualNetwork here, and to the platform, as plain addresses. */
  AddressSet known() {
    return space.known();
  }

  /** The virtual network a subnet lies in, if it was read and is the only one its id may mean. */
  public static Optional<VirtualNetwork> virtualNetwork(Subnet subnet, Network network) {
    return subnet.id().parent().flatMap(id -> network(id, subnet, network));
  }

  private static Optional<VirtualNetwork> network(ResourceId id, Subnet subnet, Network network) {
    return only(network.find(id, subnet.span())) instanceof VirtualNetwork found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** The subnet an address of an interface lies in, if it was read and is the only one meant. */
  static Optional<Subnet> subnet(IpConfiguration configuration, Network network) {
    return configuration.subnet() instanceof Reference.To to
            && only(network.find(to.id(), to.span())) instanceof Subnet found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** To compare two elements is to compare all that was read of them. */
  private static boolean same(Element a, Element b) {
    return a == b;
  }

  static @Nullable Element only(List<Element> found) {
    return found.size() == 1 ? found.get(0) : null;
  }

  /**
   * What prefixes mean here, apart from application security groups: with one text, they mean the
   * same in two places.
   */
  public String words() {
    String all = words;
    if (all == null) {
      StringBuilder text = new StringBuilder(space.words()).append(local());
      if (!leftOut.isEmpty()) {
        text.append(" without ").append(addressesLeftOut());
      }
      if (subnet.isPresent()) {
        text.append(" from ").append(subnet.get().name());
        subnet.get().prefixes().forEach(prefix -> text.append(' ').append(prefix.known()));
      }
      all = text.toString();
      words = all;
    }
    return all;
  }

  Optional<Subnet> subnet() {
    return subnet;
  }

  VirtualNetworkSpace space() {
    return space;
  }

  Optional<VirtualNetwork> virtualNetwork() {
    return virtualNetwork;
  }

  /** Blocks that the machines behind the group have addresses of. */
  List<Cidr> local() {
    List<Cidr> local = new ArrayList<>();
    for (NetworkInterface nic : interfaces) {
      for (IpConfiguration configuration : nic.ipConfigurations()) {
        Optional<Cidr> address = configuration.privateAddress().flatMap(Value::known);
        if (address.isPresent()) {
          local.add(address.get());
        } else {
          subnet(configuration, network).ifPresent(found -> add(local, found));
        }
      }
    }
    attached.forEach(each -> add(local, each));
    return local;
  }

  /** Addresses that no machine has that is asked about. */
  AddressSet addressesLeftOut() {
    List<Cidr> prefixes = new ArrayList<>();
    leftOut.forEach(each -> add(prefixes, each));
    return AddressSpaces.of(prefixes).minus(AddressSpaces.of(local()));
  }

  private static void add(List<Cidr> prefixes, Subnet subnet) {
    subnet.prefixes().forEach(prefix -> prefix.known().ifPresent(prefixes::add));
  }

  /** Where something lies that names its virtual network. */
  enum Whereabouts {
    HERE,
    ELSEWHERE,
    UNKNOWN
  }

  /** Whether an address of an interface lies in this virtual network. */
  Whereabouts whereabouts(IpConfiguration configuration) {
    if (!(configuration.subnet() instanceof Reference.To to)
        || to.id().parent().isEmpty()
        || networkId.isEmpty()) {
      return Whereabouts.UNKNOWN;
    }
    ResourceId named = to.id().parent().get();
    if (!named.matches(networkId.get())) {
      return Whereabouts.ELSEWHERE;
    }
    if (named.isGlobal() && networkId.get().isGlobal()) {
      return Whereabouts.HERE;
    }
    Element found = only(network.find(named, to.span()));
    if (found == null || virtualNetwork.isEmpty()) {
      boolean oneFile = subnets.get(0).span().file() == to.span().file();
      return oneFile ? Whereabouts.HERE : Whereabouts.UNKNOWN;
    }
    return same(found, virtualNetwork.get()) ? Whereabouts.HERE : Whereabouts.ELSEWHERE;
  }

  /** Whether a subnet is the one that this is seen from, or one of those. */
  boolean isLocal(Subnet other) {
    return attached.stream().anyMatch(each -> same(each, other));
  }

  /** The interfaces with an address in this virtual network, or in one that may be it. */
  List<NetworkInterface> interfacesAround() {
    return networkId.map(network::interfacesIn).orElse(List.of());
  }

  /** What was read of the machine here that has a plain address. */
  Optional<Parts.Machine> machine(Address address) {
    for (NetworkInterface nic : interfacesAround()) {
      for (IpConfiguration configuration : nic.ipConfigurations()) {
        if (configuration
                .privateAddress()
                .flatMap(Value::known)
                .filter(known -> known.first().equals(address) && known.last().equals(address))
                .isPresent()
            && whereabouts(configuration) == Whereabouts.HERE) {
          return Optional.of(new Parts.Machine(nic, configuration));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the group filters what an address of an interface sends and gets. */
  boolean isBehind(NetworkInterface nic, IpConfiguration configuration) {
    return interfaces.stream().anyMatch(each -> same(each, nic))
        || subnet(configuration, network).filter(this::isLocal).isPresent();
  }

  /** {@code AzureBastionSubnet} of this virtual network, if it was read. */
  Optional<Subnet> bastionSubnet() {
    return networkId.flatMap(
        id ->
            only(network.find(id.child("subnets", ReservedSubnets.BASTION), subnets.get(0).span()))
                    instanceof Subnet found
                ? Optional.of(found)
                : Optional.empty());
  }
}
