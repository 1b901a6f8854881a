package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import java.util.List;

/**
 * One thing about the rules of a group that is not known, in however many places it stands.
 *
 * @param uses where it stands; of what no rule writes ({@link Field#ANY_PROTOCOL}), none
 * @param symbol what names it in its template, or empty
 * @param prefix of {@link Field#EXTENT}: the tag or group as written, else empty
 * @param reason why it is not known, a clause
 * @param choices values that between them do all that any value can do, the least first
 */
record OpenValue(
    Field field,
    List<Use> uses,
    String symbol,
    String prefix,
    String reason,
    Span span,
    List<Choice> choices) {
  OpenValue {
    requireNonNull(field);
    uses = List.copyOf(uses);
    requireNonNull(symbol);
    requireNonNull(prefix);
    requireNonNull(reason);
    requireNonNull(span);
    choices = List.copyOf(choices);
  }

  /** What kind of thing it is. */
  enum Field {
    /** The whole rule, or any number of rules. */
    RULE(""),
    /** Whether the rule is there. */
    PRESENCE("condition"),
    PRIORITY("priority"),
    DIRECTION("direction"),
    ACCESS("access"),
    PROTOCOL("protocol"),
    SOURCE("source"),
    SOURCE_PORT("source port"),
    DESTINATION("destination"),
    DESTINATION_PORT("destination port"),
    /** Which addresses a service tag or an application security group has. */
    EXTENT(""),
    /** Whether {@code *} means Esp and Ah too. */
    ANY_PROTOCOL(""),
    /** Whether ports beside {@code *} count for protocols without ports. */
    ANY_PORTS(""),
    /** Which of the rules with one priority comes first. */
    ORDER("");

    private final String words;

    Field(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean isPrefix() {
      return this == SOURCE || this == DESTINATION;
    }

    boolean isPort() {
      return this == SOURCE_PORT || this == DESTINATION_PORT;
    }

    /** Whether a value is a set, of which a larger one matches more. */
    boolean isSet() {
      return isPrefix() || isPort() || this == EXTENT || this == RULE;
    }

    /** Whether one value can stand in both fields. */
    boolean isLike(Field other) {
      return this == other || (isPrefix() && other.isPrefix()) || (isPort() && other.isPort());
    }
  }

  /**
   * @param rule its index
   * @param index of a list's element
   */
  record Use(int rule, Field field, int index) {}

  /**
   * A value.
   *
   * @param number an ordinal, a rank, or 0 for nothing and 1 for everything
   * @param prefixes what stands in a side instead of the unknown element
   * @param ports likewise
   */
  record Choice(int number, List<AddressPrefix> prefixes, List<PortPrefix> ports) {
    static final Choice NONE = new Choice(0);
    static final Choice ALL = new Choice(1);

    Choice {
      prefixes = List.copyOf(prefixes);
      ports = List.copyOf(ports);
    }

    Choice(int number) {
      this(number, List.of(), List.of());
    }
  }
}
