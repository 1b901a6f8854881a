package io.github.nsglint.source.shell;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.shell.Statement.Assignment;
import io.github.nsglint.source.shell.Statement.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text of a shell, as bash and its relatives read it, → statements. Nothing is run. Where the
 * syntax breaks, the break is a problem and what follows is read all the same.
 *
 * <p>Problems: {@code script-syntax}; {@code script-nesting}, constructs too deep inside each
 * other; {@code script-continuation}, a backslash that joins no lines.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html">the
 *     shell command language</a>
 */
public final class ShellParser {
  /** Each takes one more walk through the text. */
  private static final int MOST_OPEN_QUOTES = 20;

  private static final Set<String> DECLARING =
      Set.of("export", "local", "readonly", "declare", "typeset");

  private final ShellText in;
  private final WordReader words;
  private final List<HereDocument> hereDocuments = new ArrayList<>();

  private ShellParser(ShellText in) {
    this.in = in;
    this.words = new WordReader(in, () -> list(Set.of(")")));
  }

  /** A text that starts after the line on which its name stands. */
  private record HereDocument(String end, boolean indented, int start) {}

  /**
   * @param start offset of the first unit to read
   * @param end offset after the last one
   */
  public static Loaded<List<Statement>> parse(SourceFile file, int start, int end) {
    String text = file.text();
    Set<Integer> openQuotes = new TreeSet<>();
    List<Problem> problems = new ArrayList<>();
    while (true) {
      ShellText in = new ShellText(file, text, start, end, openQuotes);
      try {
        List<Statement> statements = new ShellParser(in).script();
        problems.addAll(in.problems);
        return new Loaded<>(statements, problems);
      } catch (ShellText.UnclosedQuote unclosed) {
        int quote = culprit(in, unclosed.start);
        problems.add(
            Problem.error(
                "script-syntax",
                "nothing closes this quote; the rest of its line is left out",
                file.span(quote, Math.min(end, quote + 1))));
        if (openQuotes.size() == MOST_OPEN_QUOTES || !openQuotes.add(quote)) {
          return new Loaded<>(List.of(), problems);
        }
      }
    }
  }

  /**
   * Where a quote is forgotten, all quotes after it pair up wrongly, and the last one stays open:
   * the first that swallows a line which starts a command is the one to blame.
   */
  private static int culprit(ShellText in, int unclosed) {
    for (int[] quote : in.longQuotes) {
      int line = in.text.indexOf('\n', quote[0]);
      while (line >= 0 && line < quote[1]) {
        if (in.text.startsWith("az ", line + 1)) {
          return quote[0];
        }
        line = in.text.indexOf('\n', line + 1);
      }
    }
    return unclosed;
  }

  private List<Statement> script() {
    List<Statement> all = new ArrayList<>();
    while (!in.atEnd()) {
      int before = in.at;
      try {
        all.addAll(list(Set.of()));
      } catch (ShellText.TooDeep e) {
        in.surface();
        in.end = Math.max(in.end, in.at);
        in.at = Math.max(in.at, before + 1);
        in.skipLine();
        continue;
      }
      if (!in.atEnd()) {
        int start = in.at;
        in.at++;
        in.problem("'" + in.text.charAt(start) + "' has no place here", start);
      }
    }
    return all;
  }

