package io.github.nsglint.source.template;

/** A function was asked for what it cannot give; Azure would refuse the template here. */
final class InvalidCall extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int argument;

  InvalidCall(String reason) {
    this(reason, -1);
  }

  /**
   * @param argument index of the argument that is wrong
   */
  InvalidCall(String reason, int argument) {
    super(reason, null, false, false);
    this.reason = reason;
    this.argument = argument;
  }

  String reason() {
    return reason;
  }

  /** The argument that is wrong, or -1 if it is the call. */
  int argument() {
    return argument;
  }
}
