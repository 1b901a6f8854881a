package io.github.nsglint.source.azcli;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The blocks of a Markdown file that hold commands of a shell. */
final class FencedBlocks {
  private static final Set<String> LANGUAGES =
      Set.of("azcli", "azurecli", "azurecli-interactive", "bash", "console", "sh", "shell", "zsh");

  private FencedBlocks() {}

  /** What stands between the fences, in order; a fence that nothing closes ends with the file. */
  static List<Span> of(SourceFile file) {
    List<Span> blocks = new ArrayList<>();
    String fence = "";
    int start = -1;
    for (int line = 1; line <= file.lineCount(); line++) {
      String text = file.lineText(line).strip();
      String marks = marks(text);
      if (fence.isEmpty() && !marks.isEmpty()) {
        fence = marks;
        boolean shell = LANGUAGES.contains(language(text.substring(marks.length())));
        start = shell && line < file.lineCount() ? file.lineStart(line + 1) : -1;
      } else if (!fence.isEmpty() && text.startsWith(fence) && text.equals(marks)) {
        if (start >= 0) {
          blocks.add(file.span(start, file.lineStart(line)));
        }
        fence = "";
      }
    }
    if (!fence.isEmpty() && start >= 0) {
      blocks.add(file.span(start, file.length()));
    }
    return blocks;
  }

  /** Three or more backticks or tildes at the start of a line. */
  private static String marks(String text) {
    int end = 0;
    while (end < text.length()
        && "`~".indexOf(text.charAt(end)) >= 0
        && text.charAt(end) == text.charAt(0)) {
      end++;
    }
    return end >= 3 ? text.substring(0, end) : "";
  }

  private static String language(String info) {
    String first = info.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < first.length() && " {,:".indexOf(first.charAt(end)) < 0) {
      end++;
    }
    return first.substring(0, end);
  }
}
