package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * A name that IP configurations of network interfaces belong to; they say so, not the group.
 *
 * @param body the resource as read, ARM-shaped
 */
public record ApplicationSecurityGroup(
    ResourceId id, Node.MapNode body, Optional<Node.Unresolved> condition, Span span)
    implements Element {
  public ApplicationSecurityGroup {
    requireNonNull(id);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
