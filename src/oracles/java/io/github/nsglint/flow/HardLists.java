package io.github.nsglint.flow;

import io.github.nsglint.flow.FirstMatch.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Lists of rules made to be hard for one method or another of deciding them; seeded. */
final class HardLists {
  /** One family, one protocol; the rest open. */
  static final FlowProduct REGION =
      FlowProduct.all()
          .withProtocols(ProtocolSet.of(6))
          .withSources(AddressSet.line(0, Family.IPV4))
          .withDestinations(AddressSet.line(0, Family.IPV4));

  private static final long ADDRESSES = 1L << 32;
  private static final int PORTS = 1 << 16;

  /** What {@link #named} knows. */
  static final List<String> NAMES =
      List.of(
          "slabs",
          "slabs with source ports",
          "tiles",
          "pairs",
          "pairs, denser",
          "boxes",
          "boxes, denser",
          "long lists");

  private HardLists() {}

  /** A list of about a thousand products. */
  static List<FlowProduct> named(String name) {
    Random random = new Random(2);
    return switch (name) {
      case "slabs" -> slabs(333, false);
      case "slabs with source ports" -> slabs(250, true);
      case "tiles" -> tiles(1000, random);
      case "pairs" -> boxes(1000, 2, 0.1, random);
      case "pairs, denser" -> boxes(1000, 2, 0.2, random);
      case "boxes" -> boxes(1000, 3, 0.3, random);
      case "boxes, denser" -> boxes(1000, 3, 0.4, random);
      case "long lists" -> longLists(1000, random);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Rules of a hundred blocks on either side and twenty ports, and last one that allows all. */
  private static List<FlowProduct> longLists(int n, Random random) {
    List<FlowProduct> lists = new ArrayList<>();
    for (int i = 1; i < n; i++) {
      lists.add(
          REGION
              .withSources(prefixes(100, random))
              .withDestinations(prefixes(100, random))
              .withDestinationPorts(portList(20, random)));
    }
    lists.add(REGION);
    return lists;
  }

  private static AddressSet addresses(long first, long end) {
    return AddressSet.of(new AddressRange(Address.ipv4(first), Address.ipv4(end - 1)));
  }

  private static PortSet ports(long first, long end) {
    return PortSet.range((int) first, (int) end - 1);
  }

  static List<Step> allowing(List<FlowProduct> products) {
    List<Step> steps = new ArrayList<>();
    for (FlowProduct product : products) {
      steps.add(new Step(product, true, steps.size()));
    }
    return steps;
  }

  /**
   * Slabs that fill every second interval of one dimension each, the dimensions in turn; last the
   * product of all the gaps, so that nothing is left.
   */
  static List<FlowProduct> slabs(int eachDimension, boolean withSourcePorts) {
    List<FlowProduct> slabs = new ArrayList<>();
    FlowProduct gaps = REGION;
    long width = ADDRESSES / (2L * eachDimension);
    int ports = PORTS / (2 * eachDimension);
    for (long i = 0; i < eachDimension; i++) {
      AddressSet address = addresses(2 * i * width, (2 * i + 1) * width);
      PortSet port = ports(2 * i * ports, (2 * i + 1) * ports);
      slabs.add(REGION.withSources(address));
      slabs.add(REGION.withDestinations(address));
      slabs.add(REGION.withDestinationPorts(port));
      gaps =
          gaps.withSources(gaps.sources().minus(address))
              .withDestinations(gaps.destinations().minus(address))
              .withDestinationPorts(gaps.destinationPorts().minus(port));
      if (withSourcePorts) {
        slabs.add(REGION.withSourcePorts(port));
        gaps = gaps.withSourcePorts(gaps.sourcePorts().minus(port));
      }
    }
    slabs.add(gaps);
    return slabs;
  }

  /** The region cut in two at random, again and again, until it is in {@code n} boxes; shuffled. */
  static List<FlowProduct> tiles(int n, Random random) {
    List<FlowProduct> tiles = new ArrayList<>(List.of(REGION));
    while (tiles.size() < n) {
      FlowProduct tile = tiles.remove(random.nextInt(tiles.size()));
      FlowProduct half =
          switch (random.nextInt(3)) {
            case 0 -> tile.withSources(half(tile.sources(), random));
            case 1 -> tile.withDestinations(half(tile.destinations(), random));
            default -> tile.withDestinationPorts(half(tile.destinationPorts(), random));
          };
      tiles.add(half);
      tiles.addAll(tile.minus(half));
    }
    Collections.shuffle(tiles, random);
    return tiles;
  }

  private static AddressSet half(AddressSet one, Random random) {
    AddressRange range = one.ranges().get(0);
    long width = range.last().low() - range.first().low() + 1;
    return width < 2
        ? one
        : addresses(range.first().low(), range.first().low() + cut(width, random));
  }

  private static PortSet half(PortSet one, Random random) {
    PortRange range = one.ranges().get(0);
    int width = range.last() - range.first() + 1;
    return width < 2 ? one : ports(range.first(), range.first() + cut(width, random));
  }

  /** Somewhere in the middle half. */
  private static long cut(long width, Random random) {
    return Math.max(1, width / 4 + (long) (random.nextDouble() * width / 2));
  }

  /**
   * Boxes that are bounded in some dimensions, chosen at random, of source, destination and
   * destination port.
   *
   * @param bounded in how many of the three
   * @param share which part of a dimension a box takes up where it is bounded, at most
   */
  static List<FlowProduct> boxes(int n, int bounded, double share, Random random) {
    List<FlowProduct> boxes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      FlowProduct box = REGION;
      List<Integer> dimensions = new ArrayList<>(List.of(0, 1, 2));
      Collections.shuffle(dimensions, random);
      for (int dimension : dimensions.subList(0, bounded)) {
        long size = dimension == 2 ? PORTS : ADDRESSES;
        long width = Math.max(1, (long) (size * share * (0.5 + random.nextDouble() / 2)));
        // Centres may lie at the border, else the outermost numbers would hardly ever be covered.
        long first = (long) (random.nextDouble() * (size + width)) - width;
        long from = Math.max(0, first);
        long to = Math.max(from + 1, Math.min(size, first + width));
        box =
            switch (dimension) {
              case 0 -> box.withSources(addresses(from, to));
              case 1 -> box.withDestinations(addresses(from, to));
              default -> box.withDestinationPorts(ports(from, to));
            };
      }
      boxes.add(box);
    }
    return boxes;
  }

  /** Every {@code step}th block of addresses, of which there are {@code count}. */
  static AddressSet comb(int count, int step, int offset) {
    List<AddressSet> blocks = new ArrayList<>();
    long width = ADDRESSES / ((long) count * step);
    for (long i = 0; i < count; i++) {
      blocks.add(addresses((i * step + offset) * width, (i * step + offset + 1) * width));
    }
    return AddressSet.union(blocks);
  }

  /** A random list of short address ranges. */
  static AddressSet prefixes(int n, Random random) {
    List<AddressSet> sets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long first = (random.nextLong() & (ADDRESSES - 1)) & -256L;
      sets.add(addresses(first, first + 256));
    }
    return AddressSet.union(sets);
  }

  /** A random list of ports. */
  static PortSet portList(int n, Random random) {
    PortSet set = PortSet.empty();
    for (int i = 0; i < n; i++) {
      set = set.union(PortSet.of(random.nextInt(PORTS)));
    }
    return set;
  }
}
