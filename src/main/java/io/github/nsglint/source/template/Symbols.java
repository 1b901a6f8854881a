package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names for values that are not known: what would compute them, written in one way only, so that
 * equal names mean equal values. An empty name means that nothing can be said.
 */
final class Symbols {
  static final char OPEN = '⟨';
  static final char CLOSE = '⟩';

  /** Longer names help nobody. */
  private static final int MAX_LENGTH = 2000;

  private Symbols() {}

  static String of(String expression) {
    return expression.length() > MAX_LENGTH ? "" : OPEN + expression + CLOSE;
  }

  /** Of a secret, given the symbol that a parameter or a part of one has: nobody can assume it. */
  static String secure(String symbol) {
    int parameter = symbol.indexOf("parameters('");
    return parameter < 0
        ? symbol
        : symbol.substring(0, parameter) + "secure " + symbol.substring(parameter);
  }

  /** Of a call whose result is not known, given its arguments. */
  static String call(String name, List<Node> arguments) {
    return call(name, arguments, "");
  }

  /**
   * @param label tells apart what means different values in different files
   */
  static String call(String name, List<Node> arguments, String label) {
    List<String> parts = new ArrayList<>();
    for (Node argument : arguments) {
      Optional<String> part = expression(argument);
      if (part.isEmpty()) {
        return "";
      }
      parts.add(part.get());
    }
    return of(label + name + "(" + String.join(", ", parts) + ")");
  }

  /** Of a property or an item of a value that is not known. */
  static String member(Unresolved target, Node key) {
    Optional<String> inner = expression(target);
    Optional<String> name = expression(key);
    if (inner.isEmpty() || name.isEmpty()) {
      return "";
    }
    return key instanceof Node.TextNode text && isIdentifier(text.value())
        ? of(inner.get() + "." + text.value())
        : of(inner.get() + "[" + name.get() + "]");
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
        && !Character.isDigit(text.charAt(0));
  }

  /** The value as an expression would write it; empty if it has an unknown part without a name. */
  private static Optional<String> expression(Node node) {
    StringBuilder text = new StringBuilder();
    return append(text, node) && text.length() <= MAX_LENGTH
        ? Optional.of(text.toString())
        : Optional.empty();
  }

  private static boolean append(StringBuilder text, Node node) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    if (node instanceof Node.TextNode value) {
      if (value.value().length() > MAX_LENGTH || !isPlain(value.value())) {
        return false;
      }
      text.append(quoted(value.value()));
      return true;
    }
    if (node instanceof Unresolved value) {
      String symbol = value.symbol();
      if (symbol.isEmpty() || symbol.length() > MAX_LENGTH) {
        return false;
      }
      text.append(isWhole(symbol) ? symbol.substring(1, symbol.length() - 1) : quoted(symbol));
      return true;
    }
    if (node instanceof Node.ListNode list) {
      text.append('[');
      for (Node item : list.items()) {
        if (!append(text, item)) {
          return false;
        }
        text.append(", ");
      }
      text.append(']');
      return true;
    }
    if (node instanceof Node.MapNode map) {
      text.append('{');
      for (Node.Entry entry : map.entries()) {
        text.append(quoted(entry.key().value())).append(": ");
        if (!append(text, entry.value())) {
          return false;
        }
        text.append(", ");
      }
      text.append('}');
      return true;
    }
    text.append(node.scalar().orElse("null"));
    return true;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Whether a known text can stand in a name without being taken for an unknown part. */
  static boolean isPlain(String text) {
    return text.indexOf(OPEN) < 0 && text.indexOf(CLOSE) < 0;
  }

  /** Whether the name is one unknown part and nothing else. */
  private static boolean isWhole(String symbol) {
    int depth = 0;
    for (int i = 0; i < symbol.length(); i++) {
      char c = symbol.charAt(i);
      if (c == OPEN) {
        depth++;
      } else if (c == CLOSE) {
        depth--;
      }
      if (depth == 0) {
        return i > 0 && i == symbol.length() - 1;
      }
    }
    return false;
  }
}
