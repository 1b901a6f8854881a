package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ReservedSubnets;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.document.Node;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where Bastion's connections to a machine come from: the addresses of an AzureBastionSubnet that
 * the machine's virtual network is connected with, or the platform's address for a Developer host,
 * which serves its own virtual network alone.
 *
 * @see <a href="https://learn.microsoft.com/azure/bastion/bastion-nsg">the machines' groups</a>
 * @see <a href="https://learn.microsoft.com/azure/bastion/quickstart-developer">Developer: from
 *     168.63.129.16</a>
 */
final class BastionOrigins {
  private static final Cidr PLATFORM = Cidr.parse("168.63.129.16").orElseThrow();

  private final Network network;
  private final Attachments attachments;
  private final Routes routes;
  private final List<Subnet> subnets = new ArrayList<>();
  private final List<BastionHost> developers = new ArrayList<>();

  /**
   * By where the machine is: a tenant has thousands of subnets, and hosts in hundreds of networks.
   */
  private final Map<Place, List<Origin>> serving = new ConcurrentHashMap<>();

  BastionOrigins(Network network, Attachments attachments) {
    this.network = network;
    this.attachments = attachments;
    this.routes = new Routes(network);
    for (BastionHost host : network.bastionHosts()) {
      if (host.subnets().isEmpty()) {
        developers.add(host);
      }
    }
    for (Subnet subnet : network.subnets()) {
      if (ReservedSubnets.nameOf(subnet, network).equalsIgnoreCase(ReservedSubnets.BASTION)
          && !isUnused(subnet)) {
        subnets.add(subnet);
      }
    }
  }

  /** A virtual network has one Bastion: beside a Developer host, nothing stands in the subnet. */
  private boolean isUnused(Subnet subnet) {
    Optional<ResourceId> home = subnet.id().parent();
    boolean developer =
        developers.stream()
            .anyMatch(
                host ->
                    host.condition().isEmpty() && home.filter(id -> serves(host, id)).isPresent());
    return developer
        && attachments.hostsOf(subnet).isEmpty()
        && attachments.hostsPerhapsOf(subnet).isEmpty();
  }

  /**
   * @param prefixes what a rule may name of it
   * @param unknown why the addresses are not known; empty when they are
   * @param condition why nothing may come from there after all
   */
  record Origin(
      List<AddressPrefix> prefixes,
      AddressSet addresses,
      Optional<Remark> unknown,
      Optional<Remark> condition) {
    Origin {
      prefixes = List.copyOf(prefixes);
      requireNonNull(addresses);
      requireNonNull(unknown);
      requireNonNull(condition);
    }
  }

  /** Whether there is no Bastion at all. */
  boolean isEmpty() {
    return subnets.isEmpty() && developers.isEmpty();
  }

  /** Those that serve an area. */
  List<Origin> of(Area area) {
    List<Origin> origins = new ArrayList<>();
    Area.Home home = area.home().orElseThrow();
    origins.addAll(
        home.subnet().isPresent()
            ? serving.computeIfAbsent(place(home.subnet().get()), place -> serving(home))
            : serving(home));
    Optional<ResourceId> network = home.subnet().flatMap(subnet -> subnet.id().parent());
    for (BastionHost host : developers) {
      if (network.filter(id -> serves(host, id)).isPresent()) {
        AddressPrefix prefix = new AddressPrefix.Block(PLATFORM, host.span());
        origins.add(
            new Origin(
                List.of(prefix),
                AddressSet.of(PLATFORM.range()),
                Optional.empty(),
                condition(host)));
      }
    }
    return origins;
  }

  /**
   * All that tells which hosts serve a subnet, compared by identity.
   *
   * @param network that it lies in; the subnet itself where that was not read
   * @param id of the network, as the subnet has it; empty with the subnet itself
   */
  private record Place(Element network, Optional<ResourceId> id) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Place that && network == that.network && id.equals(that.id);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(network);
    }
  }

  private Place place(Subnet subnet) {
    Optional<VirtualNetwork> home = Surroundings.virtualNetwork(subnet, network);
    return home.isPresent()
        ? new Place(home.get(), subnet.id().parent())
        : new Place(subnet, Optional.empty());
  }

  private List<Origin> serving(Area.Home home) {
    List<Origin> origins = new ArrayList<>();
    for (Subnet subnet : subnets) {
      Area.Home there =
          new Area.Home(Optional.of(subnet), Optional.empty(), Optional.empty(), List.of());
      if (routes.missing(there, home).isEmpty()) {
        origins.add(of(subnet));
      }
    }
    return origins;
  }

  private Origin of(Subnet subnet) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    Optional<Remark> unknown =
        subnet.prefixes().isEmpty()
            ? Optional.of(
                new Remark(
                    "the prefix of " + attachments.display(subnet) + " was not read",
                    subnet.span()))
            : Optional.empty();
    for (Value<Cidr> prefix : subnet.prefixes()) {
      Optional<Remark> open =
          prefix.fold(
              cidr -> {
                prefixes.add(new AddressPrefix.Block(cidr, prefix.span()));
                return Optional.empty();
              },
              why -> Optional.of(new Remark(why.reason(), why.span())));
      unknown = unknown.or(() -> open);
    }
    return new Origin(prefixes, Areas.known(subnet), unknown, condition(subnet));
  }

  private static Optional<Remark> condition(Element element) {
    return element
        .condition()
        .map(
            why ->
                new Remark(
                    "whether " + element.shownName() + " is deployed: " + why.reason(),
                    why.span()));
  }

  private static boolean serves(BastionHost host, ResourceId network) {
    Node properties = host.body().present("properties").orElse(host.body());
    return properties instanceof Node.MapNode map
        && map.present("virtualNetwork").orElse(null) instanceof Node.MapNode reference
        && reference
            .present("id")
            .flatMap(Node::scalar)
            .flatMap(ResourceId::parse)
            .filter(network::matches)
            .isPresent();
  }
}
