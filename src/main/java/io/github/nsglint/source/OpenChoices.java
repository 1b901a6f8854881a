package io.github.nsglint.source;

import io.github.nsglint.document.Choice;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that nobody knows, but that can only be one of a few: a condition is true or false, a
 * parameter has one of its allowed values. A reading tells which of them it met; another reading
 * takes each of them to be one of its values, and sees one of the networks that the definition can
 * become.
 */
public final class OpenChoices {
  /** More of one kind are not told apart. */
  private static final int MOST_OPTIONS = 4;

  private static final int MOST_CHOICES = 64;
  private static final int MOST_PLACES = 64;
  private static final String NOT = "⟨not(";
  private static final String END = ")⟩";

  private final Map<String, Node> taken;
  private final Map<String, Choice> met = new LinkedHashMap<>();

  private OpenChoices(Map<String, Node> taken) {
    this.taken = Map.copyOf(taken);
  }

  /** No value is taken for any. */
  public static OpenChoices none() {
    return new OpenChoices(Map.of());
  }

  /**
   * @param taken values by the symbols of their choices
   */
  public static OpenChoices taking(Map<String, Node> taken) {
    return new OpenChoices(taken);
  }

  /** Those that were met, in the order in which they were. */
  public List<Choice> met() {
    return List.copyOf(met.values());
  }

  /** What an unknown condition is taken to be; empty if it stays unknown. */
  public Optional<Boolean> condition(Unresolved unknown) {
    String symbol = unknown.symbol();
    boolean negated = symbol.startsWith(NOT) && symbol.endsWith(END) && isOneCall(symbol);
    Unresolved plain =
        negated
            ? new Unresolved(
                unknown.reason(),
                "⟨" + symbol.substring(NOT.length(), symbol.length() - END.length()) + "⟩",
                unknown.span())
            : unknown;
    List<Node> options =
        List.of(new BoolNode(true, unknown.span()), new BoolNode(false, unknown.span()));
    return value(plain, options)
        .filter(BoolNode.class::isInstance)
        .map(value -> ((BoolNode) value).value() != negated);
  }

  /** Whether the bracket that opens behind the name of the function closes at the end. */
  private static boolean isOneCall(String symbol) {
    int depth = 0;
    for (int i = 0; i < symbol.length() - 1; i++) {
      char c = symbol.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ')' && depth == 0) {
        return i == symbol.length() - 2;
      }
    }
    return false;
  }

  /**
   * What an unknown value is taken to be; empty if it stays unknown.
   *
   * @param options all values it may have
   */
  public Optional<Node> value(Unresolved unknown, List<Node> options) {
    String symbol = unknown.symbol();
    // In a loop of unknown length one expression stands for many values.
    boolean isOne =
        symbol.startsWith("⟨") && symbol.endsWith("⟩") && !symbol.contains("copyIndex(");
    if (!isOne || options.size() < 2 || options.size() > MOST_OPTIONS) {
      return Optional.empty();
    }
    Node value = taken.get(symbol);
    if (value != null) {
      return Optional.of(value);
    }
    if (met.size() < MOST_CHOICES || met.containsKey(symbol)) {
      Choice choice =
          met.computeIfAbsent(symbol, key -> new Choice(key, options, new ArrayList<>()));
      if (choice.places().size() < MOST_PLACES) {
        choice.places().add(unknown.span());
      }
    }
    return Optional.empty();
  }
}
