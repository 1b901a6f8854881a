package io.github.nsglint.azure;

import io.github.nsglint.azure.ApplicationMembers.Membership;
import io.github.nsglint.azure.Parts.Kind;
import io.github.nsglint.azure.Parts.Part;
import io.github.nsglint.azure.Surroundings.Whereabouts;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an address prefix means in one place of a network, as bounds. A service tag whose addresses
 * are not known is a <em>part</em> with a line of its own ({@link Address}): the same tag, and a
 * tag that holds it, match that line for sure; a tag that may overlap matches it perhaps; a block
 * matches the numbers it names.
 *
 * <p>What is assumed, and stands on facts rather than on the input, is told in {@link Assumptions};
 * what the input shows is in {@link VirtualNetworkSpace} and {@link ApplicationMembers}. A tag
 * whose addresses a file tells ({@link TagAddresses}) needs no line: it is the blocks it has, no
 * more and no less, whatever is assumed of tags.
 *
 * @see <a href="https://learn.microsoft.com/azure/virtual-network/service-tags-overview">Service
 *     tags overview</a>
 */
public final class AddressBook {
  private static final AddressSet PLAIN_IPV4 = AddressSet.line(0, Family.IPV4);
  private static final AddressSet PLAIN_IPV6 = AddressSet.line(0, Family.IPV6);

  private final Parts parts;
  private final int place;
  private final Surroundings surroundings;
  private final VirtualNetworkSpace space;
  private final Network network;
  private final AddressSet known;
  private final AddressSet internet;
  private final AddressSet ownSubnet;
  private final WitnessAddresses witnesses;
  private final AddressNames names;
  private final List<String> exceptedTags;
  private final Map<String, AddressBounds> seen;

  /** What questions are about, which several ask: each is long to find. */
  private final Map<String, AddressBounds> asked;

  private final Map<String, ApplicationMembers> members = new TreeMap<>();

  /**
   * @param prefixes all that the rules and requirements name: a tag that none of them names needs
   *     no line
   * @param excepted what the requirement takes out as written: a plain address is taken to belong
   *     to none of these tags
   */
  public AddressBook(
      Surroundings surroundings,
      Collection<AddressPrefix> prefixes,
      Collection<AddressPrefix> excepted,
      Network network,
      TagAddresses tags) {
    this(
        PartsOfPlaces.of(List.of(surroundings), prefixes, List.of(), network, tags),
        0,
        surroundings,
        excepted,
        network);
  }

  private AddressBook(
      Parts parts,
      int place,
      Surroundings surroundings,
      Collection<AddressPrefix> excepted,
      Network network) {
    this.parts = parts;
    this.place = place;
    this.surroundings = surroundings;
    this.space = surroundings.space();
    this.network = network;
    this.exceptedTags = excepted.stream().map(AddressPrefix::toString).toList();
    this.seen = new TreeMap<>();
    this.asked = new TreeMap<>();
    this.known = space.known();
    this.internet = space.internet();
    this.ownSubnet = PartsOfPlaces.ownSubnet(surroundings);
    this.witnesses = new WitnessAddresses(space.own(), surroundings.local(), network);
    this.names = new AddressNames(parts, surroundings, network);
  }

  /**
   * The same in a place that looks the same: its {@link Surroundings#words} are those of the other.
   */
  private AddressBook(AddressBook book, Surroundings surroundings) {
    this.parts = book.parts;
    this.place = book.place;
    this.surroundings = surroundings;
    this.space = surroundings.space();
    this.network = book.network;
    this.exceptedTags = book.exceptedTags;
    this.known = book.known;
    this.internet = book.internet;
    this.ownSubnet = book.ownSubnet;
    this.seen = book.seen;
    this.asked = book.asked;
    this.witnesses = new WitnessAddresses(space.own(), surroundings.local(), network);
    this.names = new AddressNames(parts, surroundings, network);
  }

