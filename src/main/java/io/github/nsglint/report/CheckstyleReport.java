package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checkstyle's XML, which many code review tools read: what is broken or could not be read. */
public final class CheckstyleReport implements Report {
  private record Line(Span span, Severity severity, String message, String source) {}

  @Override
  public String name() {
    return "checkstyle";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    Map<String, List<Line>> files = new TreeMap<>();
    for (Problem problem : result.problems()) {
      add(files, new Line(problem.span(), problem.severity(), problem.message(), problem.code()));
    }
    for (Finding finding : result.findings()) {
      if (Shown.isBroken(finding)) {
        add(
            files,
            new Line(
                finding.span(),
                finding.severity(),
                Wording.message(finding),
                finding.rule().id() + "." + finding.rule().name()));
      }
    }
    XmlOutput out = new XmlOutput(stream);
    // The version of the format that readers look for.
    out.start("checkstyle", "version", "4.3");
    for (Map.Entry<String, List<Line>> file : files.entrySet()) {
      out.start("file", "name", file.getKey());
      for (Line line : file.getValue()) {
        line(out, line);
      }
      out.end();
    }
    out.end();
    out.flush();
  }

  private static void add(Map<String, List<Line>> files, Line line) {
    files
        .computeIfAbsent(Wording.path(line.span().file().path()), key -> new ArrayList<>())
        .add(line);
  }

  private static void line(XmlOutput out, Line line) throws IOException {
    out.start(
        "error",
        "line",
        String.valueOf(line.span().line()),
        "column",
        String.valueOf(line.span().column()),
        "severity",
        line.severity() == Severity.NOTE ? "info" : Wording.severity(line.severity()),
        "message",
        Wording.sentence(line.message()),
        "source",
        "nsglint." + line.source());
    out.end();
  }
}
