package io.github.nsglint.policy;

import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands around a place of a file, in any language whose texts stand in quotes, whose blocks
 * stand in brackets and whose comments start with {@code //}, {@code #} or {@code /*}. Good enough
 * to find out what a comment is about, and no more.
 */
final class Enclosure {
  private static final List<String> SCRIPTS = List.of(".sh", ".bash", ".azcli", ".md", ".ps1");

  /** Keys whose object says something of the object around it. */
  private static final List<String> INNER_KEYS = List.of("properties", "metadata");

  private static final String OPENING = "{[(";
  private static final String CLOSING = "}])";

  /** What a place is part of. */
  enum Kind {
    COMMENT,
    TEXT,
    NEITHER
  }

  /**
   * @param start where the comment or the text starts
   * @param end where it ends on its line
   */
  record Context(Kind kind, int start, int end) {}

  /**
   * @param part whether it only says something of the object around it
   */
  private record Open(int offset, boolean part) {}

  /** Longer commands are cut. */
  private static final int MOST_LINES = 1000;

  private final SourceFile file;
  private final boolean script;

  // Places are asked about in their order, and a file may be one line of a hundred megabytes: what
  // was passed is not passed again.
  private int line;
  private int lineEnd = -1;
  private int passedOfLine;
  private int passed;
  private int key;
  private int askedFrom;
  private int nextLine;
  private final Deque<Open> opened = new ArrayDeque<>();
  private final Map<Integer, Integer> blockEnds = new HashMap<>();

  Enclosure(SourceFile file) {
    this.file = file;
    this.script = SCRIPTS.stream().anyMatch(file.path()::endsWith);
  }

  int lineEnd(int offset) {
    if (offset >= line && offset <= lineEnd) {
      return lineEnd;
    }
    int end = offset;
    while (end < file.length() && file.charAt(end) != '\n' && file.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int lineStart(int offset) {
    if (offset >= line && offset <= lineEnd) {
      return line;
    }
    int start = offset;
    while (start > 0 && file.charAt(start - 1) != '\n' && file.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }

  /** What a place is part of, seen from the start of its line. Later places are asked later. */
  Context context(int place) {
    if (place > lineEnd) {
      line = lineStart(place);
      lineEnd = lineEnd(place);
      passedOfLine = line;
    }
    int start = line;
    int end = lineEnd;
    if (isBlank(start, place)) {
      return new Context(Kind.COMMENT, place, end); // inside a comment of several lines
    }
    int at = passedOfLine;
    while (at < place) {
      passedOfLine = at;
      if (isQuote(at)) {
        int close = closing(at, end);
        if (close > place) {
          boolean closed = file.charAt(close - 1) == file.charAt(at);
          return new Context(Kind.TEXT, at, closed ? close - 1 : close);
        }
        at = close;
      } else if (opensComment(at) || file.charAt(at) == '*') {
        return new Context(Kind.COMMENT, at, end);
      } else {
        at++;
      }
    }
    return new Context(Kind.NEITHER, place, end);
  }

  /** What a comment or a text is about. */
  Span covered(Context context, int place) {
    if (context.kind() == Kind.TEXT && !script) {
      return object(place);
    }
    boolean alone = context.kind() == Kind.COMMENT && isBlank(line, context.start());
    int first = alone ? nextLine(place) : line;
    return first < 0 ? file.span(place, place) : wholeLine(first, alone);
  }

  /** The line, and those that belong to it. */
  private Span wholeLine(int first, boolean withBlock) {
    int start = first;
    int end = lineEnd(first);
    for (int i = 0; i < MOST_LINES && start > 0 && goesOnAt(before(start)); i++) {
      start = lineStart(before(start));
    }
    for (int i = 0; i < MOST_LINES && end < file.length() && goesOnAt(end); i++) {
      end = lineEnd(after(end));
    }
    if (withBlock) {
      int last = lastOf(first, lineEnd(first));
      if (last >= 0 && OPENING.indexOf(file.charAt(last)) >= 0) {
        end = Math.max(end, blockEnd(last));
      }
    }
    return file.span(start, end);
  }

  /** Whether a command goes on after a line that ends at an offset. */
  private boolean goesOnAt(int end) {
    return script && end > 0 && file.charAt(end - 1) == '\\';
  }

  /** Where the next line with something else than a comment starts; -1 if there is none. */
  private int nextLine(int place) {
    if (place < askedFrom || place >= nextLine) {
      askedFrom = place;
      nextLine = searchNextLine(place);
    }
    return nextLine <= file.length() ? nextLine : -1;
  }

  private int searchNextLine(int place) {
    int end = lineEnd(place);
    while (end < file.length()) {
      int start = after(end);
      end = lineEnd(start);
      int first = start;
      while (first < end && isBlank(first, first + 1)) {
        first++;
      }
      boolean comment = first < end && (opensComment(first) || file.charAt(first) == '*');
      if (first < end && !comment) {
        return start;
      }
    }
    return Integer.MAX_VALUE;
  }

  private int before(int lineStart) {
    int end = lineStart - 1;
    return end > 0 && file.charAt(end) == '\n' && file.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int after(int lineEnd) {
    boolean pair =
        lineEnd + 1 < file.length()
            && file.charAt(lineEnd) == '\r'
            && file.charAt(lineEnd + 1) == '\n';
    return Math.min(file.length(), lineEnd + (pair ? 2 : 1));
  }

  /** The last thing on a line that is no blank and no comment; -1 if there is none. */
  private int lastOf(int start, int end) {
    int last = -1;
    int at = start;
    while (at < end && !opensComment(at)) {
      if (!isBlank(at, at + 1)) {
        last = at;
      }
      at = isQuote(at) ? closing(at, end) : at + 1;
    }
    return last;
  }

  /** The offset after the bracket that closes the one at an offset; the file's end without one. */
  private int blockEnd(int open) {
    return blockEnds.computeIfAbsent(open, this::searchBlockEnd);
  }

  private int searchBlockEnd(int open) {
    int depth = 0;
    int at = open;
    while (at < file.length()) {
      char c = file.charAt(at);
      depth += OPENING.indexOf(c) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(c) >= 0 ? 1 : 0;
      if (depth == 0) {
        return at + 1;
      }
      at = next(at);
    }
    return file.length();
  }

  /** The innermost object around a place; that around it if it is but a part of that. */
  private Span object(int place) {
    while (passed < place) {
      char c = file.charAt(passed);
      if (OPENING.indexOf(c) >= 0) {
        opened.push(new Open(passed, c != '{' || isInner(file.text(key, passed))));
      } else if (CLOSING.indexOf(c) >= 0) {
        opened.poll();
      }
      int next = next(passed);
      if (next > place) {
        break; // the text itself
      }
      if ("{[()]},\n".indexOf(c) >= 0) {
        key = next;
      }
      passed = next;
    }
    int start = lineStart(place);
    for (Open open : opened) {
      start = open.offset();
      if (!open.part()) {
        break;
      }
    }
    return file.span(start, opened.isEmpty() ? lineEnd(place) : blockEnd(start));
  }

  private static boolean isInner(String before) {
    String name = before.replaceAll("[\"':=\\s]", "");
    return INNER_KEYS.contains(name);
  }

  /** The offset after what stands at an offset: a text, a comment or a single character. */
  private int next(int at) {
    if (isQuote(at)) {
      return closing(at, file.length());
    }
    if (!opensComment(at)) {
      return at + 1;
    }
    if (file.charAt(at) == '/' && file.charAt(at + 1) == '*') {
      int end = file.indexOf("*/", at + 2);
      return end < 0 ? file.length() : end + 2;
    }
    return lineEnd(at);
  }

  private boolean isQuote(int at) {
    return file.charAt(at) == '"' || file.charAt(at) == '\'';
  }

  /** The offset after the text that starts at an offset. */
  private int closing(int quote, int end) {
    int at = quote + 1;
    while (at < end && file.charAt(at) != file.charAt(quote)) {
      at += file.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(end, at + 1);
  }

  private boolean opensComment(int at) {
    char c = file.charAt(at);
    boolean slashes =
        c == '/'
            && at + 1 < file.length()
            && (file.charAt(at + 1) == '/' || file.charAt(at + 1) == '*');
    return slashes || c == '#';
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (file.charAt(i) != ' ' && file.charAt(i) != '\t') {
        return false;
      }
    }
    return true;
  }
}
