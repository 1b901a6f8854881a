package io.github.nsglint.source.shell;

import io.github.nsglint.document.Problem;
import io.github.nsglint.source.shell.Word.Piece;
import io.github.nsglint.source.shell.Word.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads words with their quotes, escapes and values. */
final class WordReader {
  private final ShellText in;

  /** Reads the statements up to a {@code )} or the end. */
  private final Supplier<List<Statement>> statements;

  WordReader(ShellText in, Supplier<List<Statement>> statements) {
    this.in = in;
    this.statements = statements;
  }

  static boolean endsWord(char c) {
    return " \t\n;&|()<>".indexOf(c) >= 0;
  }

  /** A word; it has no pieces if none starts here. */
  Word word() {
    return until(WordReader::endsWord);
  }

  private interface Stop {
    boolean at(char c);
  }

  private Word until(Stop stop) {
    int start = in.at;
    Pieces pieces = new Pieces();
    while (!in.atEnd()) {
      char c = in.here();
      if (c == '<' && placeholder(pieces)) {
        continue;
      }
      if (stop.at(c) || (c == '\r' && in.ahead(1) == '\n')) {
        break;
      }
      switch (c) {
        case '\\' -> escape(pieces);
        case '\'' -> single(pieces);
        case '"' -> doubled(pieces);
        case '$' -> dollar(pieces, Quoting.BARE);
        case '`' -> backticks(pieces, Quoting.BARE);
        default -> {
          pieces.add(c, Quoting.BARE, in.at);
          in.at++;
        }
      }
    }
    pieces.flush();
    return new Word(pieces.all, in.span(start));
  }

  /** {@code <resource-group>}, which articles write for the reader to replace. */
  private boolean placeholder(Pieces pieces) {
    int stop = in.at + 1;
    while (stop < in.end && "\n<>|&;$\"'".indexOf(in.text.charAt(stop)) < 0) {
      stop++;
    }
    boolean named =
        stop < in.end
            && stop > in.at + 1
            && in.text.charAt(stop) == '>'
            && Character.isLetter(in.text.charAt(in.at + 1))
            && (stop + 1 == in.end || " \t\r\n\\-./_".indexOf(in.text.charAt(stop + 1)) >= 0);
    if (!named) {
      return false;
    }
    pieces.flush();
    pieces.all.add(new Piece.Missing("a placeholder stands here", in.span(in.at, stop + 1)));
    in.at = stop + 1;
    return true;
  }

  private void escape(Pieces pieces) {
    if (in.atContinuation()) {
      in.skipContinuation();
      return;
    }
    if (in.at + 1 < in.end) {
      brokenContinuation();
      pieces.add(in.ahead(1), Quoting.QUOTED, in.at);
    }
    in.at = Math.min(in.end, in.at + 2);
  }

  /** A space after the backslash: the line looks continued and is not. */
  private void brokenContinuation() {
    int next = in.at + 1;
    while (next < in.end && (in.text.charAt(next) == ' ' || in.text.charAt(next) == '\t')) {
      next++;
    }
    boolean lineEnds = next < in.end && "\r\n".indexOf(in.text.charAt(next)) >= 0;
    if (next > in.at + 1 && lineEnds) {
      in.problems.add(
          Problem.warning(
              "script-continuation",
              "a space follows this backslash, so the command ends with this line",
              in.span(in.at, in.at + 1)));
    }
  }

  /** Where a quote closes; the line's end for one that is known to stay open. */
  private int closing(int start, int found) {
    if (in.openQuotes.contains(start)) {
      return in.lineEnd(start);
    }
    if (found < 0 || found >= in.end) {
      throw new ShellText.UnclosedQuote(start);
    }
    int line = in.text.indexOf('\n', start);
    if (line >= 0 && line < found) {
      in.longQuotes.add(new int[] {start, found});
    }
    return found;
  }

  private void openEnded(Pieces pieces, int start, int stop) {
    pieces.flush();
    pieces.all.add(new Piece.Missing(Piece.Missing.OPEN_QUOTE, in.span(start, stop)));
    in.at = stop;
  }

