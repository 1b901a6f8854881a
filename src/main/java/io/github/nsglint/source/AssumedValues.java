package io.github.nsglint.source;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.document.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values that the user gives to parameters and variables which templates leave open, and what came
 * of each. A value is for every template that has the name, unless it names a file.
 */
public final class AssumedValues {
  /** The code of the note that each value taken leaves behind, so that every report shows it. */
  public static final String TAKEN = "assumed-value";

  private final List<Assumed> all;
  private final Set<Assumed> taken = new LinkedHashSet<>();
  private final Map<Assumed, String> refused = new LinkedHashMap<>();
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** What a name stands for. */
  public enum Kind {
    PARAMETER,
    VARIABLE,
    /** A parameter, where there is one of this name; else a variable. */
    EITHER
  }

  /**
   * @param file the end of a path, if the value is for that file alone
   * @param value as given: JSON or plain text
   * @param text all of it, as the user wrote it
   */
  public record Assumed(Optional<String> file, Kind kind, String name, String value, String text) {
    public Assumed {
      requireNonNull(file);
      requireNonNull(kind);
      requireNonNull(name);
      requireNonNull(value);
      requireNonNull(text);
    }

    /**
     * {@code NAME=VALUE}, {@code FILE:NAME=VALUE}; the name may also stand as templates write it,
     * {@code parameters('NAME')}.
     *
     * @return empty if it is none
     */
    public static Optional<Assumed> parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        return Optional.empty();
      }
      String left = text.substring(0, equals).strip();
      int colon = left.lastIndexOf(':');
      Optional<String> file =
          colon < 0 ? Optional.empty() : Optional.of(left.substring(0, colon).replace('\\', '/'));
      String spelled = left.substring(colon + 1);
      Kind kind = kind(spelled);
      String name = kind == Kind.EITHER ? spelled : quoted(spelled);
      return name.isEmpty() || file.filter(String::isEmpty).isPresent()
          ? Optional.empty()
          : Optional.of(new Assumed(file, kind, name, text.substring(equals + 1), text));
    }

    private static Kind kind(String spelled) {
      if (spelled.startsWith("parameters(") && spelled.endsWith(")")) {
        return Kind.PARAMETER;
      }
      return spelled.startsWith("variables(") && spelled.endsWith(")")
          ? Kind.VARIABLE
          : Kind.EITHER;
    }

    /** What stands between the brackets, without its quotes. */
    private static String quoted(String call) {
      String inside = call.substring(call.indexOf('(') + 1, call.length() - 1).strip();
      boolean quotes =
          inside.length() >= 2
              && (inside.startsWith("'") || inside.startsWith("\""))
              && inside.charAt(inside.length() - 1) == inside.charAt(0);
      return quotes ? inside.substring(1, inside.length() - 1) : inside;
    }

    private boolean isFor(String path) {
      return file.isEmpty() || path.equals(file.get()) || path.endsWith("/" + file.get());
    }
  }

  public AssumedValues(List<Assumed> all) {
    this.all = List.copyOf(all);
  }

  public static AssumedValues none() {
    return new AssumedValues(List.of());
  }

  /** The same values, of which nothing has become yet. */
  public AssumedValues afresh() {
    return new AssumedValues(all);
  }

  /** Those that are for a template, in the order given. */
  public List<Assumed> in(String path) {
    return all.stream().filter(assumed -> assumed.isFor(path)).toList();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** A template has this name; it may be what somebody meant who mistyped it. */
  public void saw(String name) {
    names.add(name);
  }

  public void took(Assumed assumed) {
    taken.add(assumed);
  }

  /**
   * @param why a clause
   */
  public void refused(Assumed assumed, String why) {
    refused.putIfAbsent(assumed, why);
  }

  /** What to tell the user of each value that no template took, in the order given. */
  public List<String> unused() {
    List<String> messages = new ArrayList<>();
    for (Assumed assumed : all) {
      if (!taken.contains(assumed)) {
        messages.add(Optional.ofNullable(refused.get(assumed)).orElseGet(() -> unknown(assumed)));
      }
    }
    return messages;
  }

  private String unknown(Assumed assumed) {
    String what =
        switch (assumed.kind()) {
          case PARAMETER -> "parameter";
          case VARIABLE -> "variable";
          case EITHER -> "parameter or variable";
        };
    return "no template"
        + assumed.file().map(file -> " " + file).orElse("")
        + " has a "
        + what
        + " '"
        + assumed.name()
        + "'"
        + (names.contains(assumed.name()) ? "" : Nearest.hint(assumed.name(), names));
  }
}
