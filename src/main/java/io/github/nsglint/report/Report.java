package io.github.nsglint.report;

import io.github.nsglint.analysis.LintResult;
import java.io.IOException;
import java.io.OutputStream;

/** One way to write down a result. The same result gives the same bytes. */
public interface Report {
  /** What a user calls the format: {@code text}. */
  String name();

  /**
   * Writes the whole result as UTF-8 with {@code \n} at line ends, piece by piece. The stream is
   * flushed, but not closed.
   */
  void write(LintResult result, OutputStream out) throws IOException;
}
