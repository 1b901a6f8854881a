package io.github.nsglint.flow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A set of addresses on any of the lines: of every part, of both families.
 *
 * <p>Inside, the lines stand one behind the other, first those of IPv4 by part, then those of IPv6,
 * so that a whole family is a single interval however many parts there may be. A line that is full
 * to its last address ends where the next line begins; this keeps the form canonical.
 */
public final class AddressSet {
  private static final int WORDS = 3;
  private static final long LINES_OF_A_FAMILY = 1L << 31;

  /** More whole lines in a row than anyone has named parts; past this a list makes no sense. */
  private static final long MOST_LISTED_LINES = 1 << 16;

  private static final AddressSet EMPTY = new AddressSet(Boundaries.of(WORDS));
  private static final AddressSet ALL = lines(0, 2 * LINES_OF_A_FAMILY);
  private static final AddressSet ALL_IPV4 = lines(0, LINES_OF_A_FAMILY);
  private static final AddressSet ALL_IPV6 = lines(LINES_OF_A_FAMILY, 2 * LINES_OF_A_FAMILY);
  private static final AddressSet PLAIN = line(0, Family.IPV4).union(line(0, Family.IPV6));

  private final Boundaries boundaries;

  private AddressSet(Boundaries boundaries) {
    this.boundaries = boundaries;
  }

  /**
   * @param boundaries three words wide, up to the end of the last line
   * @throws IllegalArgumentException if they are not
   */
  static AddressSet of(Boundaries boundaries) {
    return new AddressSet(boundaries.within(ALL.boundaries));
  }

  public static AddressSet empty() {
    return EMPTY;
  }

  /** Every address on every line there can be. */
  public static AddressSet all() {
    return ALL;
  }

  public static AddressSet of(Address address) {
    return of(new AddressRange(address, address));
  }

  public static AddressSet of(AddressRange range) {
    Address first = range.first();
    Address last = range.last();
    long line = line(first);
    long low = last.low() + 1;
    long high = low == 0 ? last.high() + 1 : last.high();
    boolean toTheEnd = first.family() == Family.IPV4 ? low >>> 32 != 0 : low == 0 && high == 0;
    return new AddressSet(
        Boundaries.of(
            WORDS,
            line,
            first.high(),
            first.low(),
            toTheEnd ? line + 1 : line,
            toTheEnd ? 0 : high,
            toTheEnd ? 0 : low));
  }

  /** Every number of one line. */
  public static AddressSet line(int part, Family family) {
    long line = line(new Address(part, family, 0, 0));
    return lines(line, line + 1);
  }

  /** The union of all, in n log n steps where one by one would take n². */
  public static AddressSet union(Collection<AddressSet> sets) {
    List<Boundaries> all = new ArrayList<>(sets.size());
    for (AddressSet set : sets) {
      all.add(set.boundaries);
    }
    return new AddressSet(Boundaries.union(all, EMPTY.boundaries));
  }

  private static AddressSet lines(long first, long end) {
    return new AddressSet(Boundaries.of(WORDS, first, 0, 0, end, 0, 0));
  }

  private static long line(Address address) {
    return (address.family() == Family.IPV4 ? 0 : LINES_OF_A_FAMILY) + address.part();
  }

  private static Address address(long line, long high, long low) {
    return line < LINES_OF_A_FAMILY
        ? new Address((int) line, Family.IPV4, high, low)
        : new Address((int) (line - LINES_OF_A_FAMILY), Family.IPV6, high, low);
  }

  private static Address lastOf(long line) {
    return line < LINES_OF_A_FAMILY ? address(line, 0, 0xffff_ffffL) : address(line, -1, -1);
  }

  Boundaries boundaries() {
    return boundaries;
  }

  public AddressSet union(AddressSet other) {
    return new AddressSet(boundaries.union(other.boundaries));
  }

  public AddressSet intersect(AddressSet other) {
    return new AddressSet(boundaries.intersect(other.boundaries));
  }

  public AddressSet minus(AddressSet other) {
    return new AddressSet(boundaries.minus(other.boundaries));
  }

  public boolean contains(Address address) {
    return boundaries.contains(line(address), address.high(), address.low());
  }

  public boolean containsAll(AddressSet other) {
    return boundaries.containsAll(other.boundaries);
  }

  public boolean intersects(AddressSet other) {
    return boundaries.intersects(other.boundaries);
  }

  public boolean isEmpty() {
    return boundaries.isEmpty();
  }

  /** What of this set lies on one line. */
  public AddressSet onLine(int part, Family family) {
    return intersect(line(part, family));
  }

  /** What of this set lies on the lines of plain addresses, of both families. */
  public AddressSet plain() {
    return intersect(PLAIN);
  }

  /** What of this set lies on the lines of some parts, of both families. */
  public AddressSet onLines(Collection<Integer> parts) {
    List<AddressSet> lines = new ArrayList<>(2 * parts.size());
    for (int part : parts) {
      lines.add(line(part, Family.IPV4));
      lines.add(line(part, Family.IPV6));
    }
    return intersect(union(lines));
  }

