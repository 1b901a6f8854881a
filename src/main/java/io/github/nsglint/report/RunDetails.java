package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the surroundings tell of a run.
 *
 * @param category what code scanning keeps the results of several runs apart by; empty for one
 * @param properties of the run's identity, which some services ask for
 * @param time when it was, to be written down; empty for logs that are the same on each run
 * @param ending what its exit code means, a sentence; may be empty
 */
public record RunDetails(
    Optional<Provenance> provenance,
    String category,
    Map<String, String> properties,
    Optional<Instant> time,
    String ending) {
  /** Of a run of which nothing is known. */
  public static final RunDetails NONE = new RunDetails(Optional.empty(), "nsglint/", Map.of());

  public RunDetails(
      Optional<Provenance> provenance, String category, Map<String, String> properties) {
    this(provenance, category, properties, Optional.empty(), "");
  }

  /**
   * Which revision of which repository was read.
   *
   * @param repository its address, without credentials
   */
  public record Provenance(String repository, Optional<String> revision, Optional<String> branch) {
    public Provenance {
      requireNonNull(repository);
      requireNonNull(revision);
      requireNonNull(branch);
    }
  }

  public RunDetails {
    requireNonNull(provenance);
    requireNonNull(category);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    requireNonNull(time);
    requireNonNull(ending);
  }

  /** The same of a run of this time, whose exit code means this. */
  public RunDetails of(Optional<Instant> when, String meaning) {
    return new RunDetails(provenance, category, properties, when, meaning);
  }
}
