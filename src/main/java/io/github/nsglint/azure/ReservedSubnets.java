package io.github.nsglint.azure;

/**
 * Names of subnets that Azure gives a meaning; they compare without case.
 *
 * @see <a href="https://learn.microsoft.com/azure/bastion/configuration-settings">the subnet of
 *     Bastion</a>
 */
public final class ReservedSubnets {
  public static final String BASTION = "AzureBastionSubnet";

  private ReservedSubnets() {}
}
