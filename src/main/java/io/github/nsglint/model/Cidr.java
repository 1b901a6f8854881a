package io.github.nsglint.model;

import inet.ipaddr.AddressStringParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressRange;
import io.github.nsglint.flow.Family;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block of addresses, as it is written. */
public final class Cidr {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final int IPV6_GROUPS = 8;

  private final Family family;

  /** The number of the first address. */
  private final long high;

  private final long low;
  private final int length;

  /** Missing for an IPv4 address that stands alone, which is written in one way only. */
  private final @Nullable String text;

  private Cidr(Address first, int length, @Nullable String text) {
    this.family = first.family();
    this.high = first.high();
    this.low = first.low();
    this.length = length;
    this.text = text;
  }

  /**
   * Reads {@code 10.0.0.0/24}, {@code fd00::/8} or a single address, which is a block of one. Host
   * bits may be set ({@link #hasHostBits}). Everything else is refused, also what other tools
   * understand: fewer than four parts, leading zeros, hexadecimal IPv4, masks, wildcards, ranges,
   * zones, spaces.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<Address> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = bits(address.get());
    int length = slash < 0 ? bits : number(text, slash + 1, text.length(), bits);
    if (length < 0) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(masked(address.get(), length, false), length, text));
  }

  /** An equal one that makes its text when it is asked: for one of very many that few ask. */
  public Cidr withoutText() {
    boolean alone = text != null && family == Family.IPV4 && text.indexOf('/') < 0;
    return alone ? new Cidr(first(), length, null) : this;
  }

  public Family family() {
    return family;
  }

  /** Whether no address of another block is outside of this one. */
  public boolean contains(Cidr other) {
    if (family != other.family || length > other.length) {
      return false;
    }
    int host = bits() - length;
    long highHost = host <= 64 ? 0 : lowest(host - 64);
    long lowHost = host >= 64 ? -1 : lowest(host);
    return (other.high & ~highHost) == high && (other.low & ~lowHost) == low;
  }

  private int bits() {
    return family == Family.IPV4 ? IPV4_BITS : IPV6_BITS;
  }

  /** The lowest address, a plain one. */
  public Address first() {
    return new Address(0, family, high, low);
  }

  public Address last() {
    return masked(first(), length, true);
  }

  /** Of the prefix in bits: 0 to 32, or to 128 for IPv6. */
  public int length() {
    return length;
  }

  /** As written. */
  public String text() {
    return text == null ? text(first()) : text;
  }

  /** Whether the text names an address inside the block, not its first: {@code 10.0.0.1/8}. */
  public boolean hasHostBits() {
    String written = text == null ? "" : text;
    int slash = written.indexOf('/');
    return slash >= 0
        && address(written.substring(0, slash))
            .filter(address -> address.compareTo(first()) != 0)
            .isPresent();
  }

  public AddressRange range() {
    return new AddressRange(first(), last());
  }

  /** Whether both are written alike. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && length == that.length
        && low == that.low
        && high == that.high
        && family == that.family
        && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + length;
  }

  @Override
  public String toString() {
    return text();
  }

  private static int bits(Address address) {
    return address.family() == Family.IPV4 ? IPV4_BITS : IPV6_BITS;
  }

  /** With all bits behind the prefix clear, or all set. */
  private static Address masked(Address address, int length, boolean set) {
    // IPv4 numbers fill the lowest 32 of the 128 bits.
    int host = bits(address) - length;
    long highHost = host <= 64 ? 0 : lowest(host - 64);
    long lowHost = host >= 64 ? -1 : lowest(host);
    return set
        ? new Address(0, address.family(), address.high() | highHost, address.low() | lowHost)
        : new Address(0, address.family(), address.high() & ~highHost, address.low() & ~lowHost);
  }

  /** A number whose lowest bits are set, up to 64 of them. */
  private static long lowest(int count) {
    return count == 64 ? -1 : (1L << count) - 1;
  }

