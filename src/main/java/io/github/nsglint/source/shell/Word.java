package io.github.nsglint.source.shell;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * One word of a command, before the shell has put values in.
 *
 * @param span with its quotes
 */
public record Word(List<Piece> pieces, Span span) {
  public Word {
    pieces = List.copyOf(pieces);
    requireNonNull(span);
  }

  /** Whether the shell takes a piece as it is, or splits its value into words. */
  public enum Quoting {
    BARE,
    QUOTED
  }

  /** A stretch of a word. */
  public sealed interface Piece {
    Span span();

    /** Characters that mean themselves. */
    record Text(String value, Quoting quoting, Span span) implements Piece {
      public Text {
        requireNonNull(value);
        requireNonNull(quoting);
        requireNonNull(span);
      }
    }

    /**
     * {@code $NAME}, {@code ${NAME:-fallback}}, {@code ${NAME[0]}}.
     *
     * @param index what stands between brackets: {@code @}, {@code *}, a number; empty if nothing
     * @param operator {@code :-}, {@code -} and the like, or another text that this program does
     *     not compute; empty for the plain value
     * @param operand what follows the operator
     */
    record Variable(
        String name,
        String index,
        String operator,
        Optional<Word> operand,
        Quoting quoting,
        Span span)
        implements Piece {
      public Variable {
        requireNonNull(name);
        requireNonNull(index);
        requireNonNull(operator);
        requireNonNull(operand);
        requireNonNull(quoting);
        requireNonNull(span);
      }
    }

    /** {@code $(…)} and backticks: what commands print. */
    record Substitution(List<Statement> body, Quoting quoting, Span span) implements Piece {
      public Substitution {
        body = List.copyOf(body);
        requireNonNull(quoting);
        requireNonNull(span);
      }
    }

    /** {@code $((…))}. */
    record Arithmetic(String expression, Span span) implements Piece {
      public Arithmetic {
        requireNonNull(expression);
        requireNonNull(span);
      }
    }

    /** What is no value: {@code <a placeholder>}, a quote that nothing closes. */
    record Missing(String reason, Span span) implements Piece {
      /** The reason where the rest of a line is lost. */
      public static final String OPEN_QUOTE = "nothing closes this quote";

      public Missing {
        requireNonNull(reason);
        requireNonNull(span);
      }
    }
  }

  /** The word as it is, if no value goes into it. */
  public Optional<String> literal() {
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces) {
      if (!(piece instanceof Piece.Text text)) {
        return Optional.empty();
      }
      all.append(text.value());
    }
    return Optional.of(all.toString());
  }

  /** Whether this is a certain word, without quotes or values. */
  boolean isBare(String text) {
    return pieces.size() == 1
        && pieces.get(0) instanceof Piece.Text only
        && only.quoting() == Quoting.BARE
        && only.value().equals(text);
  }
}
