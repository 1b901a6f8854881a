package io.github.nsglint.azure;

import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Things whose addresses are not known. Each has a line of its own, numbered from 1; line 0 is that
 * of plain addresses.
 */
final class Parts {
  enum Kind {
    /** What VirtualNetwork holds beyond what is known of it. */
    REST_OF_VIRTUAL_NETWORK,
    SUBNET,
    PUBLIC_TAG,
    /**
     * Public addresses that belong to none of the tags named: no few tags make up the whole
     * Internet.
     */
    REST_OF_INTERNET,
    /** Members that nobody showed, or whose addresses are not known. */
    APPLICATION_GROUP,
    /** An address of an interface that Azure chooses, or that is not known. */
    INTERFACE
  }

  /** An address of an interface. */
  record Machine(NetworkInterface nic, IpConfiguration configuration) {}

  /**
   * @param place which of several places it belongs to; −1 if to none
   * @param group of an APPLICATION_GROUP
   * @param machine of an INTERFACE
   * @param extent where its addresses can lie, as plain addresses
   * @param ipv4 the same on its line
   * @param ipv6 likewise
   * @param line all of its line
   */
  record Part(
      int number,
      Kind kind,
      String name,
      int place,
      Optional<AddressPrefix.ApplicationGroup> group,
      Optional<Machine> machine,
      AddressSet extent,
      AddressSet ipv4,
      AddressSet ipv6,
      AddressSet line) {
    AddressSet addresses(Family family) {
      return family == Family.IPV4 ? ipv4 : ipv6;
    }
  }

  private final NamedTags tags;
  private final List<Part> all = new ArrayList<>();

  Parts(NamedTags tags) {
    this.tags = tags;
  }

  NamedTags tags() {
    return tags;
  }

  void add(Kind kind, String name, int place, AddressSet extent) {
    add(kind, name, place, Optional.empty(), Optional.empty(), extent);
  }

  void add(AddressPrefix.ApplicationGroup group, AddressSet extent) {
    String name = group.id().name();
    add(Kind.APPLICATION_GROUP, name, -1, Optional.of(group), Optional.empty(), extent);
  }

  void add(Machine machine, AddressSet extent) {
    String name = machine.nic().name();
    add(Kind.INTERFACE, name, -1, Optional.empty(), Optional.of(machine), extent);
  }

  private void add(
      Kind kind,
      String name,
      int place,
      Optional<AddressPrefix.ApplicationGroup> group,
      Optional<Machine> machine,
      AddressSet extent) {
    int number = all.size() + 1;
    AddressSet line =
        AddressSet.line(number, Family.IPV4).union(AddressSet.line(number, Family.IPV6));
    AddressSet addresses = extent.moved(0, number);
    all.add(
        new Part(
            number,
            kind,
            name,
            place,
            group,
            machine,
            extent,
            addresses.family(Family.IPV4),
            addresses.family(Family.IPV6),
            line));
  }

  List<Part> all() {
    return all;
  }

  int size() {
    return all.size();
  }

  Part get(int number) {
    return all.get(number - 1);
  }

  /** The whole lines of some kinds. */
  AddressSet lines(Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return AddressSet.union(
        all.stream().filter(part -> wanted.contains(part.kind())).map(Part::line).toList());
  }

  /** The numbers of plain addresses on all lines, those of plain addresses too. */
  AddressSet spread(AddressSet plain) {
    if (plain.isEmpty()) {
      return plain;
    }
    List<AddressSet> lines = new ArrayList<>();
    lines.add(plain);
    all.forEach(part -> lines.add(plain.moved(0, part.number())));
    return AddressSet.union(lines);
  }

  /** The same on those lines alone whose parts can have such a number. */
  AddressSet within(AddressSet plain) {
    if (plain.isEmpty()) {
      return plain;
    }
    List<AddressSet> lines = new ArrayList<>();
    lines.add(plain);
    for (Part part : all) {
      lines.add(plain.intersect(part.extent()).moved(0, part.number()));
    }
    return AddressSet.union(lines);
  }

  /** The same on the lines of some kinds. */
  AddressSet spread(AddressSet plain, Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    List<AddressSet> lines = new ArrayList<>();
    lines.add(plain);
    for (Part part : all) {
      if (wanted.contains(part.kind())) {
        lines.add(plain.moved(0, part.number()));
      }
    }
    return AddressSet.union(lines);
  }
}
