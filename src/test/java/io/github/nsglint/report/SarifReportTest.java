package io.github.nsglint.report;

import static io.github.nsglint.report.Samples.finding;
import static io.github.nsglint.report.Samples.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.report.SarifReport.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final Path SCHEMA = Path.of("../shared/reference/sarif-schema-2.1.0.json");
  private static final Rule RULE = rule("BAS101", "some-rule", "Something is so", Severity.ERROR);
  private static final SourceFile FILE = new SourceFile("nsg.json", "{ \"a\":\n 1 }\n");

  private static Report report(Profile profile) {
    return new SarifReport("1.2.3", profile, SourceUris.in(Path.of("/home/ann/repo")), 1);
  }

  private static JsonNode run(Profile profile, LintResult result) throws IOException {
    return new ObjectMapper()
        .readTree(Expected.written(report(profile), result))
        .path("runs")
        .path(0);
  }

  private static LintResult result(Finding... findings) {
    return Samples.result(
        List.of(findings), List.of(), new Coverage(List.of(FILE.path()), 0, 1, 1, 0));
  }

  @Test
  void full() throws IOException {
    Expected.assertMatches(
        "full.sarif.expected", Expected.written(report(Profile.FULL), Samples.everything()));
  }

  @Test
  void github() throws IOException {
    Expected.assertMatches(
        "github.sarif.expected", Expected.written(report(Profile.GITHUB), Samples.everything()));
  }

  @Test
  void bothProfilesAreValid() throws IOException {
    assumeTrue(Files.exists(SCHEMA), () -> "the schema is not at " + SCHEMA);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(Files.readString(SCHEMA));
    LintResult none =
        Samples.result(List.of(), List.of(), new Coverage(List.of("a", "./a"), 0, 0, 0, 0));
    List<String> faults = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      for (LintResult result : List.of(Samples.everything(), none, outside(), odd())) {
        JsonNode log = new ObjectMapper().readTree(Expected.written(report(profile), result));
        schema.validate(log).stream().map(ValidationMessage::getMessage).forEach(faults::add);
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void fingerprintsKeepTheirValueWhenTheWitnessMoves() throws IOException {
    Finding before = finding(RULE, Samples.broken("10.0.0.4 is denied"), FILE.span(2, 5));
    Finding after = finding(RULE, Samples.broken("10.0.0.5 is denied"), FILE.span(8, 9));
    Finding other =
        new Finding(
            RULE,
            Samples.TARGET,
            Samples.GROUP,
            Severity.ERROR,
            Samples.broken("it is"),
            FILE.span(2, 5));
    assertEquals(fingerprint(result(before), 0), fingerprint(result(after), 0));
    assertNotEquals(fingerprint(result(before), 0), fingerprint(result(other), 0));
    assertTrue(fingerprint(result(before, after), 0).endsWith(":1"));
    assertTrue(fingerprint(result(before, after), 1).endsWith(":2"));
  }

  /** Long lists are written in parts; the log does not show it. */
  @Test
  void aLongListReadsAsAShortOne() throws IOException {
    Finding holds = finding(RULE, new Verdict.Holds(""), FILE.span(2, 5));
    Finding broken = finding(RULE, Samples.broken("it is"), FILE.span(2, 5));
    int count = 5003;
    for (int firstBroken : List.of(0, 999, 1000, 1001, 3000, count)) {
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        findings.add(i < firstBroken ? holds : broken);
      }
      for (Profile profile : Profile.values()) {
        String log = Expected.written(report(profile), result(findings.toArray(new Finding[0])));
        StringBuilder expected = new StringBuilder(empty(profile, log));
        List<String> results = new ArrayList<>();
        for (int i = profile == Profile.FULL ? 0 : firstBroken; i < count; i++) {
          int number = i < firstBroken ? i + 1 : i - firstBroken + 1;
          String one = one(profile, findings.get(i));
          results.add(numbered(one, number));
        }
        int at = expected.indexOf("\"results\": [") + "\"results\": [".length();
        expected.insert(at, results.isEmpty() ? "" : String.join(",", results) + "\n      ");
        assertEquals(expected.toString(), log);
      }
    }
  }

  /** A result that is the n-th with its fingerprint. */
  private static String numbered(String result, int number) {
    Matcher first = Pattern.compile("v1\": \"([0-9a-f]+):1\"").matcher(result);
    assertTrue(first.find());
    String fingerprint = first.group(1) + ":" + number;
    return result
        .replace(first.group(), "v1\": \"" + fingerprint + "\"")
        .replaceFirst(
            "\"guid\": \"[^\"]+", "\"guid\": \"" + Taxonomies.guid("result", fingerprint));
  }

  /** A log without its results. */
  private static String empty(Profile profile, String log) {
    int start = log.indexOf("\"results\": [") + "\"results\": [".length();
    assertTrue(start > 0, profile::toString);
    return log.substring(0, start) + log.substring(log.lastIndexOf(']', log.lastIndexOf(']') - 1));
  }

  /** The one result of a log, from the line end before it. */
  private static String one(Profile profile, Finding finding) throws IOException {
    String log = Expected.written(report(profile), result(finding));
    int start = log.indexOf("\"results\": [") + "\"results\": [".length();
    String rest = log.substring(start, log.lastIndexOf(']', log.lastIndexOf(']') - 1));
    return rest.stripTrailing();
  }

  private static String fingerprint(LintResult result, int index) throws IOException {
    return run(Profile.GITHUB, result)
        .at("/results/" + index + "/partialFingerprints/nsglintResult~1v1")
        .asText();
  }

  @Test
  void aSpanOfSeveralLinesEndsWithItsFirst() throws IOException {
    JsonNode region =
        run(Profile.FULL, result(finding(RULE, Samples.broken("it is"), FILE.span(0, 10))))
            .at("/results/0/locations/0/physicalLocation/region");
    assertEquals(1, region.path("startLine").asInt());
    assertEquals(1, region.path("startColumn").asInt());
    assertEquals(1, region.path("endLine").asInt());
    assertEquals(7, region.path("endColumn").asInt());
    assertEquals("{ \"a\":", region.at("/snippet/text").asText());
  }

  @Test
  void githubGetsNoFileOutsideOfTheRepository() throws IOException {
    JsonNode run = run(Profile.GITHUB, outside());
    assertEquals(0, run.path("results").size());
    JsonNode notification = run.at("/invocations/0/toolExecutionNotifications/0");
    assertEquals("sarif-outside-base", notification.at("/descriptor/id").asText());
    assertEquals(
        "2 findings left out, because GitHub takes no file outside of the repository.",
        notification.at("/message/text").asText());
    assertEquals(
        "file:///home/ann/other/nsg.json",
        run(Profile.FULL, outside())
            .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
            .asText());
  }

  private static LintResult outside() {
    SourceFile file = new SourceFile("../other/nsg.json", "{}");
    return result(
        finding(RULE, Samples.broken("it is"), file.span(0, 1)),
        finding(RULE, Samples.broken("it is too"), file.span(1, 2)));
  }

  @Test
  void githubIsNotSentElsewhereByALink() throws IOException {
    SourceFile elsewhere = new SourceFile("/home/ann/other/nsg.json", "{}");
    Finding finding =
        finding(
            RULE,
            new Verdict.Broken(
                "it is denied by DenyAll (100)",
                Optional.empty(),
                Optional.of(
                    new Verdict.DecidingRule(
                        "DenyAll", Optional.of(100), false, elsewhere.span(0, 1))),
                List.of(
                    new Verdict.Remark("far away", elsewhere.span(0, 1)),
                    new Verdict.Remark("close by", FILE.span(0, 1)))),
            FILE.start());
    JsonNode github = run(Profile.GITHUB, result(finding)).at("/results/0");
    assertEquals(
        "it is denied by DenyAll (100). Near miss: [close by](1).",
        github.at("/message/text").asText());
    assertEquals(1, github.path("relatedLocations").size());
    assertEquals(3, run(Profile.FULL, result(finding)).at("/results/0/relatedLocations").size());
  }

  @Test
  void textOfTheInputMakesNoLinks() throws IOException {
    String message = run(Profile.FULL, odd()).at("/results/0/message/text").asText();
    assertEquals(
        "[x] (https://a.example) is open. Decided by [\\[y\\](2) (100)](1)."
            + " Near miss: [a\\\\b](2).",
        message);
  }

  private static LintResult odd() {
    return result(
        finding(
            RULE,
            new Verdict.Broken(
                "[x](https://a.example) is open",
                Optional.empty(),
                Optional.of(
                    new Verdict.DecidingRule("[y](2)", Optional.of(100), false, FILE.span(0, 0))),
                List.of(new Verdict.Remark("a\\b", FILE.span(12, 12)))),
            FILE.start()));
  }

  @Test
  void whereNothingCouldBeAskedTheRunFailed() throws IOException {
    List<Problem> unread = List.of(Problem.error("unreadable", "permission denied", FILE.start()));
    Coverage coverage = new Coverage(List.of(), 0, 0, 0, 0);
    assertEquals(
        false,
        run(Profile.FULL, Samples.result(List.of(), unread, coverage))
            .at("/invocations/0/executionSuccessful")
            .asBoolean(true));
    assertEquals(
        true,
        run(Profile.FULL, Samples.everything())
            .at("/invocations/0/executionSuccessful")
            .asBoolean(false));
  }

  @Test
  void aFindingOfARuleOutsideThePacksIsOurMistake() {
    LintResult noPacks =
        new LintResult(
            List.of(),
            List.of(finding(RULE, Samples.broken("it is"), FILE.start())),
            List.of(),
            new Coverage(List.of(), 0, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Expected.written(report(Profile.FULL), noPacks));
  }
}
