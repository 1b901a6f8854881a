package io.github.nsglint.policy;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code nsglint: ignore[BAS104, BAS107] reason} in a file of any language.
 *
 * <ul>
 *   <li>In a comment behind something it speaks of that line; of a command of a script that goes on
 *       over several lines, of all of them.
 *   <li>In a comment on a line of its own it speaks of the next line that is neither empty nor a
 *       comment; if that opens a block, of all of the block.
 *   <li>In a text, as a rule's {@code description} or a resource's {@code metadata}, where comments
 *       are impossible, it speaks of the rule or resource that the text belongs to.
 * </ul>
 */
public final class IgnoreComments {
  /** What every one of them starts with: a file without it has none. */
  public static final String MARK = "nsglint:";

  private static final String WORD = "ignore";

  /** What is longer is cut. */
  private static final int LONGEST = 2000;

  private final SourceFile file;
  private final Enclosure enclosure;
  private final List<IgnoreComment> comments = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private IgnoreComments(SourceFile file) {
    this.file = file;
    this.enclosure = new Enclosure(file);
  }

  /** All of a file, in order; one that cannot be understood is a problem and accepts nothing. */
  public static Loaded<List<IgnoreComment>> in(SourceFile file) {
    IgnoreComments found = new IgnoreComments(file);
    for (int at = file.indexOf(MARK, 0); at >= 0; at = file.indexOf(MARK, at + 1)) {
      found.read(at);
    }
    return new Loaded<>(List.copyOf(found.comments), found.problems);
  }

  private void read(int mark) {
    int at = skipBlanks(mark + MARK.length(), Math.min(file.length(), mark + LONGEST));
    if (!file.text(at, Math.min(file.length(), at + WORD.length())).equals(WORD)) {
      return; // prose that names the program
    }
    Enclosure.Context context = enclosure.context(mark);
    if (context.kind() == Enclosure.Kind.NEITHER) {
      return;
    }
    int end = Math.max(at + WORD.length(), Math.min(mark + LONGEST, context.end()));
    int open = skipBlanks(at + WORD.length(), end);
    String rest = file.text(open, end);
    int close = rest.indexOf(']');
    List<String> rules = close < 0 ? List.of() : names(rest.substring(1, Math.max(1, close)));
    if (!rest.startsWith("[") || rules.isEmpty()) {
      problem(
          "suppression-syntax",
          "found '"
              + shortened(file.text(mark, end).strip())
              + "', expected 'nsglint: ignore[BAS104] reason', with the id or name of a rule in the"
              + " brackets",
          file.span(mark, open));
      return;
    }
    Span span = file.span(mark, open + close + 1);
    String reason = reason(rest.substring(close + 1));
    if (reason.isEmpty()) {
      problem(
          "suppression-without-reason",
          "the reason is missing, so nothing is accepted; write it behind the bracket:"
              + " nsglint: ignore["
              + String.join(", ", rules)
              + "] reason",
          span);
      return;
    }
    comments.add(new IgnoreComment(rules, reason, span, enclosure.covered(context, mark)));
  }

  private void problem(String code, String message, Span span) {
    problems.add(Problem.warning(code, message, span));
  }

  private int skipBlanks(int from, int end) {
    int at = from;
    while (at < end && (file.charAt(at) == ' ' || file.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  /** Without what sets it off, and without the end of the comment. */
  private static String reason(String text) {
    String reason = text.strip();
    for (String end : List.of("*/", "-->")) {
      int at = reason.indexOf(end);
      reason = at < 0 ? reason : reason.substring(0, at).strip();
    }
    int start = 0;
    while (start < reason.length() && ":-–—".indexOf(reason.charAt(start)) >= 0) {
      start++;
    }
    return reason.substring(start).strip();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
