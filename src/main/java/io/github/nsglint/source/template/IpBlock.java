package io.github.nsglint.source.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses in CIDR notation.
 *
 * @param width 32 for IPv4, 128 for IPv6
 * @param address as a number; its bits after the prefix need not be 0
 * @param prefix 0 to {@code width}
 */
record IpBlock(int width, BigInteger address, int prefix) {
  /** Empty if it is none; each number of an IPv4 address is decimal and has no zero in front. */
  static Optional<IpBlock> of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.length() > 60) {
      return Optional.empty();
    }
    String address = text.substring(0, slash);
    int width = address.indexOf(':') < 0 ? 32 : 128;
    int prefix = decimal(text.substring(slash + 1), width);
    Optional<BigInteger> number = width == 32 ? ipv4(address) : ipv6(address);
    return prefix < 0 ? Optional.empty() : number.map(value -> new IpBlock(width, value, prefix));
  }

  /** The number, or -1 if it is none up to {@code most}. */
  private static int decimal(String text, int most) {
    if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number <= most ? number : -1;
  }

  private static Optional<BigInteger> ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    long address = 0;
    for (String part : parts) {
      int number = decimal(part, 255);
      if (number < 0) {
        return Optional.empty();
      }
      address = (address << 8) | number;
    }
    return parts.length == 4 ? Optional.of(BigInteger.valueOf(address)) : Optional.empty();
  }

  private static Optional<BigInteger> ipv6(String text) {
    int gap = text.indexOf("::");
    Optional<List<Integer>> head = groups(gap < 0 ? text : text.substring(0, gap));
    Optional<List<Integer>> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int given = head.get().size() + tail.get().size();
    if (gap < 0 ? given != 8 : given > 7) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(head.get());
    for (int i = given; i < 8; i++) {
      all.add(0);
    }
    all.addAll(tail.get());
    BigInteger address = BigInteger.ZERO;
    for (int group : all) {
      address = address.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return Optional.of(address);
  }

  private static Optional<List<Integer>> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    for (String group : text.split(":", -1)) {
      boolean hex =
          !group.isEmpty()
              && group.length() <= 4
              && group.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
      if (!hex) {
        return Optional.empty();
      }
      groups.add(Integer.parseInt(group, 16));
    }
    return Optional.of(groups);
  }

  /** How many addresses it has. */
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(width - prefix);
  }

  BigInteger mask() {
    return BigInteger.ONE.shiftLeft(width).subtract(size());
  }

  BigInteger first() {
    return address.and(mask());
  }

  BigInteger last() {
    return first().add(size()).subtract(BigInteger.ONE);
  }

  /** An address of the same kind as text; of IPv6, the longest row of zeros is left out. */
  String text(BigInteger number) {
    return width == 32 ? ipv4Text(number.longValueExact()) : ipv6Text(number);
  }

  private static String ipv4Text(long number) {
    return (number >> 24)
        + "."
        + ((number >> 16) & 0xFF)
        + "."
        + ((number >> 8) & 0xFF)
        + "."
        + (number & 0xFF);
  }

  private static String ipv6Text(BigInteger number) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = number.shiftRight(16 * (7 - i)).intValue() & 0xFFFF;
    }
    int gap = 8;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gap = i;
        gapLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        boolean colon = i > 0 && text.charAt(text.length() - 1) != ':';
        text.append(colon ? ":" : "").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
