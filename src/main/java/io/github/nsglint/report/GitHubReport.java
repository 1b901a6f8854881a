package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Commands of a GitHub workflow, which make annotations in the files of a pull request; the gravest
 * first, as GitHub shows ten of a kind in a step.
 *
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">the
 *     commands</a>
 */
public final class GitHubReport implements Report {
  private final SourceUris uris;
  private final int most;

  /**
   * @param most findings that are written
   */
  public GitHubReport(SourceUris uris, int most) {
    this.uris = requireNonNull(uris);
    this.most = most;
  }

  @Override
  public String name() {
    return "github";
  }

  @Override
  public void write(LintResult result, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Problem problem : result.problems()) {
      command(
          text,
          problem.severity(),
          problem.span(),
          problem.code(),
          Wording.sentence(problem.message()));
    }
    Shown shown = Shown.of(result.findings(), Shown::isOpen, most);
    for (int gravity = 0; gravity <= Severity.values().length; gravity++) {
      for (Finding finding : shown.findings()) {
        if (Shown.gravity(finding) == gravity) {
          finding(text, finding);
        }
      }
    }
    if (shown.left() > 0) {
      text.append("::notice::").append(data(Wording.left(shown.left()))).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void finding(StringBuilder text, Finding finding) {
    boolean broken = Shown.isBroken(finding);
    command(
        text,
        broken ? finding.severity() : Severity.NOTE,
        finding.span(),
        finding.rule().id() + " " + finding.rule().name() + (broken ? "" : " (undecided)"),
        Wording.message(finding)
            + (broken ? "\nFix: " + Wording.sentence(finding.fix()) : "")
            + "\nMore: nsglint explain "
            + finding.rule().id());
  }

  private void command(
      StringBuilder text, Severity severity, Span span, String title, String message) {
    text.append("::")
        .append(
            switch (severity) {
              case ERROR -> "error";
              case WARNING -> "warning";
              case NOTE -> "notice";
            });
    text.append(" title=").append(property(Wording.oneLine(title)));
    Optional<String> path = uris.path(span.file().path());
    if (path.isPresent()) {
      text.append(",file=").append(property(path.get()));
      if (!Wording.isWholeFile(span)) {
        Stretch stretch = Stretch.of(span);
        text.append(",line=").append(stretch.line());
        text.append(",endLine=").append(stretch.line());
        text.append(",col=").append(stretch.startColumn());
        text.append(",endColumn=").append(stretch.endColumn());
      }
    }
    text.append("::");
    text.append(data(path.isPresent() ? message : Wording.place(span) + ": " + message));
    text.append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
