package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * What Azure says is in force at one network interface.
 *
 * @param id within the interface
 * @param groups empty where none is attached
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/virtualnetwork/network-interfaces/list-effective-network-security-groups">
 *     the answer</a>
 */
public record EffectiveSecurityRules(
    ResourceId id,
    Reference networkInterface,
    List<OfGroup> groups,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public EffectiveSecurityRules {
    requireNonNull(id);
    requireNonNull(networkInterface);
    groups = List.copyOf(groups);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /**
   * The rules of one group, Azure's own among them. Names are without the collection that Azure
   * writes before them; a star is written {@code 0.0.0.0/0}.
   *
   * @param subnet where it is attached; the next two likewise
   * @param expansions what the service tags of the rules hold
   * @param span the group's id where there is one
   */
  public record OfGroup(
      Reference group,
      Reference subnet,
      Reference attachedInterface,
      Reference networkManager,
      List<SecurityRule> rules,
      List<Expansion> expansions,
      Span span) {
    public OfGroup {
      requireNonNull(group);
      requireNonNull(subnet);
      requireNonNull(attachedInterface);
      requireNonNull(networkManager);
      rules = List.copyOf(rules);
      expansions = List.copyOf(expansions);
      requireNonNull(span);
    }
  }

  /**
   * @param blocks never empty
   */
  public record Expansion(AddressPrefix.ServiceTag tag, List<Cidr> blocks) {
    public Expansion {
      requireNonNull(tag);
      blocks = List.copyOf(blocks);
    }
  }
}
