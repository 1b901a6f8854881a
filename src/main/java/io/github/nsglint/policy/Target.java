package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a rule is asked of: one question for each such resource of the network. */
public sealed interface Target {
  <R> R fold(Function<Subnets, R> subnets, Function<Groups, R> groups, Supplier<R> bastionHosts);

  /** Subnets of this name, compared without case. YAML: {@code { subnet: AzureBastionSubnet }}. */
  record Subnets(String name) implements Target {
    public Subnets {
      requireNonNull(name);
    }

    @Override
    public <R> R fold(
        Function<Subnets, R> subnets, Function<Groups, R> groups, Supplier<R> bastionHosts) {
      return subnets.apply(this);
    }
  }

  /**
   * Network security groups, attached or not. YAML: {@code { network-security-group: any }}, {@code
   * { network-security-group: any, except-subnets: [AzureBastionSubnet] }}.
   *
   * @param exceptSubnets a group attached to subnets of these names alone is left out
   */
  record Groups(List<String> exceptSubnets) implements Target {
    public Groups {
      exceptSubnets = List.copyOf(exceptSubnets);
    }

    @Override
    public <R> R fold(
        Function<Subnets, R> subnets, Function<Groups, R> groups, Supplier<R> bastionHosts) {
      return groups.apply(this);
    }
  }

  /** YAML: {@code { bastion-host: any }}. */
  record BastionHosts() implements Target {
    @Override
    public <R> R fold(
        Function<Subnets, R> subnets, Function<Groups, R> groups, Supplier<R> bastionHosts) {
      return bastionHosts.get();
    }
  }
}