  private void single(Pieces pieces) {
    int start = in.at;
    int stop = closing(start, in.text.indexOf('\'', start + 1));
    if (in.openQuotes.contains(start)) {
      openEnded(pieces, start, stop);
      return;
    }
    pieces.addText(in.text.substring(start + 1, stop), Quoting.QUOTED, start);
    in.at = stop + 1;
  }

  private void doubled(Pieces pieces) {
    int start = in.at;
    if (in.openQuotes.contains(start)) {
      openEnded(pieces, start, closing(start, -1));
      return;
    }
    in.at++;
    pieces.addText("", Quoting.QUOTED, start);
    while (true) {
      if (in.atEnd()) {
        throw new ShellText.UnclosedQuote(start);
      }
      char c = in.here();
      if (c == '"') {
        closing(start, in.at);
        in.at++;
        return;
      }
      switch (c) {
        case '\\' -> escapeInQuotes(pieces);
        case '$' -> dollar(pieces, Quoting.QUOTED);
        case '`' -> backticks(pieces, Quoting.QUOTED);
        default -> {
          pieces.add(c, Quoting.QUOTED, in.at);
          in.at++;
        }
      }
    }
  }

  private void escapeInQuotes(Pieces pieces) {
    if (in.atContinuation()) {
      in.skipContinuation();
      return;
    }
    boolean escapes = "\"\\$`".indexOf(in.ahead(1)) >= 0;
    pieces.add(escapes ? in.ahead(1) : '\\', Quoting.QUOTED, in.at);
    in.at += escapes ? 2 : 1;
  }

  private void backticks(Pieces pieces, Quoting quoting) {
    int start = in.at;
    int stop = start + 1;
    while (stop < in.end && in.text.charAt(stop) != '`') {
      stop += in.text.charAt(stop) == '\\' ? 2 : 1;
    }
    if (stop >= in.end || in.openQuotes.contains(start)) {
      if (!in.openQuotes.contains(start)) {
        throw new ShellText.UnclosedQuote(start);
      }
      openEnded(pieces, start, in.lineEnd(start));
      return;
    }
    int outer = in.end;
    in.end = stop;
    in.at = start + 1;
    in.enter(start);
    List<Statement> body = statements.get();
    in.leave();
    in.end = outer;
    in.at = stop + 1;
    pieces.flush();
    pieces.all.add(new Piece.Substitution(body, quoting, in.span(start)));
  }

  private void dollar(Pieces pieces, Quoting quoting) {
    char next = in.ahead(1);
    if (next == '\'' && quoting == Quoting.BARE) {
      ansi(pieces);
    } else if (next == '"' && quoting == Quoting.BARE) {
      in.at++;
      doubled(pieces);
    } else if (in.starts("$((")) {
      arithmetic(pieces);
    } else if (next == '(') {
      substitution(pieces, quoting);
    } else if (next == '{') {
      braces(pieces, quoting);
    } else if (ShellText.isNameStart(next)) {
      int stop = in.nameEnd(in.at + 1);
      variable(pieces, in.text.substring(in.at + 1, stop), quoting, stop);
    } else if ("0123456789@*#?$!-".indexOf(next) >= 0 && next != '\0') {
      variable(pieces, String.valueOf(next), quoting, in.at + 2);
    } else {
      pieces.add('$', quoting, in.at);
      in.at++;
    }
  }

  private void variable(Pieces pieces, String name, Quoting quoting, int stop) {
    pieces.flush();
    pieces.all.add(
        new Piece.Variable(name, "", "", Optional.empty(), quoting, in.span(in.at, stop)));
    in.at = stop;
  }

