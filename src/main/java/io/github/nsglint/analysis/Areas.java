package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts an end of a trace into areas. */
final class Areas {
  private final Network network;
  private final Machines machines;
  private final Attachments attachments;

  Areas(Network network, Attachments attachments) {
    this.network = network;
    this.machines = new Machines(network);
    this.attachments = attachments;
  }

  /** Areas that together are the end; no two have an address of one network in common. */
  List<Area> of(End end) {
    return end.fold(
        addresses -> of(addresses.prefix(), addresses.text()),
        subnet -> in(subnet.subnet(), known(subnet.subnet()), Extent.WHOLE),
        this::of);
  }

  private List<Area> of(AddressPrefix prefix, String text) {
    return prefix.fold(
        any -> everywhere(any, text),
        block -> within(block, AddressSet.of(block.cidr().range())),
        tag ->
            tag.name().equals(ServiceTags.VIRTUAL_NETWORK)
                ? everywhere(tag, text)
                : List.of(outside(tag, text, AddressSet.empty())),
        group -> {
          throw new AssertionError(group);
        },
        unresolved -> {
          throw new AssertionError(unresolved);
        });
  }

  private List<Area> everywhere(AddressPrefix prefix, String text) {
    List<Area> areas = new ArrayList<>();
    AddressSet taken = AddressSet.empty();
    for (Subnet subnet : network.subnets()) {
      AddressSet own = known(subnet);
      areas.addAll(in(subnet, own, Extent.WHOLE));
      taken = taken.union(own);
    }
    String rest = areas.isEmpty() ? text : text + " outside of the subnets that were read";
    areas.add(outside(prefix, rest, taken));
    return areas;
  }

  private List<Area> within(AddressPrefix.Block block, AddressSet wanted) {
    List<Area> areas = new ArrayList<>();
    AddressSet taken = AddressSet.empty();
    for (Subnet subnet : network.subnets()) {
      AddressSet own = known(subnet).intersect(wanted);
      if (!own.isEmpty()) {
        boolean whole = own.equals(known(subnet));
        areas.addAll(in(subnet, own, whole ? Extent.WHOLE : Extent.PART));
        taken = taken.union(own);
      }
    }
    AddressSet rest = wanted.minus(taken);
    if (!rest.isEmpty()) {
      String name =
          areas.isEmpty()
              ? block.cidr().text()
              : block.cidr().text() + " outside of the subnets that were read";
      areas.add(outside(block, name, taken));
    }
    return areas;
  }

  /**
   * @param taken what belongs to other areas
   */
  private static Area outside(AddressPrefix prefix, String name, AddressSet taken) {
    return new Area(name, Optional.empty(), taken, Optional.of(prefix));
  }

  static AddressSet known(Subnet subnet) {
    return AddressSet.union(
        subnet.prefixes().stream()
            .flatMap(prefix -> prefix.known().stream())
            .map(cidr -> AddressSet.of(cidr.range()))
            .toList());
  }

  /** How much of a subnet is asked about. */
  private enum Extent {
    WHOLE,
    PART
  }

  /**
   * Machines with a group on their interface are areas of their own. One whose address is not known
   * belongs to a whole subnet; to a part it belongs perhaps.
   */
  private List<Area> in(Subnet subnet, AddressSet wanted, Extent extent) {
    List<Area> areas = new ArrayList<>();
    List<NetworkInterface> perhaps = new ArrayList<>();
    AddressSet rest = wanted;
    for (NetworkInterface nic : machines.in(subnet)) {
      AddressSet own = addresses(machines.partsIn(nic, subnet));
      boolean open = attachments.groupOf(nic).fold(() -> true, group -> false, unknown -> false);
      if (open) {
        continue;
      }
      if (own.isEmpty() && extent == Extent.PART) {
        perhaps.add(nic);
      } else if (own.isEmpty() || own.intersects(wanted)) {
        areas.add(machine(nic, subnet, own.intersect(wanted)));
        rest = rest.minus(own);
      }
    }
    if (!rest.isEmpty() || wanted.isEmpty()) {
      Area.Home home =
          new Area.Home(Optional.of(subnet), Optional.empty(), Optional.empty(), perhaps);
      areas.add(new Area(words(subnet), Optional.of(home), rest, Optional.empty()));
    }
    return areas;
  }

  private String words(Subnet subnet) {
    return attachments.display(subnet);
  }

  private Area machine(NetworkInterface nic, Subnet subnet, AddressSet addresses) {
    Area.Home home =
        new Area.Home(Optional.of(subnet), Optional.empty(), Optional.of(nic), List.of());
    return new Area(
        machines.name(nic) + ", " + words(subnet), Optional.of(home), addresses, Optional.empty());
  }

  private static AddressSet addresses(List<IpConfiguration> parts) {
    return AddressSet.union(
        parts.stream()
            .flatMap(part -> part.privateAddress().stream())
            .flatMap(value -> value.known().stream())
            .map(Cidr::range)
            .map(AddressSet::of)
            .toList());
  }

  private List<Area> of(End.Machine machine) {
    List<Area> areas = new ArrayList<>();
    for (NetworkInterface nic : machine.interfaces()) {
      List<Subnet> subnets = machines.subnetsOf(nic);
      for (Subnet subnet : subnets) {
        AddressSet own = addresses(machines.partsIn(nic, subnet));
        areas.add(machine(nic, subnet, own));
      }
      if (subnets.isEmpty()) {
        areas.add(withoutSubnet(nic));
      }
    }
    return areas;
  }

  private Area withoutSubnet(NetworkInterface nic) {
    Area.Home home =
        new Area.Home(Optional.empty(), Optional.of(unread(nic)), Optional.of(nic), List.of());
    return new Area(
        machines.name(nic), Optional.of(home), addresses(nic.ipConfigurations()), Optional.empty());
  }

  private static Remark unread(NetworkInterface nic) {
    for (IpConfiguration part : nic.ipConfigurations()) {
      Optional<Remark> why =
          part.subnet()
              .fold(
                  Optional::<Remark>empty,
                  to ->
                      Optional.of(
                          new Remark(
                              "the subnet " + to.id().name() + " is in no file that was read",
                              to.span())),
                  (Reference.Unresolved unresolved) ->
                      Optional.of(
                          new Remark(
                              "the subnet of " + nic.name() + ": " + unresolved.reason(),
                              unresolved.span())));
      if (why.isPresent()) {
        return why.get();
      }
    }
    return new Remark("the interface " + nic.name() + " names no subnet", nic.span());
  }
}
