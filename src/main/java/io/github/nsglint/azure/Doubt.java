package io.github.nsglint.azure;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;

/**
 * Why a prefix only perhaps holds an address.
 *
 * @param on what it depends on, as a noun with what it needs: {@code the routes of rt-spoke, which
 *     is in no file that was read}
 * @param span the place to look at: the reference to that route table
 */
public record Doubt(String on, Span span) {
  public Doubt {
    requireNonNull(on);
    requireNonNull(span);
  }
}
