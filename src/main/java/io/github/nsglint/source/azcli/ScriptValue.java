package io.github.nsglint.source.azcli;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;

/**
 * What a word or a variable of a script stands for.
 *
 * @param text with unknown parts between {@code ⟨} and {@code ⟩}; the same stretch is the same text
 * @param reason why a part is unknown; empty if all is known
 */
record ScriptValue(String text, Optional<String> reason) {
  ScriptValue {
    requireNonNull(text);
    requireNonNull(reason);
  }

  static ScriptValue of(String text) {
    return new ScriptValue(text, Optional.empty());
  }

  /**
   * @param symbol what to call it, without brackets
   */
  static ScriptValue unknown(String symbol, String reason) {
    return new ScriptValue("⟨" + symbol + "⟩", Optional.of(reason));
  }

  boolean isKnown() {
    return reason.isEmpty();
  }

  ScriptValue then(ScriptValue next) {
    return new ScriptValue(text + next.text, reason.or(next::reason));
  }

  /** With another text, no less unknown than this. */
  ScriptValue withText(String other) {
    return new ScriptValue(other, reason);
  }

  Node node(Span span) {
    return reason.isPresent()
        ? new Node.Unresolved(reason.get(), text, span)
        : new Node.TextNode(text, span);
  }

  /** One of the words that a command gets, at the place where the script writes it. */
  record Argument(ScriptValue value, Span span) {
    Argument {
      requireNonNull(value);
      requireNonNull(span);
    }

    String text() {
      return value.text();
    }

    boolean isKnown() {
      return value.isKnown();
    }

    Node node() {
      return value.node(span);
    }

    Argument with(ScriptValue other) {
      return new Argument(other, span);
    }
  }
}
