package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * A resource of a service that lives in a subnet. Only rule packs know what its properties mean.
 *
 * @param body the resource as read, ARM-shaped
 */
public record ServiceResource(
    ResourceId id, Node.MapNode body, Optional<Node.Unresolved> condition, Span span)
    implements Element {
  public ServiceResource {
    requireNonNull(id);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
