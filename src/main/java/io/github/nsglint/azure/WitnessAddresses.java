package io.github.nsglint.azure;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which address of a set shows a person best what is meant, in one place of a network. */
final class WitnessAddresses {
  private static final List<Address> DOCUMENTATION =
      List.of(
          AddressSpaces.ipv4(203, 0, 113, 9),
          AddressSpaces.ipv4(198, 51, 100, 9),
          new Address(0, Family.IPV6, 0x20010db800000000L, 9));

  private enum Whose {
    ALL,
    OTHERS
  }

  private final AddressSet own;
  private final List<Cidr> local;
  private final Network network;

  /** Sought with the first witness, of which one place has several. */
  private @Nullable List<Cidr> subnets;

  /**
   * @param own the virtual network and its peers
   * @param local blocks of the machines behind the group
   */
  WitnessAddresses(AddressSet own, List<Cidr> local, Network network) {
    this.own = own;
    this.local = List.copyOf(local);
    this.network = network;
  }

  /** Best of somebody else's machine. */
  Address elsewhere(AddressSet set) {
    for (Address address : DOCUMENTATION) {
      if (set.contains(address)) {
        return address;
      }
    }
    AddressSet examples = set.intersect(AddressSpaces.DOCUMENTATION);
    if (!examples.isEmpty()) {
      return HostAddresses.lowest(examples);
    }
    Optional<Address> host = HostAddresses.in(subnets(Whose.OTHERS), set);
    if (host.isPresent()) {
      return host.get();
    }
    AddressSet others = set.minus(AddressSpaces.of(local));
    return others.isEmpty() ? inside(set) : HostAddresses.lowest(others);
  }

  /** Best of a machine behind the group. */
  Address inside(AddressSet set) {
    Optional<Address> host =
        HostAddresses.in(local, set).or(() -> HostAddresses.in(subnets(Whose.ALL), set));
    if (host.isPresent()) {
      return host.get();
    }
    for (AddressSet near : List.of(own, AddressSpaces.PRIVATE)) {
      AddressSet there = set.intersect(near);
      if (!there.isEmpty()) {
        return HostAddresses.lowest(there);
      }
    }
    return HostAddresses.lowest(set);
  }

  private List<Cidr> subnets(Whose whose) {
    return whose == Whose.ALL
        ? subnets()
        : subnets().stream().filter(block -> !local.contains(block)).toList();
  }

  /**
   * The subnets of the virtual network and its peers, as far as they were read. Many networks of a
   * tenant may have the same blocks: each is there once.
   */
  private List<Cidr> subnets() {
    if (own.isEmpty()) {
      return List.of();
    }
    List<Cidr> known = subnets;
    if (known == null) {
      List<Cidr> found = new ArrayList<>();
      Set<Cidr> seen = new HashSet<>();
      for (Subnet subnet : network.subnets()) {
        for (Value<Cidr> prefix : subnet.prefixes()) {
          prefix
              .known()
              .filter(seen::add)
              .filter(block -> own.containsAll(AddressSet.of(block.range())))
              .ifPresent(found::add);
        }
      }
      known = found;
      subnets = found;
    }
    return known;
  }
}
