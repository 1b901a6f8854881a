package io.github.nsglint.source.template;

/** A function was asked for what it cannot give; Azure would refuse the template here. */
final class InvalidCall extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  InvalidCall(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
