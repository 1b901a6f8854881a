package io.github.nsglint.azure;

import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NextHopType;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the input shows of the tag VirtualNetwork, in plain addresses: the virtual network, its
 * peers, and the routes of the subnets that are looked at. A route counts for the subnet its table
 * is attached to, and for no other.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview">the tag
 *     holds the prefixes of routes, and may hold a default route</a>
 * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/22178">with 0.0.0.0/0 it holds
 *     everything</a>
 * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/124192">a route counts for its
 *     own subnet</a>
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering">a
 *     peer counts when it is allowed access</a>
 */
final class VirtualNetworkSpace {
  /** Addresses that perhaps belong to it, and why. */
  record Perhaps(AddressSet addresses, Doubt why) {}

  /** A route to a service tag: whether its addresses count is not documented. */
  record TagRoute(AddressPrefix.ServiceTag tag, Doubt why) {}

  /** Of which nothing is known: that of most groups of a list, which names their subnets alone. */
  private static final VirtualNetworkSpace NOTHING =
      new VirtualNetworkSpace(new Network(List.of()));

  private final Network network;
  private final List<Cidr> own = new ArrayList<>();
  private final List<Perhaps> refusedPeers = new ArrayList<>();
  private final List<Perhaps> perhapsPeers = new ArrayList<>();
  private final List<Perhaps> perhapsRoutes = new ArrayList<>();
  private final List<TagRoute> tagRoutes = new ArrayList<>();
  private AddressSet ownAddresses = AddressSet.empty();
  private AddressSet routes = AddressSet.empty();
  private Optional<Doubt> open = Optional.empty();
  private Optional<Doubt> unreadPeer = Optional.empty();

  /** Computed when they are first asked for, and then the same for every thread. */
  private @Nullable String words;

  private @Nullable AddressSet known;
  private @Nullable AddressSet internet;

  private VirtualNetworkSpace(Network network) {
    this.network = network;
  }

  /**
   * @param virtualNetwork if it was read
   * @param subnets of it; what one of several has and another has not belongs to it perhaps
   */
  static VirtualNetworkSpace of(
      Optional<VirtualNetwork> virtualNetwork, List<Subnet> subnets, Network network) {
    if (virtualNetwork.isEmpty() && areBare(subnets)) {
      return NOTHING;
    }
    VirtualNetworkSpace space = new VirtualNetworkSpace(network);
    for (Subnet subnet : subnets) {
      add(space.own, subnet.prefixes());
    }
    virtualNetwork.ifPresent(
        read -> {
          add(space.own, read.prefixes());
          read.peerings().forEach(space::addPeer);
        });
    space.addRoutes(subnets);
    space.ownAddresses = AddressSpaces.of(space.own);
    return space;
  }

  /** Whether subnets have neither prefixes nor a route table that is known to be there. */
  private static boolean areBare(List<Subnet> subnets) {
    for (int i = 0; i < subnets.size(); i++) {
      if (!subnets.get(i).prefixes().isEmpty()
          || subnets.get(i).routeTable() instanceof Reference.To) {
        return false;
      }
    }
    return true;
  }

  /** All of it but the reasons: of two spaces with one text, each tag means the same. */
  String words() {
    String all = words;
    if (all == null) {
      StringBuilder text = new StringBuilder();
      text.append(own).append(blocked()).append(routes).append(open.isPresent());
      perhapsPeers.forEach(peer -> text.append(" peer ").append(peer.addresses()));
      perhapsRoutes.forEach(route -> text.append(" route ").append(route.addresses()));
      tagRoutes.forEach(route -> text.append(" route ").append(route.tag().name()));
      all = text.toString();
      words = all;
    }
    return all;
  }

  /** What for sure belongs to it, and to the platform, as plain addresses. */
  AddressSet known() {
    AddressSet all = known;
    if (all == null) {
      all = ownAddresses.union(routes).union(AddressSpaces.PLATFORM);
      known = all;
    }
    return all;
  }

  /** Public space without it. */
  AddressSet internet() {
    AddressSet all = internet;
    if (all == null) {
      all = AddressSpaces.PUBLIC.minus(ownAddresses);
      internet = all;
    }
    return all;
  }

  /** The virtual network, the subnets, and the peers that surely count. */
  AddressSet own() {
    return ownAddresses;
  }

  /** Prefixes of routes that surely count, which may be public. */
  AddressSet routes() {
    return routes;
  }

