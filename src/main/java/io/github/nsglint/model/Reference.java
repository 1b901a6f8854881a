package io.github.nsglint.model;

import io.github.nsglint.document.Span;
import java.util.function.Function;
import java.util.function.Supplier;

/** How one resource names another. */
public sealed interface Reference {
  /** The one that names none, for all who have none to name. */
  Reference NONE = new Absent();

  <R> R fold(Supplier<R> absent, Function<To, R> to, Function<Unresolved, R> unresolved);

  /** Names none. */
  record Absent() implements Reference {
    @Override
    public <R> R fold(Supplier<R> absent, Function<To, R> to, Function<Unresolved, R> unresolved) {
      return absent.get();
    }
  }

  record To(ResourceId id, Span span) implements Reference {
    @Override
    public <R> R fold(Supplier<R> absent, Function<To, R> to, Function<Unresolved, R> unresolved) {
      return to.apply(this);
    }
  }

  /** Names one, or none: it cannot be computed. */
  record Unresolved(String reason, Span span) implements Reference {
    @Override
    public <R> R fold(Supplier<R> absent, Function<To, R> to, Function<Unresolved, R> unresolved) {
      return unresolved.apply(this);
    }
  }
}
