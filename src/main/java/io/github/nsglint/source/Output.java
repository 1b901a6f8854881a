package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Problem;
import java.util.function.Consumer;

/** Where a format puts what it reads. */
public record Output(Consumer<Resource> resources, Consumer<Problem> problems) {
  public Output {
    requireNonNull(resources);
    requireNonNull(problems);
  }
}
