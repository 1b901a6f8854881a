package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The places where membership in some sets can change: the lowest element, each start, and each end
 * + 1. Whoever has tested all of them, in all dimensions combined, has tested every element.
 */
final class Corners {
  private static final long LINES_OF_A_FAMILY = 1L << 31;

  private Corners() {}

  static List<Integer> ofProtocols(Collection<ProtocolSet> sets) {
    return numbers(sets.stream().map(ProtocolSet::boundaries).toList(), 255);
  }

  static List<Integer> ofPorts(Collection<PortSet> sets) {
    return numbers(sets.stream().map(PortSet::boundaries).toList(), 65535);
  }

  private static List<Integer> numbers(List<Boundaries> sets, int highest) {
    TreeSet<Integer> corners = new TreeSet<>(List.of(0));
    for (Boundaries set : sets) {
      for (int i = 0; i < set.count(); i++) {
        if (set.word(i, 0) <= highest) {
          corners.add((int) set.word(i, 0));
        }
      }
    }
    return List.copyOf(corners);
  }

  static List<Address> ofAddresses(Collection<AddressSet> sets) {
    // A flow has both ends in one family, so the start of each family is a corner too.
    TreeSet<Address> corners =
        new TreeSet<>(List.of(Address.ipv4(0), new Address(0, Family.IPV6, 0, 0)));
    for (AddressSet set : sets) {
      Boundaries boundaries = set.boundaries();
      for (int i = 0; i < boundaries.count(); i++) {
        long line = boundaries.word(i, 0);
        if (line < 2 * LINES_OF_A_FAMILY) {
          corners.add(
              new Address(
                  (int) (line % LINES_OF_A_FAMILY),
                  line < LINES_OF_A_FAMILY ? Family.IPV4 : Family.IPV6,
                  boundaries.word(i, 1),
                  boundaries.word(i, 2)));
        }
      }
    }
    return List.copyOf(corners);
  }

  static List<Flow> of(FlowSet... sets) {
    List<FlowProduct> products = new ArrayList<>();
    for (FlowSet set : sets) {
      products.addAll(set.products());
    }
    return within(FlowProduct.all(), products);
  }

  /** Those which lie in a region. */
  static List<Flow> within(FlowProduct region, List<FlowProduct> products) {
    List<FlowProduct> all = new ArrayList<>(products);
    all.add(region);
    List<Integer> protocols = ofProtocols(each(all, FlowProduct::protocols));
    List<Integer> sourcePorts = ofPorts(each(all, FlowProduct::sourcePorts));
    List<Integer> destinationPorts = ofPorts(each(all, FlowProduct::destinationPorts));
    List<Address> sources = ofAddresses(each(all, FlowProduct::sources));
    List<Address> destinations = ofAddresses(each(all, FlowProduct::destinations));
    List<Flow> flows = new ArrayList<>();
    for (Address source : kept(sources, region.sources()::contains)) {
      for (Address destination : kept(destinations, region.destinations()::contains)) {
        if (source.family() != destination.family()) {
          continue;
        }
        for (int protocol : kept(protocols, region.protocols()::contains)) {
          for (int from : kept(sourcePorts, region.sourcePorts()::contains)) {
            for (int to : kept(destinationPorts, region.destinationPorts()::contains)) {
              flows.add(new Flow(protocol, source, from, destination, to));
            }
          }
        }
      }
    }
    return flows;
  }

  private static <S> List<S> each(List<FlowProduct> products, Function<FlowProduct, S> dimension) {
    return products.stream().map(dimension).toList();
  }

  private static <V> List<V> kept(List<V> corners, Function<V, Boolean> inRegion) {
    return corners.stream().filter(inRegion::apply).toList();
  }
}
