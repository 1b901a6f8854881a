package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that somebody answers for. It is for a resource, for files, or for both together.
 *
 * @param rule id or name of the rule; {@link RulePacks} with it were checked
 * @param resource name or id of the resource that the rule is asked of, without case
 * @param path files, seen from the folder of the settings
 * @param expires the last day on which it counts
 * @param owner who answers for it
 * @param span the rule in the file
 */
public record Suppression(
    String rule,
    Optional<String> resource,
    Optional<PathPattern> path,
    String reason,
    Optional<LocalDate> expires,
    Optional<String> owner,
    Span span) {
  public Suppression {
    requireNonNull(rule);
    requireNonNull(resource);
    requireNonNull(path);
    requireNonNull(reason);
    requireNonNull(expires);
    requireNonNull(owner);
    requireNonNull(span);
  }
}