  /** Peers without access: their addresses do not belong to the tag. */
  AddressSet blocked() {
    return addresses(refusedPeers).minus(own());
  }

  /** The same, each with what says so. */
  List<Perhaps> refusedPeers() {
    return refusedPeers;
  }

  List<Perhaps> perhapsPeers() {
    return perhapsPeers;
  }

  List<Perhaps> perhapsRoutes() {
    return perhapsRoutes;
  }

  List<TagRoute> tagRoutes() {
    return tagRoutes;
  }

  /** Why it perhaps holds everything: routes that nobody can tell. */
  Optional<Doubt> open() {
    return open;
  }

  /** A peer of which no address is known. */
  Optional<Doubt> unreadPeer() {
    return unreadPeer;
  }

  static AddressSet addresses(List<Perhaps> list) {
    return AddressSet.union(list.stream().map(Perhaps::addresses).toList());
  }

  private void addPeer(VirtualNetworkPeering peering) {
    Optional<VirtualNetwork> remote = remote(peering);
    List<Cidr> stated = known(peering.remotePrefixes());
    List<Cidr> read = remote.map(found -> known(found.prefixes())).orElse(List.of());
    List<Cidr> space = peering.remotePrefixes().isEmpty() ? read : stated;
    boolean refused =
        peering.access().flatMap(Value::known).filter(allowed -> !allowed).isPresent();
    if (refused && peering.condition().isEmpty()) {
      AddressSet all = AddressSpaces.of(stated).union(AddressSpaces.of(read));
      String on = "the peering with " + name(peering) + ", which allows no access";
      refusedPeers.add(new Perhaps(all, new Doubt(on, peering.span())));
      return;
    }
    Optional<Doubt> doubt = doubt(peering, remote);
    if (doubt.isPresent()) {
      perhapsPeers.add(new Perhaps(AddressSpaces.of(space), doubt.get()));
    } else {
      own.addAll(space);
    }
    AddressSet more = AddressSpaces.of(read).minus(AddressSpaces.of(space));
    if (!more.isEmpty()) {
      perhapsPeers.add(
          new Perhaps(
              more,
              new Doubt(
                  "prefixes of the peer " + name(peering) + " that the peering does not name",
                  peering.span())));
    }
    if (space.isEmpty() && unreadPeer.isEmpty()) {
      unreadPeer =
          Optional.of(
              new Doubt(
                  "the address space of the peer "
                      + name(peering)
                      + ", which is in no file that was read",
                  peering.span()));
    }
  }

  private Optional<VirtualNetwork> remote(VirtualNetworkPeering peering) {
    return peering.remote() instanceof Reference.To to
            && Surroundings.only(network.find(to.id(), to.span())) instanceof VirtualNetwork found
        ? Optional.of(found)
        : Optional.empty();
  }

  private static String name(VirtualNetworkPeering peering) {
    return peering.remote().fold(() -> "?", to -> to.id().name(), unresolved -> "?");
  }

  /** Why it is not sure that the prefixes of a peer count. */
  private static Optional<Doubt> doubt(
      VirtualNetworkPeering peering, Optional<VirtualNetwork> remote) {
    String with = " the peering with " + name(peering);
    if (peering.condition().isPresent()) {
      return Optional.of(
          new Doubt(
              "whether" + with + " is deployed: " + peering.condition().get().reason(),
              peering.condition().get().span()));
    }
    if (remote.isPresent() && remote.get().condition().isPresent()) {
      return Optional.of(
          new Doubt("whether the peer " + name(peering) + " is deployed", remote.get().span()));
    }
    Optional<Doubt> state =
        peering
            .state()
            .filter(value -> value.known().filter("Connected"::equalsIgnoreCase).isEmpty())
            .map(
                value ->
                    new Doubt(
                        with.strip()
                            + ", which is "
                            + value.fold(text -> text, unknown -> "in a state that is not known"),
                        value.span()));
    return state.or(() -> accessDoubt(peering, with));
  }

  /**
   * Why it is not sure that a peering opens the way; no page tells what an absent setting means.
   *
   * @see <a
   *     href="https://learn.microsoft.com/rest/api/virtualnetwork/virtual-network-peerings/create-or-update">
   *     virtual network peerings</a>
   */
  private static Optional<Doubt> accessDoubt(VirtualNetworkPeering peering, String with) {
    String whether = "whether" + with + " allows access: ";
    if (peering.access().isEmpty()) {
      return Optional.of(
          new Doubt(whether + "it has no allowVirtualNetworkAccess", peering.span()));
    }
    return peering
        .access()
        .get()
        .fold(
            known -> Optional.empty(),
            unknown -> Optional.of(new Doubt(whether + unknown.reason(), unknown.span())));
  }

