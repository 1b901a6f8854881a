package io.github.nsglint.azure;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an address prefix means in one place of a network, as bounds. A service tag whose addresses
 * are not known is a <em>part</em> with a line of its own ({@link Address}): the same tag, and a
 * tag that holds it, match that line for sure; a tag that may overlap matches it perhaps; a block
 * matches the numbers it names.
 *
 * <p>What is assumed, and stands on facts rather than on the input:
 *
 * <ul>
 *   <li>VirtualNetwork holds the network's own prefixes, its known peers' and 168.63.129.16;
 *       perhaps also other private space, for peers and on-premises networks nobody showed; perhaps
 *       everything when the subnet has a route table
 *   <li>Internet is public unicast space without the network's prefixes, also where a route makes
 *       some of it VirtualNetwork
 *   <li>AzureLoadBalancer is 168.63.129.16
 *   <li>every public service tag has addresses, all of them in Internet, and some outside of any
 *       tag known to lie in it, and of any other that a requirement takes out; the Internet has
 *       addresses of no tag
 * </ul>
 *
 * <p>A tag whose addresses a file tells ({@link TagAddresses}) needs no line: it is the blocks it
 * has, no more and no less, whatever is assumed of tags.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview">Service
 *     tags overview</a>
 */
public final class AddressBook {
  private static final AddressSet PLAIN_IPV4 = AddressSet.line(0, Family.IPV4);
  private static final AddressSet PLAIN_IPV6 = AddressSet.line(0, Family.IPV6);

  private static final List<Address> DOCUMENTATION =
      List.of(
          AddressSpaces.ipv4(203, 0, 113, 9),
          AddressSpaces.ipv4(198, 51, 100, 9),
          AddressSpaces.ipv4(192, 0, 2, 9),
          new Address(0, Family.IPV6, 0x20010db800000000L, 9));

  private enum Whose {
    ALL,
    /** Not those behind the group. */
    OTHERS
  }

  private enum Kind {
    /** What VirtualNetwork holds beyond what is known of it. */
    REST_OF_VIRTUAL_NETWORK,
    SUBNET,
    PUBLIC_TAG,
    /**
     * Public addresses that belong to none of the tags named: no few tags make up the whole
     * Internet.
     */
    REST_OF_INTERNET,
    APPLICATION_GROUP
  }

  /**
   * @param ipv4 where its addresses can lie, on its line
   * @param ipv6 likewise
   * @param line all of its line
   * @param sure whether it has an address at all
   */
  private record Part(
      int number,
      Kind kind,
      String name,
      AddressSet ipv4,
      AddressSet ipv6,
      AddressSet line,
      boolean sure) {
    AddressSet addresses(Family family) {
      return family == Family.IPV4 ? ipv4 : ipv6;
    }

    /** A tag, and a network, surely have IPv4 addresses; whether they have others nobody says. */
    boolean isSure(Family family) {
      return sure && (family == Family.IPV4 || kind == Kind.REST_OF_INTERNET);
    }
  }

  private final AddressSet known;
  private final AddressSet internet;
  private final AddressSet ownSubnet;
  private final List<Cidr> local;
  private final Network network;
  private final boolean routed;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> exceptedTags = new ArrayList<>();
  private final TreeMap<String, KnownTag> knownTags = new TreeMap<>();
  private final TagAddresses tags;

  /** By line, where a tag surely has an address; lines that are not here, anywhere on them. */
  private final Map<Integer, AddressSet> inhabited = new TreeMap<>();

  private final Map<String, AddressBounds> seen = new TreeMap<>();

  /** A tag whose addresses a file tells, as plain ones. */
  private record KnownTag(String name, AddressSet addresses) {}

