package io.github.nsglint.flow;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The flows whose five elements each lie in a set: the product of the sets, never written out.
 *
 * <p>Sources and destinations may have addresses of both families; a flow has them of one, so IPv4
 * sources with IPv6 destinations hold no flow. All questions are about flows; {@code equals} alone
 * compares the five sets as they stand.
 */
public record FlowProduct(
    ProtocolSet protocols,
    AddressSet sources,
    PortSet sourcePorts,
    AddressSet destinations,
    PortSet destinationPorts) {
  static final int DIMENSIONS = 5;

  private static final FlowProduct ALL =
      new FlowProduct(
          ProtocolSet.all(), AddressSet.all(), PortSet.all(), AddressSet.all(), PortSet.all());

  public FlowProduct {
    requireNonNull(protocols);
    requireNonNull(sources);
    requireNonNull(sourcePorts);
    requireNonNull(destinations);
    requireNonNull(destinationPorts);
  }

  public static FlowProduct all() {
    return ALL;
  }

  /**
   * @param sets in the order of {@link #boundaries}
   */
  static FlowProduct of(Boundaries[] sets) {
    return new FlowProduct(
        ProtocolSet.of(sets[0]),
        AddressSet.of(sets[3]),
        PortSet.of(sets[2]),
        AddressSet.of(sets[4]),
        PortSet.of(sets[1]));
  }

  /**
   * The five sets in the order in which they are compared, the cheapest first: protocol,
   * destination port, source port, source, destination. The array is the caller's to change.
   */
  Boundaries[] boundaries() {
    return new Boundaries[] {
      protocols.boundaries(),
      destinationPorts.boundaries(),
      sourcePorts.boundaries(),
      sources.boundaries(),
      destinations.boundaries()
    };
  }

  /** Whether no flow is in it: a dimension is empty, or the two ends share no family. */
  public boolean isEmpty() {
    return protocols.isEmpty()
        || sourcePorts.isEmpty()
        || destinationPorts.isEmpty()
        || !(has(Family.IPV4) || has(Family.IPV6));
  }

  /** Whether both ends have addresses of a family. */
  private boolean has(Family family) {
    return sources.has(family) && destinations.has(family);
  }

  /**
   * The same flows as at most two products, each of one family at both ends, none of them empty.
   */
  public List<FlowProduct> byFamily() {
    List<FlowProduct> parts = new ArrayList<>(2);
    if (protocols.isEmpty() || sourcePorts.isEmpty() || destinationPorts.isEmpty()) {
      return parts;
    }
    for (Family family : Family.values()) {
      if (has(family)) {
        parts.add(
            withSources(sources.family(family)).withDestinations(destinations.family(family)));
      }
    }
    return parts;
  }

  public FlowProduct intersect(FlowProduct other) {
    return new FlowProduct(
        protocols.intersect(other.protocols),
        sources.intersect(other.sources),
        sourcePorts.intersect(other.sourcePorts),
        destinations.intersect(other.destinations),
        destinationPorts.intersect(other.destinationPorts));
  }

  /** The flows of this product that are not in the other: at most five products, no two meet. */
  public List<FlowProduct> minus(FlowProduct other) {
    if (!intersects(other)) {
      return isEmpty() ? List.of() : List.of(this);
    }
    List<FlowProduct> pieces = new ArrayList<>();
    Boundaries[] rest = boundaries();
    Boundaries[] taken = other.boundaries();
    for (int d = 0; d < rest.length; d++) {
      Boundaries inside = rest[d].intersect(taken[d]);
      rest[d] = rest[d].minus(taken[d]);
      FlowProduct piece = of(rest);
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
      rest[d] = inside;
    }
    return List.copyOf(pieces);
  }

  public boolean contains(Flow flow) {
    return protocols.contains(flow.protocol())
        && destinationPorts.contains(flow.destinationPort())
        && sourcePorts.contains(flow.sourcePort())
        && sources.contains(flow.source())
        && destinations.contains(flow.destination());
  }

  public boolean containsAll(FlowProduct other) {
    Boundaries[] sets = boundaries();
    for (FlowProduct part : other.byFamily()) {
      Boundaries[] partSets = part.boundaries();
      for (int d = 0; d < sets.length; d++) {
        if (!sets[d].containsAll(partSets[d])) {
          return false;
        }
      }
    }
    return true;
  }

  public boolean intersects(FlowProduct other) {
    return protocols.intersects(other.protocols)
        && destinationPorts.intersects(other.destinationPorts)
        && sourcePorts.intersects(other.sourcePorts)
        && sources.intersects(other.sources)
        && destinations.intersects(other.destinations)
        && !intersect(other).isEmpty();
  }

  /**
   * The flow with the lowest element in each dimension, IPv4 if there is one.
   *
   * @throws NoSuchElementException if there is no flow
   */
  public Flow lowest() {
    List<FlowProduct> parts = byFamily();
    if (parts.isEmpty()) {
      throw new NoSuchElementException("no flow");
    }
    FlowProduct part = parts.get(0);
    return new Flow(
        protocols.lowest(),
        part.sources.lowest(),
        sourcePorts.lowest(),
        part.destinations.lowest(),
        destinationPorts.lowest());
  }

  public FlowProduct withProtocols(ProtocolSet set) {
    return new FlowProduct(set, sources, sourcePorts, destinations, destinationPorts);
  }

  public FlowProduct withSources(AddressSet set) {
    return new FlowProduct(protocols, set, sourcePorts, destinations, destinationPorts);
  }

  public FlowProduct withSourcePorts(PortSet set) {
    return new FlowProduct(protocols, sources, set, destinations, destinationPorts);
  }

  public FlowProduct withDestinations(AddressSet set) {
    return new FlowProduct(protocols, sources, sourcePorts, set, destinationPorts);
  }

  public FlowProduct withDestinationPorts(PortSet set) {
    return new FlowProduct(protocols, sources, sourcePorts, destinations, set);
  }
}
