package io.github.nsglint.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why nothing more could be written. A print stream keeps that to itself, and a report
 * that a full disk cut off would pass for a whole one.
 */
final class StandardOutput extends FilterOutputStream {
  /** As the system calls a reader that has gone, as {@code head} does when it has enough. */
  private static final String NO_READER = "Broken pipe";

  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw first(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw first(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw first(e);
    }
  }

  private IOException first(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }

  /**
   * What the program ends with, once everything was written or should have been.
   *
   * @param status as if all of it had been written
   */
  ExitStatus ending(ExitStatus status, PrintStream err) {
    if (failure == null || NO_READER.equals(failure.getMessage())) {
      return status;
    }
    err.println("nsglint: cannot write to the standard output: " + failure.getMessage());
    return status == ExitStatus.CRASH ? status : ExitStatus.USAGE;
  }
}
