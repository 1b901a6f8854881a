package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Span;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.AssumedValues.Assumed;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import io.github.nsglint.source.shell.Statement.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a script while it is followed. */
final class ScriptVariables {
  /** Those that differ each time they are asked. */
  private static final Set<String> RESTLESS =
      Set.of("RANDOM", "SRANDOM", "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME", "LINENO");

  private final AssumedValues assumed;
  private final String path;
  private Map<String, List<ScriptValue>> values = new HashMap<>();
  private Optional<List<Argument>> arguments = Optional.empty();
  private int asked;

  ScriptVariables(AssumedValues assumed, String path) {
    this.assumed = assumed;
    this.path = path;
  }

  /** What the variables are now; it does not change with them. */
  Map<String, List<ScriptValue>> snapshot() {
    return new HashMap<>(values);
  }

  void restore(Map<String, List<ScriptValue>> snapshot) {
    values = new HashMap<>(snapshot);
  }

  void set(String name, List<ScriptValue> all) {
    values.put(name, List.copyOf(all));
  }

  void set(String name, ScriptValue value) {
    values.put(name, List.of(value));
  }

  void unset(String name) {
    values.remove(name);
  }

  @Nullable List<ScriptValue> raw(String name) {
    return values.get(name);
  }

  void putBack(String name, @Nullable List<ScriptValue> value) {
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  /** The words that the function running was called with; empty outside of functions. */
  Optional<List<Argument>> arguments() {
    return arguments;
  }

  void arguments(Optional<List<Argument>> words) {
    arguments = words;
  }

  void assign(Assignment assignment, List<ScriptValue> given) {
    String name = assignment.name();
    boolean appends = assignment.mode() == Assignment.Mode.APPEND;
    if (assignment.index().isPresent()) {
      setElement(name, assignment.index().get(), given.get(0));
    } else if (assignment.shape() == Assignment.Shape.ARRAY) {
      List<ScriptValue> all =
          new ArrayList<>(appends ? values.getOrDefault(name, List.of()) : List.of());
      all.addAll(given);
      set(name, all);
    } else if (appends) {
      set(name, value(name, assignment.span()).then(given.get(0)));
    } else {
      set(name, given.get(0));
    }
  }

  private void setElement(String name, String index, ScriptValue value) {
    List<ScriptValue> all = new ArrayList<>(values.getOrDefault(name, List.of()));
    int at = number(index);
    if (at >= 0 && at < all.size()) {
      all.set(at, value);
    } else if (at == all.size()) {
      all.add(value);
    } else {
      all =
          new ArrayList<>(
              List.of(ScriptValue.unknown("$" + name, "'" + name + "' is a list with keys")));
    }
    set(name, all);
  }

  /** A small whole number; -1 for any other text. */
  static int number(String text) {
    if (text.isEmpty() || text.length() > 6) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  boolean isSet(String name) {
    return values.containsKey(name)
        || (arguments.isPresent() && number(name) >= 1)
        || assumedValue(name).isPresent();
  }

  /** All elements of a list; a plain variable is a list of one. */
  List<ScriptValue> all(String name, Span place) {
    if ((name.equals("@") || name.equals("*")) && arguments.isPresent()) {
      return arguments.get().stream().map(Argument::value).toList();
    }
    List<ScriptValue> known = values.get(name);
    return known != null ? known : List.of(value(name, place));
  }

  /** The value of a variable, or of a list's first element. */
  ScriptValue value(String name, Span place) {
    List<ScriptValue> known = values.get(name);
    if (known != null) {
      return known.isEmpty() ? ScriptValue.of("") : known.get(0);
    }
    if (arguments.isPresent() && Character.isDigit(name.charAt(0))) {
      int at = number(name);
      List<Argument> words = arguments.get();
      return at >= 1 && at <= words.size()
          ? words.get(at - 1).value()
          : at == 0 ? ScriptValue.of(path) : ScriptValue.of("");
    }
    if (name.equals("#") && arguments.isPresent()) {
      return ScriptValue.of(String.valueOf(arguments.get().size()));
    }
    Optional<String> given = assumedValue(name);
    if (given.isPresent()) {
      return ScriptValue.of(given.get());
    }
    if (RESTLESS.contains(name)) {
      return ScriptValue.unknown(
          "$" + name + " " + ++asked, "$" + name + " is another at each time");
    }
    return ScriptValue.unknown(
        "$" + name,
        Character.isLetter(name.charAt(0)) || name.charAt(0) == '_'
            ? "the script does not set $" + name
            : "$" + name + " comes from the script's caller");
  }

  private Optional<String> assumedValue(String name) {
    if (assumed.isEmpty()) {
      return Optional.empty();
    }
    assumed.saw(name);
    for (Assumed one : assumed.in(path)) {
      if (one.kind() != AssumedValues.Kind.PARAMETER && one.name().equals(name)) {
        assumed.took(one);
        return Optional.of(one.value());
      }
    }
    return Optional.empty();
  }
}
