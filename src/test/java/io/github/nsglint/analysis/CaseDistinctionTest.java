package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Choice;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Findings that depend on values of which each can only be true or false. */
class CaseDistinctionTest {
  private static final SourceFile FILE = new SourceFile("main.json", "abcdefghij");
  private static final Rule RULE = RulePacks.builtIn().packs().get(0).rules().get(0);
  private static final Verdict HOLDS = new Verdict.Holds("");
  private static final Verdict BROKEN =
      new Verdict.Broken("it is open", Optional.empty(), Optional.empty(), List.of());

  private final List<String> tried = new ArrayList<>();

  private static Span place(String name) {
    int at = FILE.text().indexOf(name);
    return FILE.span(at, at + 1);
  }

  private static Choice choice(String name) {
    List<Node> options = new ArrayList<>();
    for (String text : List.of("true", "false")) {
      options.add(new Node.TextNode(text, place(name)));
    }
    return new Choice("⟨" + name + "⟩", options, List.of(place(name)));
  }

  private static Verdict open(String... names) {
    List<Remark> reasons = new ArrayList<>();
    for (String name : names) {
      reasons.add(new Remark(name + " is not known", place(name)));
    }
    return new Verdict.Undecided("cannot tell", reasons);
  }

  private static Finding finding(String target, Verdict verdict) {
    return new Finding(RULE, target, "/" + target, Severity.ERROR, verdict, place("a"));
  }

  /** The values of a case as {@code a=true b=false}. */
  private static String words(Map<String, Node> taken) {
    TreeSet<String> words = new TreeSet<>();
    taken.forEach((symbol, node) -> words.add(symbol.charAt(1) + "=" + node.scalar().orElse("?")));
    return String.join(" ", words);
  }

  private List<String> settled(
      List<Finding> findings, List<String> met, Function<String, List<Finding>> judged) {
    List<Finding> settled =
        CaseDistinction.settle(
            findings,
            met.stream().map(CaseDistinctionTest::choice).toList(),
            taken -> {
              tried.add(words(taken));
              return judged.apply(words(taken));
            });
    List<String> words = new ArrayList<>();
    for (Finding finding : settled) {
      words.add(finding.target() + ": " + words(finding.verdict()));
    }
    return words;
  }

  private static String words(Verdict verdict) {
    return verdict.fold(
        holds -> "holds " + holds.note(),
        Verdict.Broken::what,
        undecided -> {
          List<String> advice = new ArrayList<>();
          undecided.reasons().forEach(reason -> advice.add(reason.advice()));
          return String.join(" / ", advice);
        },
        Verdict.NotApplicable::why);
  }

  @Test
  void whatHoldsInEachCaseHolds() {
    assertEquals(
        List.of("web: holds whatever the value of a is"),
        settled(
            List.of(finding("web", open("a"))),
            List.of("a"),
            taken -> List.of(finding("web", HOLDS))));
    assertEquals(List.of("a=true", "a=false"), tried);
  }

  @Test
  void whatIsBrokenInEachCaseIsBroken() {
    assertEquals(
        List.of("web: it is open; it is broken whatever the value of a and of b is"),
        settled(
            List.of(finding("web", open("a", "b"))),
            List.of("a", "b"),
            taken -> List.of(finding("web", BROKEN))));
  }

  @Test
  void elseItIsToldWhichValueLeadsToWhat() {
    assertEquals(
        List.of("web: broken if a is true; holds if it is false / "),
        settled(
            List.of(finding("web", open("a", "c"))),
            List.of("a"),
            taken -> List.of(finding("web", taken.contains("a=true") ? BROKEN : HOLDS))));
    assertEquals(
        List.of(
            "web: holds if a is true; depends on the other values if it is false"
                + " / depends on the other values if b is true; holds if it is false"),
        settled(
            List.of(finding("web", open("a", "b"))),
            List.of("a", "b"),
            taken -> List.of(finding("web", taken.equals("a=false b=true") ? BROKEN : HOLDS))));
  }

  @Test
  void targetsAreToldApart() {
    assertEquals(
        List.of(
            "data: it is open; it is broken whatever the value of a is",
            "web: holds whatever the value of a is"),
        settled(
            List.of(finding("data", open("a")), finding("web", open("a"))),
            List.of("a"),
            taken -> List.of(finding("web", HOLDS), finding("data", BROKEN))));
  }

  @Test
  void whatNoVerdictNamesIsNotTried() {
    settled(List.of(finding("web", open("b"))), List.of("a", "b"), taken -> List.of());
    assertEquals(List.of("b=true", "b=false"), tried);
    tried.clear();
    settled(List.of(finding("web", HOLDS)), List.of("a"), taken -> List.of());
    assertEquals(List.of(), tried);
  }

  @Test
  void aVerdictSpeaksOfTheValuesThatItNames() {
    assertEquals(
        List.of("data: holds whatever the value of b is", "web: holds whatever the value of a is"),
        settled(
            List.of(finding("data", open("b")), finding("web", open("a"))),
            List.of("a", "b"),
            taken -> List.of(finding("web", HOLDS), finding("data", HOLDS))));
  }

  @Test
  void noMoreThanSixteenCasesAreTried() {
    settled(
        List.of(finding("web", open("a", "b", "c", "d", "e"))),
        List.of("a", "b", "c", "d", "e"),
        taken -> List.of());
    assertEquals(16, tried.size());
    assertEquals("a=true b=true c=true d=true", tried.get(0));
  }

  @Test
  void manyQuestionsAreNotAskedAgain() {
    for (int questions : List.of(1500, 1501)) {
      List<Finding> findings = new ArrayList<>(List.of(finding("web", open("a"))));
      while (findings.size() < questions) {
        findings.add(finding("s" + findings.size(), HOLDS));
      }
      tried.clear();
      settled(findings, List.of("a"), taken -> List.of());
      assertEquals(questions == 1500 ? 2 : 0, tried.size());
    }
  }
}
