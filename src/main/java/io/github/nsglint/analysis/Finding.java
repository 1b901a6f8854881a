package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.Rule;
import java.util.Comparator;

/**
 * One requirement asked of one target, with its answer. All answers are findings, also those that
 * hold.
 *
 * @param target in words: {@code AzureBastionSubnet (vnet-hub)}
 * @param resourceId of the target
 * @param severity the rule's, unless the verdict weighs less
 * @param span the deciding rule, or the group, subnet or host when something is missing
 * @param standing whether somebody has accepted it, and whether it is new
 */
public record Finding(
    Rule rule,
    String target,
    String resourceId,
    Severity severity,
    Verdict verdict,
    Span span,
    Standing standing) {
  /** By file, line, column, rule id, then target. */
  public static final Comparator<Finding> ORDER = Finding::compare;

  public Finding {
    requireNonNull(rule);
    requireNonNull(target);
    requireNonNull(resourceId);
    requireNonNull(severity);
    requireNonNull(verdict);
    requireNonNull(span);
    requireNonNull(standing);
  }

  /** One that nobody has accepted, and that was not compared with anything. */
  public Finding(
      Rule rule, String target, String resourceId, Severity severity, Verdict verdict, Span span) {
    this(rule, target, resourceId, severity, verdict, span, Standing.PLAIN);
  }

  /** The same answer, seen otherwise. */
  public Finding with(Standing seen) {
    return new Finding(rule, target, resourceId, severity, verdict, span, seen);
  }

  /** The same answer, compared with a baseline. */
  public Finding aged(Standing.Age age) {
    return with(standing.aged(age));
  }

  /** The same answer, seen from a change that it has nothing to do with. */
  public Finding elsewhere() {
    return with(standing.beside());
  }

  /** Whether it is broken, and neither accepted nor known before. */
  public boolean isBreach() {
    return verdict instanceof Verdict.Broken && standing.counts();
  }

  /** What to do, in one or two sentences: as the verdict says, else as its rule does. */
  public String fix() {
    return verdict instanceof Verdict.Broken broken ? broken.fix().orElse(rule.fix()) : rule.fix();
  }

  private static int compare(Finding a, Finding b) {
    int order = a.span.compareTo(b.span);
    if (order == 0) {
      order = a.rule.id().compareTo(b.rule.id());
    }
    if (order == 0) {
      order = a.target.compareTo(b.target);
    }
    return order != 0 ? order : a.resourceId.compareTo(b.resourceId);
  }
}
