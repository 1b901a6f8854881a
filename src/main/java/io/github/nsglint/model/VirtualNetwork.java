package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param prefixes of the address space
 * @param peerings what it says itself: the other side of each may say otherwise
 * @param kept the resource as read, ARM-shaped; empty when only its name is known
 */
public record VirtualNetwork(
    ResourceId id,
    List<Value<Cidr>> prefixes,
    List<VirtualNetworkPeering> peerings,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public VirtualNetwork {
    requireNonNull(id);
    prefixes = List.copyOf(prefixes);
    peerings = List.copyOf(peerings);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** One whose body is at hand. */
  public VirtualNetwork(
      ResourceId id,
      List<Value<Cidr>> prefixes,
      List<VirtualNetworkPeering> peerings,
      Node.MapNode body,
      Optional<Node.Unresolved> condition,
      Span span) {
    this(id, prefixes, peerings, KeptMap.held(body), condition, span);
  }

  /** The resource as read. It may take microseconds: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }
}
