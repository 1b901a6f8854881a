package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressSpaces;
import io.github.nsglint.azure.ServiceTags;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.AddressPrefix;
import java.util.List;

/**
 * What one side of a rule names, as far as the prefixes tell without the meaning of any: to compare
 * two of them makes no object.
 */
final class NamedAddresses {
  /** Lists whose prefixes make more pairs than these are not compared. */
  private static final int MOST_PAIRS = 64;

  private final List<AddressPrefix> prefixes;

  /** Whether all of it is Internet, or in it. */
  private final boolean outer;

  /** Whether all of it is VirtualNetwork or private space. */
  private final boolean inner;

  /** Whether one of them may have an address in common with any other prefix there is. */
  private final boolean wide;

  private final boolean anyPublic;

  /** Whether each is, or none may hold, the platform's address. */
  private final boolean onlyPlatform;

  private final boolean apartFromPlatform;

  NamedAddresses(List<AddressPrefix> prefixes) {
    this.prefixes = prefixes;
    boolean allOuter = true;
    boolean allInner = true;
    boolean anyWide = false;
    boolean anyOuter = false;
    boolean allPlatform = true;
    boolean allApart = true;
    for (int i = 0; i < prefixes.size(); i++) {
      AddressPrefix prefix = prefixes.get(i);
      boolean isOuter = isPublic(prefix);
      allOuter = allOuter && isOuter;
      anyOuter = anyOuter || isOuter;
      allInner = allInner && isInner(prefix);
      allPlatform = allPlatform && isPlatform(prefix);
      allApart = allApart && isApartFromPlatform(prefix);
      anyWide =
          anyWide || !(isOuter || prefix instanceof AddressPrefix.Block || isPlatform(prefix));
    }
    this.outer = allOuter;
    this.inner = allInner;
    this.wide = anyWide;
    this.anyPublic = anyOuter;
    this.onlyPlatform = allPlatform;
    this.apartFromPlatform = allApart;
  }

  /** False only if none can have an address of the others. */
  boolean mayMeet(NamedAddresses other) {
    if (prefixes.isEmpty() || other.prefixes.isEmpty()) {
      return false;
    }
    if (wide
        || other.wide
        || (anyPublic && other.anyPublic)
        || prefixes.size() * other.prefixes.size() > MOST_PAIRS) {
      return true;
    }
    boolean told =
        (onlyPlatform && other.apartFromPlatform) || (apartFromPlatform && other.onlyPlatform);
    return !told && anyMayMeet(other.prefixes);
  }

  private boolean anyMayMeet(List<AddressPrefix> others) {
    for (int i = 0; i < prefixes.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        if (mayMeet(prefixes.get(i), others.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean mayMeet(AddressPrefix a, AddressPrefix b) {
    if (a instanceof AddressPrefix.Block one && b instanceof AddressPrefix.Block other) {
      return one.cidr().contains(other.cidr()) || other.cidr().contains(one.cidr());
    }
    return !(isPlatform(b) && isApartFromPlatform(a)) && !(isPlatform(a) && isApartFromPlatform(b));
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
   * Whether one has public addresses alone, and the other VirtualNetwork or private space alone.
   */
  boolean isApart(NamedAddresses other) {
    return (inner && other.outer) || (outer && other.inner);
  }

  /** True only if each address that the others may mean is one of these for sure. */
  boolean covers(NamedAddresses narrow) {
    if (prefixes.size() * narrow.prefixes.size() > MOST_PAIRS) {
      return false;
    }
    for (int i = 0; i < narrow.prefixes.size(); i++) {
      if (!anyCovers(narrow.prefixes.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean anyCovers(AddressPrefix narrow) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (covers(prefixes.get(i), narrow)) {
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

  boolean isEmpty() {
    return prefixes.isEmpty();
  }

  /** Whether a value is not known. */
  boolean isAnyOpen() {
    return isAny(AddressPrefix.Unresolved.class);
  }

  boolean namesGroup() {
    return isAny(AddressPrefix.ApplicationGroup.class);
  }

  private boolean isAny(Class<? extends AddressPrefix> kind) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (kind.isInstance(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it for sure has an IPv4 address. */
  boolean hasIpv4() {
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

  /** Whether it is {@code *}. */
  boolean isEverything() {
    return prefixes.size() == 1 && prefixes.get(0) instanceof AddressPrefix.Any;
  }

  boolean namesVirtualNetwork() {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ServiceTag tag
          && tag.name().equals(ServiceTags.VIRTUAL_NETWORK)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it names one of the platform's own services. */
  boolean namesPlatform() {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.ServiceTag tag
          && ServiceTags.isOfPlatform(tag.name())) {
        return true;
      }
    }
    return false;
  }
}
