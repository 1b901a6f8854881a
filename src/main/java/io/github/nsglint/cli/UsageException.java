package io.github.nsglint.cli;

/** The command line asks for what cannot be done; the message tells the user why. */
final class UsageException extends Exception {
  UsageException(String message) {
    super(message);
  }
}
