package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import io.github.nsglint.source.shell.Word;
import io.github.nsglint.source.shell.Word.Piece;
import io.github.nsglint.source.shell.Word.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts values into words and splits them, as a shell does before it calls a command. */
final class WordExpansion {
  /** More than a script writes by hand; beyond it, a value is not computed. */
  private static final int MAX_TEXT = 100_000;

  private static final int MAX_WORDS = 10_000;
  private static final int MAX_SYMBOL = 300;

  private final ScriptVariables variables;
  private final Function<Piece.Substitution, ScriptValue> substitution;
  private int unnamed;

  WordExpansion(ScriptVariables variables, Function<Piece.Substitution, ScriptValue> substitution) {
    this.variables = variables;
    this.substitution = substitution;
  }

  /** The words that one becomes: none, one or several. */
  List<Argument> words(Word word) {
    Optional<List<String>> braces = braces(word);
    if (braces.isPresent()) {
      List<Argument> all = new ArrayList<>();
      for (String each : braces.get()) {
        all.add(new Argument(ScriptValue.of(each), word.span()));
      }
      return all;
    }
    if (isAllArguments(word) && variables.arguments().isPresent()) {
      // Each is where the function is called, which tells more than where it is used.
      return variables.arguments().get();
    }
    Fields fields = new Fields(word.span());
    for (Piece piece : word.pieces()) {
      expand(piece, fields);
    }
    return fields.done();
  }

  /** {@code "$@"}. */
  private static boolean isAllArguments(Word word) {
    boolean found = false;
    for (Piece piece : word.pieces()) {
      if (piece instanceof Piece.Variable variable) {
        boolean all =
            variable.name().equals("@")
                && variable.operator().isEmpty()
                && variable.quoting() == Quoting.QUOTED;
        if (!all || found) {
          return false;
        }
        found = true;
      } else if (!(piece instanceof Piece.Text text) || !text.value().isEmpty()) {
        return false;
      }
    }
    return found;
  }

  List<Argument> all(List<Word> words) {
    List<Argument> all = new ArrayList<>();
    for (Word word : words) {
      if (all.size() < MAX_WORDS) {
        all.addAll(words(word));
      }
    }
    return all;
  }

  /** The one value of a word, which an assignment takes without splitting it. */
  ScriptValue value(Word word) {
    ScriptValue value = ScriptValue.of("");
    for (Piece piece : word.pieces()) {
      value = value.then(joined(values(piece)));
    }
    return bounded(value, word.span());
  }

  private static ScriptValue bounded(ScriptValue value, Span place) {
    return value.text().length() <= MAX_TEXT
        ? value
        : ScriptValue.unknown("a text of line " + place.line(), "the text becomes too long");
  }

  private static ScriptValue joined(List<ScriptValue> values) {
    ScriptValue all = ScriptValue.of("");
    for (int i = 0; i < values.size(); i++) {
      all = i == 0 ? values.get(0) : all.then(ScriptValue.of(" ")).then(values.get(i));
    }
    return all;
  }

  private void expand(Piece piece, Fields fields) {
    if (piece instanceof Piece.Text text) {
      fields.add(ScriptValue.of(text.value()));
    } else if (piece instanceof Piece.Variable variable) {
      List<ScriptValue> values = values(piece);
      if (variable.quoting() == Quoting.BARE) {
        for (int i = 0; i < values.size(); i++) {
          if (i > 0) {
            fields.split();
          }
          fields.addSplit(values.get(i));
        }
      } else if (isList(variable)) {
        fields.addList(values);
      } else {
        fields.add(joined(values));
      }
    } else if (piece instanceof Piece.Substitution output && output.quoting() == Quoting.BARE) {
      fields.addSplit(joined(values(piece)));
    } else {
      fields.add(joined(values(piece)));
    }
  }

  private static boolean isList(Piece.Variable variable) {
    return variable.name().equals("@") || variable.index().equals("@");
  }

  private List<ScriptValue> values(Piece piece) {
    if (piece instanceof Piece.Text text) {
      return List.of(ScriptValue.of(text.value()));
    }
    if (piece instanceof Piece.Substitution output) {
      return List.of(substitution.apply(output));
    }
    if (piece instanceof Piece.Arithmetic arithmetic) {
      return List.of(arithmetic(arithmetic.expression(), arithmetic.span()));
    }
    if (piece instanceof Piece.Missing missing) {
      return List.of(ScriptValue.unknown(missing.span().text(), missing.reason()));
    }
    if (piece instanceof Piece.Variable variable) {
      return variable(variable);
    }
    throw new AssertionError(piece);
  }

  ScriptValue arithmetic(String expression, Span place) {
    return ScriptArithmetic.value(expression, name -> variables.value(name, place))
        .map(number -> ScriptValue.of(String.valueOf(number)))
        .orElseGet(
            () ->
                unknown(
                    "$((" + withValues(expression.strip(), place) + "))",
                    "'" + expression.strip() + "' cannot be computed"));
  }

  /** The same operation on the same value gives the same value, whatever it is. */
  private ScriptValue unknown(String symbol, String reason) {
    return ScriptValue.unknown(
        symbol.length() <= MAX_SYMBOL ? symbol : "a value not computed " + ++unnamed, reason);
  }

  /** One pair around all that is unknown is enough where nothing but numbers can be known. */
  private static String withoutBrackets(String text) {
    return text.replace("⟨", "").replace("⟩", "");
  }

