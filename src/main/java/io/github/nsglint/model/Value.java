package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import java.util.Optional;
import java.util.function.Function;

/** A value that is there: known, or not computable with the reason why. It is never guessed. */
public sealed interface Value<T> {
  Span span();

  <R> R fold(Function<T, R> known, Function<Unknown<T>, R> unknown);

  default Optional<T> known() {
    return fold(Optional::of, unknown -> Optional.empty());
  }

  /** Whether it is this value, for all that is known. */
  boolean mayBe(T wanted);

  /** The same, written elsewhere. */
  Value<T> at(Span place);

  record Known<T>(T value, Span span) implements Value<T> {
    public Known {
      requireNonNull(value);
      requireNonNull(span);
    }

    @Override
    public boolean mayBe(T wanted) {
      return value.equals(wanted);
    }

    @Override
    public Known<T> at(Span place) {
      return new Known<>(value, place);
    }

    @Override
    public <R> R fold(Function<T, R> known, Function<Unknown<T>, R> unknown) {
      return known.apply(value);
    }
  }

  /**
   * @param reason a clause: {@code parameter 'prefix' has no value}
   * @param symbol of {@link Node.Unresolved}: the same one means the same value; empty for none
   */
  record Unknown<T>(String reason, String symbol, Span span) implements Value<T> {
    public Unknown(String reason, Span span) {
      this(reason, "", span);
    }

    public Unknown(Node.Unresolved unresolved) {
      this(unresolved.reason(), unresolved.symbol(), unresolved.span());
    }

    public Unknown {
      requireNonNull(reason);
      requireNonNull(symbol);
      requireNonNull(span);
    }

    @Override
    public boolean mayBe(T wanted) {
      return true;
    }

    @Override
    public Unknown<T> at(Span place) {
      return new Unknown<>(reason, symbol, place);
    }

    @Override
    public <R> R fold(Function<T, R> known, Function<Unknown<T>, R> unknown) {
      return unknown.apply(this);
    }
  }
}
