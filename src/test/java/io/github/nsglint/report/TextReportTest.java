package io.github.nsglint.report;

import static io.github.nsglint.report.Samples.at;
import static io.github.nsglint.report.Samples.finding;
import static io.github.nsglint.report.Samples.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.Acceptance;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.LintResult.Coverage;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.report.TextReport.Color;
import io.github.nsglint.report.TextReport.Detail;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final Coverage ONE_FILE = new Coverage(List.of("nsg.json"), 0, 1, 1, 0, 1);

  private static String plain(LintResult result) throws IOException {
    return Expected.written(new TextReport(Detail.FINDINGS, Color.PLAIN), result);
  }

  @Test
  void onlyWhereNoSecurityAdminRulesWereSeenItSaysSo() throws IOException {
    String line = "Not seen: security admin rules of Azure Virtual Network Manager";
    Coverage without = new Coverage(List.of("nsg.json"), 0, 1, 1, 0);
    assertTrue(plain(Samples.result(List.of(), List.of(), without)).contains(line));
    assertFalse(plain(Samples.result(List.of(), List.of(), ONE_FILE)).contains(line));
    Coverage nothing = new Coverage(List.of("nsg.json"), 0, 0, 0, 0);
    assertFalse(plain(Samples.result(List.of(), List.of(), nothing)).contains(line));
  }

  @Test
  void findings() throws IOException {
    Expected.assertMatches("findings.txt.expected", plain(Samples.everything()));
  }

  @Test
  void everyAnswer() throws IOException {
    Expected.assertMatches(
        "all.txt.expected",
        Expected.written(new TextReport(Detail.ALL, Color.PLAIN), Samples.everything()));
  }

  @Test
  void colors() throws IOException {
    String colored = Expected.written(new TextReport(Detail.ALL, Color.ANSI), Samples.everything());
    Expected.assertMatches("color.txt.expected", colored);
    assertEquals(
        Expected.written(new TextReport(Detail.ALL, Color.PLAIN), Samples.everything()),
        colored.replaceAll("\u001b\\[[0-9;]*m", ""),
        "colours change nothing else");
  }

  /** Many are written in parts, and read as if they were not. */
  @Test
  void manyAnswersAreSetApartAsFewAre() throws IOException {
    List<Finding> all = Samples.everything().findings();
    Acceptance acceptance =
        new Acceptance(
            Acceptance.Source.SETTINGS,
            "known",
            Optional.empty(),
            Optional.empty(),
            someFile().start());
    List<Finding> findings = new ArrayList<>();
    Random random = new Random(20261126);
    while (findings.size() < 5 * OrderedParts.FEW) {
      Finding finding = all.get(random.nextInt(all.size()));
      findings.add(
          random.nextInt(4) > 0
              ? finding
              : finding.with(
                  new Standing(Optional.of(acceptance), Standing.Age.NOT_COMPARED, false)));
    }
    for (Detail detail : Detail.values()) {
      StringWriter expected = new StringWriter();
      TextBlocks blocks = new TextBlocks(expected, Color.ANSI);
      for (Finding finding : findings) {
        if (VerdictKind.isOpen(finding.verdict()) && finding.standing().counts()) {
          blocks.finding(finding);
        } else if (detail == Detail.ALL && VerdictKind.isOpen(finding.verdict())) {
          blocks.set(finding);
        } else if (detail == Detail.ALL) {
          blocks.answer(finding);
        }
      }
      blocks.end();
      LintResult result = Samples.result(findings, List.of(), ONE_FILE);
      String written = Expected.written(new TextReport(detail, Color.ANSI), result);
      assertEquals(expected.toString(), written.substring(0, expected.toString().length()));
      assertTrue(written.length() < expected.toString().length() + 500, "a summary is left");
    }
  }

  /** The first answer that is shown comes after all those that nobody asked for. */
  @Test
  void manyAnswersThatAreNotShownLeaveNoEmptyLine() throws IOException {
    List<Finding> all = Samples.everything().findings();
    Finding broken = all.get(1);
    Finding holds = all.get(4);
    List<Finding> findings = new ArrayList<>(Collections.nCopies(3 * OrderedParts.FEW, holds));
    findings.addAll(Collections.nCopies(2 * OrderedParts.FEW, broken));
    StringWriter expected = new StringWriter();
    TextBlocks blocks = new TextBlocks(expected, Color.PLAIN);
    for (int i = 0; i < 2 * OrderedParts.FEW; i++) {
      blocks.finding(broken);
    }
    String written = plain(Samples.result(findings, List.of(), ONE_FILE));
    assertEquals(expected.toString(), written.substring(0, expected.toString().length()));
  }

  @Test
  void nothingWrongSaysWhatWasProved() throws IOException {
    List<Finding> proved =
        Collections.nCopies(2, finding(someRule(), new Verdict.Holds(""), someFile().start()));
    assertEquals(
        """
        Nothing broken, nothing undecided: all 2 requirements are proved to hold.
        1 file, 1 network security group, 2 requirements: 0 broken, 2 hold.
        """,
        plain(Samples.result(proved, List.of(), ONE_FILE)));
  }

  @Test
  void oneRequirementAmongOthersThatDoNotApply() throws IOException {
    List<Finding> findings =
        List.of(
            finding(someRule(), new Verdict.Holds(""), someFile().start()),
            finding(someRule(), new Verdict.NotApplicable("no host"), someFile().start()));
    assertEquals(
        """
        Nothing broken, nothing undecided: the one requirement that applies is proved to hold.
        1 file, 1 network security group, 2 requirements: 0 broken, 1 holds, 1 not applicable.
        """,
        plain(Samples.result(findings, List.of(), ONE_FILE)));
  }

  @Test
  void nothingAskedIsNoPass() throws IOException {
    assertEquals(
        "0 files, 0 network security groups: no requirement was asked, because no rule is about"
            + " anything found here.\n",
        plain(Samples.result(List.of(), List.of(), new Coverage(List.of(), 0, 0, 0, 0))));
  }

  @Test
  void whatCouldNotBeReadSpoilsTheProof() throws IOException {
    LintResult result =
        Samples.result(
            List.of(finding(someRule(), new Verdict.Holds(""), someFile().start())),
            List.of(Problem.error("unreadable", "permission denied", someFile().start())),
            ONE_FILE);
    assertEquals(
        """
        nsg.json: error unreadable
          permission denied.

        1 file, 1 network security group, 1 requirement: 0 broken, 1 holds.
        Not read in full: nsg.json (1 problem); see above.
        """,
        plain(result));
  }

  @Test
  void manyUnreadFilesAreNotAllNamedAgain() throws IOException {
    List<Problem> problems =
        IntStream.range(0, 12)
            .mapToObj(i -> new SourceFile("f" + i + ".json", "").start())
            .map(place -> Problem.error("unreadable", "permission denied", place))
            .toList();
    String text = plain(Samples.result(List.of(), problems, ONE_FILE));
    assertTrue(text.endsWith("f9.json (1 problem) and 2 more files; see above.\n"), text);
  }

  @Test
  void manyRemarksAreCutShort() throws IOException {
    SourceFile file = someFile();
    List<Verdict.Remark> reasons =
        IntStream.rangeClosed(1, 7)
            .mapToObj(i -> new Verdict.Remark("reason " + i, file.start()))
            .toList();
    String text =
        plain(
            Samples.result(
                List.of(finding(someRule(), new Verdict.Undecided("what", reasons), file.start())),
                List.of(),
                ONE_FILE));
    assertTrue(text.contains("reason 5 (line 1)\n  and 2 more values\n"), text);
    assertFalse(text.contains("reason 6"), text);
  }

  @Test
  void standardInputHasAName() throws IOException {
    SourceFile input = new SourceFile("-", "{ \"a\": 1 }");
    String text =
        plain(
            Samples.result(
                List.of(finding(someRule(), Samples.broken("it is broken"), at(input, "1"))),
                List.of(),
                ONE_FILE));
    assertTrue(text.startsWith("<stdin>:1:8: error BAS101 some-rule\n  it is broken.\n"), text);
  }

  @Test
  void namesOfTheInputCannotSteerTheTerminal() throws IOException {
    String evil = "\u001b[2J\u009b31m\u202eabc\u200b\u0007\r\n\ud800";
    SourceFile file = new SourceFile("a" + evil + ".json", "{ \"" + evil + "\": 1 }");
    LintResult result =
        Samples.result(
            List.of(
                finding(
                    someRule(),
                    new Verdict.Undecided(evil, List.of(new Verdict.Remark(evil, file.span(1, 2)))),
                    file.span(2, 6))),
            List.of(Problem.error("code", evil, file.span(1, 3))),
            ONE_FILE);
    for (Report report :
        List.of(
            new TextReport(Detail.ALL, Color.PLAIN),
            new JsonReport("1"),
            new SarifReport("1", SarifReport.Profile.FULL, SourceUris.in(Path.of("/w")), 0))) {
      String text = Expected.written(report, result);
      assertTrue(
          text.codePoints().allMatch(TextReportTest::isTame), () -> report.name() + ": " + text);
    }
    assertTrue(
        plain(result).startsWith("a\\x1b[2J\\x9b31m\\u202eabc\\u200b\\x07\\r\\n\\ud800.json:"));
  }

  /** A question mark is what becomes of half a surrogate pair when nobody takes care. */
  private static boolean isTame(int codePoint) {
    int type = Character.getType(codePoint);
    return codePoint == '\n'
        || (type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && codePoint != '?');
  }

  private static Rule someRule() {
    return rule("BAS101", "some-rule", "Something is so", Severity.ERROR);
  }

  private static SourceFile someFile() {
    return new SourceFile("nsg.json", "{}\n");
  }
}
