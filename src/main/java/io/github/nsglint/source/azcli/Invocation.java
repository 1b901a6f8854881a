package io.github.nsglint.source.azcli;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a command.
 *
 * @param given what each option got, by its first name
 * @param open why options that are not given may be given all the same; empty if they are not
 * @param place of the command's name
 */
record Invocation(
    AzCommand command, Map<String, Given> given, Optional<ScriptValue> open, Span place) {
  Invocation {
    requireNonNull(command);
    requireNonNull(given);
    requireNonNull(open);
    requireNonNull(place);
  }

  /**
   * @param option its place
   */
  record Given(Span option, List<Argument> values) {
    Given {
      requireNonNull(option);
      values = List.copyOf(values);
    }
  }

  boolean has(String option) {
    return given.containsKey(option);
  }

  /** The words after an option, as they are; empty if it is not given. */
  List<Argument> words(String option) {
    Given found = given.get(option);
    return found == null ? List.of() : found.values();
  }

  /** What an option gives that is not read; empty if it is not given. */
  Optional<Node> unread(String option) {
    return Optional.ofNullable(given.get(option))
        .map(found -> new Node.Unresolved(option + " is not read", "", found.option()));
  }

  /** The value of an option that takes one. */
  Optional<Argument> one(String option) {
    return Optional.ofNullable(given.get(option))
        .filter(found -> !found.values().isEmpty())
        .map(found -> fileValue(found.values().get(found.values().size() - 1)));
  }

  /** az takes the content of a file for {@code @file}. */
  private static Argument fileValue(Argument argument) {
    return argument.text().startsWith("@") && argument.text().length() > 1
        ? argument.with(
            ScriptValue.unknown(argument.text(), "the value stands in a file: " + argument.text()))
        : argument;
  }

  /** As {@link #one}, or what az takes by itself, which has the command's place. */
  Node node(String option, String otherwise) {
    return one(option).map(Argument::node).orElseGet(() -> byItself(ScriptValue.of(otherwise)));
  }

  /** A value that az fills in where an option is not given. */
  Node byItself(ScriptValue value) {
    return open.orElse(value).node(place);
  }

  /**
   * The values of an option, one a word or in brackets: {@code [a,b]}.
   *
   * @return the empty list for {@code ""} and {@code null}, which take a value away
   */
  Optional<List<Argument>> many(String option) {
    Given found = given.get(option);
    if (found == null) {
      return Optional.empty();
    }
    List<Argument> values = new ArrayList<>();
    for (Argument argument : found.values()) {
      values.addAll(listed(fileValue(argument)));
    }
    boolean nothing =
        values.size() == 1
            && values.get(0).isKnown()
            && (values.get(0).text().isEmpty() || values.get(0).text().equals("null"));
    return Optional.of(nothing ? List.of() : values);
  }

  private static List<Argument> listed(Argument argument) {
    String text = argument.text().strip();
    if (!argument.isKnown() || !text.startsWith("[") || !text.endsWith("]")) {
      return List.of(argument);
    }
    List<Argument> items = new ArrayList<>();
    for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
      String plain = item.strip();
      boolean quoted =
          plain.length() >= 2
              && (plain.startsWith("'") || plain.startsWith("\""))
              && plain.charAt(plain.length() - 1) == plain.charAt(0);
      String value = quoted ? plain.substring(1, plain.length() - 1) : plain;
      if (!value.isEmpty()) {
        items.add(argument.with(ScriptValue.of(value)));
      }
    }
    return items;
  }

  /** The truth value of an option; az takes true where it stands alone. */
  Optional<Node> truth(String option) {
    Given found = given.get(option);
    if (found == null) {
      return Optional.empty();
    }
    if (found.values().isEmpty()) {
      return Optional.of(new Node.BoolNode(true, found.option()));
    }
    Argument value = found.values().get(0);
    if (!value.isKnown()) {
      return Optional.of(value.node());
    }
    return Optional.of(
        switch (value.text().toLowerCase(Locale.ROOT)) {
          case "true", "1", "t", "y", "yes" -> new Node.BoolNode(true, value.span());
          case "false", "0", "f", "n", "no" -> new Node.BoolNode(false, value.span());
          default -> value.node();
        });
  }
}