  /** A plain address as text: dotted, or IPv6 in its shortest form (RFC 5952). */
  public static String text(Address address) {
    if (address.family() == Family.IPV4) {
      long number = address.low();
      return (number >> 24)
          + "."
          + (number >> 16 & 255)
          + "."
          + (number >> 8 & 255)
          + "."
          + (number & 255);
    }
    byte[] bytes = ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    return new IPv6Address(bytes).toCanonicalString();
  }

  private static Optional<Address> address(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  /**
   * Own code for the plain form: the library takes 200 ms to load, and nearly every file has IPv4
   * alone.
   */
  private static Optional<Address> ipv4(String text) {
    long number = 0;
    int start = 0;
    for (int part = 0; part < 4; part++) {
      int end = part < 3 ? text.indexOf('.', start) : text.length();
      int value = end < 0 ? -1 : number(text, start, end, 255);
      if (value < 0) {
        return Optional.empty();
      }
      number = number << 8 | value;
      start = end + 1;
    }
    return Optional.of(Address.ipv4(number));
  }

  /** Digits without leading zeros, up to a maximum below 1000; −1 for anything else. */
  private static int number(String text, int start, int end, int maximum) {
    int digits = end - start;
    if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= maximum ? value : -1;
  }

  private static Optional<Address> ipv6(String text) {
    Optional<Address> plain = plainIpv6(text);
    return plain.isPresent() ? plain : otherIpv6(text);
  }

  /**
   * Own code for what files have by the thousand: groups of digits, and {@code ::} in the place of
   * one or more. Empty for every other form, which the library knows.
   */
  private static Optional<Address> plainIpv6(String text) {
    long[] halves = new long[2];
    int[] groups = new int[IPV6_GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = at;
      int group = 0;
      while (end < text.length() && hexDigit(text.charAt(end)) >= 0) {
        group = group << 4 | hexDigit(text.charAt(end));
        end++;
      }
      boolean last = end == text.length();
      if (end == at || end - at > 4 || count == IPV6_GROUPS || (!last && text.charAt(end) != ':')) {
        return Optional.empty();
      }
      groups[count++] = group;
      at = end + 1;
      if (text.startsWith("::", end)) {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        at = end + 2;
      } else if (!last && at == text.length()) {
        return Optional.empty();
      }
    }
    if (gap < 0 ? count != IPV6_GROUPS : count == IPV6_GROUPS) {
      return Optional.empty();
    }
    for (int i = 0; i < count; i++) {
      int place = gap < 0 || i < gap ? i : IPV6_GROUPS - count + i;
      halves[place / 4] |= (long) groups[i] << (48 - place % 4 * 16);
    }
    return Optional.of(new Address(0, Family.IPV6, halves[0], halves[1]));
  }

  /** −1 for what is none: the JDK's own takes digits of every script. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static Optional<Address> otherIpv6(String text) {
    int embedded = text.indexOf('.') < 0 ? text.length() : text.lastIndexOf(':') + 1;
    if (!text.chars().allMatch(Cidr::mayStandInIpv6)
        || (embedded < text.length() && ipv4(text.substring(embedded)).isEmpty())) {
      return Optional.empty();
    }
    IPAddress address = new IPAddressString(text, Library.STRICT).getAddress();
    if (address == null || !address.isIPv6() || address.isMultiple()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getBytes());
    return Optional.of(new Address(0, Family.IPV6, bytes.getLong(), bytes.getLong()));
  }

  /** Asked first, as the library cuts spaces off and knows many signs of its own. */
  private static boolean mayStandInIpv6(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'f')
        || (c >= 'A' && c <= 'F')
        || c == ':'
        || c == '.';
  }

  /** A class of its own, so that the library is loaded with the first IPv6 address, not before. */
  private static final class Library {
    static final IPAddressStringParameters STRICT =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowIPv4(false)
            .setRangeOptions(AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv6AddressParametersBuilder()
            .allowBase85(false)
            .allowZone(false)
            .allowBinary(false)
            .allowUnlimitedLeadingZeros(false)
            .getParentBuilder()
            .toParams();
  }
}
