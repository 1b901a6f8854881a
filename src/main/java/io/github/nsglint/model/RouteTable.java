package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param routes inline, child and stand-alone together, in the order they were read
 */
public record RouteTable(
    ResourceId id, List<Route> routes, Optional<Node.Unresolved> condition, Span span)
    implements Element {
  public RouteTable {
    requireNonNull(id);
    routes = List.copyOf(routes);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
