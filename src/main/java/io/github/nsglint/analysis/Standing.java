package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a run looks at a finding, whatever its verdict: whether somebody answers for it, and whether
 * it is new. One that does not count is shown where all is shown, and fails no run.
 *
 * @param acceptance who accepts it, and why
 * @param age compared with the baseline
 * @param elsewhere whether it has nothing to do with the change that is looked at
 */
public record Standing(Optional<Acceptance> acceptance, Age age, boolean elsewhere) {
  /** Of a finding that counts. */
  public static final Standing PLAIN = new Standing(Optional.empty(), Age.NOT_COMPARED, false);

  /** What a baseline tells of a finding. */
  public enum Age {
    NOT_COMPARED,
    NEW,
    /** The baseline has it too. */
    KNOWN
  }

  public Standing {
    requireNonNull(acceptance);
    requireNonNull(age);
  }

  public boolean counts() {
    return acceptance.isEmpty() && age != Age.KNOWN && !elsewhere;
  }

  Standing accepted(Acceptance by) {
    return new Standing(Optional.of(by), age, elsewhere);
  }

  Standing aged(Age known) {
    return new Standing(acceptance, known, elsewhere);
  }

  Standing beside() {
    return new Standing(acceptance, age, true);
  }
}
