package io.github.nsglint.analysis;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.IgnoreComment;
import io.github.nsglint.policy.IgnoreComments;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.policy.Suppression;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

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

    boolean covers(Span place) {
      return place.start() >= covered.start() && place.start() <= covered.end();
    }
  }

  /** One of the settings, with whether it was of use. */
  private static final class Setting {
    final Suppression suppression;
    final String rule;
    boolean used;

    Setting(Suppression suppression, String rule) {
      this.suppression = suppression;
      this.rule = rule;
    }

    boolean covers(Finding finding, Function<String, Optional<String>> seen) {
      return finding.rule().id().equals(rule)
          && (suppression.resource().isEmpty() || isOf(suppression.resource().get(), finding))
          && (suppression.path().isEmpty()
              || seen.apply(finding.span().file().path())
                  .filter(suppression.path().get()::matches)
                  .isPresent());
    }

    private static boolean isOf(String resource, Finding finding) {
      String id = finding.resourceId();
      return resource.equalsIgnoreCase(id)
          || resource.equalsIgnoreCase(id.substring(id.lastIndexOf('/') + 1));
    }
  }

  private final List<Setting> settings = new ArrayList<>();
  private Function<String, Optional<String>> seen = path -> Optional.empty();
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

  /**
   * Adds what the settings say. One that has expired accepts nothing, and is reported.
   *
   * @param seenFrom a file's path as the settings see it; empty for one that they do not see
   * @param today a suppression counts on its last day, and not after it
   */
  public void add(
      List<Suppression> suppressions,
      Function<String, Optional<String>> seenFrom,
      LocalDate today) {
    seen = seenFrom;
    for (Suppression suppression : suppressions) {
      Optional<Rule> rule = known.find(suppression.rule());
      if (rule.isEmpty()) {
        problems.add(
            Problem.warning(
                "suppression-unknown-rule",
                known.unknownRule(suppression.rule()),
                suppression.span()));
      } else if (suppression.expires().filter(today::isAfter).isPresent()) {
        problems.add(
            Problem.warning(
                "suppression-expired",
                "it expired on "
                    + suppression.expires().get()
                    + ", so "
                    + rule.get().id()
                    + " counts again; give it a new date, or remove it",
                suppression.span()));
      } else {
        settings.add(new Setting(suppression, rule.get().id()));
      }
    }
  }

  private static String key(SourceFile file, Rule rule) {
    return file.path() + "\n" + rule.id();
  }

  /** The findings in their order, each with who accepts it; and what is wrong with acceptances. */
  public Loaded<List<Finding>> applied(List<Finding> findings) {
    if (comments.isEmpty() && settings.isEmpty()) {
      return new Loaded<>(findings, problems);
    }
    List<Finding> judged = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      Optional<Acceptance> acceptance = isOpen(finding) ? acceptance(finding) : Optional.empty();
      judged.add(
          acceptance.isPresent()
              ? finding.with(finding.standing().accepted(acceptance.get()))
              : finding);
    }
    List<Problem> all = new ArrayList<>(problems);
    for (List<Entry> entries : comments.values()) {
      for (Entry entry : entries) {
        unused(entry.used, entry.rule.id(), entry.acceptance.span(), all);
      }
    }
    for (Setting setting : settings) {
      unused(setting.used, setting.rule, setting.suppression.span(), all);
    }
    return new Loaded<>(judged, all);
  }

  private static boolean isOpen(Finding finding) {
    return finding.verdict() instanceof Verdict.Broken
        || finding.verdict() instanceof Verdict.Undecided;
  }

  private Optional<Acceptance> acceptance(Finding finding) {
    Optional<Acceptance> accepted = byComments(finding);
    for (Setting setting : settings) {
      if (setting.covers(finding, seen)) {
        setting.used = true;
        Suppression by = setting.suppression;
        accepted =
            accepted.isPresent()
                ? accepted
                : Optional.of(
                    new Acceptance(
                        Acceptance.Source.SETTINGS,
                        by.reason(),
                        by.expires(),
                        by.owner(),
                        by.span()));
      }
    }
    return accepted;
  }

  /**
   * Who answers for one security rule does not answer for another one that makes the same finding:
   * each of them has to be accepted, or what they stand in.
   */
  private Optional<Acceptance> byComments(Finding finding) {
    Optional<Acceptance> accepted = byComments(finding, finding.span());
    List<String> others = new ArrayList<>();
    for (Verdict.DecidingRule rule : deciders(finding)) {
      Optional<Acceptance> there = byComments(finding, rule.span());
      if (there.isEmpty()) {
        others.add(rule.toString());
      }
      accepted = accepted.isPresent() ? accepted : there;
    }
    if (accepted.isPresent() && byComments(finding, finding.span()).isEmpty()) {
      others.add(0, finding.verdict() instanceof Verdict.Broken broken ? shown(broken) : "");
    }
    if (accepted.isPresent() && !others.isEmpty()) {
      problems.add(
          Problem.warning(
              "suppression-in-part",
              finding.rule().id()
                  + " counts all the same, as "
                  + String.join(", ", others)
                  + " is not accepted",
              accepted.get().span()));
      return Optional.empty();
    }
    return accepted;
  }

  private Optional<Acceptance> byComments(Finding finding, Span place) {
    Optional<Acceptance> accepted = Optional.empty();
    for (Entry entry : comments.getOrDefault(key(place.file(), finding.rule()), List.of())) {
      if (entry.covers(place)) {
        entry.used = true;
        accepted = accepted.isPresent() ? accepted : Optional.of(entry.acceptance);
      }
    }
    return accepted;
  }

  private static String shown(Verdict.Broken broken) {
    return broken.decidedBy().map(Verdict.DecidingRule::toString).orElse("the rest of it");
  }

  /** The other security rules that decide some of the flows that go wrong. */
  private static List<Verdict.DecidingRule> deciders(Finding finding) {
    boolean flows =
        finding.rule().requirement() instanceof Requirement.Flows asked
            && asked.demand() != Requirement.Demand.NOT_EVERY_PORT;
    return flows && finding.verdict() instanceof Verdict.Broken broken
        ? broken.involved()
        : List.of();
  }

  private void unused(boolean used, String rule, Span span, List<Problem> all) {
    if (!used && asked.contains(rule)) {
      all.add(
          Problem.warning(
              "suppression-unused",
              "nothing of "
                  + rule
                  + " is broken or undecided here, so there is nothing to accept; remove it",
              span));
    }
  }
}
