package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param subnets what its IP configurations name; a Developer host has none
 * @param body the resource as read, ARM-shaped
 */
public record BastionHost(
    ResourceId id,
    List<Reference> subnets,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public BastionHost {
    requireNonNull(id);
    subnets = List.copyOf(subnets);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
