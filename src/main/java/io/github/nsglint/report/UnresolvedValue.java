package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;

/**
 * A value of one element that is not known.
 *
 * @param properties what it would be the value of, as Azure names it: {@code
 *     sourceAddressPrefixes}. Several when one expression stands for them all
 * @param reason a clause: {@code parameter 'prefix' has no value}
 */
record UnresolvedValue(List<String> properties, String reason, Span span) {
  UnresolvedValue {
    properties = List.copyOf(properties);
    requireNonNull(reason);
    requireNonNull(span);
  }
}
