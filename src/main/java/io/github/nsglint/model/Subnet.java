package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param prefixes empty when no file shows them
 * @param kept the resource as read, ARM-shaped, for rules about any property; empty when only its
 *     name is known
 */
public record Subnet(
    ResourceId id,
    List<Value<Cidr>> prefixes,
    Reference group,
    Reference routeTable,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public Subnet {
    requireNonNull(id);
    prefixes = List.copyOf(prefixes);
    requireNonNull(group);
    requireNonNull(routeTable);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** One whose body is at hand. */
  public Subnet(
      ResourceId id,
      List<Value<Cidr>> prefixes,
      Reference group,
      Reference routeTable,
      Node.MapNode body,
      Optional<Node.Unresolved> condition,
      Span span) {
    this(id, prefixes, group, routeTable, KeptMap.held(body), condition, span);
  }

  /** The resource as read. It may take microseconds: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }
}
