package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * JUnit's XML, which every continuous integration shows as tests: a suite a file, a case for each
 * requirement and each thing it was asked of. What makes the run fail has failed; what else does
 * not hold was skipped, with the reason; what could not be read is an error.
 *
 * @see <a
 *     href="https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd">the
 *     strictest schema of it</a>
 */
public final class JUnitReport implements Report {
  private final Predicate<Finding> fails;

  /**
   * @param fails which findings make the run fail
   */
  public JUnitReport(Predicate<Finding> fails) {
    this.fails = requireNonNull(fails);
  }

  @Override
  public String name() {
    return "junit";
  }

  private static final class Suite {
    final List<Problem> problems = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    Map<String, Suite> suites = new TreeMap<>();
    for (Problem problem : result.problems()) {
      if (problem.severity() == Severity.ERROR) {
        suite(suites, problem.span().file().path()).problems.add(problem);
      }
    }
    for (Finding finding : result.findings()) {
      suite(suites, finding.span().file().path()).findings.add(finding);
    }
    XmlOutput out = new XmlOutput(stream);
    // Here, and only here, the strictest reader takes no number of skipped ones.
    String[] all = counts("nsglint", suites.values().stream().toList());
    out.start("testsuites", Arrays.copyOf(all, all.length - 2));
    for (Map.Entry<String, Suite> suite : suites.entrySet()) {
      suite(out, suite.getKey(), suite.getValue());
    }
    out.end();
    out.flush();
  }

  private static Suite suite(Map<String, Suite> suites, String file) {
    return suites.computeIfAbsent(Wording.path(file), key -> new Suite());
  }

  private String[] counts(String name, List<Suite> suites) {
    int tests = 0;
    int failures = 0;
    int errors = 0;
    int skipped = 0;
    for (Suite suite : suites) {
      tests += suite.problems.size() + suite.findings.size();
      errors += suite.problems.size();
      for (Finding finding : suite.findings) {
        failures += fails.test(finding) ? 1 : 0;
        skipped += whySkipped(finding).isPresent() ? 1 : 0;
      }
    }
    return new String[] {
      "name", name,
      "tests", String.valueOf(tests),
      "failures", String.valueOf(failures),
      "errors", String.valueOf(errors),
      "skipped", String.valueOf(skipped)
    };
  }

  private void suite(XmlOutput out, String file, Suite suite) throws IOException {
    out.start("testsuite", counts(file, List.of(suite)));
    for (Problem problem : suite.problems) {
      out.start("testcase", "classname", "input", "name", Wording.place(problem.span()));
      out.start("error", "type", problem.code(), "message", Wording.sentence(problem.message()));
      out.end();
      out.end();
    }
    for (Finding finding : suite.findings) {
      test(out, finding);
    }
    out.end();
  }

  private void test(XmlOutput out, Finding finding) throws IOException {
    out.start(
        "testcase",
        "classname",
        finding.rule().id() + " " + finding.rule().name(),
        "name",
        Wording.oneLine(finding.target()) + ", line " + finding.span().line());
    Optional<String> skipped = whySkipped(finding);
    if (fails.test(finding)) {
      out.start(
          "failure",
          "type",
          Wording.severity(finding.severity()),
          "message",
          Wording.place(finding.span())
              + ": "
              + Wording.message(finding)
              + (finding.isBreach() ? " Fix: " + Wording.sentence(finding.fix()) : ""));
      out.end();
    } else if (skipped.isPresent()) {
      out.start("skipped", "message", skipped.get());
      out.end();
    }
    out.end();
  }

  private Optional<String> whySkipped(Finding finding) {
    if (finding.verdict() instanceof Verdict.Holds || fails.test(finding)) {
      return Optional.empty();
    }
    Standing standing = finding.standing();
    String prefix =
        !VerdictKind.isOpen(finding.verdict()) || standing.counts()
            ? finding.isBreach() ? Wording.severity(finding.severity()) + ": " : ""
            : standing
                .acceptance()
                .map(Acceptance::reason)
                .map(reason -> "accepted: " + Wording.sentence(reason) + " ")
                .orElse(
                    standing.age() == Standing.Age.KNOWN
                        ? "known from the baseline: "
                        : "not in the diff: ");
    return Optional.of(prefix + Wording.message(finding));
  }
}
