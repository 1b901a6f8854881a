package io.github.nsglint.azure;

import io.github.nsglint.azure.Parts.Kind;
import io.github.nsglint.azure.Parts.Machine;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which parts a question about some places has, and where the addresses of each can lie. */
final class PartsOfPlaces {
  /**
   * Lines are compared pair by pair. A machine without a line is still one of the plain addresses
   * of its subnet, and of the members of its groups.
   */
  private static final int MOST_MACHINES = 40;

  private final List<Surroundings> places;
  private final Network network;
  private final Parts parts = new Parts();

  private PartsOfPlaces(List<Surroundings> places, Network network) {
    this.places = places;
    this.network = network;
  }

  static Parts of(
      List<Surroundings> places,
      Collection<AddressPrefix> prefixes,
      List<NetworkInterface> machines,
      Network network) {
    PartsOfPlaces all = new PartsOfPlaces(places, network);
    for (int i = 0; i < places.size(); i++) {
      all.addPlace(i, places.get(i));
    }
    all.addNamed(prefixes);
    machines.forEach(all::addMachine);
    return all.parts;
  }

  private void addPlace(int place, Surroundings surroundings) {
    VirtualNetworkSpace space = surroundings.space();
    AddressSet known = space.own().union(space.routes());
    AddressSet rest = perhaps(space);
    if (space.open().isPresent() || !space.tagRoutes().isEmpty()) {
      rest = rest.union(AddressSpaces.PUBLIC);
    }
    parts.add(Kind.REST_OF_VIRTUAL_NETWORK, ServiceTags.VIRTUAL_NETWORK, place, rest.minus(known));
    if (surroundings.subnet().isPresent() && !isKnown(surroundings.subnet().get())) {
      parts.add(Kind.SUBNET, surroundings.subnet().get().name(), place, around(surroundings));
    }
  }

  /** What VirtualNetwork perhaps holds besides, in plain addresses, unless it may be everything. */
  static AddressSet perhaps(VirtualNetworkSpace space) {
    List<AddressSet> all = new ArrayList<>();
    all.add(
        space.open().isPresent()
            ? AddressSpaces.PRIVATE
            : AddressSpaces.PRIVATE.minus(space.blocked()));
    space.perhapsPeers().forEach(peer -> all.add(peer.addresses()));
    space.perhapsRoutes().forEach(route -> all.add(route.addresses()));
    return AddressSet.union(all);
  }

  private static boolean isKnown(Subnet subnet) {
    return !subnet.prefixes().isEmpty()
        && subnet.prefixes().stream().allMatch(prefix -> prefix.known().isPresent());
  }

  /** The known prefixes of the subnet seen from. */
  static AddressSet ownSubnet(Surroundings surroundings) {
    return surroundings.subnet().map(PartsOfPlaces::prefixes).orElse(AddressSet.empty());
  }

  private static AddressSet prefixes(Subnet subnet) {
    List<Cidr> known = new ArrayList<>();
    subnet.prefixes().forEach(prefix -> prefix.known().ifPresent(known::add));
    return AddressSpaces.of(known);
  }

  /** Where something of the network can lie of which no more is known. */
  static AddressSet around(Surroundings surroundings) {
    VirtualNetworkSpace space = surroundings.space();
    List<AddressSet> all = new ArrayList<>(List.of(space.own(), AddressSpaces.PRIVATE));
    all.add(space.blocked());
    space.perhapsPeers().forEach(peer -> all.add(peer.addresses()));
    return AddressSet.union(all);
  }

  private AddressSet around() {
    return AddressSet.union(places.stream().map(PartsOfPlaces::around).toList());
  }

  private void addNamed(Collection<AddressPrefix> prefixes) {
    TreeMap<String, String> tags = new TreeMap<>();
    TreeMap<String, AddressPrefix.ApplicationGroup> groups = new TreeMap<>();
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag) {
        addTag(tags, tag);
      } else if (prefix instanceof AddressPrefix.ApplicationGroup group) {
        groups.put(group.id().toString().toLowerCase(Locale.ROOT), group);
      }
    }
    for (Surroundings surroundings : places) {
      surroundings.space().tagRoutes().forEach(route -> addTag(tags, route.tag()));
    }
    AddressSet internet = AddressSpaces.PUBLIC.minus(shared());
    tags.values().forEach(tag -> parts.add(Kind.PUBLIC_TAG, tag, -1, internet));
    if (!tags.isEmpty()) {
      parts.add(Kind.REST_OF_INTERNET, ServiceTags.INTERNET, -1, internet);
    }
    if (!groups.isEmpty()) {
      AddressSet around = around();
      groups.values().forEach(group -> parts.add(group, around));
      addHiddenMachines(List.copyOf(groups.values()));
    }
  }

  private static void addTag(Map<String, String> tags, AddressPrefix.ServiceTag tag) {
    if (ServiceTags.isPublic(tag.name())) {
      tags.put(tag.name().toLowerCase(Locale.ROOT), tag.name());
    }
  }

  /** What is no Internet in any of the places. */
  private AddressSet shared() {
    AddressSet shared = places.get(0).space().own();
    for (Surroundings surroundings : places) {
      shared = shared.intersect(surroundings.space().own());
    }
    return shared;
  }

  /**
   * Machines behind a group whose address is not known: of those that are alike in all that is
   * asked, one.
   */
  private void addHiddenMachines(List<AddressPrefix.ApplicationGroup> groups) {
    Map<String, Machine> found = new LinkedHashMap<>();
    for (Surroundings surroundings : places) {
      List<ApplicationMembers> members = new ArrayList<>();
      groups.forEach(group -> members.add(new ApplicationMembers(group, surroundings, network)));
      for (NetworkInterface nic : surroundings.interfacesAround()) {
        for (IpConfiguration configuration : nic.ipConfigurations()) {
          if (nic.condition().isEmpty()
              && configuration.privateAddress().flatMap(Value::known).isEmpty()
              && configuration.family().known().isPresent()
              && surroundings.isBehind(nic, configuration)) {
            StringBuilder alike = new StringBuilder();
            alike.append(extent(configuration)).append(configuration.family().known());
            members.forEach(each -> alike.append(' ').append(each.of(configuration)));
            found.putIfAbsent(alike.toString(), new Machine(nic, configuration));
          }
        }
      }
    }
    found.values().stream().limit(MOST_MACHINES).forEach(this::add);
  }

  private void addMachine(NetworkInterface nic) {
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      boolean hasLine =
          parts.all().stream()
              .flatMap(part -> part.machine().stream())
              .anyMatch(
                  machine -> isOf(machine, nic) && machine.configuration().equals(configuration));
      if (configuration.privateAddress().flatMap(Value::known).isEmpty() && !hasLine) {
        add(new Machine(nic, configuration));
      }
    }
  }

  private void add(Machine machine) {
    parts.add(machine, extent(machine.configuration()));
  }

  private AddressSet extent(IpConfiguration configuration) {
    return Surroundings.subnet(configuration, network)
        .filter(PartsOfPlaces::isKnown)
        .map(PartsOfPlaces::prefixes)
        .orElseGet(this::around);
  }

  static boolean isOf(Machine machine, Element nic) {
    return machine.nic() == nic;
  }
}
