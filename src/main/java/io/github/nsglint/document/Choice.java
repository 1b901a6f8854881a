package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An unresolved value that can only be one of a few.
 *
 * @param symbol tells it from others, as that of {@link Node.Unresolved}
 * @param options the values it may have, at least two
 * @param places where it is asked for; grows while a document is read
 */
public record Choice(String symbol, List<Node> options, List<Span> places) {
  public Choice {
    requireNonNull(symbol);
    options = List.copyOf(options);
    requireNonNull(places);
  }

  /** As a template writes it. */
  public String expression() {
    return symbol.substring(1, symbol.length() - 1);
  }
}
