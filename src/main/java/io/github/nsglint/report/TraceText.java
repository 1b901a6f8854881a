package io.github.nsglint.report;

import io.github.nsglint.analysis.Trace;
import io.github.nsglint.analysis.Trace.Answer;
import io.github.nsglint.analysis.Trace.Part;
import io.github.nsglint.analysis.Trace.Step;
import io.github.nsglint.analysis.Verdict.DecidingRule;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Direction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** A trace for people: each part of the flows with its way, step by step, and the answer. */
public final class TraceText {
  private static final int MOST_REMARKS = 8;

  private final Trace trace;
  private final TraceWords words;
  private final TextReport.Color color;
  private final StringBuilder out = new StringBuilder();

  private TraceText(Trace trace, TextReport.Color color) {
    this.trace = trace;
    this.words = new TraceWords(trace);
    this.color = color;
  }

  /**
   * @param problems of the input; those that kept something from being read are shown
   * @param serviceTags the file of service tags, if one was given
   * @param stream stays open
   */
  public static void write(
      Trace trace,
      List<Problem> problems,
      Optional<ServiceTagSource> serviceTags,
      TextReport.Color color,
      OutputStream stream)
      throws IOException {
    TraceText text = new TraceText(trace, color);
    text.write(problems, serviceTags);
    Writer writer = new Utf8Writer(stream);
    writer.write(text.out.toString());
    writer.flush();
  }

  private void write(List<Problem> problems, Optional<ServiceTagSource> serviceTags) {
    for (Problem problem : problems) {
      if (problem.severity() == Severity.ERROR) {
        line(NetworkText.problem(problem));
      }
    }
    if (out.length() > 0) {
      line("");
    }
    line(Ink.STRONG.on(Wording.oneLine(words.question()), color));
    for (Trace.Way way : trace.ways()) {
      if (trace.ways().size() > 1) {
        line("");
        line(Wording.oneLine(way.source()) + " → " + Wording.oneLine(way.destination()));
      }
      for (Part part : way.parts()) {
        line("");
        write(part);
      }
    }
    line("");
    for (String note : trace.notes()) {
      line("note: " + Wording.sentence(note));
    }
    serviceTags.ifPresent(source -> line("note: " + Wording.serviceTags(source)));
    List<String> conclusion = words.conclusion().stream().map(Wording::oneLine).toList();
    if (conclusion.size() == 1) {
      line(Ink.STRONG.on("Answer:", color) + " " + conclusion.get(0));
    } else {
      line(Ink.STRONG.on("Answer:", color));
      conclusion.forEach(clause -> line("  " + clause));
    }
  }

  private void write(Part part) {
    Ink ink =
        switch (part.answer()) {
          case ALLOWED -> Ink.STRONG;
          case DENIED -> Ink.ERROR;
          case DEPENDS -> Ink.UNDECIDED;
        };
    line(
        Ink.STRONG.on(Wording.oneLine(words.flows(part)) + ":", color)
            + " "
            + ink.on(Wording.oneLine(TraceWords.answer(part)), color));
    if (!part.steps().isEmpty()) {
      TextTable table =
          new TextTable(
              List.of(
                  TextTable.Column.left("", Integer.MAX_VALUE),
                  TextTable.Column.left("", Integer.MAX_VALUE),
                  TextTable.Column.left("", Integer.MAX_VALUE),
                  TextTable.Column.left("", Integer.MAX_VALUE)));
      part.steps().forEach(step -> table.row(row(step)));
      table.lines().stream().skip(1).forEach(row -> line("  " + row));
    }
    List<Remark> first =
        part.dependsOn().subList(0, Math.min(MOST_REMARKS, part.dependsOn().size()));
    for (Remark remark : first) {
      line("  depends on: " + Wording.oneLine(remark.text()) + place(remark.span()));
    }
    int rest = part.dependsOn().size() - first.size();
    if (rest > 0) {
      line("  and " + Wording.count(rest, "more value"));
    }
    excerpt(part);
  }

  private static List<String> row(Step step) {
    String direction = step.direction() == Direction.OUTBOUND ? "out" : "in";
    String said =
        switch (step.answer()) {
          case ALLOWED -> "allowed";
          case DENIED -> "denied";
          case DEPENDS -> "not known";
        };
    return List.of(
        direction,
        Wording.oneLine(step.place()),
        step.group()
            .map(Wording::oneLine)
            .orElse(step.answer() == Answer.ALLOWED ? "no group" : "?"),
        said + step.rule().map(TraceText::decider).orElse(""));
  }

  private static String decider(DecidingRule rule) {
    return " by "
        + Wording.oneLine(rule.toString())
        + (rule.standard() ? "" : "  " + Wording.lineIn(rule.span()));
  }

  private String place(Span span) {
    return " " + Ink.QUIET.on("(" + Wording.lineIn(span) + ")", color);
  }

  /** The rule that denies, as it is written. */
  private void excerpt(Part part) {
    Optional<Span> place =
        part.denying().flatMap(Step::rule).filter(rule -> !rule.standard()).map(DecidingRule::span);
    if (place.isEmpty() || Wording.isWholeFile(place.get())) {
      return;
    }
    Excerpt excerpt = Excerpt.of(place.get());
    String number = String.valueOf(excerpt.line());
    line(Ink.QUIET.on("  " + number + " |", color) + " " + excerpt.text());
    line(
        Ink.QUIET.on("  " + " ".repeat(number.length()) + " |", color)
            + " ".repeat(1 + excerpt.indent())
            + Ink.ERROR.on("^".repeat(excerpt.carets()), color));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
