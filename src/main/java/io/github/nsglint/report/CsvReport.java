package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * A table for spreadsheets: a line of names, then a line for each requirement and each thing it was
 * asked of, also what holds. A cell that a spreadsheet would take for a formula starts with an
 * apostrophe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>; lines end in a line feed
 */
public final class CsvReport implements Report {
  private static final String FORMULAS = "=+-@\t\r";

  private final SourceUris uris;

  public CsvReport(SourceUris uris) {
    this.uris = requireNonNull(uris);
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    Writer out = new Utf8Writer(stream);
    line(
        out,
        "rule",
        "name",
        "severity",
        "verdict",
        "counts",
        "accepted",
        "target",
        "resource",
        "file",
        "line",
        "column",
        "message",
        "witness",
        "fix",
        "decided by",
        "read at");
    int all = result.findings().size();
    int next = all <= OrderedParts.FEW ? all : 0;
    findings(out, result, 0, next);
    out.flush();
    OrderedParts.write(
        next,
        all,
        stream,
        (from, to, part) -> {
          Writer own = new Utf8Writer(part);
          findings(own, result, from, to);
          own.flush();
        });
  }

  private void findings(Writer out, LintResult result, int from, int to) throws IOException {
    for (Finding finding : result.findings().subList(from, to)) {
      String path = finding.span().file().path();
      boolean broken = finding.verdict() instanceof Verdict.Broken;
      line(
          out,
          finding.rule().id(),
          finding.rule().name(),
          Wording.severity(finding.severity()),
          VerdictKind.of(finding.verdict()).word(),
          finding.standing().counts() ? "yes" : "no",
          finding.standing().acceptance().map(Acceptance::reason).orElse(""),
          finding.target(),
          finding.resourceId(),
          uris.path(path).orElse(Wording.path(path)),
          String.valueOf(finding.span().line()),
          String.valueOf(finding.span().column()),
          Wording.message(finding),
          witness(finding.verdict()),
          broken ? Wording.sentence(finding.fix()) : "",
          decidedBy(finding.verdict()),
          result.coverage().readAt(finding).orElse(""));
    }
  }

  private static String witness(Verdict verdict) {
    return verdict instanceof Verdict.Broken broken
        ? broken.witness().map(Verdict.Witness::toString).orElse("")
        : "";
  }

  private static String decidedBy(Verdict verdict) {
    return verdict instanceof Verdict.Broken broken
        ? broken.decidedBy().map(Verdict.DecidingRule::toString).orElse("")
        : "";
  }

  static void line(Writer out, String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(cell(Wording.oneLine(cells[i])));
    }
    out.write('\n');
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.indexOf(',') < 0 && safe.indexOf('"') < 0;
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
