package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule that is switched, or weighs more or less than its pack says: {@code BAS205: off}, {@code
 * bastion-shareable-links: error}.
 *
 * @param rule its id or name, or the name of a pack for all rules of it
 * @param span of the rule's name
 */
public record RuleChange(String rule, State state, Span span) {
  /** What becomes of it; the word in the file is the name in small letters. */
  public enum State {
    OFF,
    ON,
    ERROR,
    WARNING,
    NOTE;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The severity from now on; empty where it stays what it was. */
    public Optional<Severity> severity() {
      return this == OFF || this == ON ? Optional.empty() : Optional.of(Severity.valueOf(name()));
    }
  }

  public RuleChange {
    requireNonNull(rule);
    requireNonNull(state);
    requireNonNull(span);
  }

  static Optional<RuleChange> read(Node.Entry entry, List<Problem> problems) {
    Optional<String> word = PackMap.scalar(entry.value(), problems);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (State state : State.values()) {
      if (state.key().equals(word.get())) {
        return Optional.of(new RuleChange(entry.key().value(), state, entry.key().span()));
      }
    }
    problems.add(
        PackMap.badValue(entry.value(), word.get(), "off, on, error, warning or note", words()));
    return Optional.empty();
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (State state : State.values()) {
      words.add(state.key());
    }
    return words;
  }
}
