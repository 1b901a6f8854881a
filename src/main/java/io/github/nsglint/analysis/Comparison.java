package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What became of the findings of an earlier run, the baseline, that this run has not.
 *
 * @param baseline in the user's words: a file, or a revision
 * @param absent by file, line and rule
 */
public record Comparison(String baseline, List<Absent> absent) {
  public Comparison {
    requireNonNull(baseline);
    absent = List.copyOf(absent);
  }

  /** How many requirements that were broken are so no more. */
  public long fixed() {
    return absent.stream().filter(one -> one.fate() == Fate.FIXED).count();
  }

  /** Why a finding is absent. */
  public enum Fate {
    /** It was broken. Now its requirement holds, does not apply, or is asked of nothing. */
    FIXED,
    /** It was broken, and is now undecided, or broken in another way. */
    CHANGED,
    /** It was no breach. */
    OTHER
  }

  /**
   * @param level SARIF's: {@code error}, {@code warning}, {@code note}, {@code none}
   * @param kind SARIF's: {@code fail}, {@code pass}, {@code open}, {@code notApplicable}
   * @param uri of the file, percent-encoded, relative to the root of the repository
   * @param line from 1, in the file of then
   * @param resource its id
   * @param fingerprint with its number
   */
  public record Absent(
      String rule,
      String kind,
      String level,
      String message,
      Optional<String> uri,
      int line,
      String resource,
      String fingerprint,
      Fate fate) {
    public Absent {
      requireNonNull(rule);
      requireNonNull(kind);
      requireNonNull(level);
      requireNonNull(message);
      requireNonNull(uri);
      requireNonNull(resource);
      requireNonNull(fingerprint);
      requireNonNull(fate);
    }
  }
}
