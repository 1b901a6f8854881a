package io.github.nsglint.analysis;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.IgnoreComment;
import io.github.nsglint.policy.IgnoreComments;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the authors of the files answer for. One that accepts nothing is reported, so that it goes
 * when its reason has gone.
 */
public final class Acceptances {
  /** An acceptance with what it speaks of. */
  private static final class Entry {
    final Acceptance acceptance;
    final Rule rule;
    final Span covered;
    boolean used;

    Entry(Acceptance acceptance, Rule rule, Span covered) {
      this.acceptance = acceptance;
      this.rule = rule;
      this.covered = covered;
    }

    boolean covers(Finding finding) {
      int place = finding.span().start();
      return place >= covered.start() && place <= covered.end();
    }
  }

  private final RulePacks known;
  private final Set<String> asked = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> files = new HashSet<>();

  /** By file and rule. */
  private final Map<String, List<Entry>> comments = new TreeMap<>();

  /**
   * @param known all rules there are
   * @param asked the rules of this run: an acceptance of another one is not needless for that
   */
  public Acceptances(RulePacks known, RulePacks asked) {
    this.known = known;
    asked.rules().forEach(rule -> this.asked.add(rule.id()));
  }

  /** Adds what a file says; one that was added is not added again. */
  public void add(SourceFile file) {
    if (!files.add(file.path()) || file.indexOf(IgnoreComments.MARK, 0) < 0) {
      return;
    }
    Loaded<List<IgnoreComment>> found = IgnoreComments.in(file);
    problems.addAll(found.problems());
    for (IgnoreComment comment : found.value()) {
      Acceptance acceptance =
          new Acceptance(
              Acceptance.Source.COMMENT,
              comment.reason(),
              Optional.empty(),
              Optional.empty(),
              comment.span());
      for (String name : comment.rules()) {
        Optional<Rule> rule = known.find(name);
        if (rule.isPresent()) {
          comments
              .computeIfAbsent(key(file, rule.get()), key -> new ArrayList<>())
              .add(new Entry(acceptance, rule.get(), comment.covered()));
        } else {
          problems.add(
              Problem.warning("suppression-unknown-rule", known.unknownRule(name), comment.span()));
        }
      }
    }
  }

  private static String key(SourceFile file, Rule rule) {
    return file.path() + "\n" + rule.id();
  }

  /** The findings in their order, each with who accepts it; and what is wrong with acceptances. */
  public Loaded<List<Finding>> applied(List<Finding> findings) {
    List<Finding> seen = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      Optional<Acceptance> acceptance = isOpen(finding) ? acceptance(finding) : Optional.empty();
      seen.add(
          acceptance.isPresent()
              ? finding.with(finding.standing().accepted(acceptance.get()))
              : finding);
    }
    List<Problem> all = new ArrayList<>(problems);
    comments.values().forEach(entries -> entries.forEach(entry -> unused(entry, all)));
    return new Loaded<>(seen, all);
  }

  private static boolean isOpen(Finding finding) {
    return finding.verdict() instanceof Verdict.Broken
        || finding.verdict() instanceof Verdict.Undecided;
  }

  private Optional<Acceptance> acceptance(Finding finding) {
    Optional<Acceptance> accepted = Optional.empty();
    for (Entry entry :
        comments.getOrDefault(key(finding.span().file(), finding.rule()), List.of())) {
      if (entry.covers(finding)) {
        entry.used = true;
        accepted = accepted.isPresent() ? accepted : Optional.of(entry.acceptance);
      }
    }
    return accepted;
  }

  private void unused(Entry entry, List<Problem> all) {
    if (!entry.used && asked.contains(entry.rule.id())) {
      all.add(
          Problem.warning(
              "suppression-unused",
              "nothing of "
                  + entry.rule.id()
                  + " is broken or undecided here, so there is nothing to accept; remove it",
              entry.acceptance.span()));
    }
  }
}
