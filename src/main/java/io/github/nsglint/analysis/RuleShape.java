package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressSpaces;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has to do with others as far as its fields tell, without the meaning of any address:
 * enough for most rules of most lists, and cheap. Each rule of a list is compared with each other,
 * so that nothing here makes an object: loops count, as an iterator is one.
 */
final class RuleShape {
  /** Lists whose prefixes make more pairs than these are not compared. */
  private static final int MOST_PAIRS = 64;

  private static final int TCP = 1;
  private static final int UDP = 2;
  private static final int ICMP = 4;
  private static final int ESP = 8;
  private static final int AH = 16;
  private static final int WITH_PORTS = TCP | UDP;
  private static final int EVERY_PROTOCOL = WITH_PORTS | ICMP | ESP | AH;

  /** Null when it is not known. */
  private final @Nullable Protocol protocol;

  /** Those it may match, as bits. */
  private final int protocols;

  private final List<PortPrefix> sourcePorts;
  private final List<PortPrefix> destinationPorts;
  private final Side source;
  private final Side destination;

  /** One side of a rule. */
  private static final class Side {
    final List<AddressPrefix> prefixes;

    /** Whether all of it is Internet, or in it. */
    final boolean outer;

    /** Whether all of it is VirtualNetwork or private space. */
    final boolean inner;

    Side(List<AddressPrefix> prefixes) {
      this.prefixes = prefixes;
      boolean allOuter = true;
      boolean allInner = true;
      for (int i = 0; i < prefixes.size(); i++) {
        allOuter = allOuter && isPublic(prefixes.get(i));
        allInner = allInner && isInner(prefixes.get(i));
      }
      this.outer = allOuter;
      this.inner = allInner;
    }

    boolean isApart(Side other) {
      return (inner && other.outer) || (outer && other.inner);
    }
  }

  RuleShape(SecurityRule rule) {
    this.protocol = rule.protocol() instanceof Value.Known<Protocol> known ? known.value() : null;
    this.protocols = protocol == null ? EVERY_PROTOCOL : bits(protocol);
    this.sourcePorts = rule.sourcePorts();
    this.destinationPorts = rule.destinationPorts();
    this.source = new Side(rule.sources());
    this.destination = new Side(rule.destinations());
  }

  private static int bits(Protocol protocol) {
    return switch (protocol) {
      case TCP -> TCP;
      case UDP -> UDP;
      case ICMP -> ICMP;
      case ESP -> ESP;
      case AH -> AH;
      case ANY -> EVERY_PROTOCOL;
    };
  }

  /** False only if no flow can match both. */
  boolean mayMeet(RuleShape other) {
    int shared = protocols & other.protocols;
    // Protocols without ports are not told apart by ports.
    boolean portless = (protocols & ~WITH_PORTS) != 0 && (other.protocols & ~WITH_PORTS) != 0;
    return shared != 0
        && (portless || meet(destinationPorts, other.destinationPorts))
        && mayMeet(source.prefixes, other.source.prefixes)
        && mayMeet(destination.prefixes, other.destination.prefixes);
  }

