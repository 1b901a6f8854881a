package io.github.nsglint.source.template;

/** A value costs more than a limit allows; ends its evaluation, not the template's. */
final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  LimitExceeded(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
