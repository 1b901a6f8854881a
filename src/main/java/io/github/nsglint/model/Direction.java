package io.github.nsglint.model;

/** Seen from the machines behind the group. */
public enum Direction {
  INBOUND("Inbound"),
  OUTBOUND("Outbound");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /** As Azure writes it. */
  @Override
  public String toString() {
    return text;
  }
}
