package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * A resource of a service that lives in a subnet. Only rule packs know what its properties mean.
 *
 * @param kept the resource as read, ARM-shaped
 */
public record ServiceResource(
    ResourceId id, KeptMap kept, Optional<Node.Unresolved> condition, Span span)
    implements Element {
  public ServiceResource {
    requireNonNull(id);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** One whose body is at hand. */
  public ServiceResource(
      ResourceId id, Node.MapNode body, Optional<Node.Unresolved> condition, Span span) {
    this(id, KeptMap.held(body), condition, span);
  }

  /** The resource as read. It may take microseconds: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }
}
