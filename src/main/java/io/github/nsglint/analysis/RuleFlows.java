package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.AddressBounds;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;

/** The flows that a security rule matches: for sure, and perhaps. */
final class RuleFlows {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ESP = 50;
  static final int AH = 51;

  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(TCP, UDP);
  private static final ProtocolSet ALL = ProtocolSet.of(ICMP, TCP, UDP, ESP, AH);

  /**
   * Azure documents that any protocol means these; whether it also means Esp and Ah is not
   * documented.
   */
  private static final ProtocolSet ANY_FOR_SURE = ProtocolSet.of(ICMP, TCP, UDP);

  private final SecurityRule rule;
  private final ProtocolSet certainProtocols;
  private final ProtocolSet possibleProtocols;
  private final PortBounds sourcePorts;
  private final PortBounds destinationPorts;
  private final AddressBounds sources;
  private final AddressBounds destinations;
  private final List<FlowProduct> certain;
  private final List<FlowProduct> possible;

  private record PortBounds(PortSet certain, PortSet possible) {
    static PortBounds of(List<PortPrefix> prefixes) {
      PortSet certain = PortSet.empty();
      boolean open = false;
      for (PortPrefix prefix : prefixes) {
        if (prefix instanceof PortPrefix.Range range) {
          certain = certain.union(PortSet.range(range.first(), range.last()));
        } else {
          open = true;
        }
      }
      return new PortBounds(certain, open ? PortSet.all() : certain);
    }
  }

  RuleFlows(SecurityRule rule, AddressBook book) {
    this.rule = rule;
    this.certainProtocols =
        rule.protocol().fold(RuleFlows::certain, unknown -> ProtocolSet.empty());
    this.possibleProtocols = rule.protocol().fold(RuleFlows::possible, unknown -> ALL);
    this.sourcePorts = PortBounds.of(rule.sourcePorts());
    this.destinationPorts = PortBounds.of(rule.destinationPorts());
    this.sources = addresses(rule.sources(), book);
    this.destinations = addresses(rule.destinations(), book);
    this.certain = certainFor(certainProtocols);
    this.possible = computePossible();
  }

  SecurityRule rule() {
    return rule;
  }

  static ProtocolSet certain(Protocol protocol) {
    return protocol == Protocol.ANY ? ANY_FOR_SURE : possible(protocol);
  }

  static ProtocolSet possible(Protocol protocol) {
    return switch (protocol) {
      case TCP -> ProtocolSet.of(TCP);
      case UDP -> ProtocolSet.of(UDP);
      case ICMP -> ProtocolSet.of(ICMP);
      case ESP -> ProtocolSet.of(ESP);
      case AH -> ProtocolSet.of(AH);
      case ANY -> ALL;
    };
  }

  static AddressBounds addresses(List<AddressPrefix> prefixes, AddressBook book) {
    if (prefixes.size() == 1) {
      return book.of(prefixes.get(0));
    }
    List<AddressSet> certain = new ArrayList<>(prefixes.size());
    List<AddressSet> possible = new ArrayList<>(prefixes.size());
    for (AddressPrefix prefix : prefixes) {
      AddressBounds bounds = book.of(prefix);
      certain.add(bounds.certain());
      possible.add(bounds.possible());
    }
    return new AddressBounds(AddressSet.union(certain), AddressSet.union(possible));
  }

  /** What stands in the rule, field by field, also where Azure ignores a field. */
  FlowProduct written() {
    return new FlowProduct(
        possibleProtocols,
        sources.possible(),
        sourcePorts.possible(),
        destinations.possible(),
        destinationPorts.possible());
  }

  /** Products that together hold every flow the rule matches for sure, and no other. */
  List<FlowProduct> certain() {
    return certain;
  }

  /** The same where {@code *} means every protocol. */
  List<FlowProduct> certainIfAnyMeansAll() {
    return certainFor(rule.protocol().fold(RuleFlows::possible, unknown -> ProtocolSet.empty()));
  }

  /** Whether the rule speaks of Esp or Ah whatever {@code *} means, or may do so. */
  boolean mayNameEspOrAh() {
    return rule.protocol()
        .fold(protocol -> protocol == Protocol.ESP || protocol == Protocol.AH, unknown -> true);
  }

