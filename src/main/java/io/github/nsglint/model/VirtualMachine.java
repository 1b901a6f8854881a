package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param interfaces the network interfaces its network profile names
 * @param body the resource as read, ARM-shaped
 */
public record VirtualMachine(
    ResourceId id,
    List<Reference> interfaces,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public VirtualMachine {
    requireNonNull(id);
    interfaces = List.copyOf(interfaces);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
