package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;

/** What a security rule names as its ports, as written. */
public sealed interface PortPrefix {
  Span span();

  /** The same, written elsewhere. */
  PortPrefix at(Span place);

  /**
   * {@code *}, {@code 443} or {@code 8000-8080}.
   *
   * @param last not below {@code first}; both 0 to 65535
   */
  record Range(int first, int last, Span span) implements PortPrefix {
    public Range {
      requireNonNull(span);
      if (first < 0 || last < first || last > 65535) {
        throw new IllegalArgumentException(first + "-" + last);
      }
    }

    @Override
    public Range at(Span place) {
      return new Range(first, last, place);
    }

    @Override
    public String toString() {
      if (first == 0 && last == 65535) {
        return "*";
      }
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  /**
   * @param symbol of {@link Node.Unresolved}: the same one means the same value; empty for none
   */
  record Unresolved(String reason, String symbol, Span span) implements PortPrefix {
    public Unresolved(String reason, Span span) {
      this(reason, "", span);
    }

    public Unresolved(Node.Unresolved unresolved) {
      this(unresolved.reason(), unresolved.symbol(), unresolved.span());
    }

    public Unresolved {
      requireNonNull(reason);
      requireNonNull(symbol);
      requireNonNull(span);
    }

    @Override
    public Unresolved at(Span place) {
      return new Unresolved(reason, symbol, place);
    }

    @Override
    public String toString() {
      return "?";
    }
  }
}
