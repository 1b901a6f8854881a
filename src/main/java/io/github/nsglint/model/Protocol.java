package io.github.nsglint.model;

import java.util.Optional;

/** What a security rule may name as its protocol. */
public enum Protocol {
  TCP("Tcp"),
  UDP("Udp"),
  ICMP("Icmp"),
  ESP("Esp"),
  AH("Ah"),
  ANY("*");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  /** Without case; {@code Any}, as the portal shows it, is {@code *}. */
  public static Optional<Protocol> of(String text) {
    if (text.equalsIgnoreCase("Any")) {
      return Optional.of(ANY);
    }
    for (Protocol protocol : values()) {
      if (protocol.text.equalsIgnoreCase(text)) {
        return Optional.of(protocol);
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
