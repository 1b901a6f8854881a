package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * A page for a pull request or the summary of a workflow's step: what is broken or undecided as a
 * table, what was fixed, what could not be read.
 */
public final class MarkdownReport implements Report {
  private final SourceUris uris;
  private final int most;
  private final TextReport.Detail detail;

  /**
   * @param most findings that are written
   * @param detail whether also what holds and what does not apply is written
   */
  public MarkdownReport(SourceUris uris, int most, TextReport.Detail detail) {
    this.uris = requireNonNull(uris);
    this.most = most;
    this.detail = detail;
  }

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    Writer out = new Utf8Writer(stream);
    out.write("### nsglint\n\n");
    problems(out, result);
    boolean all = detail == TextReport.Detail.ALL;
    Shown shown = Shown.of(result.findings(), all ? finding -> true : Shown::isOpen, most);
    boolean timed = !result.coverage().readAt().isEmpty();
    if (!shown.findings().isEmpty()) {
      out.write("| | rule | resource | what | witness | place |" + (timed ? " read at |" : ""));
      out.write("\n|---|---|---|---|---|---|" + (timed ? "---|" : "") + "\n");
      for (Finding finding : shown.findings()) {
        finding(out, finding);
        out.write(
            timed ? " " + plain(result.coverage().readAt(finding).orElse("")) + " |\n" : "\n");
      }
    }
    if (shown.left() > 0) {
      out.write("\n" + Wording.left(shown.left()) + "\n");
    }
    fixed(out, result.comparison());
    StringWriter summary = new StringWriter();
    new TextSummary(summary, TextReport.Color.PLAIN, TextReport.Detail.FINDINGS).write(result);
    for (String line : summary.toString().lines().toList()) {
      out.write("\n" + plain(line) + "\n");
    }
    out.flush();
  }

  private void finding(Writer out, Finding finding) throws IOException {
    boolean broken = finding.verdict() instanceof Verdict.Broken;
    String witness =
        finding.verdict() instanceof Verdict.Broken wrong
            ? wrong.witness().map(flow -> code(flow.toString())).orElse("")
            : "";
    out.write(
        "| "
            + (broken
                ? Wording.severity(finding.severity())
                : VerdictKind.of(finding.verdict()).word())
            + " | "
            + plain(finding.rule().id())
            + " "
            + plain(finding.rule().name())
            + " | "
            + plain(finding.target())
            + " | "
            + plain(Wording.message(finding))
            + " | "
            + witness
            + " | "
            + code(place(finding))
            + " |");
  }

  private String place(Finding finding) {
    String path = finding.span().file().path();
    return uris.path(path).orElse(Wording.path(path)) + ":" + finding.span().line();
  }

  private void fixed(Writer out, Optional<Comparison> comparison) throws IOException {
    if (comparison.isEmpty() || comparison.get().fixed() == 0) {
      return;
    }
    out.write("\nFixed:\n\n");
    long left = comparison.get().fixed() - most;
    int written = 0;
    for (Comparison.Absent absent : comparison.get().absent()) {
      if (absent.fate() == Comparison.Fate.FIXED && written++ < most) {
        out.write("- " + plain(absent.rule()) + ": " + plain(absent.message()) + "\n");
      }
    }
    if (left > 0) {
      out.write("- " + left + " more\n");
    }
  }

  private void problems(Writer out, LintResult result) throws IOException {
    String title = "Not read or not judged:\n\n";
    int written = 0;
    for (Problem problem : result.problems()) {
      if (problem.severity() == Severity.ERROR && written++ < most) {
        out.write(title);
        title = "";
        out.write(
            "- "
                + code(Wording.place(problem.span()))
                + " "
                + plain(Wording.sentence(problem.message()))
                + "\n");
      }
    }
    out.write(written > 0 ? "\n" : "");
  }

  /** As text, whatever is in it: no table cell, link, tag or mention. */
  static String plain(String text) {
    String line = Wording.oneLine(text);
    StringBuilder safe = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ("\\`*_[]<>|#~@".indexOf(c) >= 0) {
        safe.append('\\');
      }
      safe.append(c);
    }
    return safe.toString();
  }

  private static String code(String text) {
    return "`" + Wording.oneLine(text).replace('`', '\'').replace("|", "\\|") + "`";
  }
}
