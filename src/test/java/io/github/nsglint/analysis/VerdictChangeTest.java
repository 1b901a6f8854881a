package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a command of a script changes. */
class VerdictChangeTest {
  private static final Span COMMAND = new SourceFile("deploy.sh", "az").span(0, 2);
  private static final List<Rule> RULES = RulePacks.builtIn().packs().get(0).rules();

  private static final Verdict HOLDS = new Verdict.Holds("");
  private static final Verdict BROKEN =
      new Verdict.Broken("it is open", Optional.empty(), Optional.empty(), List.of());
  private static final Verdict OPEN = undecided("cannot tell");
  private static final Verdict UNASKED = new Verdict.NotApplicable("there is none");

  private static Verdict undecided(String what) {
    return new Verdict.Undecided(what, List.of(new Remark("it is not known", COMMAND)));
  }

  private static Finding finding(int rule, String target, Verdict verdict) {
    return new Finding(RULES.get(rule), target, "/id/" + target, Severity.ERROR, verdict, COMMAND);
  }

  private static String changes(List<Finding> before, List<Finding> after) {
    StringBuilder words = new StringBuilder();
    for (VerdictChange change : VerdictChange.between(COMMAND, before, after)) {
      assertEquals(COMMAND, change.command());
      words.append(change.kind()).append(' ').append(change.finding().target()).append(' ');
    }
    return words.toString().strip();
  }

  private static String change(Verdict before, Verdict after) {
    return changes(List.of(finding(0, "web", before)), List.of(finding(0, "web", after)));
  }

  @Test
  void aVerdictThatBecomesAnotherIsAChange() {
    assertEquals("LOST web", change(HOLDS, BROKEN));
    assertEquals("MET web", change(BROKEN, HOLDS));
    assertEquals("UNDECIDED web", change(HOLDS, OPEN));
    assertEquals("MET web", change(UNASKED, HOLDS));
    assertEquals("", change(HOLDS, UNASKED));
    for (Verdict same : List.of(HOLDS, BROKEN, OPEN, UNASKED)) {
      assertEquals("", change(same, same));
    }
  }

  @Test
  void whatIsAskedForTheFirstTimeIsAChangeUnlessItHolds() {
    assertEquals("", changes(List.of(), List.of(finding(0, "web", HOLDS))));
    assertEquals("", changes(List.of(), List.of(finding(0, "web", UNASKED))));
    assertEquals("LOST web", changes(List.of(), List.of(finding(0, "web", BROKEN))));
    assertEquals("UNDECIDED web", changes(List.of(), List.of(finding(0, "web", OPEN))));
  }

  @Test
  void rulesAndTargetsAreToldApart() {
    List<Finding> before = List.of(finding(0, "web", HOLDS), finding(1, "web", BROKEN));
    List<Finding> after =
        List.of(
            finding(0, "web", BROKEN),
            finding(1, "web", BROKEN),
            finding(0, "data", BROKEN),
            finding(1, "data", HOLDS));
    assertEquals("LOST web LOST data", changes(before, after));
  }

  @Test
  void ofSeveralAnswersTheWorstCounts() {
    List<Verdict> worse = List.of(UNASKED, HOLDS, OPEN, BROKEN);
    List<String> words = List.of("", "", "UNDECIDED web", "LOST web");
    for (int a = 0; a < worse.size(); a++) {
      for (int b = 0; b < worse.size(); b++) {
        List<Finding> both =
            List.of(finding(0, "web", worse.get(a)), finding(0, "web", worse.get(b)));
        assertEquals(words.get(Math.max(a, b)), changes(List.of(), both));
      }
    }
    Verdict other = undecided("nobody knows");
    VerdictChange first =
        VerdictChange.between(
                COMMAND, List.of(), List.of(finding(0, "web", OPEN), finding(0, "web", other)))
            .get(0);
    assertEquals(OPEN, first.finding().verdict());
  }
}
