package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * One Azure resource in the shape of Azure Resource Manager, whatever format it was written in. No
 * expression is left in it: what could not be computed is {@link Node.Unresolved} in its spot.
 *
 * @param type {@code Microsoft.Network/virtualNetworks/subnets}
 * @param id {@code /subscriptions/…/resourceGroups/…/providers/…}; starts at {@code /providers}
 *     when the file does not say where the resource is deployed. A part that cannot be computed
 *     stands as {@code ⟨expression⟩}
 * @param body the resource's own object: {@code name}, {@code sku}, {@code zones}, {@code
 *     properties}; the same shape in nested elements ({@code subnets[].properties}); but the
 *     members of a security rule may stand beside its name, too
 * @param kept the body, for whoever will ask for it later, if ever
 * @param condition why the resource may not be there at all, or may be there more than once
 * @param span of its name, or its start where it has none
 */
public record Resource(
    String type,
    String id,
    Node.MapNode body,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span) {
  /** One whose body was computed, or put together from what is written. */
  public Resource(
      String type, String id, Node.MapNode body, Optional<Node.Unresolved> condition, Span span) {
    this(type, id, body, KeptMap.held(body), condition, span);
  }

  public Resource {
    requireNonNull(type);
    requireNonNull(id);
    requireNonNull(body);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