  private List<FlowProduct> certainFor(ProtocolSet protocols) {
    boolean allPorts =
        sourcePorts.certain().equals(PortSet.all())
            && destinationPorts.certain().equals(PortSet.all());
    boolean named = rule.protocol().fold(protocol -> protocol != Protocol.ANY, unknown -> false);
    // Protocols without ports: ports written beside them are ignored when the protocol is named;
    // beside * nobody says.
    ProtocolSet portless = allPorts || named ? protocols.minus(WITH_PORTS) : ProtocolSet.empty();
    return products(
        protocols.intersect(WITH_PORTS),
        portless,
        sources.certain(),
        sourcePorts.certain(),
        destinations.certain(),
        destinationPorts.certain());
  }

  /** Products that together hold every flow the rule may match. */
  List<FlowProduct> possible() {
    return possible;
  }

  private List<FlowProduct> computePossible() {
    return products(
        possibleProtocols.intersect(WITH_PORTS),
        possibleProtocols.minus(WITH_PORTS),
        sources.possible(),
        sourcePorts.possible(),
        destinations.possible(),
        destinationPorts.possible());
  }

  /** Products that together hold every flow the rule matches for sure, if {@code *} means this. */
  List<FlowProduct> certain(StarMeaning star) {
    return isStar() ? star(star, sourcePorts.certain(), destinationPorts.certain(), true) : certain;
  }

  /** Products that together hold every flow the rule may match, if {@code *} means this. */
  List<FlowProduct> possible(StarMeaning star) {
    return isStar()
        ? star(star, sourcePorts.possible(), destinationPorts.possible(), false)
        : possible;
  }

  /**
   * The flows that the rule itself speaks of, as those of a requirement: what it names by a service
   * tag is on the tag's line, wherever its addresses lie. A side that is not known is everything.
   */
  List<FlowProduct> named(StarMeaning star) {
    AddressSet from = isKnown(rule.sources()) ? sources.certain() : sources.possible();
    AddressSet to = isKnown(rule.destinations()) ? destinations.certain() : destinations.possible();
    List<FlowProduct> named = new ArrayList<>(2);
    for (FlowProduct product : possible(star)) {
      add(named, product.withSources(from).withDestinations(to));
    }
    return named;
  }

  private static boolean isKnown(List<AddressPrefix> prefixes) {
    return prefixes.stream().noneMatch(AddressPrefix.Unresolved.class::isInstance);
  }

  private boolean isStar() {
    return rule.protocol().fold(protocol -> protocol == Protocol.ANY, unknown -> false);
  }

  private List<FlowProduct> star(
      StarMeaning star, PortSet fromPorts, PortSet toPorts, boolean forSure) {
    boolean allPorts = fromPorts.equals(PortSet.all()) && toPorts.equals(PortSet.all());
    ProtocolSet protocols = (star.espAndAh() ? ALL : ANY_FOR_SURE).minus(WITH_PORTS);
    return products(
        WITH_PORTS,
        allPorts || star.portless() ? protocols : ProtocolSet.empty(),
        forSure ? sources.certain() : sources.possible(),
        fromPorts,
        forSure ? destinations.certain() : destinations.possible(),
        toPorts);
  }

  private static List<FlowProduct> products(
      ProtocolSet withPorts,
      ProtocolSet portless,
      AddressSet from,
      PortSet fromPorts,
      AddressSet to,
      PortSet toPorts) {
    List<FlowProduct> products = new ArrayList<>(2);
    boolean allPorts = fromPorts.equals(PortSet.all()) && toPorts.equals(PortSet.all());
    if (allPorts) {
      add(products, new FlowProduct(withPorts.union(portless), from, fromPorts, to, toPorts));
    } else {
      add(products, new FlowProduct(withPorts, from, fromPorts, to, toPorts));
      add(products, new FlowProduct(portless, from, PortSet.all(), to, PortSet.all()));
    }
    return products;
  }

  private static void add(List<FlowProduct> products, FlowProduct product) {
    if (!product.isEmpty()) {
      products.add(product);
    }
  }
}
