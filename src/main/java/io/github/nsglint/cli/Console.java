package io.github.nsglint.cli;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program was started in; tests give their own.
 *
 * @param terminal whether {@code out} is shown to a person; the launcher knows, Java does not tell
 *     apart its two ends
 * @param folder the working directory
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal,
    Path folder) {
  public Console {
    requireNonNull(in);
    requireNonNull(out);
    requireNonNull(err);
    environment = Map.copyOf(environment);
    requireNonNull(folder);
  }
}
