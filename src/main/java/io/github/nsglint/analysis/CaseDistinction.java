package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Choice;
import io.github.nsglint.document.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by cases what depends on values that can only be one of a few: the whole network is read
 * and judged anew for each combination of them, so that what hangs on one condition in several
 * places hangs on it together. A verdict that is the same in all cases is the verdict; else it is
 * told which value leads to which.
 */
public final class CaseDistinction {
  /** How many networks are judged besides the first. */
  private static final int MOST_CASES = 16;

  /**
   * How many questions are asked again at most, so that a large network does not take far longer.
   */
  private static final int MOST_QUESTIONS = 3000;

  private final List<Choice> choices;
  private final List<Case> cases;

  private CaseDistinction(List<Choice> choices, List<Case> cases) {
    this.choices = choices;
    this.cases = cases;
  }

  /** Reads and judges the same network again. */
  public interface Judging {
    /**
     * @param taken values by the symbols of their choices
     */
    List<Finding> judge(Map<String, Node> taken);
  }

  /**
   * @param taken values by the symbols of their choices
   * @param findings by {@link #key}; nothing for a key that several have
   */
  private record Case(Map<String, Node> taken, Map<String, Optional<Finding>> findings) {
    /** Empty if there is none, or several. */
    Optional<Finding> finding(String key) {
      return findings.getOrDefault(key, Optional.empty());
    }

    boolean takes(Choice choice, Node option) {
      Node value = taken.get(choice.symbol());
      return value != null && Node.sameValue(value, option);
    }
  }

  /** What became of a finding in one case. */
  private enum Outcome {
    HOLDS("holds"),
    BROKEN("broken"),
    OPEN("not decided"),
    /** What it is about is not there, or it is not asked of it. */
    ABSENT("does not arise");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  /**
   * The findings with as many decided as the cases decide.
   *
   * @param findings where no choice is taken to have a value
   * @param met what the reading of that network met
   */
  public static List<Finding> settle(List<Finding> findings, List<Choice> met, Judging judging) {
    List<Choice> choices = met.isEmpty() ? met : worthTrying(findings, met);
    if (choices.isEmpty()) {
      return findings;
    }
    List<Case> cases = new ArrayList<>();
    for (Map<String, Node> taken : combinations(choices)) {
      cases.add(new Case(taken, byKey(judging.judge(taken))));
    }
    CaseDistinction all = new CaseDistinction(choices, cases);
    Map<String, Optional<Finding>> own = byKey(findings);
    List<Finding> settled = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      boolean isOne = own.getOrDefault(key(finding), Optional.empty()).isPresent();
      settled.add(
          finding.verdict() instanceof Verdict.Undecided undecided && isOne
              ? all.settle(finding, undecided)
              : finding);
    }
    settled.sort(Finding.ORDER);
    return List.copyOf(settled);
  }

