package io.github.nsglint.flow;

import static java.util.Objects.requireNonNull;

/**
 * One address, on one of many number lines. Line 0 is that of addresses nobody names. Each other
 * line belongs to one <em>part</em>: a set of addresses that has a name (a service tag) but whose
 * extent is not known; its line holds the same numbers again, so that a place on it means "the
 * address with this number, should it belong to that part".
 *
 * @param part 0 for a plain address, else the number of the named part it belongs to
 * @param high the upper 64 bits as unsigned; 0 for IPv4
 * @param low the lower 64 bits as unsigned; an IPv4 address is 0 to 2^32−1
 */
public record Address(int part, Family family, long high, long low) implements Comparable<Address> {
  public Address {
    requireNonNull(family);
    if (part < 0 || (family == Family.IPV4 && (high != 0 || low >>> 32 != 0))) {
      throw new IllegalArgumentException(part + " " + family + " " + high + ":" + low);
    }
  }

  /** A plain IPv4 address. */
  public static Address ipv4(long number) {
    return new Address(0, Family.IPV4, 0, number);
  }

  /** The same number on another part's line. */
  public Address inPart(int otherPart) {
    return new Address(otherPart, family, high, low);
  }

  /** By part, then IPv4 before IPv6, then by number. */
  @Override
  public int compareTo(Address other) {
    if (part != other.part) {
      return Integer.compare(part, other.part);
    }
    if (family != other.family) {
      return family.compareTo(other.family);
    }
    return high != other.high
        ? Long.compareUnsigned(high, other.high)
        : Long.compareUnsigned(low, other.low);
  }
}
