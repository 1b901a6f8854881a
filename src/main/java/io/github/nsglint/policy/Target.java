package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/** What a rule is asked of: one question for each such resource of the network. */
public sealed interface Target {
  <R> R fold(
      Function<Subnets, R> subnets, Function<Groups, R> groups, Function<Resources, R> resources);

  /** Which of them are meant. */
  TargetFilter filter();

  /**
   * Subnets of a name, compared without case. YAML: {@code { subnet: AzureBastionSubnet }}, {@code
   * { subnet: any, except: [GatewaySubnet] }}.
   *
   * @param name {@link #ANY} for all
   * @param except names of subnets that are left out
   */
  record Subnets(String name, List<NamePattern> except, TargetFilter filter) implements Target {
    public static final String ANY = "any";

    public Subnets {
      requireNonNull(name);
      except = List.copyOf(except);
      requireNonNull(filter);
    }

    /** Those of one name. */
    public Subnets(String name) {
      this(name, List.of(), TargetFilter.NONE);
    }

    public boolean isAny() {
      return name.equals(ANY);
    }

    /** Whether a subnet of this name is one of them. */
    public boolean includes(String subnet) {
      return (isAny() || name.equalsIgnoreCase(subnet))
          && except.stream().noneMatch(pattern -> pattern.matches(subnet));
    }

    @Override
    public <R> R fold(
        Function<Subnets, R> subnets,
        Function<Groups, R> groups,
        Function<Resources, R> resources) {
      return subnets.apply(this);
    }
  }

  /**
   * Network security groups, attached or not. YAML: {@code { network-security-group: any }}, {@code
   * { network-security-group: any, except-subnets: [AzureBastionSubnet] }}.
   *
   * @param exceptSubnets a group attached to subnets of these names alone is left out
   */
  record Groups(List<String> exceptSubnets, TargetFilter filter) implements Target {
    public Groups {
      exceptSubnets = List.copyOf(exceptSubnets);
      requireNonNull(filter);
    }

    @Override
    public <R> R fold(
        Function<Subnets, R> subnets,
        Function<Groups, R> groups,
        Function<Resources, R> resources) {
      return groups.apply(this);
    }
  }

  /** Resources of a kind. YAML: {@code { bastion-host: any }}. */
  record Resources(ResourceKind kind, TargetFilter filter) implements Target {
    public Resources {
      requireNonNull(kind);
      requireNonNull(filter);
    }

    /** All of the kind. */
    public Resources(ResourceKind kind) {
      this(kind, TargetFilter.NONE);
    }

    @Override
    public <R> R fold(
        Function<Subnets, R> subnets,
        Function<Groups, R> groups,
        Function<Resources, R> resources) {
      return resources.apply(this);
    }
  }
}