  /** Those that an undecided verdict names, as many as make few enough cases. */
  private static List<Choice> worthTrying(List<Finding> findings, List<Choice> met) {
    List<Remark> reasons = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.verdict() instanceof Verdict.Undecided undecided) {
        reasons.addAll(undecided.reasons());
      }
    }
    List<Choice> choices = new ArrayList<>();
    int most = Math.min(MOST_CASES, MOST_QUESTIONS / Math.max(1, findings.size()));
    int count = 1;
    for (Choice choice : met) {
      boolean fits = count * choice.options().size() <= most;
      if (fits && reasons.stream().anyMatch(reason -> names(reason, choice))) {
        choices.add(choice);
        count *= choice.options().size();
      }
    }
    return choices;
  }

  private static boolean names(Remark reason, Choice choice) {
    return choice.places().stream().anyMatch(reason.span()::equals);
  }

  private static List<Map<String, Node>> combinations(List<Choice> choices) {
    List<Map<String, Node>> all = List.of(Map.of());
    for (Choice choice : choices) {
      List<Map<String, Node>> more = new ArrayList<>();
      for (Map<String, Node> some : all) {
        for (Node option : choice.options()) {
          Map<String, Node> one = new HashMap<>(some);
          one.put(choice.symbol(), option);
          more.add(one);
        }
      }
      all = more;
    }
    return all;
  }

  private static Map<String, Optional<Finding>> byKey(List<Finding> findings) {
    Map<String, Optional<Finding>> byKey = new HashMap<>();
    for (Finding finding : findings) {
      byKey.merge(key(finding), Optional.of(finding), (a, b) -> Optional.empty());
    }
    return byKey;
  }

  private static String key(Finding finding) {
    return finding.rule().id() + ' ' + finding.resourceId() + ' ' + finding.target();
  }

  private Finding settle(Finding finding, Verdict.Undecided undecided) {
    List<Outcome> outcomes = cases.stream().map(one -> outcome(one, finding)).toList();
    if (outcomes.stream().allMatch(outcome -> outcome == Outcome.BROKEN)) {
      return broken(cases.get(0).finding(key(finding)).orElseThrow(), words(undecided));
    }
    boolean holds =
        outcomes.contains(Outcome.HOLDS)
            && outcomes.stream()
                .allMatch(outcome -> outcome == Outcome.HOLDS || outcome == Outcome.ABSENT);
    return with(
        finding,
        holds
            ? new Verdict.Holds("whatever the value of " + words(undecided) + " is")
            : advised(undecided, outcomes));
  }

  private static Outcome outcome(Case one, Finding finding) {
    Optional<Finding> there = one.finding(key(finding));
    if (there.isEmpty()) {
      return one.findings().containsKey(key(finding)) ? Outcome.OPEN : Outcome.ABSENT;
    }
    return there
        .get()
        .verdict()
        .fold(
            holds -> Outcome.HOLDS,
            broken -> Outcome.BROKEN,
            open -> Outcome.OPEN,
            notApplicable -> Outcome.ABSENT);
  }

  private static Finding broken(Finding first, String choices) {
    Verdict.Broken broken = (Verdict.Broken) first.verdict();
    return with(
        first,
        broken.saying(broken.what() + "; it is broken whatever the value of " + choices + " is"));
  }

  private static Finding with(Finding finding, Verdict verdict) {
    return new Finding(
        finding.rule(),
        finding.target(),
        finding.resourceId(),
        finding.severity(),
        verdict,
        finding.span());
  }

  /** The choices that a verdict named. */
  private String words(Verdict.Undecided undecided) {
    List<String> words = new ArrayList<>();
    for (Choice choice : choices) {
      if (undecided.reasons().stream().anyMatch(reason -> names(reason, choice))) {
        words.add(choice.expression());
      }
    }
    return words.isEmpty() ? "what is not known" : String.join(" and of ", words);
  }

  /** The same, where the reasons say which value leads to what. */
  private Verdict advised(Verdict.Undecided undecided, List<Outcome> outcomes) {
    List<Remark> reasons = new ArrayList<>();
    for (Remark reason : undecided.reasons()) {
      Optional<Choice> choice = choices.stream().filter(one -> names(reason, one)).findFirst();
      reasons.add(
          choice.isPresent() && reason.advice().isEmpty()
              ? new Remark(reason.text(), reason.span(), advice(choice.get(), outcomes))
              : reason);
    }
    return new Verdict.Undecided(undecided.what(), reasons);
  }

  /** {@code holds if parameters('closed') is true; broken if it is false}. */
  private String advice(Choice choice, List<Outcome> outcomes) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Node option : choice.options()) {
      List<Outcome> some = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        if (cases.get(i).takes(choice, option)) {
          some.add(outcomes.get(i));
        }
      }
      boolean alike = some.stream().distinct().count() == 1;
      values
          .computeIfAbsent(
              alike ? some.get(0).words : "depends on the other values", key -> new ArrayList<>())
          .add(option.scalar().orElse("null"));
    }
    if (values.size() == 1) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    values.forEach(
        (outcome, some) ->
            parts.add(
                outcome
                    + " if "
                    + (parts.isEmpty() ? choice.expression() : "it")
                    + " is "
                    + String.join(" or ", some)));
    return String.join("; ", parts);
  }
}
