package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * A user-defined route.
 *
 * @param name {@code ?} when it is not known
 * @param prefix where the packets go: a block, a service tag, or unresolved
 * @param nextHopAddress of a virtual appliance
 * @param condition why the route may not be there at all
 * @param span the route's name, or its start where it has none
 */
public record Route(
    String name,
    AddressPrefix prefix,
    Value<NextHopType> nextHop,
    Optional<Value<Cidr>> nextHopAddress,
    Optional<Node.Unresolved> condition,
    Span span) {
  public Route {
    requireNonNull(name);
    requireNonNull(prefix);
    requireNonNull(nextHop);
    requireNonNull(nextHopAddress);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** Of which, or of how many of which, nothing is known. */
  public static Route unknown(String reason, Span span) {
    return new Route(
        "?",
        new AddressPrefix.Unresolved(reason, span),
        new Value.Unknown<>(reason, span),
        Optional.empty(),
        Optional.empty(),
        span);
  }

  /** The same route under its own name: a resource has that of its table before it. */
  public Route named(String ownName) {
    return new Route(ownName, prefix, nextHop, nextHopAddress, condition, span);
  }

  /** The same route, which may not be there. */
  public Route withCondition(Node.Unresolved why) {
    return new Route(name, prefix, nextHop, nextHopAddress, Optional.of(why), span);
  }
}
