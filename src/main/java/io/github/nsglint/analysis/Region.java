package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.AddressBounds;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowBounds;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import io.github.nsglint.policy.Requirement.Demand;
import java.util.ArrayList;
import java.util.List;

/**
 * The flows a requirement speaks of, in one place of a network. Of its bounds, {@code certain} are
 * flows that exist, apart from parts whose numbers are not known: a breach of one of them is a
 * breach. {@code possible} are flows that may exist: to be covered for a proof.
 */
final class Region {
  /**
   * The source ports of those who open a connection. Systems hand out none of the ports below,
   * which are for what listens.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6335#section-6">RFC 6335, System Ports</a>
   */
  static final PortSet CLIENT_PORTS = PortSet.range(1024, 65535);

  private Region() {}

  /** All flows of the pattern. */
  static FlowBounds of(FlowPattern pattern, List<Family> families, AddressBook book) {
    return of(pattern, protocols(pattern), PortSet.all(), families, book);
  }

  /**
   * Of the pattern's flows, those that a demand is about: who has to be let in is a client; who has
   * to be kept out may come from any port.
   */
  static FlowBounds of(
      Demand demand, FlowPattern pattern, List<Family> families, AddressBook book) {
    return of(demand, pattern, protocols(pattern), families, book);
  }

  /** The same with other protocols. */
  static FlowBounds of(
      Demand demand,
      FlowPattern pattern,
      ProtocolSet protocols,
      List<Family> families,
      AddressBook book) {
    boolean clients = demand == Demand.ALL || demand == Demand.SOME;
    return of(pattern, protocols, clients ? CLIENT_PORTS : PortSet.all(), families, book);
  }

  private static FlowBounds of(
      FlowPattern pattern,
      ProtocolSet protocols,
      PortSet sourcePorts,
      List<Family> families,
      AddressBook book) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    AddressBounds any = book.everywhere();
    AddressBounds behind = book.behind();
    AddressBounds from = addresses(pattern.source(), inbound ? any : behind, book);
    AddressBounds to = addresses(pattern.destination(), inbound ? behind : any, book);
    PortSet ports = ports(pattern);
    FlowBounds region =
        new FlowBounds(
            flows(protocols, from.certain(), sourcePorts, to.certain(), ports, families),
            flows(protocols, from.possible(), sourcePorts, to.possible(), ports, families));
    for (FlowPattern except : pattern.except()) {
      region = region.minus(taken(except, book));
    }
    return region;
  }

  private static FlowSet flows(
      ProtocolSet protocols,
      AddressSet from,
      PortSet sourcePorts,
      AddressSet to,
      PortSet ports,
      List<Family> families) {
    List<FlowProduct> products = new ArrayList<>(families.size());
    for (Family family : families) {
      products.add(
          new FlowProduct(protocols, from.family(family), sourcePorts, to.family(family), ports));
    }
    return FlowSet.of(products);
  }

  /** Flows to take out. */
  private static FlowBounds taken(FlowPattern except, AddressBook book) {
    AddressBounds from = taken(except.source(), book);
    AddressBounds to = taken(except.destination(), book);
    ProtocolSet protocols = protocols(except);
    PortSet ports = ports(except);
    return new FlowBounds(
        FlowSet.of(new FlowProduct(protocols, from.certain(), PortSet.all(), to.certain(), ports)),
        FlowSet.of(
            new FlowProduct(protocols, from.possible(), PortSet.all(), to.possible(), ports)));
  }

  /** The protocols of a pattern: for {@code *}, all that a rule can name. */
  static ProtocolSet protocols(FlowPattern pattern) {
    ProtocolSet protocols = ProtocolSet.empty();
    for (Protocol protocol : pattern.protocols()) {
      protocols = protocols.union(RuleFlows.possible(protocol));
    }
    return protocols;
  }

  static PortSet ports(FlowPattern pattern) {
    if (pattern.destinationPorts().isEmpty()) {
      return PortSet.all();
    }
    PortSet ports = PortSet.empty();
    for (PortPrefix.Range range : pattern.destinationPorts()) {
      ports = ports.union(PortSet.range(range.first(), range.last()));
    }
    return ports;
  }

  /** Addresses to take out: an unnamed one may belong to a tag as well. */
  private static AddressBounds taken(Place place, AddressBook book) {
    AddressBounds all = RuleFlows.addresses(place.prefixes(), book);
    if (place.subnet()) {
      all = all.union(book.inSubnet());
    }
    return all.minus(RuleFlows.addresses(place.except(), book));
  }

  /**
   * @param any what {@code *} means on this side
   */
  private static AddressBounds addresses(Place place, AddressBounds any, AddressBook book) {
    AddressBounds all =
        place.subnet() ? book.subnet() : new AddressBounds(AddressSet.empty(), AddressSet.empty());
    for (AddressPrefix prefix : place.prefixes()) {
      all = all.union(prefix instanceof AddressPrefix.Any ? any : book.region(prefix));
    }
    for (AddressPrefix prefix : place.except()) {
      AddressSet named = book.of(prefix).certain();
      all = new AddressBounds(all.certain().minus(named), all.possible().minus(named));
    }
    return all;
  }
}
