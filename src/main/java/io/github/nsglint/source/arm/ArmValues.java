package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.template.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * JSON values in which texts may be expressions, and members {@code copy} loops. What has neither
 * stays the value it is.
 *
 * <p>Problems: {@code expression-syntax}, a warning, for a text that was hardly meant to be plain.
 */
final class ArmValues {
  private final int maxDepth;
  private final NetworkTypes types;
  private final Consumer<Problem> problems;

  ArmValues(Limits limits, NetworkTypes types, Consumer<Problem> problems) {
    this.maxDepth = (int) limits.of(Limit.EXPRESSION_DEPTH);
    this.types = types;
    this.problems = problems;
  }

  /** The types of resources that are looked for. */
  NetworkTypes types() {
    return types;
  }

  Expression of(Node node) {
    if (node instanceof TextNode text) {
      return text(text);
    }
    if (node instanceof ListNode list) {
      return list(list);
    }
    if (node instanceof MapNode map) {
      return map(map);
    }
    return new Expression.Constant(node);
  }

  private Expression text(TextNode text) {
    if (ExpressionParser.isExpression(text.value())) {
      return ExpressionParser.parse(text, maxDepth);
    }
    if (ExpressionParser.isEscaped(text.value())) {
      return new Expression.Constant(new TextNode(text.value().substring(1), text.span()));
    }
    if (ExpressionParser.isUnended(text.value())) {
      problems.accept(
          Problem.warning(
              "expression-syntax",
              "the text starts like an expression, but does not end with ']': Azure takes it as it"
                  + " is",
              text.span()));
    }
    return new Expression.Constant(text);
  }

  private Expression list(ListNode list) {
    List<Expression> items = new ArrayList<>(list.items().size());
    boolean changed = false;
    for (Node item : list.items()) {
      Expression expression = of(item);
      changed |= !isSame(expression, item);
      items.add(expression);
    }
    return changed ? new Expression.ListOf(items, list.span()) : new Expression.Constant(list);
  }

  private Expression map(MapNode map) {
    List<Expression.Member> members = new ArrayList<>(map.entries().size());
    boolean changed = false;
    for (Entry entry : map.entries()) {
      if (isLoops(entry)) {
        members.addAll(loops((ListNode) entry.value()));
        changed = true;
        continue;
      }
      Expression key = text(entry.key());
      Expression value = of(entry.value());
      changed |= !isSame(key, entry.key()) || !isSame(value, entry.value());
      members.add(new Expression.Member(key, value));
    }
    return changed ? new Expression.MapOf(members, map.span()) : new Expression.Constant(map);
  }

  private static boolean isSame(Expression expression, Node node) {
    return expression instanceof Expression.Constant constant && constant.value() == node;
  }

  /** {@code "copy": [{"name": "securityRules", "count": 3, "input": {}}]}. */
  private static boolean isLoops(Entry entry) {
    return entry.key().value().equalsIgnoreCase("copy")
        && entry.value() instanceof ListNode list
        && !list.items().isEmpty()
        && list.items().stream()
            .allMatch(
                item ->
                    item instanceof MapNode map
                        && map.get("name").orElse(null) instanceof TextNode
                        && map.get("count").isPresent());
  }

  private List<Expression.Member> loops(ListNode list) {
    List<Expression.Member> members = new ArrayList<>();
    for (Node item : list.items()) {
      if (item instanceof MapNode map && map.get("name").orElse(null) instanceof TextNode name) {
        members.add(new Expression.Member(new Expression.Constant(name), loop(name, map)));
      }
    }
    return members;
  }

  /** {@code {"name": "subnets", "count": 3, "input": {}}}. */
  Expression loop(TextNode name, MapNode copy) {
    return loop(name.value(), copy, name.span());
  }

  /**
   * @param name empty if the loop has none
   */
  Expression loop(String name, MapNode copy, Span span) {
    Expression input =
        copy.get("input")
            .map(this::of)
            .orElseGet(
                () ->
                    new Expression.Constant(
                        new Node.Unresolved("the loop has no input", "", copy.span())));
    return new Expression.Loop(name, count(copy), input, span);
  }

  /** How many turns a {@code copy} asks for. */
  Expression count(MapNode copy) {
    return copy.get("count")
        .map(this::of)
        .orElseGet(
            () ->
                new Expression.Constant(
                    new Node.Unresolved("the loop has no count", "", copy.span())));
  }
}
