package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What each report for other programs writes of a result with one of everything. */
class ReportFormatsTest {
  private static final SourceUris URIS = SourceUris.in(Path.of("/home/ann/repo"));
  private static final int MANY = 1000;

  /**
   * @param needed attributes
   * @param more attributes that may be there
   */
  private record Shape(Set<String> needed, Set<String> more, Set<String> children) {
    Shape {
      needed = Set.copyOf(needed);
      more = Set.copyOf(more);
      children = Set.copyOf(children);
    }
  }

  private static final Shape REMARK = new Shape(Set.of(), Set.of("type", "message"), Set.of());

  /**
   * What Jenkins takes, which is the strictest of those that read it.
   *
   * @see <a
   *     href="https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd">its
   *     schema</a>
   */
  private static final Map<String, Shape> JUNIT =
      Map.of(
          "testsuites",
          new Shape(Set.of(), Set.of("name", "tests", "failures", "errors"), Set.of("testsuite")),
          "testsuite",
          new Shape(
              Set.of("name", "tests", "failures", "errors"), Set.of("skipped"), Set.of("testcase")),
          "testcase",
          new Shape(Set.of("name"), Set.of("classname"), Set.of("skipped", "error", "failure")),
          "skipped",
          REMARK,
          "error",
          REMARK,
          "failure",
          REMARK);

  /**
   * @see <a
   *     href="https://github.com/checkstyle/checkstyle/blob/master/src/main/java/com/puppycrawl/tools/checkstyle/XMLLogger.java">what
   *     Checkstyle writes</a>
   */
  private static final Map<String, Shape> CHECKSTYLE =
      Map.of(
          "checkstyle",
          new Shape(Set.of("version"), Set.of(), Set.of("file")),
          "file",
          new Shape(Set.of("name"), Set.of(), Set.of("error")),
          "error",
          new Shape(Set.of("line", "severity", "message", "source"), Set.of("column"), Set.of()));

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

  /** What a runner makes of an annotation is what was meant, whatever the names hold. */
  @Test
  void runnersReadWhatWasMeant() throws IOException {
    String path = "=infra/a\u0007]]>\"'<x>&|`%0A,;]\r\n::error::\u202e\ud800@all =1+1.json";
    List<String> gitHub =
        Expected.written(new GitHubReport(URIS, MANY), hostile()).lines().toList();
    List<String> azure =
        Expected.written(new AzureDevOpsReport(URIS, MANY), hostile()).lines().toList();
    assertEquals(3, gitHub.size());
    assertEquals(3, azure.size());
    String encoded = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    for (String line : gitHub) {
      String file = line.replaceFirst(".*,file=([^,:]*).*", "$1");
      assertEquals(
          encoded,
          file.replace("%2C", ",")
              .replace("%3A", ":")
              .replace("%0A", "\n")
              .replace("%0D", "\r")
              .replace("%25", "%"));
    }
    for (String line : azure) {
      String file = line.replaceFirst(".*;sourcepath=([^;\\]]*).*", "$1");
      assertEquals(
          encoded,
          file.replace("%5D", "]")
              .replace("%3B", ";")
              .replace("%0A", "\n")
              .replace("%0D", "\r")
              .replace("%AZP25", "%"));
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
      int skipped = 0;
      for (int i = 0; i < suites.getLength(); i++) {
        skipped += Integer.parseInt(((Element) suites.item(i)).getAttribute("skipped"));
      }
      assertEquals(junit.getElementsByTagName("skipped").getLength(), skipped);
      assertKnown(junit.getDocumentElement(), JUNIT);
      Document checkstyle = xml(Expected.written(new CheckstyleReport(), result));
      assertKnown(checkstyle.getDocumentElement(), CHECKSTYLE);
    }
  }

  /** Each element is where its reader expects it, and has what that needs, and nothing else. */
  private static void assertKnown(Element element, Map<String, Shape> format) {
    Shape shape = format.get(element.getTagName());
    assertNotNull(shape, element::getTagName);
    Set<String> attributes = new TreeSet<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      attributes.add(element.getAttributes().item(i).getNodeName());
    }
    assertTrue(attributes.containsAll(shape.needed()), element.getTagName() + attributes);
    attributes.removeAll(shape.needed());
    assertTrue(shape.more().containsAll(attributes), element.getTagName() + attributes);
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child) {
        assertTrue(shape.children().contains(child.getTagName()), child::getTagName);
        assertKnown(child, format);
      }
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
