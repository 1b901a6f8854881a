package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult.Coverage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LargeResultTest {
  private static final int LARGEST_PIECE = 64 * 1024;

  /** Counts what arrives, and keeps nothing. */
  private static final class Sink extends OutputStream {
    private long bytes;
    private int largestPiece;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] piece, int offset, int length) {
      bytes += length;
      largestPiece = Math.max(largestPiece, length);
    }
  }

  static List<Report> reports() {
    return List.of(
        new TextReport(TextReport.Detail.FINDINGS, TextReport.Color.PLAIN),
        new SarifReport("1", SarifReport.Profile.FULL, SourceUris.in(Path.of("/w")), 1),
        new JsonReport("1"));
  }

  private static Sink written(Report report, int findings) throws IOException {
    Finding finding = Samples.everything().findings().get(1);
    Sink sink = new Sink();
    report.write(
        Samples.result(
            Collections.nCopies(findings, finding),
            List.of(),
            new Coverage(List.of("infra/bastion.json"), 0, 1, 1, 0)),
        sink);
    return sink;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void manyFindingsAreHandedOnInSmallPieces(Report report) throws IOException {
    long few = written(report, 20).bytes;
    long perFinding = written(report, 21).bytes - few;
    Sink many = written(report, 100_000);
    assertTrue(many.largestPiece <= LARGEST_PIECE, () -> "a piece of " + many.largestPiece);
    // Numbers that count, as in the summary or between equal findings, grow by some digits.
    long extra = many.bytes - few - 99_980 * perFinding;
    assertTrue(extra >= 0 && extra < 100_000 * 6L, () -> extra + " bytes too many");
  }
}
