package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule of Azure Virtual Network Manager, which is asked before any network security group.
 *
 * @param rule what it matches, its priority and direction; its access tells Deny from the others
 * @param inForce whether it was read from what Azure says is in force, and not from a definition
 * @param virtualNetworks in which Azure says it is in force; empty when nobody says where
 * @param groups network groups it applies to, as an answer of Azure names them; of a definition its
 *     collection names them
 */
public record SecurityAdminRule(
    ResourceId id,
    SecurityRule rule,
    Value<Action> action,
    boolean inForce,
    List<Reference> virtualNetworks,
    List<Reference> groups,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public SecurityAdminRule {
    requireNonNull(id);
    requireNonNull(rule);
    requireNonNull(action);
    virtualNetworks = List.copyOf(virtualNetworks);
    groups = List.copyOf(groups);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** The same rule, in force in more virtual networks. */
  public SecurityAdminRule alsoIn(List<Reference> more) {
    List<Reference> all = new ArrayList<>(virtualNetworks);
    all.addAll(more);
    return new SecurityAdminRule(id, rule, action, inForce, all, groups, condition, span);
  }

  /**
   * What becomes of the flows it matches.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins">
   *     Security admin rules</a>
   */
  public enum Action {
    /** The groups decide. */
    ALLOW,
    /** They pass; no group is asked. */
    ALWAYS_ALLOW,
    /** They do not pass; no group is asked. */
    DENY
  }

  /**
   * @param groups network groups its rules apply to
   */
  public record Collection(
      ResourceId id, List<Reference> groups, Optional<Node.Unresolved> condition, Span span)
      implements Element {
    public Collection {
      requireNonNull(id);
      groups = List.copyOf(groups);
      requireNonNull(condition);
      requireNonNull(span);
    }
  }

  /**
   * Azure was asked which rules are in force in a virtual network, and told all of them, which may
   * be none.
   *
   * @param virtualNetwork whose rules were read
   */
  public record Answer(
      ResourceId id, Reference virtualNetwork, Optional<Node.Unresolved> condition, Span span)
      implements Element {
    public Answer {
      requireNonNull(id);
      requireNonNull(virtualNetwork);
      requireNonNull(condition);
      requireNonNull(span);
    }
  }

  /**
   * A member of a network group that was chosen by hand; its parent is the group.
   *
   * @param member a virtual network
   */
  public record GroupMember(
      ResourceId id, Reference member, Optional<Node.Unresolved> condition, Span span)
      implements Element {
    public GroupMember {
      requireNonNull(id);
      requireNonNull(member);
      requireNonNull(condition);
      requireNonNull(span);
    }
  }
}