  /** An expression with the values of its names, as far as they are known, in their place. */
  private String withValues(String expression, Span place) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < expression.length()) {
      int end = at;
      while (end < expression.length()
          && (Character.isLetterOrDigit(expression.charAt(end)) || expression.charAt(end) == '_')) {
        end++;
      }
      if (end == at) {
        char c = expression.charAt(at++);
        if (c != '$') {
          text.append(c);
        }
      } else {
        String name = expression.substring(at, end);
        text.append(
            Character.isDigit(name.charAt(0))
                ? name
                : withoutBrackets(variables.value(name, place).text()));
        at = end;
      }
    }
    return text.toString();
  }

  private List<ScriptValue> variable(Piece.Variable variable) {
    String name = variable.name();
    List<ScriptValue> plain = plain(variable);
    switch (variable.operator()) {
      case "", ":?", "?" -> {
        return plain;
      }
      case ":-", "-", ":=", "=" -> {
        boolean empty =
            variable.operator().startsWith(":")
                && plain.size() <= 1
                && joined(plain).text().isEmpty();
        if (variables.isSet(name) && !empty) {
          return plain;
        }
        ScriptValue fallback = variable.operand().map(this::value).orElse(ScriptValue.of(""));
        if (variable.operator().endsWith("=")) {
          variables.set(name, fallback);
        }
        return List.of(fallback);
      }
      case "#" -> {
        boolean length = plain.size() == 1 && !isList(variable) && plain.get(0).isKnown();
        return length
            ? List.of(ScriptValue.of(String.valueOf(plain.get(0).text().length())))
            : List.of(notComputed(variable));
      }
      case ",," -> {
        return cased(plain, text -> text.toLowerCase(Locale.ROOT), variable);
      }
      case "^^" -> {
        return cased(plain, text -> text.toUpperCase(Locale.ROOT), variable);
      }
      default -> {
        return List.of(notComputed(variable));
      }
    }
  }

  private List<ScriptValue> cased(
      List<ScriptValue> plain, Function<String, String> change, Piece.Variable variable) {
    return plain.stream().allMatch(ScriptValue::isKnown)
        ? plain.stream().map(value -> ScriptValue.of(change.apply(value.text()))).toList()
        : List.of(notComputed(variable));
  }

  private ScriptValue notComputed(Piece.Variable variable) {
    String operand = variable.operand().map(word -> value(word).text()).orElse("");
    ScriptValue all = joined(variables.all(variable.name(), variable.span()));
    return unknown(
        "${" + all.text() + "[" + variable.index() + "]" + variable.operator() + operand + "}",
        "'" + variable.span().text() + "' is not computed");
  }

  private List<ScriptValue> plain(Piece.Variable variable) {
    String name = variable.name();
    if (name.isEmpty()) {
      return List.of(ScriptValue.of(""));
    }
    String index = variable.index();
    if (isList(variable) || name.equals("*") || index.equals("*")) {
      return variables.all(name, variable.span());
    }
    if (index.isEmpty()) {
      return List.of(variables.value(name, variable.span()));
    }
    List<ScriptValue> all = variables.all(name, variable.span());
    int at = ScriptVariables.number(index);
    if (at < 0) {
      ScriptValue computed = arithmetic(index, variable.span());
      at = computed.isKnown() ? ScriptVariables.number(computed.text()) : -1;
    }
    return at >= 0 && at < all.size() && variables.isSet(name)
        ? List.of(all.get(at))
        : List.of(notComputed(variable));
  }

  /** {@code {1..3}} and {@code {a,b}}, alone or with text around. */
  private static Optional<List<String>> braces(Word word) {
    if (word.pieces().size() != 1
        || !(word.pieces().get(0) instanceof Piece.Text text)
        || text.quoting() != Quoting.BARE) {
      return Optional.empty();
    }
    String value = text.value();
    int open = value.indexOf('{');
    int close = value.indexOf('}', open + 1);
    if (open < 0 || close < 0 || value.indexOf('{', open + 1) >= 0) {
      return Optional.empty();
    }
    String inside = value.substring(open + 1, close);
    List<String> items = new ArrayList<>();
    int dots = inside.indexOf("..");
    if (dots > 0) {
      int from = ScriptVariables.number(inside.substring(0, dots));
      int to = ScriptVariables.number(inside.substring(dots + 2));
      if (from < 0 || to < 0 || Math.abs(to - from) >= MAX_WORDS) {
        return Optional.empty();
      }
      for (int i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1) {
        items.add(String.valueOf(i));
      }
    } else if (inside.indexOf(',') >= 0) {
      items.addAll(List.of(inside.split(",", -1)));
    } else {
      return Optional.empty();
    }
    return Optional.of(
        items.stream()
            .map(item -> value.substring(0, open) + item + value.substring(close + 1))
            .toList());
  }

  /** Words in the making. */
  private static final class Fields {
    private final Span span;
    private final List<Argument> done = new ArrayList<>();
    private @Nullable ScriptValue current;

    Fields(Span span) {
      this.span = span;
    }

    void add(ScriptValue value) {
      ScriptValue before = current;
      current = before == null ? value : before.then(value);
    }

    void split() {
      ScriptValue value = current;
      if (value != null && done.size() < MAX_WORDS) {
        done.add(new Argument(bounded(value, span), span));
      }
      current = null;
    }

    /** Each blank in a known text splits it. */
    void addSplit(ScriptValue value) {
      if (!value.isKnown()) {
        add(value);
        return;
      }
      String text = value.text();
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        boolean blank = i < text.length() && " \t\n\r".indexOf(text.charAt(i)) >= 0;
        if (blank || i == text.length()) {
          if (i > start) {
            add(ScriptValue.of(text.substring(start, i)));
          }
          if (blank) {
            split();
          }
          start = i + 1;
        }
      }
    }

    void addList(List<ScriptValue> values) {
      for (int i = 0; i < values.size(); i++) {
        if (i > 0) {
          split();
        }
        add(values.get(i));
      }
    }

    List<Argument> done() {
      split();
      return done;
    }
  }
}
