package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param interfaces the network interfaces its network profile names
 * @param kept the resource as read, ARM-shaped
 */
public record VirtualMachine(
    ResourceId id,
    List<Reference> interfaces,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public VirtualMachine {
    requireNonNull(id);
    interfaces = List.copyOf(interfaces);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** One whose body is at hand. */
  public VirtualMachine(
      ResourceId id,
      List<Reference> interfaces,
      Node.MapNode body,
      Optional<Node.Unresolved> condition,
      Span span) {
    this(id, interfaces, KeptMap.held(body), condition, span);
  }

  /** The resource as read. It may take microseconds: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }
}
