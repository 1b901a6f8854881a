package io.github.nsglint.flow;

import static java.util.Objects.requireNonNull;

/**
 * One flow, by its five-tuple, as its opening packet shows it.
 *
 * @param protocol the number IANA gave it: 6 for TCP
 * @param source of the same family as {@code destination}
 */
public record Flow(
    int protocol, Address source, int sourcePort, Address destination, int destinationPort) {
  public Flow {
    requireNonNull(source);
    requireNonNull(destination);
    if (protocol < 0 || protocol > 255) {
      throw new IllegalArgumentException("protocol " + protocol);
    }
    if (sourcePort < 0 || sourcePort > 65535 || destinationPort < 0 || destinationPort > 65535) {
      throw new IllegalArgumentException("ports " + sourcePort + ", " + destinationPort);
    }
  }
}
