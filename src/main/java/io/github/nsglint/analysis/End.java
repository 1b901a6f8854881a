package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the flows of a trace come from, or go to. */
public sealed interface End {
  <R> R fold(
      Function<Addresses, R> addresses, Function<OfSubnet, R> subnet, Function<Machine, R> machine);

  /** What a user may call it. */
  String text();

  /**
   * Addresses, of the network or of others.
   *
   * @param prefix a block, a service tag or {@code *}
   */
  record Addresses(AddressPrefix prefix, String text) implements End {
    public Addresses {
      requireNonNull(prefix);
      requireNonNull(text);
    }

    @Override
    public <R> R fold(
        Function<Addresses, R> addresses,
        Function<OfSubnet, R> subnet,
        Function<Machine, R> machine) {
      return addresses.apply(this);
    }
  }

  /** Every machine of a subnet. */
  record OfSubnet(Subnet subnet, String text) implements End {
    public OfSubnet {
      requireNonNull(subnet);
      requireNonNull(text);
    }

    @Override
    public <R> R fold(
        Function<Addresses, R> addresses,
        Function<OfSubnet, R> subnet,
        Function<Machine, R> machine) {
      return subnet.apply(this);
    }
  }

  /**
   * One machine.
   *
   * @param interfaces at least one
   * @param publicAddress by which it was named, if so
   */
  record Machine(
      List<NetworkInterface> interfaces, Optional<PublicIpAddress> publicAddress, String text)
      implements End {
    public Machine {
      interfaces = List.copyOf(interfaces);
      requireNonNull(publicAddress);
      requireNonNull(text);
    }

    @Override
    public <R> R fold(
        Function<Addresses, R> addresses,
        Function<OfSubnet, R> subnet,
        Function<Machine, R> machine) {
      return machine.apply(this);
    }
  }
}
