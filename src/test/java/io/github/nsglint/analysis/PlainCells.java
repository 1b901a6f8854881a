package io.github.nsglint.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All addresses, as stretches of numbers that no block of {@link #BLOCKS} cuts. IPv4 is numbered
 * from 0, the first 32 bits of IPv6 from 2³².
 */
final class PlainCells {
  static final long IPV6 = 1L << 32;

  /** What the tests name as blocks, by their first and last numbers. */
  static final Map<String, Stretch> BLOCKS = blocks();

  static final List<Stretch> PRIVATE =
      List.of(
          ipv4("10.0.0.0/8"),
          ipv4("172.16.0.0/12"),
          ipv4("192.168.0.0/16"),
          ipv4("100.64.0.0/10"),
          ipv6(0xfc00, 7));
  static final List<Stretch> NOT_PUBLIC =
      List.of(
          ipv4("0.0.0.0/8"),
          ipv4("127.0.0.0/8"),
          ipv4("169.254.0.0/16"),
          ipv4("168.63.129.16/32"),
          ipv4("224.0.0.0/3"),
          new Stretch(IPV6, IPV6 + 0x1fff_ffffL),
          new Stretch(IPV6 + 0x4000_0000L, IPV6 + 0xffff_ffffL));
  static final Stretch PLATFORM = ipv4("168.63.129.16/32");
  static final Stretch VNET = ipv4("10.0.0.0/16");
  static final Stretch SUBNET = ipv4("10.0.1.0/24");

  static final List<Stretch> ALL = cells();

  /** Cells that have another one before and behind them in the smallest block they are in. */
  private static final BitSet MIDDLES = middles();

  private PlainCells() {}

  /** From the first number to the last. */
  record Stretch(long first, long last) {
    boolean contains(long number) {
      return first <= number && number <= last;
    }

    boolean isIpv6() {
      return first >= IPV6;
    }
  }

  static int cellOf(long number) {
    for (int cell = 0; cell < ALL.size(); cell++) {
      if (ALL.get(cell).contains(number)) {
        return cell;
      }
    }
    throw new AssertionError(number);
  }

  static BitSet within(List<Stretch> stretches) {
    BitSet cells = new BitSet();
    for (int cell = 0; cell < ALL.size(); cell++) {
      long first = ALL.get(cell).first();
      cells.set(cell, stretches.stream().anyMatch(stretch -> stretch.contains(first)));
    }
    return cells;
  }

  private static Stretch ipv4(String text) {
    int slash = text.indexOf('/');
    long number = 0;
    for (String part : text.substring(0, slash).split("\\.", -1)) {
      number = number * 256 + Integer.parseInt(part);
    }
    long size = 1L << (32 - Integer.parseInt(text.substring(slash + 1)));
    return new Stretch(number, number + size - 1);
  }

  /** A block of IPv6 of at most 32 bits, from the first 16. */
  private static Stretch ipv6(int group, int length) {
    long first = IPV6 + ((long) group << 16);
    return new Stretch(first, first + (1L << (32 - length)) - 1);
  }

  private static Map<String, Stretch> blocks() {
    Map<String, Stretch> blocks = new LinkedHashMap<>();
    for (String text :
        List.of(
            "10.0.0.0/16",
            "10.0.1.0/24",
            "10.0.1.4/32",
            "10.0.1.128/25",
            "10.0.2.0/24",
            "168.63.129.16/32",
            "203.0.113.0/24",
            "203.0.113.9/32",
            "203.0.0.0/16",
            "8.0.0.0/7",
            "10.0.0.0/8",
            "10.1.0.0/16",
            "192.168.1.0/24",
            "0.0.0.0/1",
            "128.0.0.0/1",
            "0.0.0.0/0")) {
      blocks.put(text, ipv4(text));
    }
    blocks.put("2001::/16", ipv6(0x2001, 16));
    blocks.put("fd00::/8", ipv6(0xfd00, 8));
    blocks.put("::/0", new Stretch(IPV6, 2 * IPV6 - 1));
    return Collections.unmodifiableMap(blocks);
  }

  private static List<Long> cuts() {
    TreeSet<Long> starts = new TreeSet<>(List.of(0L, IPV6, 2 * IPV6));
    List<Stretch> all = new ArrayList<>(BLOCKS.values());
    all.addAll(PRIVATE);
    all.addAll(NOT_PUBLIC);
    for (Stretch stretch : all) {
      starts.add(stretch.first());
      starts.add(stretch.last() + 1);
    }
    return List.copyOf(starts);
  }

  /** Each stretch between two cuts in three parts, if it is long enough. */
  private static List<Stretch> cells() {
    List<Stretch> cells = new ArrayList<>();
    List<Long> cuts = cuts();
    for (int i = 0; i + 1 < cuts.size(); i++) {
      long first = cuts.get(i);
      long third = (cuts.get(i + 1) - first) / 3;
      if (third > 0) {
        cells.add(new Stretch(first, first + third - 1));
        cells.add(new Stretch(first + third, first + 2 * third - 1));
        first += 2 * third;
      }
      cells.add(new Stretch(first, cuts.get(i + 1) - 1));
    }
    return List.copyOf(cells);
  }

  /** One cell in the middle of each stretch that is long enough. */
  static BitSet inTheMiddle() {
    return (BitSet) MIDDLES.clone();
  }

  private static BitSet middles() {
    List<Long> cuts = cuts();
    BitSet middles = new BitSet();
    for (int cell = 0; cell < ALL.size(); cell++) {
      Stretch stretch = ALL.get(cell);
      middles.set(cell, !cuts.contains(stretch.first()) && !cuts.contains(stretch.last() + 1));
    }
    return middles;
  }
}