  /** {@code $'a\tb'}. */
  private void ansi(Pieces pieces) {
    int start = in.at;
    int stop = start + 2;
    StringBuilder value = new StringBuilder();
    while (stop < in.end && in.text.charAt(stop) != '\'') {
      char c = in.text.charAt(stop);
      if (c == '\\' && stop + 1 < in.end) {
        stop++;
        int known = "ntr\\'\"".indexOf(in.text.charAt(stop));
        value.append(
            known < 0 ? "\\" + in.text.charAt(stop) : "\n\t\r\\'\"".substring(known, known + 1));
      } else {
        value.append(c);
      }
      stop++;
    }
    int closed = closing(start, stop);
    if (in.openQuotes.contains(start)) {
      openEnded(pieces, start, closed);
      return;
    }
    pieces.addText(value.toString(), Quoting.QUOTED, start);
    in.at = stop + 1;
  }

  private void substitution(Pieces pieces, Quoting quoting) {
    int start = in.at;
    in.at += 2;
    in.enter(start);
    List<Statement> body = statements.get();
    in.leave();
    if (in.atEnd()) {
      in.problem("nothing closes this $(", start);
    } else {
      in.at++;
    }
    pieces.flush();
    pieces.all.add(new Piece.Substitution(body, quoting, in.span(start)));
  }

  private void arithmetic(Pieces pieces) {
    int start = in.at;
    int depth = 0;
    int stop = start + 1;
    while (stop < in.end) {
      char c = in.text.charAt(stop);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      stop++;
      if (depth == 0) {
        break;
      }
    }
    in.at = stop;
    if (depth != 0) {
      in.problem("nothing closes this $((", start);
    }
    String inside = in.text.substring(start + 3, Math.max(start + 3, stop - 2));
    pieces.flush();
    pieces.all.add(new Piece.Arithmetic(inside, in.span(start)));
  }

  /** {@code ${NAME}} and what may stand beside the name. */
  private void braces(Pieces pieces, Quoting quoting) {
    int start = in.at;
    in.at += 2;
    in.enter(start);
    String prefix = "";
    if ((in.here() == '#' || in.here() == '!') && in.ahead(1) != '}') {
      prefix = String.valueOf(in.here());
      in.at++;
    }
    int stop = in.nameEnd(in.at);
    if (stop == in.at && !in.atEnd()) {
      stop++;
    }
    String name = in.text.substring(in.at, stop);
    in.at = stop;
    String index = "";
    if (!in.atEnd() && in.here() == '[') {
      int close = in.text.indexOf(']', in.at);
      int to = close < 0 || close > in.end ? in.end : close;
      index = in.text.substring(in.at + 1, to);
      in.at = Math.min(in.end, to + 1);
    }
    int operatorStart = in.at;
    while (!in.atEnd() && ":-=?+#%/^,@".indexOf(in.here()) >= 0 && in.at - operatorStart < 2) {
      in.at++;
    }
    String operator = prefix + in.text.substring(operatorStart, in.at);
    Word operand = until(c -> c == '}');
    in.leave();
    if (in.atEnd()) {
      in.problem("nothing closes this ${", start);
    } else {
      in.at++;
    }
    pieces.flush();
    pieces.all.add(
        new Piece.Variable(
            name,
            index,
            operator,
            operator.isEmpty() ? Optional.empty() : Optional.of(operand),
            quoting,
            in.span(start)));
  }

  /** Pieces so far, and the text that still grows. */
  private final class Pieces {
    final List<Piece> all = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private Quoting pendingQuoting = Quoting.BARE;
    private int pendingStart = -1;

    void add(char c, Quoting quoting, int offset) {
      begin(quoting, offset);
      pending.append(c);
    }

    void addText(String text, Quoting quoting, int offset) {
      begin(quoting, offset);
      pending.append(text);
    }

    private void begin(Quoting quoting, int offset) {
      if (pendingStart >= 0 && pendingQuoting != quoting) {
        flush();
      }
      if (pendingStart < 0) {
        pendingStart = offset;
        pendingQuoting = quoting;
      }
    }

    void flush() {
      if (pendingStart >= 0) {
        all.add(
            new Piece.Text(
                pending.toString(),
                pendingQuoting,
                in.span(pendingStart, Math.max(pendingStart, in.at))));
        pending.setLength(0);
        pendingStart = -1;
      }
    }
  }
}
