package io.github.nsglint.source.template;

/** What a call gives cannot be told, although all of its arguments are known. */
final class UnknownResult extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * @param reason a clause
   */
  UnknownResult(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /**
   * @param what as in {@code how half a surrogate pair is encoded}
   */
  static UnknownResult undocumented(String what) {
    return new UnknownResult("it is not documented " + what);
  }

  String reason() {
    return reason;
  }
}
