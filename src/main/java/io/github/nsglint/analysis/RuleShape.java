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
import java.util.List;
import java.util.Optional;

/**
 * What two rules have to do with each other as far as their fields tell, without the meaning of any
 * address: enough for most rules of most lists, and cheap.
 */
final class RuleShape {
  private RuleShape() {}

  /** False only if no flow can match both. */
  static boolean mayMeet(SecurityRule a, SecurityRule b) {
    boolean portless = mayBePortless(a) && mayBePortless(b);
    return mayShareProtocol(a, b)
        && (portless || meet(a.destinationPorts(), b.destinationPorts()))
        && mayMeet(a.sources(), b.sources())
        && mayMeet(a.destinations(), b.destinations());
  }

  private static boolean mayShareProtocol(SecurityRule a, SecurityRule b) {
    return a.protocol().mayBe(Protocol.ANY)
        || b.protocol().mayBe(Protocol.ANY)
        || a.protocol().mayBe(b.protocol().known().orElseThrow());
  }

  private static boolean mayBePortless(SecurityRule rule) {
    return rule.protocol()
        .fold(known -> known != Protocol.TCP && known != Protocol.UDP, unknown -> true);
  }

  private static boolean meet(List<PortPrefix> some, List<PortPrefix> others) {
    for (PortPrefix a : some) {
      for (PortPrefix b : others) {
        if (!(a instanceof PortPrefix.Range one)
            || !(b instanceof PortPrefix.Range other)
            || (one.first() <= other.last() && other.first() <= one.last())) {
          return true;
        }
      }
    }
    return false;
  }