  private void addRoutes(List<Subnet> subnets) {
    List<AddressSet> certain = new ArrayList<>();
    for (Subnet subnet : subnets) {
      certain.add(AddressSpaces.of(routesOf(subnet)));
    }
    AddressSet some = AddressSet.union(certain);
    AddressSet all = some;
    for (AddressSet each : certain) {
      all = all.intersect(each);
    }
    routes = all;
    if (!some.equals(all)) {
      String on = "the subnet: the subnets of this group have different routes";
      perhapsRoutes.add(new Perhaps(some.minus(all), new Doubt(on, subnets.get(0).span())));
    }
  }

  /** The prefixes that surely count; enters what perhaps does. */
  private List<Cidr> routesOf(Subnet subnet) {
    List<Cidr> certain = new ArrayList<>();
    if (subnet.routeTable() instanceof Reference.To to) {
      List<Element> found = network.find(to.id(), to.span());
      if (Surroundings.only(found) instanceof RouteTable table) {
        for (Route route : table.routes()) {
          addRoute(route, table, certain);
        }
      } else {
        String name = "the routes of " + to.id().name();
        isOpen(
            found.isEmpty()
                ? name + ", which is in no file that was read"
                : name + ", which may be one of " + found.size() + " route tables",
            to);
      }
    } else if (subnet.routeTable() instanceof Reference.Unresolved unresolved
        && !subnet.prefixes().isEmpty()) {
      // A subnet of which only the name is known has an unresolved route table too; that alone
      // makes no route.
      isOpen(
          new Doubt(
              "the route table of " + subnet.name() + ": " + unresolved.reason(),
              unresolved.span()));
    }
    return certain;
  }

  private void isOpen(String on, Reference.To table) {
    isOpen(new Doubt(on, table.span()));
  }

  private void isOpen(Doubt doubt) {
    if (open.isEmpty()) {
      open = Optional.of(doubt);
    }
  }

  private void addRoute(Route route, RouteTable table, List<Cidr> certain) {
    String name = "the route " + route.name() + " of " + table.name();
    AddressPrefix prefix = route.prefix();
    if (prefix instanceof AddressPrefix.Block block) {
      Optional<Doubt> doubt = doubt(route, table, name);
      if (doubt.isEmpty()) {
        certain.add(block.cidr());
      } else {
        perhapsRoutes.add(new Perhaps(AddressSet.of(block.cidr().range()), doubt.get()));
      }
    } else if (prefix instanceof AddressPrefix.ServiceTag tag) {
      String on = name + " to a service tag, whose effect on the tag is not documented";
      Doubt doubt = new Doubt(on, tag.span());
      if (ServiceTags.isPublic(tag.name())) {
        tagRoutes.add(new TagRoute(tag, doubt));
      } else {
        // Internet and the like: no list of addresses that could be taken out of another tag.
        isOpen(doubt);
      }
    } else if (prefix instanceof AddressPrefix.Unresolved unresolved) {
      String what = route.name().equals("?") ? "the routes of " + table.name() : name;
      isOpen(new Doubt(what + ": " + unresolved.reason(), unresolved.span()));
    } else {
      throw new AssertionError(prefix);
    }
  }

  private static Optional<Doubt> doubt(Route route, RouteTable table, String name) {
    if (table.condition().isPresent() || route.condition().isPresent()) {
      return route
          .condition()
          .or(table::condition)
          .map(why -> new Doubt("whether " + name + " is deployed: " + why.reason(), why.span()));
    }
    return route
        .nextHop()
        .fold(
            type ->
                type == NextHopType.INTERNET || type == NextHopType.NONE
                    ? Optional.of(
                        new Doubt(
                            name
                                + ", since what a route with the next hop "
                                + type
                                + " adds is not documented",
                            route.nextHop().span()))
                    : Optional.<Doubt>empty(),
            unknown ->
                Optional.of(
                    new Doubt(
                        "the next hop of " + name + ": " + unknown.reason(), unknown.span())));
  }

  private static List<Cidr> known(List<Value<Cidr>> values) {
    List<Cidr> known = new ArrayList<>();
    add(known, values);
    return known;
  }

  private static void add(List<Cidr> prefixes, List<Value<Cidr>> values) {
    values.forEach(value -> value.known().ifPresent(prefixes::add));
  }
}
