package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import java.util.List;
import java.util.Locale;

/**
 * Verdicts as the files beside examples have them: a line each, and what is behind it indented.
 *
 * <pre>{@code
 * broken OUR101 broken-telnet.json:8:15 Tcp 198.51.100.0→10.0.2.0:23 decided by AllowAll (100)
 *   snet-jump lets 198.51.100.0/24 reach …
 * }</pre>
 */
public final class VerdictLines {
  private VerdictLines() {}

  /**
   * @param findings those to write; all that was wrong with the input follows them
   * @param folder taken off where a path starts with it; ends with {@code /}
   */
  public static String of(LintResult result, List<Finding> findings, String folder) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> verdict(text, finding));
    if (!result.problems().isEmpty()) {
      text.append("problems:\n");
      for (Problem problem : result.problems()) {
        text.append("  ").append(problem.severity().name().toLowerCase(Locale.ROOT)).append(' ');
        text.append(problem.code()).append(' ').append(problem.span()).append(' ');
        text.append(problem.message()).append('\n');
      }
    }
    result.serviceTags().ifPresent(source -> serviceTags(text, source));
    return text.toString().replace(folder, "");
  }

  private static void serviceTags(StringBuilder text, ServiceTagSource source) {
    text.append("service tags: ").append(source.file());
    text.append(", cloud ").append(source.cloud().orElse("?"));
    text.append(", change number ").append(source.changeNumber().orElse("?"));
    text.append(", date ").append(source.date().orElse("?"));
    text.append(", ").append(source.use().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    text.append('\n');
  }

  private static void verdict(StringBuilder text, Finding finding) {
    String place = finding.rule().id() + " " + finding.span();
    String weight =
        finding.severity() == finding.rule().severity()
            ? ""
            : " as " + finding.severity().name().toLowerCase(Locale.ROOT);
    String words =
        finding
            .verdict()
            .fold(
                holds -> "holds " + place + (holds.note().isEmpty() ? "" : " " + holds.note()),
                broken -> "broken " + place + weight + broken(broken),
                undecided -> "undecided " + place + undecided(undecided),
                unasked -> "not-applicable " + place + ": " + unasked.why());
    text.append(words).append('\n');
  }

  private static String broken(Verdict.Broken broken) {
    String flow = broken.witness().map(witness -> " " + witness).orElse("");
    String decider = broken.decidedBy().map(rule -> " decided by " + rule).orElse("");
    return flow + decider + "\n  " + broken.what() + remarks(broken.nearMisses(), "near miss: ");
  }

  private static String undecided(Verdict.Undecided undecided) {
    return "\n  " + undecided.what() + remarks(undecided.reasons(), "depends on: ");
  }

  private static String remarks(List<Verdict.Remark> remarks, String title) {
    StringBuilder text = new StringBuilder();
    for (Verdict.Remark remark : remarks) {
      text.append("\n  ").append(title).append(remark.text());
      text.append(" (").append(remark.span().file().path());
      text.append(':').append(remark.span().line()).append(')');
      if (!remark.advice().isEmpty()) {
        text.append("\n    ").append(remark.advice());
      }
    }
    return text.toString();
  }
}
