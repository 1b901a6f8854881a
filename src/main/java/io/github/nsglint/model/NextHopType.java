package io.github.nsglint.model;

import java.util.Optional;

/**
 * Where a route sends packets.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview">Virtual
 *     network traffic routing</a>
 */
public enum NextHopType {
  VIRTUAL_NETWORK_GATEWAY("VirtualNetworkGateway"),
  VNET_LOCAL("VnetLocal"),
  INTERNET("Internet"),
  VIRTUAL_APPLIANCE("VirtualAppliance"),
  NONE("None");

  private final String text;

  NextHopType(String text) {
    this.text = text;
  }

  /**
   * @param text in any case
   */
  public static Optional<NextHopType> of(String text) {
    for (NextHopType type : values()) {
      if (type.text.equalsIgnoreCase(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** As Azure writes it. */
  @Override
  public String toString() {
    return text;
  }
}
