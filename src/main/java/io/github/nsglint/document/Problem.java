package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Something is wrong with the input; loading went on.
 *
 * @param severity {@code ERROR} when something could not be read and so was not judged
 * @param code stable and kebab case, for instance {@code json-syntax}
 * @param message what was found and what was expected; the place is not repeated in it
 */
public record Problem(Severity severity, String code, String message, Span span) {
  /**
   * By place. Written out, here and in other spots that a usual run passes: the comparators that
   * the JDK composes are generated anew at each start.
   */
  public static final Comparator<Problem> BY_PLACE = (a, b) -> a.span.compareTo(b.span);

  public Problem {
    requireNonNull(severity);
    requireNonNull(code);
    requireNonNull(message);
    requireNonNull(span);
  }

  public static Problem error(String code, String message, Span span) {
    return new Problem(Severity.ERROR, code, message, span);
  }

  public static Problem warning(String code, String message, Span span) {
    return new Problem(Severity.WARNING, code, message, span);
  }

  public static Problem note(String code, String message, Span span) {
    return new Problem(Severity.NOTE, code, message, span);
  }
}
