package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import java.util.List;
import java.util.Optional;

/**
 * @param kept the resource as read, ARM-shaped; not held where it can be read again, as there may
 *     be hundreds of thousands
 */
public record NetworkInterface(
    ResourceId id,
    Reference group,
    List<IpConfiguration> ipConfigurations,
    KeptMap kept,
    Optional<Node.Unresolved> condition,
    Span span)
    implements Element {
  public NetworkInterface {
    requireNonNull(id);
    requireNonNull(group);
    ipConfigurations = List.copyOf(ipConfigurations);
    requireNonNull(kept);
    requireNonNull(condition);
    requireNonNull(span);
  }

  /** The resource as read. It may take microseconds: ask once. */
  public Node.MapNode body() {
    return kept.get();
  }

  /**
   * @param privateAddress empty when Azure chooses it, from the subnet
   * @param family of the private address
   * @param applicationGroups the application security groups the address belongs to
   */
  public record IpConfiguration(
      Optional<Value<Cidr>> privateAddress,
      Value<Family> family,
      Reference subnet,
      Reference publicAddress,
      List<Reference> applicationGroups) {
    public IpConfiguration {
      requireNonNull(privateAddress);
      requireNonNull(family);
      requireNonNull(subnet);
      requireNonNull(publicAddress);
      applicationGroups = List.copyOf(applicationGroups);
    }
  }
}
