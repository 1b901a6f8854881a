package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Subnet;
import java.util.List;
import java.util.Optional;

/**
 * Addresses whose flows all pass the same levels: a machine, the rest of a subnet, or what lies
 * outside of all subnets that were read.
 *
 * @param name in words
 * @param home where it lies; empty when outside
 * @param addresses by their numbers, as far as they are known; empty outside
 * @param prefix what it is outside of all subnets; empty inside
 */
record Area(
    String name, Optional<Home> home, AddressSet addresses, Optional<AddressPrefix> prefix) {
  Area {
    requireNonNull(name);
    requireNonNull(home);
    requireNonNull(addresses);
    requireNonNull(prefix);
  }

  /**
   * A place in the network.
   *
   * @param subnet empty when it was not read
   * @param withoutSubnet why the subnet is not known, when it is not
   * @param nic the interface of the machine, when that is known
   * @param perhaps interfaces whose address is not known, and that may be the machine
   */
  record Home(
      Optional<Subnet> subnet,
      Optional<Remark> withoutSubnet,
      Optional<NetworkInterface> nic,
      List<NetworkInterface> perhaps) {
    Home {
      requireNonNull(subnet);
      requireNonNull(withoutSubnet);
      requireNonNull(nic);
      perhaps = List.copyOf(perhaps);
    }
  }
}