  /** False only if none of some can have an address of the others. */
  private static boolean mayMeet(List<AddressPrefix> some, List<AddressPrefix> others) {
    if (some.size() * others.size() > 64) {
      return true;
    }
    for (AddressPrefix a : some) {
      for (AddressPrefix b : others) {
        if (mayMeet(a, b)) {
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
    return !(isPlatform(b) && isPublic(a)) && !(isPlatform(a) && isPublic(b));
  }

  /** Internet and what lies in it. */
  private static boolean isPublic(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.ServiceTag tag
        && (tag.name().equals(ServiceTags.INTERNET) || ServiceTags.isPublic(tag.name()));
  }

  /**
   * Whether no flow can match both where VirtualNetwork has nothing of the Internet: on one side,
   * one names that or private space alone, the other public addresses alone.
   */
  static boolean areApart(SecurityRule a, SecurityRule b) {
    return areApart(a.sources(), b.sources())
        || areApart(b.sources(), a.sources())
        || areApart(a.destinations(), b.destinations())
        || areApart(b.destinations(), a.destinations());
  }

  private static boolean areApart(List<AddressPrefix> inner, List<AddressPrefix> outer) {
    for (AddressPrefix prefix : outer) {
      if (!isPublic(prefix)) {
        return false;
      }
    }
    for (AddressPrefix prefix : inner) {
      if (!isInner(prefix)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInner(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.Block block
        ? AddressSpaces.isPrivate(block.cidr())
        : prefix instanceof AddressPrefix.ServiceTag tag
            && tag.name().equals(ServiceTags.VIRTUAL_NETWORK);
  }

  private static boolean isPlatform(AddressPrefix prefix) {
    return prefix instanceof AddressPrefix.ServiceTag tag
        && tag.name().equals(ServiceTags.AZURE_LOAD_BALANCER);
  }

  /**
   * True only if every flow that one rule may match is one that the other matches for sure, should
   * it be there.
   */
  static boolean covers(SecurityRule wide, SecurityRule narrow) {
    return coversProtocol(wide, narrow)
        && covers(wide.sourcePorts(), narrow.sourcePorts())
        && covers(wide.destinationPorts(), narrow.destinationPorts())
        && coversSide(wide.sources(), narrow.sources())
        && coversSide(wide.destinations(), narrow.destinations());
  }

  /** Whatever {@code *} means, it means in both. */
  private static boolean coversProtocol(SecurityRule wide, SecurityRule narrow) {
    Optional<Protocol> own = wide.protocol().known();
    Optional<Protocol> other = narrow.protocol().known();
    return own.isPresent()
        && other.isPresent()
        && (own.equals(other)
            || (own.get() == Protocol.ANY
                && (other.get() == Protocol.TCP || other.get() == Protocol.UDP)));
  }

  private static boolean covers(List<PortPrefix> wide, List<PortPrefix> narrow) {
    for (PortPrefix port : narrow) {
      boolean covered = false;
      for (PortPrefix other : wide) {
        covered |=
            port instanceof PortPrefix.Range part
                && other instanceof PortPrefix.Range whole
                && whole.first() <= part.first()
                && part.last() <= whole.last();
      }
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  private static boolean coversSide(List<AddressPrefix> wide, List<AddressPrefix> narrow) {
    if (wide.size() * narrow.size() > 64) {
      return false;
    }
    for (AddressPrefix prefix : narrow) {
      boolean covered = false;
      for (AddressPrefix other : wide) {
        covered |= covers(other, prefix);
      }
      if (!covered) {
        return false;
      }
    }
    return true;
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

  private static boolean meet(Cidr a, Cidr b) {
    return a.contains(b) || b.contains(a);
  }

  /**
   * True only if the rule for sure matches a flow, by Tcp or Udp on some port, that none of the
   * others can match.
   *
   * @param others those that may meet it; when there are none, whatever values are not known will
   *     name something
   */
  static boolean hasPortOfItsOwn(SecurityRule rule, List<SecurityRule> others) {
    if (others.isEmpty() && isOpen(rule)) {
      return true;
    }
    if (!hasAddresses(rule)) {
      return false;
    }
    if (others.isEmpty()) {
      return true;
    }
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      if (mayBe(rule, protocol) && rule.protocol().known().isPresent()) {
        PortSet left = certain(rule.destinationPorts());
        for (SecurityRule other : others) {
          if (mayBe(other, protocol) && !left.isEmpty()) {
            left = left.minus(possible(other.destinationPorts()));
          }
        }
        if (!left.isEmpty() && !certain(rule.sourcePorts()).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a side has a value that is not known, and none names nothing. */
  private static boolean isOpen(SecurityRule rule) {
    return !rule.sources().isEmpty()
        && !rule.destinations().isEmpty()
        && (isAnyOpen(rule.sources()) || isAnyOpen(rule.destinations()));
  }

  private static boolean isAnyOpen(List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.Unresolved) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBe(SecurityRule rule, Protocol protocol) {
    return rule.protocol().mayBe(protocol) || rule.protocol().mayBe(Protocol.ANY);
  }

  private static PortSet certain(List<PortPrefix> ports) {
    PortSet set = PortSet.empty();
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Range range) {
        set = set.union(PortSet.range(range.first(), range.last()));
      }
    }
    return set;
  }

  static PortSet possible(List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (!(port instanceof PortPrefix.Range)) {
        return PortSet.all();
      }
    }
    return certain(ports);
  }

  /** Whether both sides for sure have an IPv4 address. */
  private static boolean hasAddresses(SecurityRule rule) {
    return hasAddresses(rule.sources()) && hasAddresses(rule.destinations());
  }

  private static boolean hasAddresses(List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      boolean sure =
          prefix.fold(
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
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag
          && tag.name().equals(ServiceTags.VIRTUAL_NETWORK)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it names the platform's own services, of which rules without their tag do not speak.
   */
  static boolean namesPlatform(SecurityRule rule) {
    return namesPlatform(rule.sources()) || namesPlatform(rule.destinations());
  }

  private static boolean namesPlatform(List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.ServiceTag tag && ServiceTags.isOfPlatform(tag.name())) {
        return true;
      }
    }
    return false;
  }
}
