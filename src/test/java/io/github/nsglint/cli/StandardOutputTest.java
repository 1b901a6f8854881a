package io.github.nsglint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  /** Takes some bytes, and no more. */
  private static final class Full extends OutputStream {
    private final String why;
    private int left;

    Full(String why, int left) {
      this.why = why;
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException(why);
      }
    }
  }

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private ExitStatus ended(OutputStream out, ExitStatus status) {
    StandardOutput output = new StandardOutput(out);
    PrintStream printed = new PrintStream(output, false, UTF_8);
    printed.println("a report of some length");
    printed.flush();
    PrintStream err = new PrintStream(told, true, UTF_8);
    return output.ending(status, err);
  }

  @Test
  void whatWasWrittenEndsAsItWould() {
    assertEquals(ExitStatus.FINDINGS, ended(new ByteArrayOutputStream(), ExitStatus.FINDINGS));
    assertEquals("", told.toString(UTF_8));
  }

  @Test
  void aFullDiskIsToldAndIsNoSuccess() {
    Full full = new Full("No space left on device", 5);
    assertEquals(ExitStatus.USAGE, ended(full, ExitStatus.OK));
    assertEquals(
        "nsglint: cannot write to the standard output: No space left on device\n",
        told.toString(UTF_8));
  }

  @Test
  void aDefectStaysOne() {
    assertEquals(ExitStatus.CRASH, ended(new Full("I/O error", 0), ExitStatus.CRASH));
  }

  @Test
  void aReaderThatHasEnoughIsNoFailure() {
    assertEquals(ExitStatus.FINDINGS, ended(new Full("Broken pipe", 5), ExitStatus.FINDINGS));
    assertEquals("", told.toString(UTF_8));
  }
}
