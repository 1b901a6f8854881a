package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A value and what was wrong on the way to it: always a value, as much as could be read. */
public record Loaded<T>(T value, List<Problem> problems) {
  public Loaded {
    requireNonNull(value);
    problems = List.copyOf(problems);
  }
}
