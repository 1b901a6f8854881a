package io.github.nsglint.report;

import io.github.nsglint.analysis.Comparison;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Standing;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.policy.Rule;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

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

  /** What every finding of a rule says of it. */
  private record RuleLines(String name, String fix, String more) {}

  private final Writer out;
  private final TextReport.Color color;
  private final IdentityHashMap<Rule, RuleLines> rules = new IdentityHashMap<>();
  private final String decidedBy;
  private final String see;
  private final String nearMiss;
  private final String dependsOn;
  private Last last = Last.NOTHING;

  TextBlocks(Writer out, TextReport.Color color) {
    this.out = out;
    this.color = color;
    this.decidedBy = label("decided by");
    this.see = label("see");
    this.nearMiss = label("near miss");
    this.dependsOn = label("depends on");
  }

  void problem(Problem problem) throws IOException {
    startBlock();
    Ink ink = Ink.of(problem.severity());
    String code = Printable.of(problem.code());
    block(
        problem.span(),
        ink,
        Wording.severity(problem.severity()),
        code,
        Wording.sentence(problem.message()));
  }

  /** What is broken or undecided. */
  void finding(Finding finding) throws IOException {
    startBlock();
    VerdictKind kind = VerdictKind.of(finding.verdict());
    boolean broken = kind == VerdictKind.BROKEN;
    Ink ink = broken ? Ink.of(finding.severity()) : Ink.UNDECIDED;
    String word = broken ? Wording.severity(finding.severity()) : kind.word();
    RuleLines rule = rules.computeIfAbsent(finding.rule(), this::lines);
    block(finding.span(), ink, word, rule.name(), Wording.message(finding));
    if (finding.verdict() instanceof Verdict.Broken wrong) {
      nearMisses(wrong, finding.span());
      line(wrong.fix().isPresent() ? fix(wrong.fix().get()) : rule.fix());
    } else if (finding.verdict() instanceof Verdict.Undecided undecided) {
      reasons(undecided, finding.span());
    }
    line(rule.more());
  }

  private RuleLines lines(Rule rule) {
    return new RuleLines(
        rule(rule),
        fix(rule.fix()),
        INDENT + label("more") + "nsglint explain " + Printable.of(rule.id()));
  }

  private String fix(String fix) {
    return INDENT + label("fix") + Wording.sentence(fix);
  }

  private String rule(Rule rule) {
    return paint(Ink.STRONG, Printable.of(rule.id())) + " " + Printable.of(rule.name());
  }

  /** How a block begins: the place, what there is, and the text there. */
  private void block(Span span, Ink ink, String word, String name, String message)
      throws IOException {
    Stretch stretch = Stretch.of(span);
    boolean whole = Wording.isWholeFile(span);
    String place = whole ? Wording.place(span) : Wording.place(stretch);
    line(paint(Ink.STRONG, place + ":"), " ", paint(ink, word), " ", name);
    line(INDENT, message);
    if (!whole) {
      excerpt(Excerpt.of(stretch), ink);
    }
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
      line();
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
            + rule(finding.rule())
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
      line();
    }
  }

  private void startBlock() throws IOException {
    if (last != Last.NOTHING) {
      line();
    }
    last = Last.BLOCK;
  }

  private void excerpt(Excerpt excerpt, Ink ink) throws IOException {
    String number = String.valueOf(excerpt.line());
    String gutter = paint(Ink.QUIET, INDENT + number + " |");
    if (excerpt.text().isEmpty()) {
      line(gutter);
    } else {
      line(gutter, " ", excerpt.text());
    }
    line(
        paint(Ink.QUIET, INDENT + " ".repeat(number.length()) + " |"),
        " ".repeat(1 + excerpt.indent()),
        paint(ink, "^".repeat(excerpt.carets())));
  }

  private void nearMisses(Verdict.Broken broken, Span here) throws IOException {
    if (broken.decidedBy().isPresent() && isElsewhere(broken.decidedBy().get(), here)) {
      remark(decidedBy, broken.decidedBy().get(), here);
    }
    List<Verdict.DecidingRule> written = new ArrayList<>();
    for (Verdict.DecidingRule rule : broken.involved()) {
      if (!rule.standard()) {
        written.add(rule);
      }
    }
    for (Verdict.DecidingRule rule : first(written)) {
      remark(see, rule, here);
    }
    more(written, "rule", "rules");
    for (Verdict.Remark miss : first(broken.nearMisses())) {
      remark(nearMiss, miss.text(), miss.span(), here);
    }
    more(broken.nearMisses(), "near miss", "near misses");
  }

  /** Whether the reader cannot see the deciding rule in the excerpt but could in a file. */
  private static boolean isElsewhere(Verdict.DecidingRule rule, Span here) {
    Span there = rule.span();
    return !rule.standard()
        && !there.equals(here)
        && !(there.file().path().equals(here.file().path()) && there.line() == here.line());
  }

  private void reasons(Verdict.Undecided undecided, Span here) throws IOException {
    for (Verdict.Remark reason : first(undecided.reasons())) {
      remark(dependsOn, reason.text(), reason.span(), here);
      if (!reason.advice().isEmpty()) {
        line(INDENT, INDENT, Wording.oneLine(reason.advice()));
      }
    }
    more(undecided.reasons(), "value", "values");
  }

  private void remark(String label, Verdict.DecidingRule rule, Span here) throws IOException {
    remark(label, rule.toString(), rule.span(), here);
  }

  private void remark(String label, String text, Span there, Span here) throws IOException {
    line(INDENT, label, Wording.oneLine(text), in(Wording.lineSeenFrom(there, here)));
  }

  private static <T> List<T> first(List<T> remarks) {
    return remarks.size() <= MOST_REMARKS ? remarks : remarks.subList(0, MOST_REMARKS);
  }

  private void more(List<?> remarks, String one, String several) throws IOException {
    int rest = remarks.size() - MOST_REMARKS;
    if (rest > 0) {
      line(INDENT, "and " + rest + " more ", rest == 1 ? one : several);
    }
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

  private void line(String... pieces) throws IOException {
    for (String piece : pieces) {
      out.write(piece);
    }
    out.write('\n');
  }
}
