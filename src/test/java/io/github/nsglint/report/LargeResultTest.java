package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.document.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
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
        new JsonReport("1"),
        new CsvReport(SourceUris.in(Path.of("/w"))));
  }

  private static LintResult result(int findings) {
    return result(findings, List.of());
  }

  private static LintResult result(int findings, List<Problem> problems) {
    Finding finding = Samples.everything().findings().get(1);
    return Samples.result(
        Collections.nCopies(findings, finding),
        problems,
        new Coverage(List.of("infra/bastion.json"), 0, 1, 1, 0));
  }

  private static Sink written(Report report, int findings) throws IOException {
    Sink sink = new Sink();
    report.write(result(findings), sink);
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

  @Test
  void eachOfManyFindingsIsInTheReportForPrograms() throws IOException {
    JsonNode few = new ObjectMapper().readTree(Expected.written(new JsonReport("1"), result(1)));
    JsonNode many =
        new ObjectMapper().readTree(Expected.written(new JsonReport("1"), result(3210)));
    assertEquals(3210, many.path("findings").size());
    for (JsonNode finding : many.path("findings")) {
      assertEquals(few.path("findings").path(0), finding);
    }
    assertEquals(few.path("files"), many.path("files"));
  }

  @Test
  void eachOfManyFindingsIsABlockBehindTheProblems() throws IOException {
    Report report = new TextReport(TextReport.Detail.FINDINGS, TextReport.Color.PLAIN);
    List<Problem> problems = Samples.everything().problems();
    assertFalse(problems.isEmpty());
    List<String> one = blocks(Expected.written(report, result(1, problems)));
    List<String> many = blocks(Expected.written(report, result(3210, problems)));
    int summary = one.size() - 1;
    String finding = one.get(summary - 1);
    assertEquals(one.subList(0, summary), many.subList(0, summary));
    assertEquals(Collections.nCopies(3210, finding), many.subList(summary - 1, many.size() - 1));
  }

  private static List<String> blocks(String text) {
    return List.of(text.split("\n\n"));
  }

  @Test
  void eachOfManyFindingsIsALineOfTheTable() throws IOException {
    Report report = new CsvReport(SourceUris.in(Path.of("/w")));
    List<String> few = Expected.written(report, result(1)).lines().toList();
    List<String> many = Expected.written(report, result(3210)).lines().toList();
    assertEquals(few, many.subList(0, 2));
    assertEquals(Collections.nCopies(3210, few.get(1)), many.subList(1, many.size()));
  }
}