  private static boolean meet(List<PortPrefix> some, List<PortPrefix> others) {
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        if (!(some.get(i) instanceof PortPrefix.Range one)
            || !(others.get(j) instanceof PortPrefix.Range other)
            || meet(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean meet(PortPrefix.Range one, PortPrefix.Range other) {
    return one.first() <= other.last() && other.first() <= one.last();
  }

  /** False only if none of some can have an address of the others. */
  private static boolean mayMeet(List<AddressPrefix> some, List<AddressPrefix> others) {
    if (some.size() * others.size() > MOST_PAIRS) {
      return true;
    }
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        if (mayMeet(some.get(i), others.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean mayMeet(AddressPrefix a, AddressPrefix b) {
    if (a instanceof AddressPrefix.Block one && b instanceof AddressPrefix.Block other) {
      return meet(one.cidr(), other.cidr());
    }
    return !(isPlatform(b) && isApartFromPlatform(a)) && !(isPlatform(a) && isApartFromPlatform(b));
  }

  private static boolean meet(Cidr a, Cidr b) {
    return a.first().family() == b.first().family()
        && a.first().compareTo(b.last()) <= 0
        && b.first().compareTo(a.last()) <= 0;
  }

  private static boolean isPlatform(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.ServiceTag tag
        && tag.name().equals(ServiceTags.AZURE_LOAD_BALANCER);
  }

  private static boolean isApartFromPlatform(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.Block block
        ? !AddressSpaces.holdsPlatform(block.cidr())
        : isPublic(prefix);
  }

  /** Internet and what lies in it. */
  private static boolean isPublic(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.ServiceTag tag
        && (tag.name().equals(ServiceTags.INTERNET) || ServiceTags.isPublic(tag.name()));
  }

  private static boolean isInner(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.Block block
        ? AddressSpaces.isPrivate(block.cidr())
        : prefix instanceof AddressPrefix.ServiceTag tag
            && tag.name().equals(ServiceTags.VIRTUAL_NETWORK);
  }

  /**
   * Whether no flow can match both where VirtualNetwork has nothing of the Internet: on one side,
   * one names that or private space alone, the other public addresses alone.
   */
  boolean isApart(RuleShape other) {
    return source.isApart(other.source) || destination.isApart(other.destination);
  }

  /**
   * True only if every flow that the other rule may match is one that this one matches for sure,
   * should it be there.
   */
  boolean covers(RuleShape narrow) {
    return coversProtocol(narrow)
        && covers(sourcePorts, narrow.sourcePorts)
        && covers(destinationPorts, narrow.destinationPorts)
        && coversSide(source.prefixes, narrow.source.prefixes)
        && coversSide(destination.prefixes, narrow.destination.prefixes);
  }

  /** Whatever {@code *} means, it means in both. */
  private boolean coversProtocol(RuleShape narrow) {
    return protocol != null
        && narrow.protocol != null
        && (protocol == narrow.protocol
            || (protocol == Protocol.ANY && (narrow.protocols & ~WITH_PORTS) == 0));
  }

  private static boolean covers(List<PortPrefix> wide, List<PortPrefix> narrow) {
    for (int i = 0; i < narrow.size(); i++) {
      if (!(narrow.get(i) instanceof PortPrefix.Range part) || !anyHolds(wide, part)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of some ranges holds all of another. */
  private static boolean anyHolds(List<PortPrefix> wide, PortPrefix.Range part) {
    for (int i = 0; i < wide.size(); i++) {
      if (wide.get(i) instanceof PortPrefix.Range whole
          && whole.first() <= part.first()
          && part.last() <= whole.last()) {
        return true;
      }
    }
    return false;
  }

  private static boolean coversSide(List<AddressPrefix> wide, List<AddressPrefix> narrow) {
    if (wide.size() * narrow.size() > MOST_PAIRS) {
      return false;
    }
    for (int i = 0; i < narrow.size(); i++) {
      if (!anyCovers(wide, narrow.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyCovers(List<AddressPrefix> wide, AddressPrefix narrow) {
    for (int i = 0; i < wide.size(); i++) {
      if (covers(wide.get(i), narrow)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(AddressPrefix wide, AddressPrefix narrow) {
    if (wide instanceof AddressPrefix.Any) {
      return true;
    }
    if (wide instanceof AddressPrefix.Block whole && narrow instanceof AddressPrefix.Block part) {
      return whole.cidr().contains(part.cidr());
    }
    return wide instanceof AddressPrefix.ServiceTag outer
        && narrow instanceof AddressPrefix.ServiceTag inner
        && (inner.name().equals(outer.name())
            || (ServiceTags.isPublic(inner.name())
                && (outer.name().equals(ServiceTags.INTERNET)
                    || (ServiceTags.isPublic(outer.name())
                        && ServiceTags.isWithin(inner.name(), outer.name())))));
  }

  /**
   * True only if the rule for sure matches a flow, by Tcp or Udp on some port, that none of the
   * others can match.
   *
   * @param others those that may meet it; when there are none, whatever values are not known will
   *     name something
   */
  boolean hasPortOfItsOwn(List<RuleShape> others) {
    if (others.isEmpty() && isOpen()) {
      return true;
    }
    if (!hasAddresses(source.prefixes) || !hasAddresses(destination.prefixes)) {
      return false;
    }
    return others.isEmpty() || hasPortOfItsOwn(TCP, others) || hasPortOfItsOwn(UDP, others);
  }

  private boolean hasPortOfItsOwn(int wanted, List<RuleShape> others) {
    if ((protocols & wanted) == 0 || protocol == null) {
      return false;
    }
    boolean met = false;
    for (int i = 0; i < others.size(); i++) {
      RuleShape other = others.get(i);
      if ((other.protocols & wanted) != 0 && meet(destinationPorts, other.destinationPorts)) {
        // Nearly always, one of the others has all of the ports.
        if (covers(other.destinationPorts, destinationPorts)) {
          return false;
        }
        met = true;
      }
    }
    return !certain(sourcePorts).isEmpty()
        && !(met ? left(wanted, others) : certain(destinationPorts)).isEmpty();
  }

  /** The ports that it matches for sure and none of the others can match. */
  private PortSet left(int wanted, List<RuleShape> others) {
    PortSet left = certain(destinationPorts);
    for (int i = 0; i < others.size() && !left.isEmpty(); i++) {
      if ((others.get(i).protocols & wanted) != 0) {
        left = left.minus(possible(others.get(i).destinationPorts));
      }
    }
    return left;
  }

  /** Whether a side has a value that is not known, and none names nothing. */
  private boolean isOpen() {
    return !source.prefixes.isEmpty()
        && !destination.prefixes.isEmpty()
        && (isAnyOpen(source.prefixes) || isAnyOpen(destination.prefixes));
  }

  private static boolean isAnyOpen(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.Unresolved) {
        return true;
      }
    }
    return false;
  }

  private static PortSet certain(List<PortPrefix> ports) {
    PortSet set = PortSet.empty();
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i) instanceof PortPrefix.Range range) {
        set = set.union(PortSet.range(range.first(), range.last()));
      }
    }
    return set;
  }

  static PortSet possible(List<PortPrefix> ports) {
    for (int i = 0; i < ports.size(); i++) {
      if (!(ports.get(i) instanceof PortPrefix.Range)) {
        return PortSet.all();
      }
    }
    return certain(ports);
  }

  /** Whether a side for sure has an IPv4 address. */
  private static boolean hasAddresses(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      boolean sure =
          prefixes
              .get(i)
              .fold(
                  any -> true,
                  block -> block.cidr().family() == Family.IPV4,
                  tag -> !ServiceTags.isOfPlatform(tag.name()),
                  group -> false,
                  unresolved -> false);
      if (sure) {
        return true;
      }
    }
    return false;
  }

  /** Whether a side is {@code *}. */
  static boolean namesEveryAddress(List<AddressPrefix> prefixes) {
    return prefixes.size() == 1 && prefixes.get(0) instanceof AddressPrefix.Any;
  }

  /** Whether a side names VirtualNetwork. */
  static boolean namesVirtualNetwork(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ServiceTag tag
          && tag.name().equals(ServiceTags.VIRTUAL_NETWORK)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a rule names the platform's own services, of which rules without their tag do not
   * speak.
   */
  static boolean namesPlatform(SecurityRule rule) {
    return namesPlatform(rule.sources()) || namesPlatform(rule.destinations());
  }

  private static boolean namesPlatform(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ServiceTag tag
          && ServiceTags.isOfPlatform(tag.name())) {
        return true;
      }
    }
    return false;
  }
}
