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
 * @param defects what Azure would refuse of the rule list, each at its place
 */
public record NetworkSecurityGroup(
    ResourceId id,
    List<SecurityRule> rules,
    List<ResourceId> subnets,
    List<Problem> defects,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public NetworkSecurityGroup {
    requireNonNull(id);
    rules = List.copyOf(rules);
    subnets = List.copyOf(subnets);
    defects = List.copyOf(defects);
    requireNonNull(condition);
    requireNonNull(span);
  }
}
