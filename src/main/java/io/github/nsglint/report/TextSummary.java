package io.github.nsglint.report;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last lines of the text report. */
final class TextSummary {
  private static final int MOST_FILES = 10;

  /** The code of the notes that tell what the user lets be assumed. */
  private static final String ASSUMED = "assumed-value";

  private final Writer out;
  private final TextReport.Color color;
  private final TextReport.Detail detail;

  TextSummary(Writer out, TextReport.Color color, TextReport.Detail detail) {
    this.out = out;
    this.color = color;
    this.detail = detail;
  }

  void write(LintResult result) throws IOException {
    Summary summary = Summary.of(result);
    if (isClean(summary)) {
      line(Ink.STRONG.on(proved(summary), color));
    }
    line(read(result.coverage()) + asked(summary));
    if (result.comparison().isPresent()) {
      line(compared(result, result.comparison().get()));
    }
    if (result.coverage().lacksAdminRules()) {
      line(
          "Not seen: security admin rules of Azure Virtual Network Manager; where there are any,"
              + " they come before these groups.");
    }
    int leftOut = result.coverage().leftOut();
    if (leftOut > 0) {
      line(
          "Left out by --where: "
              + Wording.count(leftOut, "requirement")
              + " of resources that do not fit.");
    }
    int assumed = assumed(result);
    if (assumed > 0) {
      line(
          "Assumed: "
              + Wording.count(assumed, "value")
              + ", named above; the verdicts are true if "
              + (assumed == 1 ? "it is." : "they are."));
    }
    int ignored = result.coverage().ignoredFiles();
    if (detail == TextReport.Detail.ALL && ignored > 0) {
      line("Ignored: " + Wording.count(ignored, "JSON file") + " with nothing of Azure inside.");
    }
    if (result.serviceTags().isPresent()) {
      line(Wording.serviceTags(result.serviceTags().get()));
    }
    if (!summary.unread().isEmpty()) {
      line(Ink.ERROR.on("Not read in full:", color) + " " + unread(summary.unread()));
    }
  }

  private static String compared(LintResult result, Comparison comparison) {
    int fresh = 0;
    for (Finding finding : result.findings()) {
      boolean isNew = finding.standing().age() == Standing.Age.NEW;
      fresh += isNew && finding.isBreach() ? 1 : 0;
    }
    return "Compared with "
        + Wording.oneLine(comparison.baseline())
        + ": "
        + fresh
        + " new, "
        + comparison.fixed()
        + " fixed.";
  }

  private static int assumed(LintResult result) {
    int count = 0;
    for (Problem problem : result.problems()) {
      if (problem.code().equals(ASSUMED)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isClean(Summary summary) {
    return summary.hold() > 0
        && summary.brokenInAll() == 0
        && summary.undecided() == 0
        && summary.accepted() + summary.known() + summary.elsewhere() == 0
        && summary.unread().isEmpty();
  }

  private static String proved(Summary summary) {
    String which = summary.notApplicable() > 0 ? " that applies" : "";
    String whichAll = summary.notApplicable() > 0 ? " that apply" : "";
    return "Nothing broken, nothing undecided: "
        + (summary.hold() == 1
            ? "the one requirement" + which + " is proved to hold."
            : "all " + summary.hold() + " requirements" + whichAll + " are proved to hold.");
  }

  private static String read(LintResult.Coverage coverage) {
    return Wording.count(coverage.files().size(), "file")
        + ", "
        + Wording.count(coverage.groups(), "network security group");
  }

  private static String asked(Summary summary) {
    if (summary.requirements() == 0) {
      return ": no requirement was asked, because no rule is about anything found here.";
    }
    List<String> answers = new ArrayList<>();
    answers.add(summary.brokenInAll() + " broken" + bySeverity(summary));
    if (summary.undecided() > 0) {
      answers.add(summary.undecided() + " undecided");
    }
    if (summary.hold() > 0) {
      answers.add(summary.hold() + (summary.hold() == 1 ? " holds" : " hold"));
    }
    if (summary.notApplicable() > 0) {
      answers.add(summary.notApplicable() + " not applicable");
    }
    if (summary.accepted() > 0) {
      answers.add(summary.accepted() + " accepted with a reason");
    }
    if (summary.known() > 0) {
      answers.add(summary.known() + " known from the baseline");
    }
    if (summary.elsewhere() > 0) {
      answers.add(summary.elsewhere() + " not in the diff");
    }
    return ", "
        + Wording.count(summary.requirements(), "requirement")
        + ": "
        + String.join(", ", answers)
        + ".";
  }

  private static String bySeverity(Summary summary) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      if (summary.broken(severity) > 0) {
        counts.add(Wording.count(summary.broken(severity), Wording.severity(severity)));
      }
    }
    return counts.isEmpty() ? "" : " (" + String.join(", ", counts) + ")";
  }

  private static String unread(Map<String, Integer> unread) {
    List<String> files = new ArrayList<>();
    unread.forEach(
        (path, problems) -> {
          if (files.size() < MOST_FILES) {
            files.add(Wording.path(path) + " (" + Wording.count(problems, "problem") + ")");
          }
        });
    int rest = unread.size() - files.size();
    return String.join(", ", files)
        + (rest > 0 ? " and " + Wording.count(rest, "more file") : "")
        + "; see above.";
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
