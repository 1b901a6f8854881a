package io.github.nsglint.azure;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressRange;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that a machine can have. Azure keeps the first four of a subnet and, of IPv4, the last
 * one to itself.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq">addresses
 *     that Azure reserves in each subnet</a>
 */
final class HostAddresses {
  private static final int RESERVED = 4;

  /** Shorter blocks are single machines, or parts of a subnet. */
  private static final int SMALLEST_SUBNET = 29;

  /** Where a block that nobody calls a subnet may start one: no subnet is smaller than this. */
  private static final int ALIGNMENT = 8;

  private HostAddresses() {}

  /**
   * The lowest of the set that a machine in one of these subnets can have, those of the first
   * subnet first; where there is none, the lowest in the subnets all the same.
   *
   * @param subnets also single addresses, which are machines
   */
  static Optional<Address> in(List<Cidr> subnets, AddressSet set) {
    for (Cidr subnet : subnets) {
      AddressSet there = set.intersect(AddressSet.of(usable(subnet)));
      if (!there.isEmpty()) {
        return Optional.of(there.lowest());
      }
    }
    for (Cidr subnet : subnets) {
      AddressSet there = set.intersect(AddressSet.of(subnet.range()));
      if (!there.isEmpty()) {
        return Optional.of(there.lowest());
      }
    }
    return Optional.empty();
  }

  private static AddressRange usable(Cidr subnet) {
    Address first = subnet.first();
    Address last = subnet.last();
    boolean ipv4 = first.family() == Family.IPV4;
    int bits = ipv4 ? 32 : 128;
    if (bits - subnet.length() < 32 - SMALLEST_SUBNET) {
      return subnet.range();
    }
    return new AddressRange(later(first, RESERVED), ipv4 ? later(last, -1) : last);
  }

  /** The lowest of the set, but past those that Azure keeps should a subnet begin there. */
  static Address lowest(AddressSet set) {
    AddressSet plain = set.onLines(List.of(0));
    AddressSet some = plain.isEmpty() ? set : plain;
    Address lowest = some.lowest();
    int past = (int) (lowest.low() & (ALIGNMENT - 1));
    if (past < RESERVED) {
      Address host = later(lowest, RESERVED - past);
      if (some.contains(host)) {
        return host;
      }
    }
    return lowest;
  }

  /** Within one subnet, whose size keeps the lower half from running over. */
  private static Address later(Address address, int by) {
    return new Address(address.part(), address.family(), address.high(), address.low() + by);
  }
}
