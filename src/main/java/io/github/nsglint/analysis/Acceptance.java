package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That somebody answers for a finding.
 *
 * @param source where it is said
 * @param expires the last day on which it counts
 * @param owner who answers for it
 * @param span the comment, or the entry of the settings
 */
public record Acceptance(
    Source source, String reason, Optional<LocalDate> expires, Optional<String> owner, Span span) {
  /** Where an acceptance is said. */
  public enum Source {
    /** Beside what it is about. */
    COMMENT,
    SETTINGS
  }

  public Acceptance {
    requireNonNull(source);
    requireNonNull(reason);
    requireNonNull(expires);
    requireNonNull(owner);
    requireNonNull(span);
  }
}
