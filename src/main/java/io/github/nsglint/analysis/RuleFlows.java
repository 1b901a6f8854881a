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
import java.util.Optional;
import java.util.function.Function;

/** The flows that a security rule matches: for sure, and perhaps. */
final class RuleFlows {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ESP = 50;
  static final int AH = 51;

  private static final ProtocolSet ONLY_ICMP = ProtocolSet.of(ICMP);
  private static final ProtocolSet ONLY_TCP = ProtocolSet.of(TCP);
  private static final ProtocolSet ONLY_UDP = ProtocolSet.of(UDP);
  private static final ProtocolSet ONLY_ESP = ProtocolSet.of(ESP);
  private static final ProtocolSet ONLY_AH = ProtocolSet.of(AH);
  private static final ProtocolSet WITH_PORTS = ProtocolSet.of(TCP, UDP);
  private static final ProtocolSet ALL = ProtocolSet.of(ICMP, TCP, UDP, ESP, AH);

  /**
   * Azure documents that any protocol means these; whether it also means Esp and Ah is not
   * documented.
   */
  private static final ProtocolSet ANY_FOR_SURE = ProtocolSet.of(ICMP, TCP, UDP);

  private final SecurityRule rule;
  private final SecurityRule said;
  private final Meaning meaning;
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

  /**
   * What {@code *} is taken to mean, where nobody says.
   *
   * @param protocols whether it means Esp and Ah too
   * @param ports whether a rule that names ports beside it matches protocols without ports
   */
  record Meaning(Optional<Boolean> protocols, Optional<Boolean> ports) {
    static final Meaning OPEN = new Meaning(Optional.empty(), Optional.empty());
    static final Meaning EVERYTHING = new Meaning(Optional.of(true), Optional.of(true));

    Meaning withProtocols(boolean all) {
      return new Meaning(Optional.of(all), ports);
    }

    Meaning withPorts(boolean all) {
      return new Meaning(protocols, Optional.of(all));
    }
  }

  RuleFlows(SecurityRule rule, AddressBook book) {
    this(rule, addresses(rule.sources(), book), addresses(rule.destinations(), book), Meaning.OPEN);
  }

  RuleFlows(SecurityRule rule, AddressBounds sources, AddressBounds destinations, Meaning meaning) {
    this.rule = rule;
    this.said = rule.said();
    this.meaning = meaning;
    boolean any = said.protocol().fold(protocol -> protocol == Protocol.ANY, unknown -> false);
    this.certainProtocols =
        any && meaning.protocols().orElse(false)
            ? ALL
            : said.protocol().fold(RuleFlows::certain, unknown -> ProtocolSet.empty());
    this.possibleProtocols =
        any && !meaning.protocols().orElse(true)
            ? ANY_FOR_SURE
            : said.protocol().fold(RuleFlows::possible, unknown -> ALL);
    this.sourcePorts = PortBounds.of(said.sourcePorts());
    this.destinationPorts = PortBounds.of(said.destinationPorts());
    this.sources = sources;
    this.destinations = destinations;
    this.certain = certainFor(certainProtocols);
    this.possible = computePossible();
  }

  private RuleFlows(SecurityRule rule, RuleFlows flows) {
    this.rule = rule;
    // It may have another priority, or decide otherwise.
    this.said = rule.said();
    this.meaning = flows.meaning;
    this.certainProtocols = flows.certainProtocols;
    this.possibleProtocols = flows.possibleProtocols;
    this.sourcePorts = flows.sourcePorts;
    this.destinationPorts = flows.destinationPorts;
    this.sources = flows.sources;
    this.destinations = flows.destinations;
    this.certain = flows.certain;
    this.possible = flows.possible;
  }

  /** The same flows of another rule, which differs in nothing that tells what it matches. */
  RuleFlows with(SecurityRule other) {
    return new RuleFlows(other, this);
  }

  SecurityRule rule() {
    return rule;
  }

  /** The same, or one that says the same: for who does not ask where its values stand. */
  SecurityRule said() {
    return said;
  }

  static ProtocolSet certain(Protocol protocol) {
    return protocol == Protocol.ANY ? ANY_FOR_SURE : possible(protocol);
  }

  static ProtocolSet possible(Protocol protocol) {
    return switch (protocol) {
      case TCP -> ONLY_TCP;
      case UDP -> ONLY_UDP;
      case ICMP -> ONLY_ICMP;
      case ESP -> ONLY_ESP;
      case AH -> ONLY_AH;
      case ANY -> ALL;
    };
  }

  static AddressBounds addresses(List<AddressPrefix> prefixes, AddressBook book) {
    return addresses(prefixes, book::of);
  }

  static AddressBounds addresses(
      List<AddressPrefix> prefixes, Function<AddressPrefix, AddressBounds> book) {
    if (prefixes.size() == 1) {
      return book.apply(prefixes.get(0));
    }
    List<AddressSet> certain = new ArrayList<>(prefixes.size());
    List<AddressSet> possible = new ArrayList<>(prefixes.size());
    for (AddressPrefix prefix : prefixes) {
      AddressBounds bounds = book.apply(prefix);
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
    return certainFor(said.protocol().fold(RuleFlows::possible, unknown -> ProtocolSet.empty()));
  }

  /** Whether the rule speaks of Esp or Ah whatever {@code *} means, or may do so. */
  boolean mayNameEspOrAh() {
    return said.protocol()
        .fold(protocol -> protocol == Protocol.ESP || protocol == Protocol.AH, unknown -> true);
  }

  private List<FlowProduct> certainFor(ProtocolSet protocols) {
    boolean allPorts =
        sourcePorts.certain().equals(PortSet.all())
            && destinationPorts.certain().equals(PortSet.all());
    boolean named = said.protocol().fold(protocol -> protocol != Protocol.ANY, unknown -> false);
    // Protocols without ports: ports written beside them are ignored when the protocol is named;
    // beside * nobody says.
    boolean counts = allPorts || named || meaning.ports().orElse(false);
    ProtocolSet portless = counts ? protocols.minus(WITH_PORTS) : ProtocolSet.empty();
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
    boolean any = said.protocol().fold(protocol -> protocol == Protocol.ANY, unknown -> false);
    boolean allPorts =
        sourcePorts.possible().equals(PortSet.all())
            && destinationPorts.possible().equals(PortSet.all());
    boolean left = any && !allPorts && !meaning.ports().orElse(true);
    return products(
        possibleProtocols.intersect(WITH_PORTS),
        left ? ProtocolSet.empty() : possibleProtocols.minus(WITH_PORTS),
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
    AddressSet from = isKnown(said.sources()) ? sources.certain() : sources.possible();
    AddressSet to = isKnown(said.destinations()) ? destinations.certain() : destinations.possible();
    List<FlowProduct> named = new ArrayList<>(2);
    for (FlowProduct product : possible(star)) {
      add(named, product.withSources(from).withDestinations(to));
    }
    return named;
  }

  private static boolean isKnown(List<AddressPrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i) instanceof AddressPrefix.Unresolved) {
        return false;
      }
    }
    return true;
  }

  private boolean isStar() {
    return said.protocol().fold(protocol -> protocol == Protocol.ANY, unknown -> false);
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
