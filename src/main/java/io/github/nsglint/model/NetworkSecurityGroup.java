package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param rules the written ones: inline, child and stand-alone together, in the order they were
 *     read; without Azure's own
 * @param subnets the subnets the group itself says it is attached to; exports write them, templates
 *     do not
 * @param kept the resource as read, ARM-shaped, but for its rules, which are unknown in it; empty
 *     when only its name is known
 * @param defects what Azure would refuse of the rule list, each at its place
 */
public record NetworkSecurityGroup(
    ResourceId id,
    List<SecurityRule> rules,
    List<ResourceId> subnets,
    List<Problem> defects,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public NetworkSecurityGroup {
    requireNonNull(id);
    rules = List.copyOf(rules);
    subnets = List.copyOf(subnets);
    defects = List.copyOf(defects);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** A group of which nothing but its rules is known. */
  public NetworkSecurityGroup(
      ResourceId id,
      List<SecurityRule> rules,
      List<ResourceId> subnets,
      List<Problem> defects,
      Optional<Node.Unresolved> condition,
      Span span) {
    this(id, rules, subnets, defects, KeptMap.none(span), condition, span);
  }

  /** The resource as read. It may take a tenth of a millisecond: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }
}