  /** Up to one of the words or characters that close it, which is not taken, or the end. */
  private List<Statement> list(Set<String> closers) {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      skipBetween();
      if (in.atEnd() || isCloser(closers) || in.here() == ')' || in.starts(";;")) {
        return statements;
      }
      int before = in.at;
      statements.add(chain());
      if (in.at == before) {
        in.at++;
        in.problem("'" + in.text.charAt(before) + "' has no place here", before);
      }
    }
  }

  private boolean isCloser(Set<String> closers) {
    String keyword = keyword();
    return !keyword.isEmpty() && closers.contains(keyword);
  }

  /** The bare word that stands here; empty if a quote or a value is part of it. */
  private String keyword() {
    int stop = in.at;
    while (stop < in.end
        && !WordReader.endsWord(in.text.charAt(stop))
        && in.text.charAt(stop) != '\r') {
      if ("'\"$`\\=".indexOf(in.text.charAt(stop)) >= 0) {
        return "";
      }
      stop++;
    }
    return in.text.substring(in.at, stop);
  }

  private boolean take(String keyword) {
    skipBetween();
    if (!keyword().equals(keyword)) {
      return false;
    }
    in.at += keyword.length();
    return true;
  }

  private void expect(String keyword, String opened, int start) {
    if (!take(keyword)) {
      in.problems.add(
          Problem.error(
              "script-syntax",
              "this '" + opened + "' has no '" + keyword + "'",
              in.span(start, start + opened.length())));
    }
  }

  /** Spaces, line ends, comments, and what separates statements. */
  private void skipBetween() {
    while (!in.atEnd()) {
      in.skipSpace();
      if (in.atEnd()) {
        return;
      }
      char c = in.here();
      if (c == '#') {
        in.skipLine();
      } else if (c == '\n') {
        newline();
      } else if ((c == ';' && in.ahead(1) != ';') || (c == '&' && in.ahead(1) != '&')) {
        in.at++;
      } else {
        return;
      }
    }
  }

  private void newline() {
    in.at++;
    List<HereDocument> pending = List.copyOf(hereDocuments);
    hereDocuments.clear();
    for (HereDocument document : pending) {
      skipHereDocument(document);
    }
  }

  private void skipHereDocument(HereDocument document) {
    int line = in.at;
    while (line < in.end) {
      int stop = in.lineEnd(line);
      String text = in.text.substring(line, stop);
      if ((document.indented() ? text.stripLeading() : text).equals(document.end())) {
        in.at = stop;
        return;
      }
      int next = in.text.indexOf('\n', line);
      line = next < 0 ? in.end : next + 1;
    }
    in.problems.add(
        Problem.error(
            "script-syntax",
            "no line '" + document.end() + "' ends this text; what follows is read as commands",
            in.span(document.start(), document.start() + 2)));
  }

  private Statement chain() {
    int start = in.at;
    Statement left = pipeline();
    while (true) {
      in.skipSpace();
      boolean and = in.starts("&&");
      if (!and && !in.starts("||")) {
        return left;
      }
      in.at += 2;
      skipBetween();
      Statement right = pipeline();
      left =
          new Statement.Chain(
              left,
              and ? Statement.Chain.Link.AND : Statement.Chain.Link.OR,
              right,
              in.span(start));
    }
  }

  private Statement pipeline() {
    int start = in.at;
    while (in.starts("! ")) {
      in.at += 2;
      in.skipSpace();
    }
    List<Statement> parts = new ArrayList<>();
    parts.add(command());
    in.skipSpace();
    while (!in.atEnd() && in.here() == '|' && in.ahead(1) != '|') {
      in.at += in.ahead(1) == '&' ? 2 : 1;
      skipBetween();
      parts.add(command());
      in.skipSpace();
    }
    return parts.size() == 1 ? parts.get(0) : new Statement.Pipeline(parts, in.span(start));
  }

  private Statement command() {
    int start = in.at;
    in.enter(start);
    Statement command = compound(keyword(), start);
    in.leave();
    if (!(command instanceof Statement.Simple)) {
      redirections();
    }
    return command;
  }

  private Statement compound(String keyword, int start) {
    switch (keyword) {
      case "if" -> {
        return choice(start);
      }
      case "case" -> {
        return cases(start);
      }
      case "for", "select" -> {
        return each(keyword, start);
      }
      case "while", "until" -> {
        in.at += keyword.length();
        List<Statement> test = list(Set.of("do"));
        return new Statement.Repeat(
            test, loopBody(keyword, start), in.span(start, start + keyword.length()));
      }
      case "{" -> {
        in.at++;
        List<Statement> body = list(Set.of("}"));
        expect("}", "{", start);
        return new Statement.Block(body, Statement.Block.Scope.SHARED, in.span(start));
      }
      case "function" -> {
        in.at += keyword.length();
        in.skipSpace();
        String name = keyword();
        in.at += name.length();
        return function(name, start);
      }
      case "[[" -> {
        return test(start);
      }
      default -> {
        return in.here() == '('
            ? subshell(start)
            : isFunction(keyword) ? function(keyword, start) : simple();
      }
    }
  }

  private boolean isFunction(String keyword) {
    int after = in.at + keyword.length();
    if (keyword.isEmpty()) {
      return false;
    }
    while (after < in.end && in.text.charAt(after) == ' ') {
      after++;
    }
    if (after >= in.end || in.text.charAt(after) != '(') {
      return false;
    }
    after++;
    while (after < in.end && in.text.charAt(after) == ' ') {
      after++;
    }
    if (after >= in.end || in.text.charAt(after) != ')') {
      return false;
    }
    in.at += keyword.length();
    return true;
  }

  private Statement function(String name, int start) {
    in.skipSpace();
    if (!in.atEnd() && in.here() == '(') {
      in.at++;
      in.skipSpace();
      if (!in.atEnd() && in.here() == ')') {
        in.at++;
      }
    }
    skipBetween();
    int nameStart = start;
    Statement body = in.atEnd() ? empty() : command();
    return new Statement.Function(name, List.of(body), in.span(nameStart));
  }

  private Statement empty() {
    return new Statement.Simple(List.of(), List.of(), List.of(), in.span(in.at));
  }

  /** {@code [[ a && b ]]}: its signs are not those of commands. */
  private Statement test(int start) {
    int stop = in.at;
    while (stop < in.end && in.text.charAt(stop) != '\n' && !in.text.startsWith(" ]]", stop)) {
      stop++;
    }
    in.at = in.text.startsWith(" ]]", stop) ? Math.min(in.end, stop + 3) : stop;
    return new Statement.Simple(List.of(), List.of(), List.of(), in.span(start));
  }

  /** {@code ( … )}, or {@code (( … ))}, which is given as the command {@code let}. */
  private Statement subshell(int start) {
    if (in.starts("((")) {
      int close = in.text.indexOf("))", in.at);
      int stop = close < 0 || close > in.end ? in.lineEnd(in.at) : close;
      Word expression = plain(Math.min(start + 2, stop), stop);
      Word let =
          new Word(
              List.of(new Word.Piece.Text("let", Word.Quoting.BARE, in.span(start, start + 2))),
              in.span(start, start + 2));
      in.at = Math.min(in.end, stop + 2);
      return new Statement.Simple(List.of(), List.of(let, expression), List.of(), in.span(start));
    }
    in.at++;
    List<Statement> body = list(Set.of());
    if (in.atEnd() || in.here() != ')') {
      in.problem("nothing closes this (", start);
    } else {
      in.at++;
    }
    return new Statement.Block(body, Statement.Block.Scope.OWN, in.span(start));
  }

  private Word plain(int from, int to) {
    return new Word(
        List.of(
            new Word.Piece.Text(
                in.text.substring(from, to), Word.Quoting.QUOTED, in.span(from, to))),
        in.span(from, to));
  }

  private Statement choice(int start) {
    List<Branch> branches = new ArrayList<>();
    in.at += 2;
    do {
      List<Statement> test = list(Set.of("then", "fi"));
      if (!take("then")) {
        break;
      }
      branches.add(new Branch(test, list(Set.of("elif", "else", "fi"))));
    } while (take("elif"));
    Optional<List<Statement>> otherwise =
        take("else") ? Optional.of(list(Set.of("fi"))) : Optional.empty();
    expect("fi", "if", start);
    return new Statement.Choice(branches, otherwise, in.span(start, start + 2));
  }

  private Statement cases(int start) {
    in.at += 4;
    in.skipSpace();
    words.word();
    List<Branch> branches = new ArrayList<>();
    Optional<List<Statement>> otherwise = Optional.empty();
    expect("in", "case", start);
    while (true) {
      skipBetween();
      if (in.atEnd() || keyword().equals("esac")) {
        break;
      }
      int pattern = in.at;
      int close = in.text.indexOf(')', in.at);
      if (close < 0 || close >= in.end) {
        in.at = in.end;
        break;
      }
      in.at = close + 1;
      List<Statement> body = list(Set.of("esac"));
      String text = in.text.substring(pattern, close).strip();
      if (text.equals("*") || text.equals("(*")) {
        otherwise = Optional.of(body);
      } else {
        branches.add(new Branch(List.of(), body));
      }
      if (in.starts(";;")) {
        in.at += 2;
        if (!in.atEnd() && in.here() == '&') {
          in.at++;
        }
      } else if (!in.atEnd() && in.here() == ')') {
        in.at++;
      }
    }
    expect("esac", "case", start);
    return new Statement.Choice(branches, otherwise, in.span(start, start + 4));
  }

  private Statement each(String keyword, int start) {
    in.at += keyword.length();
    in.skipSpace();
    if (in.starts("((")) {
      int close = in.text.indexOf("))", in.at);
      in.at = close < 0 || close > in.end ? in.lineEnd(in.at) : close + 2;
      return new Statement.Repeat(
          List.of(), loopBody(keyword, start), in.span(start, start + keyword.length()));
    }
    int stop = in.nameEnd(in.at);
    String name = in.text.substring(in.at, stop);
    in.at = stop;
    List<Word> over = new ArrayList<>();
    in.skipSpace();
    if (keyword().equals("in")) {
      in.at += 2;
      over.addAll(restOfWords());
    } else {
      over.add(
          new Word(
              List.of(
                  new Word.Piece.Variable(
                      "@",
                      "",
                      "",
                      Optional.empty(),
                      Word.Quoting.QUOTED,
                      in.span(start, start + keyword.length()))),
              in.span(start, start + keyword.length())));
    }
    List<Statement> body = loopBody(keyword, start);
    return keyword.equals("select")
        ? new Statement.Repeat(List.of(), body, in.span(start, start + keyword.length()))
        : new Statement.Each(name, over, body, in.span(start, start + keyword.length()));
  }

  private List<Word> restOfWords() {
    List<Word> all = new ArrayList<>();
    while (true) {
      in.skipSpace();
      if (in.atEnd() || "\n;&|)#".indexOf(in.here()) >= 0) {
        return all;
      }
      Word word = words.word();
      if (word.span().start() == word.span().end()) {
        return all;
      }
      all.add(word);
    }
  }

  private List<Statement> loopBody(String keyword, int start) {
    if (!take("do")) {
      in.problems.add(
          Problem.error(
              "script-syntax",
              "this '" + keyword + "' has no 'do'",
              in.span(start, start + keyword.length())));
      return List.of();
    }
    List<Statement> body = list(Set.of("done"));
    expect("done", keyword, start);
    return body;
  }

  private Statement simple() {
    int start = in.at;
    List<Assignment> assignments = new ArrayList<>();
    List<Word> found = new ArrayList<>();
    List<Assignment> declarations = new ArrayList<>();
    boolean declares = false;
    int lastEnd = start;
    while (true) {
      in.skipSpace();
      if (in.atEnd() || redirection()) {
        if (in.atEnd()) {
          break;
        }
        continue;
      }
      if ("\n;&|()".indexOf(in.here()) >= 0 || (in.here() == '#' && isWordStart())) {
        break;
      }
      Optional<Assignment> assignment =
          found.isEmpty() || declares ? assignment() : Optional.empty();
      if (assignment.isPresent()) {
        (found.isEmpty() ? assignments : declarations).add(assignment.get());
      } else {
        Word word = words.word();
        if (in.at == word.span().start()) {
          break;
        }
        found.add(word);
        declares |= found.size() == 1 && word.literal().filter(DECLARING::contains).isPresent();
      }
      lastEnd = in.at;
    }
    return new Statement.Simple(
        assignments, found, declarations, in.span(start, Math.max(start, lastEnd)));
  }

  private boolean isWordStart() {
    return in.at == 0 || " \t\n;&|()".indexOf(in.text.charAt(in.at - 1)) >= 0;
  }

  private Optional<Assignment> assignment() {
    int start = in.at;
    int stop = in.nameEnd(start);
    if (stop == start) {
      return Optional.empty();
    }
    int at = stop;
    Optional<String> index = Optional.empty();
    if (at < in.end && in.text.charAt(at) == '[') {
      int close = in.text.indexOf("]", at);
      if (close < 0 || close >= in.lineEnd(at)) {
        return Optional.empty();
      }
      index = Optional.of(in.text.substring(at + 1, close));
      at = close + 1;
    }
    boolean appends = in.text.startsWith("+=", at);
    if (at + (appends ? 1 : 0) >= in.end || in.text.charAt(at + (appends ? 1 : 0)) != '=') {
      return Optional.empty();
    }
    in.at = at + (appends ? 2 : 1);
    String name = in.text.substring(start, stop);
    Assignment.Mode mode = appends ? Assignment.Mode.APPEND : Assignment.Mode.REPLACE;
    if (!in.atEnd() && in.here() == '(') {
      List<Word> items = array();
      return Optional.of(
          new Assignment(name, index, mode, Assignment.Shape.ARRAY, items, in.span(start)));
    }
    Word value = words.word();
    return Optional.of(
        new Assignment(name, index, mode, Assignment.Shape.SCALAR, List.of(value), in.span(start)));
  }

  private List<Word> array() {
    int start = in.at;
    in.at++;
    List<Word> items = new ArrayList<>();
    while (true) {
      skipBetween();
      if (in.atEnd()) {
        in.problem("nothing closes this (", start);
        return items;
      }
      if (in.here() == ')') {
        in.at++;
        return items;
      }
      int before = in.at;
      items.add(words.word());
      if (in.at == before) {
        in.at++;
      }
    }
  }

  private void redirections() {
    in.skipSpace();
    while (!in.atEnd() && redirection()) {
      in.skipSpace();
    }
  }

  /** Takes {@code > file}, {@code 2>&1}, {@code <<EOF} and the like, if one stands here. */
  private boolean redirection() {
    int at = in.at;
    while (at < in.end && Character.isDigit(in.text.charAt(at))) {
      at++;
    }
    boolean both = in.starts("&>");
    char sign = at < in.end ? in.text.charAt(at) : '\0';
    if (!both && sign != '<' && sign != '>') {
      return false;
    }
    if (sign == '<' && at == in.at && isPlaceholder()) {
      return false;
    }
    int start = in.at;
    in.at = both ? in.at + 1 : at;
    if (in.starts("<<<")) {
      in.at += 3;
    } else if (in.starts("<<")) {
      hereDocument(start);
      return true;
    } else {
      in.at++;
      while (!in.atEnd() && ">&|".indexOf(in.here()) >= 0) {
        in.at++;
      }
      if (!in.atEnd() && in.here() == '(') {
        in.at++;
        list(Set.of());
        in.at = Math.min(in.end, in.at + 1);
        return true;
      }
    }
    in.skipSpace();
    words.word();
    return true;
  }

  private boolean isPlaceholder() {
    int before = in.at;
    int problems = in.problems.size();
    Word word = words.word();
    in.at = before;
    while (in.problems.size() > problems) {
      in.problems.remove(problems);
    }
    return !word.pieces().isEmpty() && word.pieces().get(0) instanceof Word.Piece.Missing;
  }

  private void hereDocument(int start) {
    in.at += 2;
    boolean indented = !in.atEnd() && in.here() == '-';
    in.at += indented ? 1 : 0;
    in.skipSpace();
    Word end = words.word();
    hereDocuments.add(new HereDocument(end.literal().orElse(end.span().text()), indented, start));
  }
}
