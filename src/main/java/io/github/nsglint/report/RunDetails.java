package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the surroundings tell of a run.
 *
 * @param category what code scanning keeps the results of several runs apart by; empty for one
 * @param properties of the run's identity, which some services ask for
 */
public record RunDetails(
    Optional<Provenance> provenance, String category, Map<String, String> properties) {
  /** Of a run of which nothing is known. */
  public static final RunDetails NONE = new RunDetails(Optional.empty(), "nsglint/", Map.of());

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
  }
}
