package io.github.nsglint.report;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
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
    Writer writer = new Utf8Writer(out);
    TextBlocks blocks = new TextBlocks(writer, color);
    for (Problem problem : result.problems()) {
      if (fails.isEmpty() || problem.severity() == Severity.ERROR) {
        blocks.problem(problem);
      }
    }
    if (fails.isPresent()) {
      shown(blocks, Shown.of(result.findings(), fails.get(), most), out);
    } else if (most < Integer.MAX_VALUE) {
      shown(blocks, Shown.of(result.findings(), Shown::isOpen, most), out);
    } else {
      findings(blocks, result.findings(), out);
    }
    if (fails.isEmpty()) {
      fixed(blocks, result);
      blocks.end();
      new TextSummary(writer, color, detail).write(result);
    }
    writer.flush();
  }

  private void shown(TextBlocks blocks, Shown shown, OutputStream out) throws IOException {
    findings(blocks, shown.findings(), out);
    if (shown.left() > 0) {
      blocks.remark(Wording.left(shown.left()));
    }
  }

  /**
   * @param out that the blocks go to
   */
  private void findings(TextBlocks blocks, List<Finding> findings, OutputStream out)
      throws IOException {
    int next = 0;
    boolean few = findings.size() <= OrderedParts.FEW;
    while (next < findings.size() && (few || next == 0 || blocks.isEmpty())) {
      finding(blocks, findings.get(next++));
    }
    if (next == findings.size()) {
      return;
    }
    blocks.flush();
    OrderedParts.write(
        next,
        findings.size(),
        out,
        (from, to, part) -> {
          TextBlocks own = new TextBlocks(new Utf8Writer(part), color);
          own.follow(last(findings.get(from - 1)));
          for (Finding finding : findings.subList(from, to)) {
            finding(own, finding);
          }
          own.flush();
        });
    blocks.follow(last(findings.get(findings.size() - 1)));
  }

  private void finding(TextBlocks blocks, Finding finding) throws IOException {
    if (isBlock(finding)) {
      blocks.finding(finding);
    } else if (detail == Detail.ALL) {
      if (VerdictKind.isOpen(finding.verdict())) {
        blocks.set(finding);
      } else {
        blocks.answer(finding);
      }
    }
  }

  private static boolean isBlock(Finding finding) {
    return VerdictKind.isOpen(finding.verdict()) && finding.standing().counts();
  }

  /** What there is last after a finding, once there is something. */
  private TextBlocks.Last last(Finding finding) {
    return detail == Detail.FINDINGS || isBlock(finding)
        ? TextBlocks.Last.BLOCK
        : TextBlocks.Last.SINGLE_LINE;
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
