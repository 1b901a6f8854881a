package io.github.nsglint.source.azcli;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Span;
import io.github.nsglint.source.shell.Statement;
import io.github.nsglint.source.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call of az as it stands in a script, before any value is put in.
 *
 * @param name without {@code az}; empty for a command that is not followed
 */
record WrittenCall(String name, List<WrittenOption> options, Span span) {
  private static final String RULE = "network nsg rule create";

  WrittenCall {
    requireNonNull(name);
    options = List.copyOf(options);
    requireNonNull(span);
  }

  /**
   * An option and its values.
   *
   * @param name as the program calls it, or as written where az has no such option
   * @param words the option's own first
   */
  record WrittenOption(String name, List<Word> words) {
    WrittenOption {
      requireNonNull(name);
      words = List.copyOf(words);
    }

    /** As the script spells it. */
    String spelling() {
      String text = words.get(0).span().text();
      int equals = text.indexOf('=');
      return equals < 0 ? text : text.substring(0, equals);
    }

    /** The option with its values, on one line. */
    String text() {
      StringBuilder text = new StringBuilder();
      for (Word word : words) {
        text.append(text.length() == 0 ? "" : " ").append(word.span().text());
      }
      return text.toString();
    }
  }

  static Optional<WrittenCall> of(Statement.Simple simple) {
    List<Word> words = simple.words();
    if (words.isEmpty() || !words.get(0).literal().equals(Optional.of("az"))) {
      return Optional.empty();
    }
    int at = 1;
    StringBuilder name = new StringBuilder();
    while (at < words.size() && !isOption(words.get(at))) {
      name.append(at == 1 ? "" : " ").append(words.get(at).span().text());
      at++;
    }
    Optional<AzCommand> command = Optional.ofNullable(Commands.ALL.get(name.toString()));
    List<WrittenOption> options = new ArrayList<>();
    while (at < words.size()) {
      int from = at++;
      while (at < words.size() && !isOption(words.get(at))) {
        at++;
      }
      options.add(new WrittenOption(called(words.get(from), command), words.subList(from, at)));
    }
    return Optional.of(
        new WrittenCall(command.map(AzCommand::name).orElse(""), options, simple.span()));
  }

  private static final class Commands {
    static final java.util.Map<String, AzCommand> ALL = AzCommand.all();
  }

  private static boolean isOption(Word word) {
    String text = word.span().text();
    return text.length() > 1 && text.charAt(0) == '-' && !Character.isDigit(text.charAt(1));
  }

  private static String called(Word word, Optional<AzCommand> command) {
    String text = word.span().text();
    int equals = text.indexOf('=');
    String written = equals < 0 ? text : text.substring(0, equals);
    List<String> near = new ArrayList<>();
    for (AzCommand.Option option : command.map(AzCommand::options).orElse(List.of())) {
      if (option.names().contains(written)) {
        return option.name();
      }
      if (written.startsWith("--")
          && option.names().stream().anyMatch(spelling -> spelling.startsWith(written))) {
        near.add(option.name());
      }
    }
    return near.size() == 1 ? near.get(0) : written;
  }

  /** Whether it makes a rule. */
  boolean isRule() {
    return name.equals(RULE);
  }

  /** Whether it makes or changes a group or one of its rules. */
  boolean isOfGroup() {
    return name.startsWith("network nsg ") && !name.endsWith(" delete");
  }

  Optional<WrittenOption> option(String wanted) {
    return options.stream().filter(option -> option.name().equals(wanted)).findFirst();
  }
}
