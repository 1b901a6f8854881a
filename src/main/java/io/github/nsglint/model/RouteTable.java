package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param routes inline, child and stand-alone together, in the order they were read
 * @param body the resource as read, ARM-shaped, but for its routes, which are unknown in it; empty
 *     when only its name is known
 */
public record RouteTable(
    ResourceId id,
    List<Route> routes,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public RouteTable {
    requireNonNull(id);
    routes = List.copyOf(routes);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** A table of which nothing but its routes is known. */
  public RouteTable(
      ResourceId id, List<Route> routes, Optional<Node.Unresolved> condition, Span span) {
    this(id, routes, new Node.MapNode(List.of(), span), condition, span);
  }
}
