package io.github.nsglint.azure;

/**
 * The priorities that Azure takes for written security rules.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview">Network
 *     security groups</a>
 */
public final class PriorityRange {
  public static final int LOWEST = 100;
  public static final int HIGHEST = 4096;

  private PriorityRange() {}
}
