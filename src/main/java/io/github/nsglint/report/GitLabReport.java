package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A code quality report of GitLab: a list of what is broken, each with a fingerprint by which
 * GitLab tells what is new in a merge request.
 *
 * @see <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">the
 *     format</a>
 */
public final class GitLabReport implements Report {
  private final SourceUris uris;

  public GitLabReport(SourceUris uris) {
    this.uris = requireNonNull(uris);
  }

  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public void write(LintResult result, OutputStream stream) throws IOException {
    List<Finding> findings = result.findings();
    Fingerprints fingerprints = new Fingerprints(findings);
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartArray();
      for (int i = 0; i < findings.size(); i++) {
        if (Shown.isThere(findings.get(i))) {
          issue(out, findings.get(i), fingerprints.of(i));
        }
      }
      out.writeEndArray();
      out.writeLineEnd();
    }
  }

  private void issue(JsonOutput out, Finding finding, String fingerprint) throws IOException {
    String path = finding.span().file().path();
    out.writeStartObject();
    out.writeStringField("description", Wording.message(finding));
    out.writeStringField("check_name", finding.rule().id());
    out.writeStringField("fingerprint", fingerprint);
    out.writeStringField("severity", severity(finding.severity()));
    out.writeObjectFieldStart("location");
    out.writeStringField("path", uris.path(path).orElse(Wording.path(path)));
    out.writeObjectFieldStart("lines");
    out.writeNumberField("begin", finding.span().line());
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case NOTE -> "info";
    };
  }
}
