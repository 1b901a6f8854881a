package io.github.nsglint.azure;

import io.github.nsglint.azure.Surroundings.Whereabouts;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of an application security group, seen from one place. Interfaces say what they
 * belong to: one that was read is a member or it is not; of an address that no interface read has,
 * nobody knows. All members lie in one virtual network. The machines of AzureBastionSubnet are
 * Azure's and belong to no group.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/application-security-groups">Application
 *     security groups</a>
 */
final class ApplicationMembers {
  enum Membership {
    MEMBER,
    PERHAPS,
    NO
  }

  private final AddressPrefix.ApplicationGroup group;
  private final Surroundings place;
  private final Network network;
  private final Whereabouts home;
  private final boolean hidden;
  private final AddressSet certain;
  private final AddressSet possible;

  ApplicationMembers(AddressPrefix.ApplicationGroup group, Surroundings place, Network network) {
    this.group = group;
    this.place = place;
    this.network = network;
    Whereabouts seen = Whereabouts.UNKNOWN;
    Optional<IpConfiguration> member = Optional.empty();
    boolean other = false;
    List<AddressSet> addresses = new ArrayList<>();
    for (NetworkInterface nic : network.interfacesNaming(group.id())) {
      for (IpConfiguration configuration : nic.ipConfigurations()) {
        if (nic.condition().isEmpty() && of(configuration) == Membership.MEMBER) {
          Whereabouts where = place.whereabouts(configuration);
          seen = seen == Whereabouts.UNKNOWN ? where : seen;
          member = member.or(() -> Optional.of(configuration));
          Optional<Cidr> address = configuration.privateAddress().flatMap(Value::known);
          if (where == Whereabouts.HERE && address.isPresent()) {
            addresses.add(AddressSet.of(address.get().range()));
          } else {
            other = true;
          }
        }
      }
    }
    this.home = seen;
    this.hidden = other && home != Whereabouts.ELSEWHERE;
    this.certain = AddressSet.union(addresses);
    this.possible = space(member).minus(outsiders()).union(certain);
  }

  /** Where its members can lie, as far as is known. */
  private AddressSet space(Optional<IpConfiguration> member) {
    if (home == Whereabouts.HERE && place.virtualNetwork().isPresent()) {
      Optional<AddressSet> own = all(place.virtualNetwork().get());
      if (own.isPresent()) {
        return own.get();
      }
    } else if (home == Whereabouts.ELSEWHERE) {
      Optional<AddressSet> there =
          member
              .flatMap(configuration -> Surroundings.subnet(configuration, network))
              .flatMap(subnet -> Surroundings.virtualNetwork(subnet, network))
              .flatMap(ApplicationMembers::all);
      if (there.isPresent()) {
        return there.get();
      }
    }
    return PartsOfPlaces.around(place);
  }

  /** The prefixes of a network, if all of them are known. */
  private static Optional<AddressSet> all(VirtualNetwork network) {
    List<Cidr> known = new ArrayList<>();
    network.prefixes().forEach(prefix -> prefix.known().ifPresent(known::add));
    return known.isEmpty() || known.size() < network.prefixes().size()
        ? Optional.empty()
        : Optional.of(AddressSpaces.of(known));
  }

  /** Addresses of this virtual network that surely do not belong to the group. */
  private AddressSet outsiders() {
    List<AddressSet> outside = new ArrayList<>();
    place
        .bastionSubnet()
        .filter(subnet -> subnet.condition().isEmpty())
        .map(Subnet::prefixes)
        .ifPresent(
            prefixes ->
                prefixes.forEach(
                    prefix ->
                        prefix
                            .known()
                            .ifPresent(block -> outside.add(AddressSet.of(block.range())))));
    for (NetworkInterface nic : place.interfacesAround()) {
      if (nic.condition().isEmpty()) {
        for (IpConfiguration configuration : nic.ipConfigurations()) {
          if (configuration.privateAddress().flatMap(Value::known).isPresent()
              && of(configuration) == Membership.NO
              && place.whereabouts(configuration) == Whereabouts.HERE) {
            outside.add(
                AddressSet.of(configuration.privateAddress().flatMap(Value::known).get().range()));
          }
        }
      }
    }
    return AddressSet.union(outside);
  }

  /** Plain addresses of members. */
  AddressSet certain() {
    return certain;
  }

  /** Plain addresses that perhaps are a member's; holds all of {@link #certain}. */
  AddressSet possible() {
    return possible;
  }

  /** Whether a member was read whose address is not known. */
  boolean hasHiddenMember() {
    return hidden;
  }

  /** Whether its members lie in another virtual network; then nobody says what a rule matches. */
  boolean isElsewhere() {
    return home == Whereabouts.ELSEWHERE;
  }

  /** Whether its members surely lie in this virtual network. */
  boolean isHere() {
    return home == Whereabouts.HERE;
  }

  /** Whether the address of an interface belongs to the group. */
  Membership of(IpConfiguration configuration) {
    Membership membership = Membership.NO;
    for (Reference reference : configuration.applicationGroups()) {
      Membership one = of(reference);
      if (one == Membership.MEMBER) {
        return one;
      }
      membership = one == Membership.PERHAPS ? one : membership;
    }
    return membership;
  }

  private Membership of(Reference reference) {
    return reference.fold(() -> Membership.NO, this::of, unresolved -> Membership.PERHAPS);
  }

  private Membership of(Reference.To to) {
    if (!to.id().matches(group.id())) {
      return Membership.NO;
    }
    boolean global = to.id().isGlobal() && group.id().isGlobal();
    if (global || to.span().file() == group.span().file()) {
      return Membership.MEMBER;
    }
    Element named = Surroundings.only(network.find(to.id(), to.span()));
    Element asked = Surroundings.only(network.find(group.id(), group.span()));
    return named != null && named == asked ? Membership.MEMBER : Membership.PERHAPS;
  }

  /** Why it is not known whether an address belongs to the group. */
  Doubt doubt(Optional<Parts.Machine> machine, Address address) {
    if (isElsewhere()) {
      return new Doubt(
          "what a group means whose members lie in another virtual network, which is not documented",
          group.span());
    }
    return machine
        .or(() -> holder(address))
        .flatMap(this::doubt)
        .orElseGet(
            () ->
                new Doubt(
                    "the network interface with that address, which is in no file that was read",
                    group.span()));
  }

  private Optional<Doubt> doubt(Parts.Machine machine) {
    String name = machine.nic().name();
    if (machine.nic().condition().isPresent()) {
      return machine
          .nic()
          .condition()
          .map(why -> new Doubt("whether " + name + " is deployed: " + why.reason(), why.span()));
    }
    for (Reference reference : machine.configuration().applicationGroups()) {
      if (of(reference) == Membership.PERHAPS) {
        return Optional.of(
            reference.fold(
                () -> {
                  throw new AssertionError(reference);
                },
                to -> new Doubt("which group of that name " + name + " belongs to", to.span()),
                unresolved ->
                    new Doubt(
                        "the application security groups of " + name + ": " + unresolved.reason(),
                        unresolved.span())));
      }
    }
    return Optional.empty();
  }

  /** The interface here that has a plain address. */
  private Optional<Parts.Machine> holder(Address address) {
    return place.machine(address);
  }
}
