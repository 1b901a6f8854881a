package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call with its arguments evaluated.
 *
 * @param name in the documentation's spelling
 * @param arguments without lambdas
 * @param lambdas those after the arguments
 */
record Call(
    String name,
    List<Node> arguments,
    List<Lambda> lambdas,
    Span span,
    Scope scope,
    Budget budget) {
  Call {
    arguments = List.copyOf(arguments);
    lambdas = List.copyOf(lambdas);
  }

  int count() {
    return arguments.size();
  }

  Node get(int index) {
    return arguments.get(index);
  }

  String text(int index) {
    if (get(index) instanceof TextNode text) {
      return text.value();
    }
    throw wrong(index, "a text");
  }

  /**
   * A text of which each character counts. An id in the deployment's own scope is none: what it
   * starts with is left out, as {@link ResourceFunctions} tells.
   *
   * @throws UnknownResult for such an id
   */
  String wholeText(int index) {
    String text = text(index);
    if (isInOwnScope(text)) {
      throw new UnknownResult("the subscription or resource group of '" + text + "' is not known");
    }
    return text;
  }

  /** Whether an id in a text may lack its start. */
  static boolean isInOwnScope(String text) {
    int resource = startOf("/providers/", text);
    int group = startOf("/resourceGroups/", text);
    int id = resource < 0 ? group : group < 0 ? resource : Math.min(group, resource);
    int subscription = id < 0 ? -1 : startOf("/subscriptions/", text);
    return id >= 0 && (subscription < 0 || subscription > id);
  }

  private static int startOf(String part, String text) {
    for (int i = text.indexOf('/'); i >= 0; i = text.indexOf('/', i + 1)) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }

  /** A text, or a number as text. */
  String scalarText(int index) {
    return get(index) instanceof NumberNode number ? NumberText.of(number) : text(index);
  }

  /**
   * A lambda with as many variables as it may have.
   *
   * @param index among the lambdas
   */
  Lambda lambda(int index, int least, int most) {
    Lambda lambda = lambdas.get(index);
    int variables = lambda.variables().size();
    if (variables < least || variables > most) {
      String expected = least == most ? "" + least : least + " or " + most;
      throw new InvalidCall(
          "the lambda has " + counted(variables, "variable") + ", not " + expected,
          arguments.size() + index);
    }
    return lambda;
  }

  static String counted(int count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }

  boolean bool(int index) {
    if (get(index) instanceof BoolNode bool) {
      return bool.value();
    }
    throw wrong(index, "a truth value");
  }

  long integer(int index) {
    return integer(get(index)).orElseThrow(() -> wrong(index, "a whole number"));
  }

  /** A whole number that fits a place in a text or a list. */
  int place(int index) {
    long value = integer(index);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw wrong(index, "a number within 32 bits");
    }
    return (int) value;
  }

  static Optional<Long> integer(Node node) {
    if (!(node instanceof NumberNode number) || number.literal().length() > 40) {
      return Optional.empty();
    }
    if (isShortAndPlain(number.literal())) {
      return Optional.of(Long.parseLong(number.literal()));
    }
    BigDecimal value = number.value();
    if (value.scale() < -40 || value.scale() > 40) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Nearly all numbers are; what is not takes longer to read. */
  private static boolean isShortAndPlain(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
        return false;
      }
    }
    return literal.length() <= 18 && !literal.isEmpty();
  }

  List<Node> items(int index) {
    if (get(index) instanceof ListNode list) {
      return list.items();
    }
    throw wrong(index, "an array");
  }

  MapNode map(int index) {
    if (get(index) instanceof MapNode map) {
      return map;
    }
    throw wrong(index, "an object");
  }

  Node of(String text) {
    budget.text(text.length());
    return new TextNode(text, span);
  }

  Node of(long number) {
    return new NumberNode(Long.toString(number), span);
  }

  Node of(boolean value) {
    return new BoolNode(value, span);
  }

  Node of(List<Node> items) {
    return budget.value(new ListNode(items, span));
  }

  Node of(MapNode map) {
    return budget.value(map);
  }

  Node nothing() {
    return new Node.NullNode(span);
  }

  /** A result that hangs on a value which is not known. */
  Unresolved unknown(Unresolved cause) {
    return new Unresolved(cause.reason(), symbol(), cause.span());
  }

  /** The name of a result that is not known. */
  String symbol() {
    if (lambdas.isEmpty()) {
      return Symbols.call(name, arguments);
    }
    List<Node> all = new ArrayList<>(arguments);
    lambdas.forEach(lambda -> all.add(lambda.symbolic()));
    return Symbols.call(name, all);
  }

  /** The first argument that is not known as a whole. */
  Optional<Unresolved> firstUnresolvedArgument() {
    for (Node argument : arguments) {
      if (argument instanceof Unresolved unresolved) {
        return Optional.of(unresolved);
      }
    }
    return Optional.empty();
  }

  /** The first part of an argument that is not known. */
  Optional<Unresolved> firstUnresolvedPart() {
    for (Node argument : arguments) {
      Optional<Unresolved> part = unresolvedPart(argument, budget);
      if (part.isPresent()) {
        return part;
      }
    }
    return Optional.empty();
  }

  /**
   * A result that hangs on whether values are the same, which cannot be told.
   *
   * @throws UnknownResult if all of them are known, but one is short for an id
   */
  Unresolved undecided() {
    return firstUnresolvedPart()
        .map(this::unknown)
        .orElseThrow(
            () -> new UnknownResult("the subscription or resource group of an id is not known"));
  }

  InvalidCall wrong(int index, String expected) {
    return new InvalidCall(
        "argument " + (index + 1) + " is " + kind(get(index)) + ", not " + expected, index);
  }

  /** What a value is, with an article. */
  static String kind(Node node) {
    if (node instanceof TextNode) {
      return "a text";
    }
    if (node instanceof NumberNode) {
      return "a number";
    }
    if (node instanceof BoolNode) {
      return "a truth value";
    }
    if (node instanceof ListNode) {
      return "an array";
    }
    if (node instanceof MapNode) {
      return "an object";
    }
    if (node instanceof Node.NullNode) {
      return "null";
    }
    if (node instanceof Unresolved) {
      return "not known";
    }
    throw new AssertionError(node);
  }

  /** The first part of a value, in its order, that is not known. */
  static Optional<Unresolved> unresolvedPart(Node node, Budget budget) {
    budget.charge(1);
    if (node instanceof Unresolved unresolved) {
      return Optional.of(unresolved);
    }
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        Optional<Unresolved> found = unresolvedPart(item, budget);
        if (found.isPresent()) {
          return found;
        }
      }
    } else if (node instanceof MapNode map) {
      for (Node.Entry entry : map.entries()) {
        Optional<Unresolved> found = unresolvedPart(entry.value(), budget);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
