package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.Span;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words that every format uses for one thing. All of them are safe to show. */
final class Wording {
  private static final String STANDARD_INPUT = "<stdin>";

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Wording() {}

  /** {@code error}, {@code warning} or {@code note}. */
  static String severity(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** That a report has not all of the findings. */
  static String left(int number) {
    return "and "
        + number
        + " more "
        + (number == 1 ? "finding" : "findings")
        + " not shown; --max-findings sets how many are";
  }

  static String path(String path) {
    return path.equals("-") ? STANDARD_INPUT : Printable.of(path);
  }

  /** {@code path:line:column}, or the path alone for what concerns the file as such. */
  static String place(Span span) {
    return isWholeFile(span)
        ? path(span.file().path())
        : path(span.file().path()) + ":" + span.line() + ":" + span.column();
  }

  /** {@code path:line:column}. */
  static String place(Stretch stretch) {
    return path(stretch.file().path()) + ":" + stretch.line() + ":" + stretch.startColumn();
  }

  /** {@code path:line}. */
  static String lineIn(Span span) {
    return path(span.file().path()) + ":" + span.line();
  }

  /** {@code line 7}, or {@code path:7} when it is not in the file the reader looks at. */
  static String lineSeenFrom(Span span, Span here) {
    return span.file().path().equals(here.file().path()) ? "line " + span.line() : lineIn(span);
  }

  /** Whether the span is {@link io.github.nsglint.document.SourceFile#start()}. */
  static boolean isWholeFile(Span span) {
    return span.end() == 0;
  }

  /** What the verdict says of its target: one or more whole sentences. */
  static String message(Finding finding) {
    return sentence(
        finding.verdict() instanceof Verdict.Broken broken ? broken.what() : unbroken(finding));
  }

  private static String unbroken(Finding finding) {
    String target = finding.target();
    return finding
        .verdict()
        .fold(
            holds -> "Holds for " + target + ": " + finding.rule().title() + also(holds),
            Verdict.Broken::what,
            Verdict.Undecided::what,
            notApplicable -> "Does not apply to " + target + ": " + notApplicable.why());
  }

  private static String also(Verdict.Holds holds) {
    return holds.note().isEmpty() ? "" : ". " + capitalized(holds.note());
  }

  /** Which edition of the service tags was given, and what became of it: one sentence. */
  static String serviceTags(ServiceTagSource source) {
    String number = source.changeNumber().map(n -> "change number " + n).orElse("no change number");
    String cloud = source.cloud().map(name -> "cloud " + name).orElse("no cloud");
    String use =
        switch (source.use()) {
          case USED -> "";
          case NOT_NEEDED -> "; not needed here";
          case NOT_USABLE -> "; not used, see above";
        };
    return Printable.of(
        "Service tags: "
            + path(source.file())
            + ", "
            + cloud
            + ", "
            + number
            + ", "
            + source.date().map(date -> "of " + date).orElse("date not known")
            + use
            + ".");
  }

  /** With a full stop at its end, on one line, and safe to show. */
  static String sentence(String text) {
    String line = oneLine(text);
    return line.isEmpty() || ".!?".indexOf(line.charAt(line.length() - 1)) >= 0 ? line : line + ".";
  }

  /** Text of a pack, which may be folded over several lines, as one line that is safe to show. */
  static String oneLine(String text) {
    return isPlain(text) ? text : Printable.of(SPACE.matcher(text.strip()).replaceAll(" "));
  }

  /** Whether it is so already, as nearly every text is: all the space are single ones inside. */
  private static boolean isPlain(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if ((c <= ' ' || c >= 0x7F) && !(c == ' ' ? isSingle(text, i) : isPlain(c))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a space stands between two units that are none. */
  private static boolean isSingle(String text, int at) {
    return at > 0 && at + 1 < text.length() && text.charAt(at + 1) != ' ';
  }

  private static boolean isPlain(char c) {
    return Printable.isHarmless(c) && !Character.isWhitespace(c);
  }

  private static String capitalized(String clause) {
    int first = Character.charCount(clause.codePointAt(0));
    return clause.substring(0, first).toUpperCase(Locale.ROOT) + clause.substring(first);
  }
}
