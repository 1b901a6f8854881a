package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.EffectiveSecurityRules.Expansion;
import java.util.List;
import java.util.Optional;

/**
 * What Azure says a service tag holds at an interface, against what it is taken to hold there; IPv4
 * alone.
 *
 * @param lacks an address that it has for sure, and not in Azure's answer
 * @param holds an address of Azure's answer that it surely does not have
 * @param doubt why nobody can tell; empty where it is told
 */
public record ExpandedTag(
    Optional<Address> lacks, Optional<Address> holds, Optional<String> doubt) {
  private static final AddressSet RFC_1918 =
      set(
          List.of(
              Cidr.parse("10.0.0.0/8").orElseThrow(),
              Cidr.parse("172.16.0.0/12").orElseThrow(),
              Cidr.parse("192.168.0.0/16").orElseThrow()));

  /**
   * Public by its numbers and nobody's: whether the tag Internet has it is not documented.
   *
   * @see <a
   *     href="https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml">
   *     special-purpose addresses</a>
   */
  private static final AddressSet SPECIAL =
      set(List.of(
              Cidr.parse("192.0.0.0/24").orElseThrow(),
              Cidr.parse("192.88.99.0/24").orElseThrow(),
              Cidr.parse("198.18.0.0/15").orElseThrow()))
          .union(AddressSpaces.DOCUMENTATION);

  public ExpandedTag {
    requireNonNull(lacks);
    requireNonNull(holds);
    requireNonNull(doubt);
  }

  public static ExpandedTag of(Expansion expansion, AddressBook book, TagAddresses tags) {
    String name = expansion.tag().name();
    AddressSet theirs = set(expansion.blocks()).family(Family.IPV4);
    if (ServiceTags.isPublic(name)) {
      return published(name, theirs, book, tags);
    }
    AddressBounds ours = book.of(expansion.tag());
    AddressSet lacking = plain(ours.certain()).minus(theirs);
    AddressSet more = theirs.minus(plain(ours.possible()));
    return switch (ServiceTags.find(name).orElse(name)) {
      case ServiceTags.INTERNET -> of(lacking.minus(SPECIAL), more.intersect(RFC_1918));
      case ServiceTags.VIRTUAL_NETWORK, ServiceTags.AZURE_LOAD_BALANCER -> of(lacking, more);
      default -> new ExpandedTag(Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  private static ExpandedTag of(AddressSet lacking, AddressSet more) {
    return new ExpandedTag(first(lacking), first(more), Optional.empty());
  }

  /** The file and the answer may be of two days. */
  private static ExpandedTag published(
      String name, AddressSet theirs, AddressBook book, TagAddresses tags) {
    Optional<AddressSet> known = tags.find(name);
    String doubt = "";
    if (known.isEmpty()) {
      doubt = "the addresses of " + name + " (" + tags.gap(name) + ")";
    } else {
      AddressSet ours = known.get().family(Family.IPV4);
      AddressSet other = ours.minus(theirs).union(theirs.minus(ours));
      if (!other.isEmpty()) {
        doubt =
            "the addresses of "
                + name
                + ", which has others in Azure's answer than in the file of service tags, as "
                + book.text(other.lowest());
      }
    }
    return new ExpandedTag(
        Optional.empty(),
        Optional.empty(),
        doubt.isEmpty() ? Optional.empty() : Optional.of(doubt));
  }

  private static AddressSet plain(AddressSet set) {
    return set.onLines(List.of(0)).family(Family.IPV4);
  }

  private static Optional<Address> first(AddressSet set) {
    return set.isEmpty() ? Optional.empty() : Optional.of(HostAddresses.lowest(set));
  }

  private static AddressSet set(List<Cidr> blocks) {
    return AddressSpaces.of(blocks);
  }
}
