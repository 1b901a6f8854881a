package io.github.nsglint.source;

/** Something cannot be changed where it stands. The message is a clause that a user understands. */
public final class NotWritableException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotWritableException(String why) {
    super(why);
  }

  /** The clause. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
