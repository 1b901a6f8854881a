package io.github.nsglint.cli;

/** What the program's exit code says. */
public enum ExitStatus {
  /** Everything was read, and nothing fails. */
  OK(0),
  /** Findings at or above {@code --fail-on}. */
  FINDINGS(1),
  /** The command line is wrong, or names a file that is not there. */
  USAGE(2),
  /** Nothing fails, but something could not be read or, with {@code --strict}, decided. */
  INCOMPLETE(3),
  /** A defect of the program itself. */
  CRASH(70);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
