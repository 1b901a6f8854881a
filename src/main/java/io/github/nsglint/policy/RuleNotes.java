package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a pack says about a rule beside what it asks.
 *
 * @param mappings in the order of the pack
 * @param since the version of the pack that had the rule first; empty when it does not say
 * @param replacedBy the id of the rule that does its work today: this one is asked only by name
 */
public record RuleNotes(
    List<Mapping> mappings,
    Confidence confidence,
    Optional<String> since,
    Optional<String> replacedBy) {
  /** Of a rule of which nothing more is said. */
  public static final RuleNotes NONE =
      new RuleNotes(List.of(), Confidence.HIGH, Optional.empty(), Optional.empty());

  /** How sure it is that what the rule requires is needed. */
  public enum Confidence {
    /** The vendor documents it; where a pack does not say. */
    HIGH,
    /** It is documented in part, or seen by many. */
    MEDIUM,
    /** Somebody saw it. */
    LOW;

    /** The word in a pack. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RuleNotes {
    mappings = List.copyOf(mappings);
    requireNonNull(confidence);
    requireNonNull(since);
    requireNonNull(replacedBy);
  }
}
