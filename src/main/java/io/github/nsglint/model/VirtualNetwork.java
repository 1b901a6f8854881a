package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param prefixes of the address space
 * @param peerings what it says itself: the other side of each may say otherwise
 * @param body the resource as read, ARM-shaped; empty when only its name is known
 */
public record VirtualNetwork(
    ResourceId id,
    List<Value<Cidr>> prefixes,
    List<VirtualNetworkPeering> peerings,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public VirtualNetwork {
    requireNonNull(id);
    prefixes = List.copyOf(prefixes);
    peerings = List.copyOf(peerings);
    requireNonNull(body);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