  /** What of this set is of one family, on all lines. */
  public AddressSet family(Family family) {
    if (!has(family)) {
      return EMPTY;
    }
    boolean both = has(family == Family.IPV4 ? Family.IPV6 : Family.IPV4);
    return both ? intersect(family == Family.IPV4 ? ALL_IPV4 : ALL_IPV6) : this;
  }

  /** Whether any address is of a family. Asked more often than anything, so it only looks. */
  boolean has(Family family) {
    if (isEmpty()) {
      return false;
    }
    if (family == Family.IPV4) {
      return boundaries.word(0, 0) < LINES_OF_A_FAMILY;
    }
    int last = boundaries.count() - 1;
    return boundaries.word(last, 0) > LINES_OF_A_FAMILY
        || (boundaries.word(last, 0) == LINES_OF_A_FAMILY
            && (boundaries.word(last, 1) != 0 || boundaries.word(last, 2) != 0));
  }

  /** The numbers that this set has on one part's lines, on another part's lines; nothing else. */
  public AddressSet moved(int fromPart, int toPart) {
    AddressSet there = fromPart == 0 ? plain() : onLines(List.of(fromPart));
    return fromPart == toPart || there.isEmpty()
        ? there
        : new AddressSet(there.boundaries.shifted((long) toPart - fromPart));
  }

  /**
   * The ranges by part, then IPv4 before IPv6, then by number; two of one line have a gap between
   * them.
   *
   * @throws IllegalStateException if the set covers the lines of unboundedly many parts: restrict
   *     it with {@link #onLines} first
   */
  public List<AddressRange> ranges() {
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < boundaries.count(); i += 2) {
      long first = boundaries.word(i, 0);
      long end = boundaries.word(i + 1, 0);
      if (end - first > MOST_LISTED_LINES) {
        throw new IllegalStateException("whole lines of " + (end - first) + " parts");
      }
      long high = boundaries.word(i + 1, 1);
      long low = boundaries.word(i + 1, 2);
      boolean stopsInside = high != 0 || low != 0;
      for (long line = first; line < end || (line == end && stopsInside); line++) {
        Address from =
            line == first
                ? address(line, boundaries.word(i, 1), boundaries.word(i, 2))
                : address(line, 0, 0);
        Address to = line < end ? lastOf(line) : address(line, low == 0 ? high - 1 : high, low - 1);
        ranges.add(new AddressRange(from, to));
      }
    }
    ranges.sort((a, b) -> a.first().compareTo(b.first()));
    return List.copyOf(ranges);
  }

  /** How many addresses there are in the set; the same number on two lines counts twice. */
  public BigInteger count() {
    BigInteger count = BigInteger.ZERO;
    for (int i = 0; i < boundaries.count(); i += 2) {
      count = count.add(position(i + 1)).subtract(position(i));
    }
    return count;
  }

  /** How many addresses stand before a boundary. */
  private BigInteger position(int boundary) {
    long line = boundaries.word(boundary, 0);
    BigInteger number =
        unsigned(boundaries.word(boundary, 1))
            .shiftLeft(64)
            .add(unsigned(boundaries.word(boundary, 2)));
    long before = Math.min(line, LINES_OF_A_FAMILY);
    return BigInteger.valueOf(before)
        .shiftLeft(32)
        .add(BigInteger.valueOf(line - before).shiftLeft(128))
        .add(number);
  }

  private static BigInteger unsigned(long word) {
    BigInteger number = BigInteger.valueOf(word);
    return word < 0 ? number.add(BigInteger.ONE.shiftLeft(64)) : number;
  }

  /**
   * The first address in the order of {@link Address}: one that belongs to no part, if there is
   * one.
   *
   * @throws NoSuchElementException if the set is empty
   */
  public Address lowest() {
    if (isEmpty()) {
      throw new NoSuchElementException("no address");
    }
    Address lowest = firstOf(boundaries);
    Boundaries ipv6 = boundaries.intersect(ALL_IPV6.boundaries);
    if (!ipv6.isEmpty() && firstOf(ipv6).compareTo(lowest) < 0) {
      return firstOf(ipv6);
    }
    return lowest;
  }

  private static Address firstOf(Boundaries boundaries) {
    return address(boundaries.word(0, 0), boundaries.word(0, 1), boundaries.word(0, 2));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof AddressSet other && boundaries.equals(other.boundaries);
  }

  @Override
  public int hashCode() {
    return boundaries.hashCode();
  }

  /**
   * Half-open intervals of line, high and low word in hexadecimal; the lines of IPv6 start at
   * 80000000. {@code *} for all, {@code none} for none.
   */
  @Override
  public String toString() {
    if (equals(ALL)) {
      return "*";
    }
    return isEmpty() ? "none" : boundaries.toString();
  }
}