  /**
   * The book of another place: one that is no different in what prefixes mean, though it has other
   * machines and other files. What was found of a prefix is found for both. Where an application
   * security group or an interface has a line, no two places are alike.
   *
   * @throws IllegalArgumentException if they differ
   */
  public AddressBook seenFrom(Surroundings other) {
    if (other == surroundings) {
      return this;
    }
    if (!other.words().equals(surroundings.words()) || hasMachines()) {
      throw new IllegalArgumentException(surroundings.words() + " is not " + other.words());
    }
    return new AddressBook(this, other);
  }

  private boolean hasMachines() {
    for (Part part : parts.all()) {
      if (part.kind() == Kind.APPLICATION_GROUP || part.kind() == Kind.INTERFACE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Books of several places, for flows that pass all of them: one for each, in their order. A line
   * has one number in all of them and stands for the same thing, so that their answers can be
   * compared; what VirtualNetwork, a group or the subnet holds differs from place to place.
   *
   * @param prefixes all that any rule on the way, or the question, names
   * @param machines interfaces the question is about; where the address of one is not known it gets
   *     a line
   */
  public static List<AddressBook> sharing(
      List<Surroundings> places,
      Collection<AddressPrefix> prefixes,
      Collection<AddressPrefix> excepted,
      List<NetworkInterface> machines,
      Network network,
      TagAddresses tags) {
    Parts parts = PartsOfPlaces.of(places, prefixes, machines, network, tags);
    List<AddressBook> books = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      books.add(new AddressBook(parts, i, places.get(i), excepted, network));
    }
    return books;
  }

  /** The addresses a rule matches that names this prefix. */
  public AddressBounds of(AddressPrefix prefix) {
    return prefix.fold(
        any -> AddressBounds.exactly(AddressSet.all()),
        block -> seen.computeIfAbsent(block.toString(), text -> block(block.cidr())),
        tag -> seen.computeIfAbsent(tag.name(), this::tag),
        group -> seen.computeIfAbsent(group.id().toString(), text -> applicationGroup(group)),
        unresolved -> new AddressBounds(AddressSet.empty(), AddressSet.all()));
  }

  /**
   * The addresses a requirement speaks of that names this prefix: {@code possible} is to be
   * covered, {@code certain} exists.
   */
  public AddressBounds region(AddressPrefix prefix) {
    return asked.computeIfAbsent("region " + prefix, text -> spokenOf(prefix));
  }

  private AddressBounds spokenOf(AddressPrefix prefix) {
    AddressBounds named = of(prefix);
    AddressBounds certain = restrict(named.certain());
    if (!(prefix instanceof AddressPrefix.ServiceTag tag)) {
      return certain;
    }
    AddressSet more = AddressSet.empty();
    if (tag.name().equalsIgnoreCase(ServiceTags.INTERNET)) {
      // What other tags perhaps hold stands on their lines; of the Internet there is no such line.
      more = named.possible();
    } else if (!exceptedTags.isEmpty()) {
      // What a tag shares with those taken out stands on their lines.
      for (Part part : parts.all()) {
        if (part.kind() == Kind.PUBLIC_TAG && isExcepted(part.name())) {
          more = more.union(named.possible().intersect(part.line()));
        }
      }
    }
    return new AddressBounds(
        certain.certain(), certain.possible().union(restrict(more).possible()));
  }

  private boolean isExcepted(String tag) {
    return exceptedTags.stream().anyMatch(excepted -> ServiceTags.isWithin(tag, excepted));
  }

  /** All addresses there are. */
  public AddressBounds everywhere() {
    return asked.computeIfAbsent("everywhere", text -> restrict(AddressSet.all()));
  }

  /**
   * The set without plain public addresses where parts stand for all of them: an address of the
   * Internet is then in one of its tags, or in none, and is not asked about twice.
   */
  public AddressSet distinct(AddressSet set) {
    return set.intersects(parts.lines(Kind.REST_OF_INTERNET)) ? set.minus(internet) : set;
  }

  /**
   * The set without the machines that belong to an application security group and that nobody
   * showed.
   */
  public AddressSet shown(AddressSet set) {
    return set.minus(parts.lines(Kind.APPLICATION_GROUP));
  }

  /**
   * The addresses of the machines behind the group: {@code certain} of those it is known to be
   * attached to, {@code possible} also of others; everywhere if it is not known to be attached.
   */
  public AddressBounds behind() {
    AddressBounds everywhere = everywhere();
    return asked.computeIfAbsent("behind", text -> ofMachinesBehind(everywhere));
  }

  private AddressBounds ofMachinesBehind(AddressBounds everywhere) {
    AddressSet local = AddressSpaces.of(surroundings.local());
    for (Part part : parts.all()) {
      if (isOwnSubnet(part)
          || part.machine()
              .filter(machine -> surroundings.isBehind(machine.nic(), machine.configuration()))
              .isPresent()) {
        local = local.union(part.line());
      }
    }
    return local.isEmpty()
        ? everywhere
        : new AddressBounds(
            restrict(local).certain(),
            everywhere.possible().minus(surroundings.addressesLeftOut()));
  }

  /** The addresses of the subnet itself. */
  public AddressBounds subnet() {
    return asked.computeIfAbsent("subnet", text -> ofSubnet());
  }

  private AddressBounds ofSubnet() {
    AddressSet set = ownSubnet;
    for (Part part : parts.all()) {
      if (isOwnSubnet(part) || (part.kind() == Kind.INTERFACE && isInOwnSubnet(part))) {
        set = set.union(part.line());
      }
    }
    return restrict(set);
  }

  private boolean isOwnSubnet(Part part) {
    return part.kind() == Kind.SUBNET && part.place() == place;
  }

  private boolean isInOwnSubnet(Part part) {
    return surroundings.subnet().isPresent()
        && part.machine()
            .flatMap(machine -> Surroundings.subnet(machine.configuration(), network))
            .filter(surroundings::isLocal)
            .isPresent();
  }

  /** Which addresses lie in the subnet, on whatever line they are. */
  public AddressBounds inSubnet() {
    List<AddressSet> certain = new ArrayList<>();
    certain.add(parts.spread(ownSubnet));
    List<AddressSet> possible = new ArrayList<>();
    for (Part part : parts.all()) {
      if (isOwnSubnet(part)) {
        certain.add(part.line());
        possible.add(part.extent());
        possible.add(parts.lines(Kind.REST_OF_VIRTUAL_NETWORK, Kind.APPLICATION_GROUP));
      } else if (part.kind() == Kind.INTERFACE && isInOwnSubnet(part)) {
        certain.add(part.line());
      }
    }
    possible.addAll(certain);
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  /**
   * The addresses of an interface: those that are known, and the lines of the others, if this book
   * was made for it.
   */
  public AddressBounds machine(NetworkInterface nic) {
    List<AddressSet> set = new ArrayList<>();
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      configuration
          .privateAddress()
          .flatMap(Value::known)
          .ifPresent(address -> set.add(AddressSet.of(address.range())));
    }
    for (Part part : parts.all()) {
      if (part.machine().filter(machine -> PartsOfPlaces.isOf(machine, nic)).isPresent()) {
        set.add(part.line());
      }
    }
    return restrict(AddressSet.union(set));
  }

  /** What is left of a set when each line holds only the numbers that its part can have. */
  private AddressBounds restrict(AddressSet set) {
    List<AddressSet> certain = new ArrayList<>();
    List<AddressSet> possible = new ArrayList<>();
    AddressSet plain = set.plain();
    certain.add(plain);
    possible.add(plain);
    for (Part part : parts.all()) {
      restrict(part, Family.IPV4, set, certain, possible);
      restrict(part, Family.IPV6, set, certain, possible);
    }
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  private void restrict(
      Part part,
      Family family,
      AddressSet set,
      List<AddressSet> certain,
      List<AddressSet> possible) {
    AddressSet there = set.intersect(part.addresses(family));
    if (!there.isEmpty()) {
      possible.add(there);
      if (isSure(part.number(), family)) {
        certain.add(there);
      }
    }
  }

  private AddressBounds block(Cidr cidr) {
    return AddressBounds.exactly(parts.spread(AddressSet.of(cidr.range())));
  }

  private AddressBounds tag(String name) {
    if (ServiceTags.isPublic(name)) {
      return publicTag(name);
    }
    return switch (ServiceTags.find(name).orElse(name)) {
      case ServiceTags.INTERNET -> internet();
      case ServiceTags.VIRTUAL_NETWORK -> virtualNetwork();
      case ServiceTags.AZURE_LOAD_BALANCER -> AddressBounds.exactly(AddressSpaces.PLATFORM);
      default -> platform(name);
    };
  }

  /** Traffic to the platform, which other rules do not reach, passes rules that name these. */
  private AddressBounds platform(String name) {
    AddressSet possible =
        switch (name) {
          case ServiceTags.PLATFORM_DNS -> AddressSpaces.PLATFORM;
          case ServiceTags.PLATFORM_METADATA -> AddressSpaces.METADATA;
          default -> parts.spread(AddressSpaces.LICENSING);
        };
    return new AddressBounds(AddressSet.empty(), possible);
  }

  /**
   * Public addresses that routes bring into VirtualNetwork are public all the same. Where a route
   * leads to a service tag, its addresses are reported not to count as Internet any more; then only
   * addresses of no tag surely do.
   *
   * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/94454">routes to service
   *     tags</a>
   */
  private AddressBounds internet() {
    AddressSet possible =
        parts
            .spread(internet, Kind.REST_OF_VIRTUAL_NETWORK)
            .union(parts.lines(Kind.PUBLIC_TAG, Kind.REST_OF_INTERNET));
    AddressSet doubtful =
        VirtualNetworkSpace.addresses(space.perhapsPeers()).union(space.blocked());
    for (VirtualNetworkSpace.TagRoute route : space.tagRoutes()) {
      Optional<NamedTags.Known> known = parts.tags().find(route.tag().name());
      if (known.isEmpty()) {
        return new AddressBounds(parts.lines(Kind.REST_OF_INTERNET), possible);
      }
      doubtful = doubtful.union(known.get().addresses());
    }
    return doubtful.intersects(internet)
        ? new AddressBounds(possible.minus(parts.spread(doubtful)), possible)
        : AddressBounds.exactly(possible);
  }

  private AddressBounds virtualNetwork() {
    AddressSet perhaps = PartsOfPlaces.perhaps(space);
    List<AddressSet> certain = new ArrayList<>();
    List<AddressSet> possible = new ArrayList<>();
    certain.add(known);
    certain.add(parts.spread(space.routes()));
    possible.add(perhaps);
    possible.add(parts.spread(VirtualNetworkSpace.addresses(space.perhapsRoutes())));
    for (Part part : parts.all()) {
      if (isOfVirtualNetwork(part)) {
        certain.add(part.line());
      } else if (part.kind() != Kind.PUBLIC_TAG && part.kind() != Kind.REST_OF_INTERNET) {
        certain.add(known.moved(0, part.number()));
        possible.add(perhaps.moved(0, part.number()));
      }
    }
    possible.addAll(certain);
    for (VirtualNetworkSpace.TagRoute route : space.tagRoutes()) {
      possible.add(publicTag(route.tag().name()).possible());
    }
    if (space.open().isPresent()) {
      possible.add(PLAIN_IPV4);
      possible.add(PLAIN_IPV6);
      parts.all().forEach(part -> possible.add(part.line()));
    }
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  /** Whether all of a part surely belongs to it. */
  private boolean isOfVirtualNetwork(Part part) {
    return switch (part.kind()) {
      case REST_OF_VIRTUAL_NETWORK, SUBNET -> part.place() == place;
      case APPLICATION_GROUP -> isOfVirtualNetwork(members(part.group().orElseThrow()));
      case INTERFACE ->
          surroundings.whereabouts(part.machine().orElseThrow().configuration())
              == Whereabouts.HERE;
      case PUBLIC_TAG, REST_OF_INTERNET -> false;
    };
  }

  /** A group that nobody showed a member of is taken to be of this network, or of a peer. */
  private boolean isOfVirtualNetwork(ApplicationMembers group) {
    return group.isHere()
        || (!group.isElsewhere() && space.perhapsPeers().isEmpty() && space.blocked().isEmpty());
  }

  private AddressBounds publicTag(String name) {
    Optional<NamedTags.Known> known = parts.tags().find(name);
    return known.isPresent()
        ? AddressBounds.exactly(parts.within(known.get().addresses()))
        : unknownTag(name);
  }

  private AddressBounds unknownTag(String name) {
    AddressSet certain = parts.within(parts.tags().inside(name));
    boolean excepted = isExcepted(name);
    AddressSet extent = parts.tags().extent(name, internet);
    AddressSet possible = excepted ? AddressSet.empty() : extent;
    for (Part part : parts.all()) {
      if (part.kind() == Kind.PUBLIC_TAG) {
        if (ServiceTags.isWithin(part.name(), name)) {
          certain = certain.union(part.line());
        } else if (!ServiceTags.isWithin(name, part.name())
            && (!excepted || isExcepted(part.name()))) {
          possible = possible.union(part.line());
        }
        // A part that holds this tag stands for what it has besides; and where tags are taken out,
        // each other part stands for what it has besides them.
      } else if (part.kind() == Kind.REST_OF_VIRTUAL_NETWORK) {
        possible = possible.union(extent.moved(0, part.number()));
      }
    }
    return new AddressBounds(certain, certain.union(possible));
  }

  ApplicationMembers members(AddressPrefix.ApplicationGroup group) {
    return members.computeIfAbsent(
        group.id().toString(), key -> new ApplicationMembers(group, surroundings, network));
  }

  private AddressBounds applicationGroup(AddressPrefix.ApplicationGroup group) {
    ApplicationMembers read = members(group);
    List<AddressSet> certain = new ArrayList<>();
    certain.add(read.certain());
    List<AddressSet> possible = new ArrayList<>();
    possible.add(
        parts.spread(read.possible(), Kind.REST_OF_VIRTUAL_NETWORK, Kind.APPLICATION_GROUP));
    for (Part part : parts.all()) {
      if (part.kind() == Kind.SUBNET && !part.name().equalsIgnoreCase(ReservedSubnets.BASTION)) {
        possible.add(read.possible().moved(0, part.number()));
      }
      if (part.group().filter(named -> named.id().equals(group.id())).isPresent()) {
        (read.isElsewhere() ? possible : certain).add(part.line());
      } else if (part.kind() == Kind.INTERFACE) {
        Membership membership = read.of(part.machine().orElseThrow().configuration());
        if (membership == Membership.MEMBER && isOfVirtualNetwork(part)) {
          certain.add(part.line());
        } else if (membership != Membership.NO) {
          possible.add(part.line());
        }
      }
    }
    possible.addAll(certain);
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  /**
   * Why a prefix only perhaps holds an address.
   *
   * @return empty when it holds it for sure, or surely not
   */
  public Optional<Doubt> doubt(AddressPrefix prefix, Address address) {
    AddressBounds bounds = of(prefix);
    return bounds.certain().contains(address) || !bounds.possible().contains(address)
        ? Optional.empty()
        : Optional.of(new AddressDoubts(this, parts, space).of(prefix, address));
  }

  /** Why it is not known where some of these addresses lie, all of them on lines of parts. */
  public Optional<Doubt> doubt(AddressSet addresses) {
    return new AddressDoubts(this, parts, space).of(addresses, place);
  }

  /** All addresses of a family that a line can have. */
  public AddressSet line(int number, Family family) {
    if (number == 0) {
      return family == Family.IPV4 ? PLAIN_IPV4 : PLAIN_IPV6;
    }
    return parts.get(number).addresses(family);
  }

  /** How many lines there are; they are numbered from 0. */
  public int lines() {
    return parts.size() + 1;
  }

  /**
   * Whether the part of a line has an address of this family at all. A tag, and a network, surely
   * have IPv4 addresses; whether they have others nobody says.
   */
  public boolean isSure(int line, Family family) {
    if (line == 0) {
      return true;
    }
    Part part = parts.get(line);
    boolean ipv4 = family == Family.IPV4;
    return switch (part.kind()) {
      case REST_OF_VIRTUAL_NETWORK -> ipv4 && part.place() == place && space.own().isEmpty();
      case SUBNET -> ipv4;
      case PUBLIC_TAG -> ipv4 && !inhabited(line, family).isEmpty();
      case REST_OF_INTERNET -> !inhabited(line, family).isEmpty();
      case APPLICATION_GROUP -> ipv4 && members(part.group().orElseThrow()).hasHiddenMember();
      case INTERFACE ->
          part.machine()
              .flatMap(machine -> machine.configuration().family().known())
              .filter(family::equals)
              .isPresent();
    };
  }

  /**
   * Among which addresses of a line its part surely has one, if it has any of this family. A tag
   * has some besides those known to lie in it and those taken out, the rest of the Internet is in
   * no tag.
   */
  public AddressSet inhabited(int line, Family family) {
    AddressSet all = line(line, family);
    if (line == 0 || parts.tags().known().isEmpty()) {
      return all;
    }
    Part part = parts.get(line);
    for (NamedTags.Known known : parts.tags().known()) {
      boolean apart =
          part.kind() == Kind.REST_OF_INTERNET
              || (part.kind() == Kind.PUBLIC_TAG
                  && (ServiceTags.isWithin(known.name(), part.name())
                      || isTakenFrom(part.name(), known.name())));
      if (apart) {
        all = all.minus(known.addresses().moved(0, line));
      }
    }
    return all;
  }

  private boolean isTakenFrom(String tag, String excepted) {
    return exceptedTags.stream().anyMatch(excepted::equalsIgnoreCase)
        && !ServiceTags.isWithin(tag, excepted);
  }

  /**
   * An address of the set that a person understands, best one that stands for somebody else's
   * machine; a plain one if there is any. The same set gives the same address.
   */
  public Address elsewhere(AddressSet set) {
    return witnesses.elsewhere(set);
  }

  /** The same, best of a machine behind the group. */
  public Address inside(AddressSet set) {
    return witnesses.inside(set);
  }

  /** Whether an address belongs to VirtualNetwork only because a route of the subnet names it. */
  public boolean isRouted(Address address) {
    return parts.spread(space.routes()).minus(parts.spread(space.own())).contains(address);
  }

  /** An address as text; of a part whose addresses are not known, the part's name. */
  public String text(Address address) {
    return names.text(address);
  }

  /** The same, with the machine that has the address: {@code vm-web's nic-web (10.0.1.4)}. */
  public String describe(Address address) {
    return names.describe(address);
  }

  /** The name of a part; empty for the line of plain addresses. */
  public Optional<String> name(int line) {
    return names.name(line);
  }

  /** The first tag of several prefixes that is known to have a plain address. */
  public Optional<String> knownTag(Address address, List<AddressPrefix> prefixes) {
    return names.knownTag(address, prefixes);
  }

  /**
   * The tags that the rules and requirements name and whose addresses are known, in alphabetical
   * order.
   */
  public Map<String, AddressSet> knownTags() {
    Map<String, AddressSet> all = new TreeMap<>();
    parts.tags().known().forEach(tag -> all.put(tag.name(), tag.addresses()));
    return all;
  }

  /** What would tell the addresses of a line, as a clause; empty if it is no public tag's. */
  public Optional<String> gap(int line) {
    return line > 0 && parts.get(line).kind() == Kind.PUBLIC_TAG
        ? Optional.of(parts.tags().gap(parts.get(line).name()))
        : Optional.empty();
  }

  /** The interface here that has a plain address, if it was read. */
  public Optional<NetworkInterface> machineAt(Address address) {
    return address.part() == 0
        ? surroundings.machine(address).map(Parts.Machine::nic)
        : parts.get(address.part()).machine().map(Parts.Machine::nic);
  }
}
