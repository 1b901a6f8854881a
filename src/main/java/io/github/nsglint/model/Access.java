package io.github.nsglint.model;

/** What a security rule does with the flows it matches. */
public enum Access {
  ALLOW("Allow"),
  DENY("Deny");

  private final String text;

  Access(String text) {
    this.text = text;
  }

  /** As Azure writes it. */
  @Override
  public String toString() {
    return text;
  }
}
