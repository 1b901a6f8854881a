package io.github.nsglint.cli;

/** What the program's exit code says. */
public enum ExitStatus {
  /** Everything was read, and nothing fails. */
  OK(0, "Everything was read, and nothing fails."),
  /** Findings at or above {@code --fail-on}. */
  FINDINGS(1, "Findings fail the run."),
  /** The command line is wrong, or names a file that is not there. */
  USAGE(2, "The command line is wrong."),
  /** Nothing fails, but something could not be read or, with {@code --strict}, decided. */
  INCOMPLETE(3, "Nothing fails, but something was not read or not decided."),
  /** A defect of the program itself. */
  CRASH(70, "The program failed.");

  private final int code;
  private final String meaning;

  ExitStatus(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** In a sentence. */
  String meaning() {
    return meaning;
  }
}
