package io.github.nsglint.analysis;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.AddressBounds;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.PortSet;
import io.github.nsglint.flow.ProtocolSet;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The flows a requirement speaks of, in one place of a network.
 *
 * @param certain flows that exist, apart from parts whose numbers are not known: a breach of one of
 *     them is a breach
 * @param possible flows that may exist: to be covered for a proof. Both lists are of products that
 *     do not meet
 */
record Region(List<FlowProduct> certain, List<FlowProduct> possible) {
  Region {
    certain = List.copyOf(certain);
    possible = List.copyOf(possible);
  }

  static Region of(FlowPattern pattern, List<Family> families, AddressBook book) {
    return of(pattern, protocols(pattern), families, book);
  }

  /** The same with other protocols. */
  static Region of(
      FlowPattern pattern, ProtocolSet protocols, List<Family> families, AddressBook book) {
    boolean inbound = pattern.direction() == Direction.INBOUND;
    AddressBounds any = book.everywhere();
    AddressBounds behind = book.behind();
    AddressBounds from = addresses(pattern.source(), inbound ? any : behind, book);
    AddressBounds to = addresses(pattern.destination(), inbound ? behind : any, book);
    PortSet ports = ports(pattern);
    List<FlowProduct> certain = new ArrayList<>();
    List<FlowProduct> possible = new ArrayList<>();
    for (Family family : families) {
      certain.add(product(protocols, from.certain(), to.certain(), ports, family));
      possible.add(product(protocols, from.possible(), to.possible(), ports, family));
    }
    for (FlowPattern except : pattern.except()) {
      AddressBounds exceptFrom = taken(except.source(), book);
      AddressBounds exceptTo = taken(except.destination(), book);
      certain = without(certain, exceptProduct(except, exceptFrom.possible(), exceptTo.possible()));
      possible = without(possible, exceptProduct(except, exceptFrom.certain(), exceptTo.certain()));
    }
    return new Region(nonEmpty(certain), nonEmpty(possible));
  }

  private static FlowProduct product(
      ProtocolSet protocols, AddressSet from, AddressSet to, PortSet ports, Family family) {
    return new FlowProduct(protocols, from.family(family), PortSet.all(), to.family(family), ports);
  }

  private static FlowProduct exceptProduct(FlowPattern except, AddressSet from, AddressSet to) {
    return new FlowProduct(protocols(except), from, PortSet.all(), to, ports(except));
  }

  private static List<FlowProduct> without(List<FlowProduct> products, FlowProduct taken) {
    List<FlowProduct> rest = new ArrayList<>();
    products.forEach(product -> rest.addAll(product.minus(taken)));
    return rest;
  }

  private static List<FlowProduct> nonEmpty(List<FlowProduct> products) {
    return products.stream().filter(product -> !product.isEmpty()).toList();
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
