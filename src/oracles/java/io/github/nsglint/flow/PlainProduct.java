package io.github.nsglint.flow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A product as lists of ranges of plain numbers, which may overlap and lie in any order: what the
 * engine under test and each oracle are given, so that none of them sees the other's sets.
 */
public record PlainProduct(
    List<Range> protocols,
    List<Range> sources,
    List<Range> sourcePorts,
    List<Range> destinations,
    List<Range> destinationPorts) {
  public PlainProduct {
    protocols = List.copyOf(protocols);
    sources = List.copyOf(sources);
    sourcePorts = List.copyOf(sourcePorts);
    destinations = List.copyOf(destinations);
    destinationPorts = List.copyOf(destinationPorts);
  }

  /**
   * Numbers from the first to the last, both included.
   *
   * @param part the line of an address; 0 for other numbers
   */
  public record Range(int part, BigInteger first, BigInteger last) {
    public static Range of(long first, long last) {
      return new Range(0, BigInteger.valueOf(first), BigInteger.valueOf(last));
    }

    boolean contains(int line, BigInteger number) {
      return line == part && first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }
  }

  /** A list of products with a decision each, first match wins, none is a refusal. */
  public record Rule(PlainProduct flows, boolean allows) {}

  /** The decision on one flow, by asking one rule after the other. */
  public static boolean allows(List<Rule> rules, Flow flow) {
    for (Rule rule : rules) {
      if (rule.flows().contains(flow)) {
        return rule.allows();
      }
    }
    return false;
  }

  public boolean contains(Flow flow) {
    return contains(protocols, flow.protocol())
        && contains(sources, flow.source())
        && contains(sourcePorts, flow.sourcePort())
        && contains(destinations, flow.destination())
        && contains(destinationPorts, flow.destinationPort());
  }

  private static boolean contains(List<Range> ranges, long number) {
    BigInteger value = BigInteger.valueOf(number);
    return ranges.stream().anyMatch(range -> range.contains(0, value));
  }

  private static boolean contains(List<Range> ranges, Address address) {
    BigInteger value = number(address);
    return ranges.stream().anyMatch(range -> range.contains(address.part(), value));
  }

  static BigInteger number(Address address) {
    return unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
  }

  private static BigInteger unsigned(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }

  static Address address(int part, Family family, BigInteger number) {
    return new Address(part, family, number.shiftRight(64).longValue(), number.longValue());
  }

  /** The same as the engine takes it. */
  FlowProduct product(Family family) {
    int[] numbers =
        protocols.stream()
            .flatMapToInt(
                range ->
                    java.util.stream.IntStream.rangeClosed(
                        range.first().intValue(), range.last().intValue()))
            .toArray();
    return new FlowProduct(
        ProtocolSet.of(numbers),
        addresses(sources, family),
        ports(sourcePorts),
        addresses(destinations, family),
        ports(destinationPorts));
  }

  private static PortSet ports(List<Range> ranges) {
    PortSet set = PortSet.empty();
    for (Range range : ranges) {
      set = set.union(PortSet.range(range.first().intValue(), range.last().intValue()));
    }
    return set;
  }

  private static AddressSet addresses(List<Range> ranges, Family family) {
    AddressSet set = AddressSet.empty();
    for (Range range : ranges) {
      set =
          set.union(
              AddressSet.of(
                  new AddressRange(
                      address(range.part(), family, range.first()),
                      address(range.part(), family, range.last()))));
    }
    return set;
  }

  /** What a product of the engine holds of one family, on the first lines. */
  public static PlainProduct of(FlowProduct product, Family family, int lines) {
    return new PlainProduct(
        product.protocols().numbers().stream().map(n -> Range.of(n, n)).toList(),
        ranges(product.sources(), family, lines),
        ports(product.sourcePorts()),
        ranges(product.destinations(), family, lines),
        ports(product.destinationPorts()));
  }

  private static List<Range> ports(PortSet ports) {
    return ports.ranges().stream().map(range -> Range.of(range.first(), range.last())).toList();
  }

  private static List<Range> ranges(AddressSet set, Family family, int lines) {
    List<Range> ranges = new ArrayList<>();
    for (int part = 0; part < lines; part++) {
      for (AddressRange range : set.onLine(part, family).ranges()) {
        ranges.add(new Range(part, number(range.first()), number(range.last())));
      }
    }
    return ranges;
  }

  static List<FirstMatch.Step> steps(List<Rule> rules, Family family) {
    List<FirstMatch.Step> steps = new ArrayList<>();
    for (Rule rule : rules) {
      steps.add(new FirstMatch.Step(rule.flows().product(family), rule.allows(), steps.size()));
    }
    return steps;
  }
}
