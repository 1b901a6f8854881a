package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;

/** What became of a request in the end. */
sealed interface Answer {
  /** Of an answer that is there, or never will be. */
  default <R> R fold(Function<Body, R> body, Function<Failure, R> failure) {
    return fold(
        body,
        failure,
        later -> {
          throw new AssertionError("nobody waited for the answer at " + later.location());
        });
  }

  <R> R fold(Function<Body, R> body, Function<Failure, R> failure, Function<Later, R> later);

  /** Azure answered with what was asked for: JSON, as far as Azure says. */
  final class Body implements Answer {
    private final byte[] text;

    Body(byte[] text) {
      this.text = requireNonNull(text);
    }

    byte[] text() {
      return text;
    }

    @Override
    public <R> R fold(
        Function<Body, R> body, Function<Failure, R> failure, Function<Later, R> later) {
      return body.apply(this);
    }
  }

  /**
   * There is no answer, and there will be none.
   *
   * @param kind why, as far as it matters for what to do
   * @param reason a clause: {@code Azure answered 403 AuthorizationFailed}
   */
  record Failure(Kind kind, String reason) implements Answer {
    public Failure {
      requireNonNull(kind);
      requireNonNull(reason);
    }

    @Override
    public <R> R fold(
        Function<Body, R> body, Function<Failure, R> failure, Function<Later, R> later) {
      return failure.apply(this);
    }
  }

  /**
   * Azure needs time.
   *
   * @param location where the answer will be; empty for the place that was asked
   */
  record Later(String location, Duration delay) implements Answer {
    public Later {
      requireNonNull(location);
      requireNonNull(delay);
    }

    @Override
    public <R> R fold(
        Function<Body, R> body, Function<Failure, R> failure, Function<Later, R> later) {
      return later.apply(this);
    }
  }

  /** What stood in the way. */
  enum Kind {
    /** The caller's role lacks the action. */
    REFUSED,
    /** The subscription does not use the provider. */
    NOT_REGISTERED,
    /** Azure knows no such thing. */
    NOT_FOUND,
    /** The sign-in is not accepted. */
    SIGN_IN,
    /** Anything else, for good. */
    FAILED,
    /** The user ended the program. */
    STOPPED
  }
}
