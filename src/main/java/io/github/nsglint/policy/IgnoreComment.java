package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import java.util.List;

/**
 * A finding that the author of a file answers for, said beside it: {@code nsglint: ignore[BAS105]
 * reason}.
 *
 * @param rules ids or names, as written; never empty
 * @param reason never empty
 * @param span from {@code nsglint:} to the closing bracket
 * @param covered what it speaks of: a finding that starts in it is accepted
 */
public record IgnoreComment(List<String> rules, String reason, Span span, Span covered) {
  public IgnoreComment {
    rules = List.copyOf(rules);
    requireNonNull(reason);
    requireNonNull(span);
    requireNonNull(covered);
  }
}
