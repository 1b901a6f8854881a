package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * One side of a peering, as the virtual network that it belongs to states it.
 *
 * @param remote the other virtual network
 * @param remotePrefixes the address space that is peered, where the peering itself tells; what
 *     Azure answers does, a template does not
 * @param access {@code allowVirtualNetworkAccess}; empty when the peering does not say
 * @param state {@code Initiated}, {@code Connected} or {@code Disconnected}; only what Azure
 *     answers has one
 * @param condition why the peering may not be there at all
 */
public record VirtualNetworkPeering(
    Reference remote,
    List<Value<Cidr>> remotePrefixes,
    Optional<Value<Boolean>> access,
    Optional<Value<String>> state,
    Optional<Node.Unresolved> condition,
    Span span) {
  public VirtualNetworkPeering {
    requireNonNull(remote);
    remotePrefixes = List.copyOf(remotePrefixes);
    requireNonNull(access);
    requireNonNull(state);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
