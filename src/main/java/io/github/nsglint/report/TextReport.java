package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * For people: a block for each problem of the input and each finding, then a summary. A finding can
 * be understood without a second tool.
 */
public final class TextReport implements Report {
  /** Which findings to write. */
  public enum Detail {
    /** What is broken or undecided. */
    FINDINGS,
    /** Also what holds, does not apply or was ignored. */
    ALL
  }

  /** Whether the reader's terminal knows colours. Never for a file. */
  public enum Color {
    PLAIN,
    ANSI
  }

  private final Detail detail;
  private final Color color;

  public TextReport(Detail detail, Color color) {
    this.detail = requireNonNull(detail);
    this.color = requireNonNull(color);
  }

  @Override
  public String name() {
    return "text";
  }

  @Override
  public void write(LintResult result, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    TextBlocks blocks = new TextBlocks(writer, color);
    for (Problem problem : result.problems()) {
      blocks.problem(problem);
    }
    for (Finding finding : result.findings()) {
      if (!finding.standing().counts()) {
        if (detail == Detail.ALL) {
          blocks.set(finding);
        }
        continue;
      }
      switch (VerdictKind.of(finding.verdict())) {
        case BROKEN, UNDECIDED -> blocks.finding(finding);
        case HOLDS, NOT_APPLICABLE -> {
          if (detail == Detail.ALL) {
            blocks.answer(finding);
          }
        }
      }
    }
    blocks.end();
    new TextSummary(writer, color, detail).write(result);
    writer.flush();
  }
}
