package io.github.nsglint.source.shell;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A stretch of a file that is being parsed: where the parser stands, and what was wrong. */
final class ShellText {
  /** Far deeper than people nest, and far from the end of Java's stack. */
  private static final int MAX_DEPTH = 60;

  final SourceFile file;
  final String text;
  final List<Problem> problems = new ArrayList<>();

  /** Quotes that are taken to end with their line, since nothing else closes them. */
  final Set<Integer> openQuotes;

  /** Start and end of each quoted text of several lines, in order. */
  final List<int[]> longQuotes = new ArrayList<>();

  int at;
  int end;
  private int depth;

  ShellText(SourceFile file, String text, int start, int end, Set<Integer> openQuotes) {
    this.file = file;
    this.text = text;
    this.at = start;
    this.end = end;
    this.openQuotes = openQuotes;
  }

  /** A quote that nothing closes. */
  static final class UnclosedQuote extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int start;

    UnclosedQuote(int start) {
      super("unclosed quote", null, false, false);
      this.start = start;
    }
  }

  /** Constructs inside each other, too many of them. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooDeep() {
      super("too deep", null, false, false);
    }
  }

  boolean atEnd() {
    return at >= end;
  }

  /** NUL after the end. */
  char here() {
    return ahead(0);
  }

  /** The character some units on; NUL after the end. */
  char ahead(int units) {
    return at + units < end ? text.charAt(at + units) : '\0';
  }

  boolean starts(String part) {
    return at + part.length() <= end && text.startsWith(part, at);
  }

  Span span(int start) {
    return file.span(start, at);
  }

  Span span(int start, int to) {
    return file.span(start, to);
  }

  void enter(int start) {
    if (++depth > MAX_DEPTH) {
      problems.add(
          Problem.error(
              "script-nesting",
              "the script is nested more than " + MAX_DEPTH + " deep here",
              span(start, Math.min(end, start + 1))));
      throw new TooDeep();
    }
  }

  void leave() {
    depth--;
  }

  void surface() {
    depth = 0;
  }

  void problem(String message, int start) {
    problems.add(
        Problem.error(
            "script-syntax", message, span(start, Math.min(end, Math.max(at, start + 1)))));
  }

  /** Whether a backslash and a line end stand here, which join two lines. */
  boolean atContinuation() {
    return here() == '\\' && (ahead(1) == '\n' || (ahead(1) == '\r' && ahead(2) == '\n'));
  }

  void skipContinuation() {
    at += ahead(1) == '\n' ? 2 : 3;
  }

  void skipSpace() {
    while (!atEnd()) {
      char c = here();
      if (c == ' ' || c == '\t' || (c == '\r' && ahead(1) == '\n')) {
        at++;
      } else if (c == '\\' && atContinuation()) {
        skipContinuation();
      } else {
        return;
      }
    }
  }

  void skipLine() {
    int next = text.indexOf('\n', at);
    at = next < 0 || next > end ? end : next;
  }

  /** The end of the line that an offset is on. */
  int lineEnd(int offset) {
    int next = text.indexOf('\n', offset);
    int stop = next < 0 || next > end ? end : next;
    return stop > offset && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
  }

  static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isName(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }

  /** The end of the name that starts at an offset; the offset itself if none does. */
  int nameEnd(int from) {
    int stop = from;
    while (stop < end
        && (stop == from ? isNameStart(text.charAt(stop)) : isName(text.charAt(stop)))) {
      stop++;
    }
    return stop;
  }
}
