package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.JsonAnswer.Item;
import java.util.List;
import java.util.Optional;

/**
 * A list, or as much of it as could be read.
 *
 * @param items each once, in Azure's order
 * @param failure why there may be more
 */
record Listing(List<Item> items, Optional<Failure> failure) {
  Listing {
    items = List.copyOf(items);
    requireNonNull(failure);
  }

  static Listing failed(Failure failure) {
    return new Listing(List.of(), Optional.of(failure));
  }
}
