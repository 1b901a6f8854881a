package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What each report for other programs writes of a result with one of everything. */
class ReportFormatsTest {
  private static final SourceUris URIS = SourceUris.in(Path.of("/home/ann/repo"));
  private static final int MANY = 1000;

  static List<Report> reports() {
    return List.of(
        new GitHubReport(URIS, MANY),
        new AzureDevOpsReport(URIS, MANY),
        new GitLabReport(URIS),
        new JUnitReport(ReportFormatsTest::fails),
        new CheckstyleReport(),
        new CsvReport(URIS),
        new MarkdownReport(URIS, MANY, TextReport.Detail.FINDINGS));
  }

  private static boolean fails(Finding finding) {
    return finding.isBreach() && finding.severity() != Severity.NOTE;
  }

  /** Also what is accepted, known, and beside the change. */
  private static LintResult everything() {
    LintResult plain = Samples.everything();
    Acceptance acceptance =
        new Acceptance(
            Acceptance.Source.SETTINGS,
            "CHG-1, <b>until</b> the \"hub\" | is there",
            Optional.of(LocalDate.of(2027, 1, 31)),
            Optional.of("ann@example.com"),
            Samples.at(Samples.NETWORKS, "\"vnet-hub\""));
    List<Finding> findings = new ArrayList<>(plain.findings());
    Finding broken = findings.get(3);
    findings.add(broken.with(new Standing(Optional.of(acceptance), Standing.Age.NEW, false)));
    findings.add(broken.aged(Standing.Age.KNOWN));
    findings.add(broken.elsewhere());
    return new LintResult(
        plain.packs(),
        findings,
        plain.problems(),
        plain.coverage(),
        Optional.empty(),
        Optional.of(
            new Comparison(
                "old.sarif",
                List.of(
                    absent("BAS101", Comparison.Fate.FIXED),
                    absent("BAS106", Comparison.Fate.CHANGED)))));
  }

  private static Comparison.Absent absent(String rule, Comparison.Fate fate) {
    return new Comparison.Absent(
        rule, "fail", "error", "It was *broken*.", Optional.of("a.json"), 7, "/n", "0f:1", fate);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void writes(Report report) throws IOException {
    Expected.assertMatches(
        "formats/" + report.name() + ".expected", Expected.written(report, everything()));
  }

  @Test
  void everyKindOfStandingInTheOtherReports() throws IOException {
    Expected.assertMatches(
        "formats/sarif.expected",
        Expected.written(
            new SarifReport("1.2.3", SarifReport.Profile.FULL, URIS, 1), everything()));
    Expected.assertMatches(
        "formats/text.expected",
        Expected.written(
            new TextReport(TextReport.Detail.ALL, TextReport.Color.PLAIN), everything()));
    Expected.assertMatches(
        "formats/json.expected", Expected.written(new JsonReport("1.2.3"), everything()));
  }

  /** Names of the input are text in every format, whatever is in them. */
  private static LintResult hostile() {
    String name = "a\u0000\u0007]]>\"'<x>&|`%0A,;]\r\n::error::\u202e\ud800@all =1+1";
    SourceFile file = new SourceFile("=infra/" + name.replace("\u0000", "") + ".json", "{\n}");
    Finding finding =
        new Finding(
            Samples.rule("BAS101", "some-rule", "It is so", Severity.ERROR),
            "=" + name,
            "/" + name,
            Severity.ERROR,
            Samples.broken(name),
            file.span(0, 1));
    return Samples.result(
        List.of(finding, finding),
        List.of(Problem.error("json-syntax", name, file.start())),
        new Coverage(List.of(file.path()), 0, 1, 1, 0));
  }

  @Test
  void annotationsKeepToTheirLine() throws IOException {
    for (LintResult result : List.of(everything(), hostile())) {
      for (String line : Expected.written(new GitHubReport(URIS, MANY), result).lines().toList()) {
        assertTrue(line.matches("::(error|warning|notice)( title=[^:]*)?::.+"), line);
      }
      for (String line :
          Expected.written(new AzureDevOpsReport(URIS, MANY), result).lines().toList()) {
        assertTrue(
            line.matches("##vso\\[task\\.logissue type=(error|warning)(;[a-z]+=[^;\\]]*)+][^\\r]+")
                || line.matches("[^#].*: note .*"),
            line);
      }
    }
  }

  @Test
  void xmlIsWellFormed() throws IOException, SAXException, ParserConfigurationException {
    for (LintResult result : List.of(everything(), hostile())) {
      Document junit = xml(Expected.written(new JUnitReport(ReportFormatsTest::fails), result));
      NodeList suites = junit.getElementsByTagName("testsuite");
      int tests = 0;
      for (int i = 0; i < suites.getLength(); i++) {
        tests +=
            Integer.parseInt(suites.item(i).getAttributes().getNamedItem("tests").getNodeValue());
      }
      assertEquals(junit.getElementsByTagName("testcase").getLength(), tests);
      assertEquals(
          String.valueOf(junit.getElementsByTagName("failure").getLength()),
          junit.getDocumentElement().getAttribute("failures"));
      assertEquals(
          String.valueOf(junit.getElementsByTagName("skipped").getLength()),
          junit.getDocumentElement().getAttribute("skipped"));
      xml(Expected.written(new CheckstyleReport(), result));
    }
  }

  private static Document xml(String text)
      throws IOException, SAXException, ParserConfigurationException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What GitLab asks for: {@code https://docs.gitlab.com/ci/testing/code_quality/}, section on the
   * format.
   */
  @Test
  void gitLabFindsWhatItNeeds() throws IOException {
    JsonNode issues =
        new ObjectMapper().readTree(Expected.written(new GitLabReport(URIS), hostile()));
    assertEquals(2, issues.size());
    Set<String> fingerprints = new HashSet<>();
    for (JsonNode issue : issues) {
      assertTrue(fingerprints.add(issue.path("fingerprint").asText()));
      assertTrue(
          Set.of("info", "minor", "major", "critical", "blocker")
              .contains(issue.path("severity").asText()));
      assertTrue(issue.at("/location/lines/begin").asInt() > 0);
      assertTrue(!issue.at("/location/path").asText().startsWith("./"));
    }
  }

  @Test
  void aSpreadsheetSeesNoFormula() throws IOException {
    List<String> lines = Expected.written(new CsvReport(URIS), hostile()).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).contains(",\"'=a"), lines.get(1));
  }

  @Test
  void atMostSoManyAreShownTheGravest() throws IOException {
    for (Report report :
        List.of(
            new GitHubReport(URIS, 1),
            new AzureDevOpsReport(URIS, 1),
            new MarkdownReport(URIS, 1, TextReport.Detail.FINDINGS),
            new TextReport(
                TextReport.Detail.FINDINGS, TextReport.Color.PLAIN, 1, Optional.empty()))) {
      String text = Expected.written(report, Samples.everything());
      assertTrue(text.contains("BAS106"), text);
      assertTrue(text.contains("and 3 more findings not shown"), text);
      assertTrue(!text.contains("BAS201"), text);
    }
  }
}