  /**
   * @param prefixes all that the rules and requirements name: a tag that none of them names needs
   *     no line
   * @param excepted what the requirement takes out as written: a plain address is taken to belong
   *     to none of these tags, as far as their addresses are not known
   */
  public AddressBook(
      Surroundings surroundings,
      Collection<AddressPrefix> prefixes,
      Collection<AddressPrefix> excepted,
      Network network,
      TagAddresses tags) {
    this.tags = tags;
    excepted.forEach(prefix -> exceptedTags.add(prefix.toString()));
    AddressSet own = AddressSpaces.of(surroundings.prefixes());
    this.known = own.union(AddressSpaces.PLATFORM);
    this.local = surroundings.local();
    this.network = network;
    this.internet = AddressSpaces.PUBLIC.minus(own);
    this.routed = surroundings.routed();
    AddressSet rest =
        (routed ? AddressSpaces.PRIVATE.union(AddressSpaces.PUBLIC) : AddressSpaces.PRIVATE)
            .minus(own);
    add(Kind.REST_OF_VIRTUAL_NETWORK, ServiceTags.VIRTUAL_NETWORK, rest, own.isEmpty());
    List<Value<Cidr>> subnetPrefixes =
        surroundings.subnet().map(Subnet::prefixes).orElse(List.of());
    List<Cidr> resolved =
        subnetPrefixes.stream().flatMap(prefix -> prefix.known().stream()).toList();
    this.ownSubnet = AddressSpaces.of(resolved);
    if (surroundings.subnet().isPresent()
        && (resolved.isEmpty() || resolved.size() < subnetPrefixes.size())) {
      AddressSet extent = own.isEmpty() ? AddressSpaces.PRIVATE : own.union(AddressSpaces.PRIVATE);
      add(Kind.SUBNET, surroundings.subnet().get().name(), extent, true);
    }
    addNamed(prefixes, own, network);
  }

