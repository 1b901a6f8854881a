package io.github.nsglint.source.template;

import io.github.nsglint.source.Limit;

/** A value costs more than a limit allows; ends its evaluation, not the template's. */
final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Limit limit;
  private final String reason;

  LimitExceeded(Limit limit, String reason) {
    super(reason, null, false, false);
    this.limit = limit;
    this.reason = reason;
  }

  Limit limit() {
    return limit;
  }

  String reason() {
    return reason;
  }
}
