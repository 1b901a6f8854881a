package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

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
  private final int most;
  private final Optional<Predicate<Finding>> fails;

  public TextReport(Detail detail, Color color) {
    this(detail, color, Integer.MAX_VALUE, Optional.empty());
  }

  /**
   * @param most that is broken or undecided and is shown
   * @param fails which findings make the run fail, if nothing else is to be shown
   */
  public TextReport(Detail detail, Color color, int most, Optional<Predicate<Finding>> fails) {
    this.detail = requireNonNull(detail);
    this.color = requireNonNull(color);
    this.most = most;
    this.fails = requireNonNull(fails);
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
      if (fails.isEmpty() || problem.severity() == Severity.ERROR) {
        blocks.problem(problem);
      }
    }
    if (fails.isPresent()) {
      shown(blocks, Shown.of(result.findings(), fails.get(), most));
    } else if (most < Integer.MAX_VALUE) {
      shown(blocks, Shown.of(result.findings(), Shown::isOpen, most));
    } else {
      findings(blocks, result);
    }
    if (fails.isEmpty()) {
      fixed(blocks, result);
      blocks.end();
      new TextSummary(writer, color, detail).write(result);
    }
    writer.flush();
  }

  private static void shown(TextBlocks blocks, Shown shown) throws IOException {
    for (Finding finding : shown.findings()) {
      blocks.finding(finding);
    }
    if (shown.left() > 0) {
      blocks.remark(Wording.left(shown.left()));
    }
  }

  private void findings(TextBlocks blocks, LintResult result) throws IOException {
    for (Finding finding : result.findings()) {
      if (VerdictKind.isOpen(finding.verdict()) && !finding.standing().counts()) {
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
  }

  private static void fixed(TextBlocks blocks, LintResult result) throws IOException {
    if (result.comparison().isPresent()) {
      for (Comparison.Absent absent : result.comparison().get().absent()) {
        if (absent.fate() == Comparison.Fate.FIXED) {
          blocks.fixed(absent);
        }
      }
    }
  }
}