  private void addNamed(Collection<AddressPrefix> prefixes, AddressSet own, Network network) {
    TreeMap<String, String> names = new TreeMap<>();
    TreeMap<String, ResourceId> groups = new TreeMap<>();
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag && ServiceTags.isPublic(tag.name())) {
        names.put(tag.name().toLowerCase(Locale.ROOT), tag.name());
      } else if (prefix instanceof AddressPrefix.ApplicationGroup group) {
        groups.put(group.id().key(), group.id());
      }
    }
    addTags(names);
    for (ResourceId group : groups.values()) {
      add(
          Kind.APPLICATION_GROUP,
          group.toString(),
          own.union(AddressSpaces.PRIVATE),
          hasMember(group, network));
    }
  }

  /**
   * @param names of public tags, by their lower case
   */
  private void addTags(Map<String, String> names) {
    List<String> unknown = new ArrayList<>();
    names.forEach(
        (lower, name) ->
            tags.find(name)
                .ifPresentOrElse(
                    addresses -> knownTags.put(lower, new KnownTag(name, addresses)),
                    () -> unknown.add(name)));
    for (String name : unknown) {
      add(Kind.PUBLIC_TAG, name, extent(name), true);
      inhabit(extent(name), tag -> ServiceTags.isWithin(tag, name) || isExceptedFrom(name, tag));
    }
    if (!unknown.isEmpty()) {
      add(Kind.REST_OF_INTERNET, ServiceTags.INTERNET, internet, true);
      inhabit(internet, tag -> true);
    }
  }

  private boolean isExceptedFrom(String name, String excepted) {
    return exceptedTags.stream().anyMatch(excepted::equalsIgnoreCase)
        && !ServiceTags.isWithin(name, excepted);
  }

  /** The last line surely has an address that is none of certain known tags'. */
  private void inhabit(AddressSet extent, Predicate<String> tagWithout) {
    AddressSet rest = extent;
    for (KnownTag known : knownTags.values()) {
      if (tagWithout.test(known.name())) {
        rest = rest.minus(known.addresses());
      }
    }
    inhabited.put(parts.size(), rest.moved(0, parts.size()));
  }

  /** Where the addresses of a tag can lie: within those of the tags that it lies in. */
  private AddressSet extent(String tag) {
    AddressSet extent = internet;
    for (KnownTag outer : knownTags.values()) {
      if (ServiceTags.isWithin(tag, outer.name())) {
        extent = extent.intersect(outer.addresses());
      }
    }
    return extent;
  }

  private static boolean hasMember(ResourceId group, Network network) {
    for (NetworkInterface nic : network.interfaces()) {
      for (NetworkInterface.IpConfiguration configuration : nic.ipConfigurations()) {
        boolean member =
            configuration.applicationGroups().stream()
                .anyMatch(
                    reference ->
                        reference.fold(
                            () -> false, to -> to.id().matches(group), unknown -> false));
        if (member && nic.condition().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private void add(Kind kind, String name, AddressSet extent, boolean sure) {
    int number = parts.size() + 1;
    AddressSet line =
        AddressSet.line(number, Family.IPV4).union(AddressSet.line(number, Family.IPV6));
    AddressSet addresses = extent.moved(0, number);
    parts.add(
        new Part(
            number,
            kind,
            name,
            addresses.family(Family.IPV4),
            addresses.family(Family.IPV6),
            line,
            sure));
  }

  /** The addresses a rule matches that names this prefix. */
  public AddressBounds of(AddressPrefix prefix) {
    return prefix.fold(
        any -> AddressBounds.exactly(AddressSet.all()),
        block -> seen.computeIfAbsent(block.toString(), text -> block(block.cidr())),
        tag -> seen.computeIfAbsent(tag.name(), this::tag),
        group -> seen.computeIfAbsent(group.id().toString(), text -> applicationGroup(group.id())),
        unresolved -> new AddressBounds(AddressSet.empty(), AddressSet.all()));
  }

  /**
   * The addresses a requirement speaks of that names this prefix: {@code possible} is to be
   * covered, {@code certain} exists.
   */
  public AddressBounds region(AddressPrefix prefix) {
    AddressBounds all = of(prefix);
    AddressBounds region = restrict(all.certain());
    // What a tag shares with those taken out stands on their lines.
    AddressSet shared = AddressSet.empty();
    if (prefix instanceof AddressPrefix.ServiceTag && !exceptedTags.isEmpty()) {
      for (Part part : parts) {
        if (part.kind() == Kind.PUBLIC_TAG && isExcepted(part.name())) {
          shared = shared.union(all.possible().intersect(part.line()));
        }
      }
    }
    return new AddressBounds(
        region.certain(), region.possible().union(restrict(shared).possible()));
  }

  private boolean isExcepted(String tag) {
    return exceptedTags.stream().anyMatch(excepted -> ServiceTags.isWithin(tag, excepted));
  }

  /** All addresses there are. */
  public AddressBounds everywhere() {
    return restrict(AddressSet.all());
  }

  /** The addresses of the subnet itself. */
  public AddressBounds subnet() {
    AddressSet set = ownSubnet;
    for (Part part : parts) {
      if (part.kind() == Kind.SUBNET) {
        set = set.union(part.line());
      }
    }
    return restrict(set);
  }

  /** Which addresses lie in the subnet, on whatever line they are. */
  public AddressBounds inSubnet() {
    List<AddressSet> certain = new ArrayList<>();
    certain.add(ownSubnet);
    parts.forEach(part -> certain.add(ownSubnet.moved(0, part.number())));
    List<AddressSet> possible = new ArrayList<>();
    for (Part part : parts) {
      if (part.kind() == Kind.SUBNET) {
        certain.add(part.line());
        possible.add(part.ipv4().union(part.ipv6()).moved(part.number(), 0));
        possible.add(lines(Kind.REST_OF_VIRTUAL_NETWORK));
        possible.add(lines(Kind.APPLICATION_GROUP));
      }
    }
    possible.addAll(certain);
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  /** What is left of a set when each line holds only the numbers that its part can have. */
  private AddressBounds restrict(AddressSet set) {
    List<AddressSet> certain = new ArrayList<>();
    List<AddressSet> possible = new ArrayList<>();
    AddressSet plain = set.onLines(List.of(0));
    certain.add(plain);
    possible.add(plain);
    for (Part part : parts) {
      for (Family family : Family.values()) {
        AddressSet there = set.intersect(part.addresses(family));
        possible.add(there);
        if (part.isSure(family)) {
          certain.add(there);
        }
      }
    }
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  private AddressBounds block(Cidr cidr) {
    AddressSet set = AddressSet.of(cidr.range());
    List<AddressSet> lines = new ArrayList<>();
    lines.add(set);
    parts.forEach(part -> lines.add(set.moved(0, part.number())));
    return AddressBounds.exactly(AddressSet.union(lines));
  }

  private AddressBounds tag(String name) {
    if (ServiceTags.isPublic(name)) {
      return publicTag(name);
    }
    return switch (ServiceTags.find(name).orElse(name)) {
      case ServiceTags.INTERNET ->
          AddressBounds.exactly(
              internet
                  .union(lines(Kind.PUBLIC_TAG))
                  .union(lines(Kind.REST_OF_INTERNET))
                  .union(routedInternet()));
      case ServiceTags.VIRTUAL_NETWORK -> virtualNetwork();
      case ServiceTags.AZURE_LOAD_BALANCER -> AddressBounds.exactly(AddressSpaces.PLATFORM);
      default -> new AddressBounds(AddressSet.empty(), AddressSpaces.PLATFORM_SERVICES);
    };
  }

  private AddressBounds virtualNetwork() {
    AddressSet inside =
        lines(Kind.REST_OF_VIRTUAL_NETWORK)
            .union(lines(Kind.SUBNET))
            .union(lines(Kind.APPLICATION_GROUP));
    AddressSet certain = known.union(inside);
    AddressSet perhaps =
        routed
            ? AddressSet.line(0, Family.IPV4)
                .union(AddressSet.line(0, Family.IPV6))
                .union(lines(Kind.PUBLIC_TAG))
                .union(lines(Kind.REST_OF_INTERNET))
            : AddressSpaces.PRIVATE;
    return new AddressBounds(certain, certain.union(perhaps));
  }

  /** Public addresses that routes bring into VirtualNetwork are public all the same. */
  private AddressSet routedInternet() {
    return AddressSet.union(
        parts.stream()
            .filter(part -> part.kind() == Kind.REST_OF_VIRTUAL_NETWORK && routed)
            .map(part -> internet.moved(0, part.number()))
            .toList());
  }

  private AddressBounds publicTag(String name) {
    KnownTag known = knownTags.get(name.toLowerCase(Locale.ROOT));
    return known == null ? unknownTag(name) : AddressBounds.exactly(onEveryLine(known.addresses()));
  }

  /** Plain addresses, and the same numbers on each line whose part can have them. */
  private AddressSet onEveryLine(AddressSet plain) {
    AddressSet all = plain;
    for (Part part : parts) {
      AddressSet extent = part.ipv4().union(part.ipv6()).moved(part.number(), 0);
      AddressSet there = plain.intersect(extent);
      if (!there.isEmpty()) {
        all = all.union(there.moved(0, part.number()));
      }
    }
    return all;
  }

  private AddressBounds unknownTag(String name) {
    AddressSet certain = AddressSet.empty();
    for (KnownTag inner : knownTags.values()) {
      if (ServiceTags.isWithin(inner.name(), name)) {
        certain = certain.union(onEveryLine(inner.addresses()));
      }
    }
    boolean excepted = isExcepted(name);
    AddressSet possible = excepted ? AddressSet.empty() : extent(name);
    for (Part part : parts) {
      if (part.kind() == Kind.PUBLIC_TAG) {
        if (ServiceTags.isWithin(part.name(), name)) {
          certain = certain.union(part.line());
        } else if (!ServiceTags.isWithin(name, part.name())
            && (!excepted || isExcepted(part.name()))) {
          possible = possible.union(part.line());
        }
        // A part that holds this tag stands for what it has besides; and where tags are taken out,
        // each other part stands for what it has besides them.
      } else if (part.kind() == Kind.REST_OF_VIRTUAL_NETWORK && routed) {
        possible = possible.union(part.line());
      }
    }
    return new AddressBounds(certain, certain.union(possible));
  }

  private AddressBounds applicationGroup(ResourceId id) {
    AddressSet own = AddressSet.empty();
    for (Part part : parts) {
      if (part.kind() == Kind.APPLICATION_GROUP && part.name().equalsIgnoreCase(id.toString())) {
        own = part.line();
      }
    }
    AddressSet possible =
        known
            .minus(AddressSpaces.PLATFORM)
            .union(AddressSpaces.PRIVATE)
            .union(lines(Kind.REST_OF_VIRTUAL_NETWORK))
            .union(lines(Kind.SUBNET))
            .union(lines(Kind.APPLICATION_GROUP));
    return new AddressBounds(own, possible.union(own));
  }

  private AddressSet lines(Kind kind) {
    return AddressSet.union(
        parts.stream().filter(part -> part.kind() == kind).map(Part::line).toList());
  }

  /** All addresses of a family that a line can have. */
  public AddressSet line(int number, Family family) {
    if (number == 0) {
      return family == Family.IPV4 ? PLAIN_IPV4 : PLAIN_IPV6;
    }
    return parts.get(number - 1).addresses(family);
  }

  /** How many lines there are; they are numbered from 0. */
  public int lines() {
    return parts.size() + 1;
  }

  /** Whether the part of a line has an address of this family at all. */
  public boolean isSure(int line, Family family) {
    return line == 0 || (parts.get(line - 1).isSure(family) && !inhabited(line, family).isEmpty());
  }

  /** Among which addresses of a line its part surely has one, if it has any of this family. */
  public AddressSet inhabited(int line, Family family) {
    AddressSet some = inhabited.get(line);
    return some == null ? line(line, family) : some.family(family);
  }

  /**
   * An address of the set that a person understands, best one that stands for somebody else's
   * machine; a plain one if there is any. The same set gives the same address.
   */
  public Address elsewhere(AddressSet set) {
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

  /** The same, best of a machine behind the group. */
  public Address inside(AddressSet set) {
    Optional<Address> host =
        HostAddresses.in(local, set).or(() -> HostAddresses.in(subnets(Whose.ALL), set));
    if (host.isPresent()) {
      return host.get();
    }
    for (AddressSet own : List.of(known.minus(AddressSpaces.PLATFORM), AddressSpaces.PRIVATE)) {
      AddressSet there = set.intersect(own);
      if (!there.isEmpty()) {
        return HostAddresses.lowest(there);
      }
    }
    return HostAddresses.lowest(set);
  }

  /** The subnets of the virtual network and its peers, as far as they were read. */
  private List<Cidr> subnets(Whose whose) {
    List<Cidr> subnets = new ArrayList<>();
    for (Subnet subnet : network.subnets()) {
      for (Value<Cidr> prefix : subnet.prefixes()) {
        prefix
            .known()
            .filter(block -> known.containsAll(AddressSet.of(block.range())))
            .filter(block -> whose == Whose.ALL || !local.contains(block))
            .ifPresent(subnets::add);
      }
    }
    return subnets;
  }

  /** An address as text; of a part whose addresses are not known, the part's name. */
  public String text(Address address) {
    return name(address.part()).orElseGet(() -> Cidr.text(address));
  }

  /** The first tag of several prefixes that is known to have a plain address. */
  public Optional<String> knownTag(Address address, List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag) {
        KnownTag known = knownTags.get(tag.name().toLowerCase(Locale.ROOT));
        if (known != null && known.addresses().contains(address)) {
          return Optional.of(known.name());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The tags that the rules and requirements name and whose addresses are known, in alphabetical
   * order.
   */
  public Map<String, AddressSet> knownTags() {
    Map<String, AddressSet> all = new TreeMap<>();
    knownTags.values().forEach(tag -> all.put(tag.name(), tag.addresses()));
    return all;
  }

  /** Why the addresses of a public tag are not known, and what would tell them, as a clause. */
  public String gap(String tag) {
    return tags.gap(tag);
  }

  /** The same of a line; empty if it is not that of a public tag. */
  public Optional<String> gap(int line) {
    return line > 0 && parts.get(line - 1).kind() == Kind.PUBLIC_TAG
        ? Optional.of(tags.gap(parts.get(line - 1).name()))
        : Optional.empty();
  }

  /** The name of a part; empty for the line of plain addresses. */
  public Optional<String> name(int line) {
    if (line == 0) {
      return Optional.empty();
    }
    Part part = parts.get(line - 1);
    return Optional.of(
        part.kind() == Kind.APPLICATION_GROUP
            ? part.name().substring(part.name().lastIndexOf('/') + 1)
            : part.name());
  }
}
