package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

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
 * @param body the resource as read, ARM-shaped, but for its rules, which are unknown in it; empty
 *     when only its name is known
 * @param defects what Azure would refuse of the rule list, each at its place
 */
public record NetworkSecurityGroup(
    ResourceId id,
    List<SecurityRule> rules,
    List<ResourceId> subnets,
    List<Problem> defects,
    Node.MapNode body,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public NetworkSecurityGroup {
    requireNonNull(id);
    rules = List.copyOf(rules);
    subnets = List.copyOf(subnets);
    defects = List.copyOf(defects);
    requireNonNull(body);
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
    this(id, rules, subnets, defects, new Node.MapNode(List.of(), span), condition, span);
  }
}
