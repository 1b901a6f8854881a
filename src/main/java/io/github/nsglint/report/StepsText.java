package io.github.nsglint.report;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.analysis.VerdictChange;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Locale;

/** After which command of a script a requirement is lost or met, as text. */
public final class StepsText {
  private static final int LONGEST_KIND = 9;

  private StepsText() {}

  /**
   * @param changes in the order of the commands
   */
  public static String of(List<VerdictChange> changes) {
    StringBuilder text = new StringBuilder();
    Span last = null;
    for (VerdictChange change : changes) {
      if (!change.command().equals(last)) {
        text.append(change.command()).append(": ").append(words(change.command())).append('\n');
        last = change.command();
      }
      Finding finding = change.finding();
      String kind = change.kind().name().toLowerCase(Locale.ROOT);
      text.append("  ").append(kind).append(" ".repeat(LONGEST_KIND - kind.length()));
      text.append("  ").append(finding.rule().id()).append("  ").append(finding.target());
      text.append(": ").append(Printable.of(said(finding))).append('\n');
    }
    return text.append(changes.isEmpty() ? "No command changes a verdict.\n\n" : "\n").toString();
  }

  static String said(Finding finding) {
    return finding
        .verdict()
        .fold(
            holds -> finding.rule().title(),
            Verdict.Broken::what,
            Verdict.Undecided::what,
            notApplicable -> notApplicable.why());
  }

  /** The command on one line, however many it is written on. */
  static String words(Span command) {
    return Printable.of(
        String.join(" ", command.text().replace("\\", " ").strip().split("\\s+", -1)));
  }
}
