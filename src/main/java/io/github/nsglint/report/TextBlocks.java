package io.github.nsglint.report;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blocks of the text report, with an empty line around those of several lines. */
final class TextBlocks {
  /** More reasons or near misses than this confuse; the JSON report has them all. */
  private static final int MOST_REMARKS = 5;

  private static final String INDENT = "  ";

  /** What was written last. */
  enum Last {
    NOTHING,
    BLOCK,
    SINGLE_LINE
  }

  private final Writer out;
  private final TextReport.Color color;
  private Last last = Last.NOTHING;

  TextBlocks(Writer out, TextReport.Color color) {
    this.out = out;
    this.color = color;
  }

  void problem(Problem problem) throws IOException {
    startBlock();
    Ink ink = Ink.of(problem.severity());
    line(
        header(problem.span(), Wording.severity(problem.severity()), ink)
            + " "
            + Printable.of(problem.code()));
    line(INDENT + Wording.sentence(problem.message()));
    excerpt(problem.span(), ink);
  }

  /** What is broken or undecided. */
  void finding(Finding finding) throws IOException {
    startBlock();
    VerdictKind kind = VerdictKind.of(finding.verdict());
    boolean broken = kind == VerdictKind.BROKEN;
    Ink ink = broken ? Ink.of(finding.severity()) : Ink.UNDECIDED;
    String word = broken ? Wording.severity(finding.severity()) : kind.word();
    line(header(finding.span(), word, ink) + " " + rule(finding));
    line(INDENT + Wording.message(finding));
    excerpt(finding.span(), ink);
    for (String remark : remarks(finding)) {
      line(INDENT + remark);
    }
    if (broken) {
      line(INDENT + label("fix") + Wording.sentence(finding.fix()));
    }
    line(INDENT + label("more") + "nsglint explain " + Printable.of(finding.rule().id()));
  }

  /** What is broken or undecided and does not count: a single line. */
  void set(Finding finding) throws IOException {
    Standing standing = finding.standing();
    String why =
        standing
            .acceptance()
            .map(
                by ->
                    "accepted: "
                        + Wording.sentence(by.reason())
                        + by.owner().map(owner -> " Owner: " + Wording.sentence(owner)).orElse("")
                        + in(Wording.lineIn(by.span())))
            .orElse(standing.age() == Standing.Age.KNOWN ? "in the baseline" : "not in the diff");
    single(finding, "; " + why);
  }

  /** What was broken in the baseline, and is no more: a single line, with the place of then. */
  void fixed(Comparison.Absent absent) throws IOException {
    single(
        Ink.QUIET.on("fixed:", color)
            + " "
            + Printable.of(absent.rule())
            + absent
                .uri()
                .map(uri -> " (was at " + Printable.of(uri) + ":" + absent.line() + ")")
                .orElse("")
            + " "
            + Wording.oneLine(absent.message()));
  }

  /** What holds or does not apply: a single line. */
  void answer(Finding finding) throws IOException {
    String remark =
        finding
            .verdict()
            .fold(
                Verdict.Holds::note,
                Verdict.Broken::what,
                Verdict.Undecided::what,
                Verdict.NotApplicable::why);
    single(finding, remark.isEmpty() ? "" : "; " + Wording.oneLine(remark));
  }

  private void single(String text) throws IOException {
    if (last == Last.BLOCK) {
      line("");
    }
    last = Last.SINGLE_LINE;
    line(text);
  }

  private void single(Finding finding, String remark) throws IOException {
    single(
        paint(Ink.STRONG, Wording.place(finding.span()) + ":")
            + " "
            + VerdictKind.of(finding.verdict()).word()
            + " "
            + rule(finding)
            + ": "
            + Wording.oneLine(finding.target())
            + remark);
  }

  boolean isEmpty() {
    return last == Last.NOTHING;
  }

  /** Goes on after what was written elsewhere. */
  void follow(Last elsewhere) {
    last = elsewhere;
  }

  void flush() throws IOException {
    out.flush();
  }

  /** A line about what is not shown. */
  void remark(String text) throws IOException {
    startBlock();
    line(text);
  }

