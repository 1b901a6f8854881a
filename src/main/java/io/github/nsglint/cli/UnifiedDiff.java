package io.github.nsglint.cli;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Span;
import io.github.nsglint.report.SourceUris;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change, as {@code git diff} and {@code diff -u} write it: which lines of which files it
 * touches. A file that loses lines is touched as a whole, since what is missing has no line.
 */
final class UnifiedDiff {
  private static final Pattern HUNK =
      Pattern.compile("@@ -[0-9]{1,9}(?:,([0-9]{1,9}))? \\+([0-9]{1,9})(?:,([0-9]{1,9}))? @@.*");

  /**
   * @param first line of the hunk in the file of now
   */
  private record Lines(int first, int last) {}

  private static final class Change {
    final List<Lines> hunks = new ArrayList<>();
    boolean whole;

    boolean touches(Span place) {
      int first = place.line();
      int last = Math.max(first, place.endLine());
      return whole || hunks.stream().anyMatch(hunk -> hunk.first() <= last && hunk.last() >= first);
    }
  }

  /** By the URI of the file. */
  private final Map<String, Change> changes = new HashMap<>();

  private final SourceUris uris;
  private int files;

  private UnifiedDiff(SourceUris uris) {
    this.uris = uris;
  }

  static UnifiedDiff parse(String text, SourceUris uris) throws UsageException {
    UnifiedDiff diff = new UnifiedDiff(uris);
    diff.read(text.split("\r?\n", -1));
    if (diff.files == 0 && !text.isBlank()) {
      throw new UsageException(
          "--diff-only takes a unified diff on standard input, as `git diff` prints it; there is no"
              + " file in what was read");
    }
    return diff;
  }

  private void read(String[] lines) throws UsageException {
    Change change = new Change();
    int i = 0;
    while (i < lines.length) {
      String line = lines[i];
      if (line.startsWith("+++ ") && i > 0 && lines[i - 1].startsWith("--- ")) {
        change = file(name(line.substring(4)));
        i++;
      } else if (line.startsWith("@@ ")) {
        i = hunk(lines, i, change);
      } else {
        if (line.startsWith("diff --git ") || line.startsWith("rename to ")) {
          files++;
        }
        i++;
      }
    }
  }

  private Change file(String name) {
    files++;
    Change change = new Change();
    // git writes a/ and b/ before paths unless it is told not to.
    String bare = name.startsWith("b/") ? name.substring(2) : name;
    for (String path : List.of(bare, name)) {
      changes.putIfAbsent(uris.ofRoot(path), change);
      changes.putIfAbsent(uris.of(path).text(), change);
    }
    return change;
  }

  /**
   * The index after a hunk; its header says how long it is, so that no line is taken for another.
   */
  private static int hunk(String[] lines, int header, Change change) throws UsageException {
    Matcher matcher = HUNK.matcher(lines[header]);
    if (!matcher.matches()) {
      throw new UsageException(
          "--diff-only: line "
              + (header + 1)
              + " of the diff is no header of a hunk: '"
              + lines[header]
              + "'");
    }
    int old = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    int first = Integer.parseInt(matcher.group(2));
    int count = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    int left = count;
    int i = header + 1;
    while (old > 0 || left > 0) {
      if (i >= lines.length) {
        throw new UsageException("--diff-only: the diff ends within a hunk, at line " + i);
      }
      char mark = lines[i].isEmpty() ? ' ' : lines[i].charAt(0);
      old -= mark == ' ' || mark == '-' ? 1 : 0;
      left -= mark == ' ' || mark == '+' ? 1 : 0;
      change.whole |= mark == '-';
      i++;
    }
    change.hunks.add(new Lines(first, first + Math.max(count, 1) - 1));
    return i;
  }

  /** Without what {@code diff -u} writes behind it, and without git's quotes. */
  private static String name(String text) {
    if (!text.startsWith("\"")) {
      int tab = text.indexOf('\t');
      return tab < 0 ? text : text.substring(0, tab);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 1;
    while (i < text.length() && text.charAt(i) != '"') {
      char c = text.charAt(i++);
      if (c == '\\' && i + 2 < text.length() && text.substring(i, i + 3).matches("[0-3][0-7]{2}")) {
        bytes.write(Integer.parseInt(text.substring(i, i + 3), 8));
        i += 3;
      } else {
        char plain = c == '\\' && i < text.length() ? text.charAt(i++) : c;
        bytes.writeBytes(String.valueOf(plain).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Whether a finding stands, or has what it rests on, where the change is. */
  boolean touches(Finding finding) {
    List<Span> places = new ArrayList<>(List.of(finding.span()));
    if (finding.verdict() instanceof Verdict.Broken broken) {
      broken.decidedBy().ifPresent(rule -> places.add(rule.span()));
      broken.involved().forEach(rule -> places.add(rule.span()));
      broken.nearMisses().forEach(miss -> places.add(miss.span()));
    } else if (finding.verdict() instanceof Verdict.Undecided undecided) {
      undecided.reasons().forEach(reason -> places.add(reason.span()));
    }
    for (Span place : places) {
      Change change = changes.get(uris.of(place.file().path()).text());
      if (change != null && change.touches(place)) {
        return true;
      }
    }
    return false;
  }
}
