package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * @param body the resource as read, ARM-shaped
 */
public record PublicIpAddress(
    ResourceId id, Node.MapNode body, Optional<Node.Unresolved> condition, Span span)
    implements Element {
  public PublicIpAddress {
    requireNonNull(id);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
