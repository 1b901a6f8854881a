package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import java.util.Optional;

/**
 * Where templates are deployed, as far as the user or a script tells: no definition says it.
 *
 * @param subscription its id, a GUID
 * @param resourceGroup its name
 * @param location of the resource group, as in {@code westeurope}
 * @param tenant its id, a GUID
 */
public record DeploymentTarget(
    Optional<Node> subscription,
    Optional<Node> resourceGroup,
    Optional<Node> location,
    Optional<Node> tenant) {
  public DeploymentTarget {
    requireNonNull(subscription);
    requireNonNull(resourceGroup);
    requireNonNull(location);
    requireNonNull(tenant);
  }

  /** What the user says, which has no place in a file. */
  public static DeploymentTarget told(
      Optional<String> subscription,
      Optional<String> resourceGroup,
      Optional<String> location,
      Optional<String> tenant) {
    return new DeploymentTarget(
        text(subscription), text(resourceGroup), text(location), text(tenant));
  }

  private static Optional<Node> text(Optional<String> value) {
    return value.map(text -> new Node.TextNode(text, new SourceFile("", "").start()));
  }

  /** Nothing of it is known. */
  public static DeploymentTarget unknown() {
    return new DeploymentTarget(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
