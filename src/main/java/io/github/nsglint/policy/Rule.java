package io.github.nsglint.policy;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Optional;

/**
 * @param id letters, then digits: {@code BAS101}. Never reused
 * @param name kebab case: {@code bastion-inbound-https}
 * @param title one sentence without a full stop, what a good network looks like
 * @param why what happens when it is broken
 * @param fix what to do, in one or two sentences
 * @param references pages about it
 * @param when asked of the Bastion host in the target subnet, or that is the target; the rule is
 *     not applicable when it is false. A subnet without a known host is asked as if it had one with
 *     no property set: then nothing is private-only, and nothing uses Kerberos
 * @param notes what else the pack says of it
 * @param span the id in the pack
 */
public record Rule(
    String id,
    String name,
    String title,
    Severity severity,
    String why,
    String fix,
    List<String> tags,
    List<String> references,
    Target target,
    Optional<Condition> when,
    Requirement requirement,
    RuleNotes notes,
    Span span) {
  public Rule {
    requireNonNull(id);
    requireNonNull(name);
    requireNonNull(title);
    requireNonNull(severity);
    requireNonNull(why);
    requireNonNull(fix);
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    requireNonNull(target);
    requireNonNull(when);
    requireNonNull(requirement);
    requireNonNull(notes);
    requireNonNull(span);
  }

  /** A rule of which nothing more is said. */
  public Rule(
      String id,
      String name,
      String title,
      Severity severity,
      String why,
      String fix,
      List<String> tags,
      List<String> references,
      Target target,
      Optional<Condition> when,
      Requirement requirement,
      Span span) {
    this(
        id,
        name,
        title,
        severity,
        why,
        fix,
        tags,
        references,
        target,
        when,
        requirement,
        RuleNotes.NONE,
        span);
  }

  /** Whether this is its id or name, without case. */
  public boolean isCalled(String idOrName) {
    return id.equalsIgnoreCase(idOrName) || name.equalsIgnoreCase(idOrName);
  }

  Rule withSeverity(Severity other) {
    return new Rule(
        id, name, title, other, why, fix, tags, references, target, when, requirement, notes, span);
  }
}
