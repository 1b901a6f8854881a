package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where templates are deployed, as far as the user tells: no definition says it.
 *
 * @param subscription its id, a GUID
 * @param resourceGroup its name
 * @param location of the resource group, as in {@code westeurope}
 * @param tenant its id, a GUID
 */
public record DeploymentTarget(
    Optional<String> subscription,
    Optional<String> resourceGroup,
    Optional<String> location,
    Optional<String> tenant) {
  public DeploymentTarget {
    requireNonNull(subscription);
    requireNonNull(resourceGroup);
    requireNonNull(location);
    requireNonNull(tenant);
  }

  /** Nothing of it is known. */
  public static DeploymentTarget unknown() {
    return new DeploymentTarget(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
