package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.AzCommand.Arity;
import io.github.nsglint.source.azcli.AzCommand.Need;
import io.github.nsglint.source.azcli.AzCommand.Option;
import io.github.nsglint.source.azcli.Invocation.Given;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import io.github.nsglint.source.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words after a command's name → its options, as az reads them: long options may be cut short while
 * they stay unique, values may follow after {@code =} or a space.
 *
 * <p>Problems: {@code script-option}.
 */
final class CommandLineReader {
  private static final Set<String> TRUTHS =
      Set.of("0", "1", "f", "false", "n", "no", "t", "true", "y", "yes");

  /** Options that may be given several times. */
  private static final Set<String> GATHERED = Set.of("--add", "--parameters", "--remove", "--set");

  private final AzCommand command;
  private final Span place;
  private final Consumer<Problem> problems;
  private final Map<String, Given> given = new LinkedHashMap<>();
  private Optional<ScriptValue> open = Optional.empty();
  private boolean hasOnlyRefused = true;

  private CommandLineReader(AzCommand command, Span place, Consumer<Problem> problems) {
    this.command = command;
    this.place = place;
    this.problems = problems;
  }

  /**
   * @param words those after the command's name
   * @param defaults options that the session gives, if the command has them
   */
  static Invocation read(
      AzCommand command,
      List<Argument> words,
      Map<String, Argument> defaults,
      Span place,
      Consumer<Problem> problems) {
    CommandLineReader reader = new CommandLineReader(command, place, problems);
    reader.options(words);
    for (Option option : command.options()) {
      Argument byDefault = defaults.get(option.name());
      if (byDefault != null && !reader.given.containsKey(option.name())) {
        reader.given.put(option.name(), new Given(place, List.of(byDefault)));
      }
    }
    if (reader.open.isEmpty() || reader.hasOnlyRefused) {
      reader.checkRequired();
    }
    return new Invocation(command, reader.given, reader.open, place);
  }

  private void options(List<Argument> words) {
    int at = 0;
    while (at < words.size()) {
      Argument word = words.get(at++);
      if (!word.isKnown() && !word.text().startsWith("-")) {
        hasOnlyRefused = false;
        open =
            Optional.of(
                ScriptValue.unknown(word.text(), "more options may be in " + word.span().text()));
        problem("the options in " + word.span().text() + " are not known", word.span());
        continue;
      }
      if (!isOption(word)) {
        refused(word);
        problem("'" + shown(word) + "' belongs to no option", word.span());
        continue;
      }
      int equals = word.text().indexOf('=');
      boolean longName = word.text().startsWith("--");
      String name = equals > 0 ? word.text().substring(0, equals) : word.text();
      Optional<String> attached =
          equals > 0 ? Optional.of(word.text().substring(equals + 1)) : Optional.empty();
      if (!longName && name.length() > 2) {
        attached = Optional.of(word.text().substring(2));
        name = name.substring(0, 2);
      }
      Optional<Option> option = find(name, word.span());
      List<Argument> values = new ArrayList<>();
      attached.ifPresent(value -> values.add(word.with(word.value().withText(value))));
      int most = option.map(CommandLineReader::most).orElse(Integer.MAX_VALUE);
      while (at < words.size() && values.size() < most && !isOption(words.get(at))) {
        boolean truth =
            option.isEmpty()
                || option.get().arity() != Arity.TRUTH
                || !words.get(at).isKnown()
                || TRUTHS.contains(words.get(at).text().toLowerCase(Locale.ROOT));
        if (!truth) {
          break;
        }
        values.add(words.get(at++));
      }
      if (option.isPresent()) {
        give(option.get(), word, values);
      } else {
        refused(word);
      }
    }
  }

  /** What somebody meant who wrote something that az does not take may be anything. */
  private void refused(Argument word) {
    String reason = "az does not take " + shown(word) + ", so what was meant is not known";
    if (open.isEmpty()) {
      open = Optional.of(ScriptValue.unknown("refused at " + word.span().line(), reason));
    }
  }

  private static int most(Option option) {
    return option.arity() == Arity.MANY ? Integer.MAX_VALUE : 1;
  }

  private void give(Option option, Argument word, List<Argument> values) {
    if (values.isEmpty() && option.arity() != Arity.TRUTH) {
      problem("'" + shown(word) + "' has no value", word.span());
      given.put(
          option.name(),
          new Given(
              word.span(),
              List.of(word.with(ScriptValue.unknown(option.name(), "the option has no value")))));
      return;
    }
    for (Argument value : values) {
      checkStar(value);
      if (value.value().reason().filter(Word.Piece.Missing.OPEN_QUOTE::equals).isPresent()) {
        refused(value);
      }
    }
    Given before = given.get(option.name());
    if (before != null && GATHERED.contains(option.name())) {
      List<Argument> all = new ArrayList<>(before.values());
      all.addAll(values);
      given.put(option.name(), new Given(before.option(), all));
      return;
    }
    if (before != null && option.arity() == Arity.MANY) {
      ScriptValue twice =
          ScriptValue.unknown(
              option.name() + " at " + word.span().line(), option.name() + " is given twice");
      problem("'" + shown(word) + "' is given twice; give all its values at once", word.span());
      given.put(option.name(), new Given(word.span(), List.of(word.with(twice))));
      return;
    }
    given.put(option.name(), new Given(word.span(), values));
  }

  /** Without quotes, the shell puts file names in its place if there are files. */
  private void checkStar(Argument value) {
    if (value.text().equals("*") && value.span().text().equals("*")) {
      problems.accept(
          Problem.warning(
              "script-star",
              "the shell replaces a bare * by the names of files; write '*'",
              value.span()));
    }
  }

  /** A text with a blank is a value, whatever it starts with. */
  private static boolean isOption(Argument word) {
    String text = word.text();
    return text.length() > 1
        && text.charAt(0) == '-'
        && !Character.isDigit(text.charAt(1))
        && text.indexOf(' ') < 0;
  }

  private Optional<Option> find(String name, Span span) {
    List<Option> near = new ArrayList<>();
    List<String> spellings = new ArrayList<>();
    for (Option option : command.options()) {
      boolean starts = false;
      for (String spelling : option.names()) {
        if (spelling.equals(name)) {
          return Optional.of(option);
        }
        starts |= name.length() > 2 && name.startsWith("--") && spelling.startsWith(name);
        spellings.add(spelling);
      }
      if (starts) {
        near.add(option);
      }
    }
    if (near.size() == 1) {
      return Optional.of(near.get(0));
    }
    problem(
        near.isEmpty()
            ? "'az "
                + command.name()
                + "' has no option '"
                + name
                + "'"
                + Nearest.hint(name, spellings)
            : "'"
                + name
                + "' may be "
                + String.join(" or ", near.stream().map(Option::name).toList()),
        span);
    return Optional.empty();
  }

  private void checkRequired() {
    for (Option option : command.options()) {
      if (option.need() == Need.REQUIRED && !given.containsKey(option.name())) {
        problem("'az " + command.name() + "' has no " + String.join(" or ", option.names()), place);
      }
    }
  }

  private static String shown(Argument word) {
    String text = word.text();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void problem(String message, Span span) {
    problems.accept(Problem.error("script-option", message, span));
  }
}