  /** Sets off what follows the blocks. */
  void end() throws IOException {
    if (last != Last.NOTHING) {
      line("");
    }
  }

  private void startBlock() throws IOException {
    if (last != Last.NOTHING) {
      line("");
    }
    last = Last.BLOCK;
  }

  private String header(Span span, String word, Ink ink) {
    return paint(Ink.STRONG, Wording.place(span) + ":") + " " + paint(ink, word);
  }

  private String rule(Finding finding) {
    return paint(Ink.STRONG, Printable.of(finding.rule().id()))
        + " "
        + Printable.of(finding.rule().name());
  }

  private void excerpt(Span span, Ink ink) throws IOException {
    if (Wording.isWholeFile(span)) {
      return;
    }
    Excerpt excerpt = Excerpt.of(span);
    String number = String.valueOf(excerpt.line());
    String gutter = paint(Ink.QUIET, INDENT + number + " |");
    line(excerpt.text().isEmpty() ? gutter : gutter + " " + excerpt.text());
    line(
        paint(Ink.QUIET, INDENT + " ".repeat(number.length()) + " |")
            + " ".repeat(1 + excerpt.indent())
            + paint(ink, "^".repeat(excerpt.carets())));
  }

  private List<String> remarks(Finding finding) {
    return finding
        .verdict()
        .fold(
            holds -> List.of(),
            broken -> nearMisses(broken, finding.span()),
            undecided -> reasons(undecided, finding.span()),
            notApplicable -> List.of());
  }

  private List<String> nearMisses(Verdict.Broken broken, Span here) {
    List<String> lines = new ArrayList<>();
    elsewhere(broken, here)
        .ifPresent(
            rule ->
                lines.add(
                    label("decided by")
                        + Wording.oneLine(rule.toString())
                        + in(Wording.lineSeenFrom(rule.span(), here))));
    List<Verdict.DecidingRule> written =
        broken.involved().stream().filter(rule -> !rule.standard()).toList();
    for (Verdict.DecidingRule rule : first(written)) {
      lines.add(
          label("see")
              + Wording.oneLine(rule.toString())
              + in(Wording.lineSeenFrom(rule.span(), here)));
    }
    more(written, "rule", "rules").ifPresent(lines::add);
    for (Verdict.Remark miss : first(broken.nearMisses())) {
      lines.add(
          label("near miss")
              + Wording.oneLine(miss.text())
              + in(Wording.lineSeenFrom(miss.span(), here)));
    }
    more(broken.nearMisses(), "near miss", "near misses").ifPresent(lines::add);
    return lines;
  }

  /** The deciding rule, when the reader cannot see it in the excerpt but could in a file. */
  private static Optional<Verdict.DecidingRule> elsewhere(Verdict.Broken broken, Span here) {
    return broken
        .decidedBy()
        .filter(rule -> !rule.standard())
        .filter(rule -> !Wording.lineIn(rule.span()).equals(Wording.lineIn(here)));
  }

  private List<String> reasons(Verdict.Undecided undecided, Span here) {
    List<String> lines = new ArrayList<>();
    for (Verdict.Remark reason : first(undecided.reasons())) {
      lines.add(
          label("depends on")
              + Wording.oneLine(reason.text())
              + in(Wording.lineSeenFrom(reason.span(), here)));
      if (!reason.advice().isEmpty()) {
        lines.add(INDENT + Wording.oneLine(reason.advice()));
      }
    }
    more(undecided.reasons(), "value", "values").ifPresent(lines::add);
    return lines;
  }

  private static <T> List<T> first(List<T> remarks) {
    return remarks.subList(0, Math.min(remarks.size(), MOST_REMARKS));
  }

  private static Optional<String> more(List<?> remarks, String one, String several) {
    int rest = remarks.size() - MOST_REMARKS;
    return rest > 0
        ? Optional.of("and " + rest + " more " + (rest == 1 ? one : several))
        : Optional.empty();
  }

  private String in(String place) {
    return " " + paint(Ink.QUIET, "(" + place + ")");
  }

  private String label(String word) {
    return paint(Ink.QUIET, word + ":") + " ";
  }

  private String paint(Ink ink, String text) {
    return ink.on(text, color);
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
