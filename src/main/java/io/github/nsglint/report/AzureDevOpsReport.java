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
 * Logging commands of Azure Pipelines, which make the issues of a run. They know errors and
 * warnings only: a note is a plain line.
 *
 * @see <a href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands">the
 *     commands</a>
 */
public final class AzureDevOpsReport implements Report {
  private final SourceUris uris;
  private final int most;

  /**
   * @param most findings that are written
   */
  public AzureDevOpsReport(SourceUris uris, int most) {
    this.uris = requireNonNull(uris);
    this.most = most;
  }

  @Override
  public String name() {
    return "azure-devops";
  }

  @Override
  public void write(LintResult result, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Problem problem : result.problems()) {
      issue(text, problem.severity(), problem.span(), problem.code(), problem.message());
    }
    Shown shown = Shown.of(result.findings(), Shown::isOpen, most);
    for (Finding finding : shown.findings()) {
      boolean broken = Shown.isBroken(finding);
      issue(
          text,
          broken ? finding.severity() : Severity.WARNING,
          finding.span(),
          finding.rule().id(),
          finding.rule().name()
              + (broken ? "" : " (undecided)")
              + ": "
              + Wording.message(finding)
              + (broken ? " Fix: " + Wording.sentence(finding.fix()) : ""));
    }
    if (shown.left() > 0) {
      text.append(Wording.left(shown.left())).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void issue(
      StringBuilder text, Severity severity, Span span, String code, String message) {
    String said = Wording.sentence(message);
    if (severity == Severity.NOTE) {
      // It must not look like a command.
      text.append(Wording.place(span)).append(": note ").append(code).append(": ").append(said);
      text.append('\n');
      return;
    }
    text.append("##vso[task.logissue type=").append(Wording.severity(severity));
    Optional<String> path = uris.path(span.file().path());
    if (path.isPresent()) {
      text.append(";sourcepath=").append(property(path.get()));
      text.append(";linenumber=").append(span.line());
      text.append(";columnnumber=").append(span.column());
    }
    text.append(";code=").append(property(Wording.oneLine(code))).append(']');
    text.append(data(path.isPresent() ? said : Wording.place(span) + ": " + said)).append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(";", "%3B").replace("]", "%5D");
  }
}
