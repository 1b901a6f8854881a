package io.github.nsglint.source.template;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Computes the values of one template, within limits. What cannot be computed is {@link Unresolved}
 * in its spot: a function that is not known, a call that Azure would refuse, a value that only the
 * deployment knows.
 *
 * <p>Problems: {@code expression-syntax}, {@code evaluation-limit}, {@code cyclic-definition},
 * those of {@link FunctionCalls}; {@code unknown-property} and {@code index-range}, for what is not
 * there.
 */
final class Evaluator {
  private final Budget budget;
  private final Consumer<Problem> problems;
  private final ProblemLog log;
  private final FunctionCalls calls;
  private final Set<String> reported = new HashSet<>();

  Evaluator(Limits limits, Consumer<Problem> problems) {
    this.budget = new Budget(limits);
    this.problems = problems;
    this.log = new ProblemLog(problems);
    this.calls = new FunctionCalls(this, budget, log);
  }

  /** The value, whatever happens on the way to it. */
  Node evaluate(Expression expression, Scope scope) {
    try {
      return compute(expression, scope);
    } catch (LimitExceeded e) {
      if (reported.add(e.reason())) {
        problems.accept(Problem.error("evaluation-limit", e.reason(), expression.span()));
      }
      return new Unresolved(e.reason(), "", expression.span());
    }
  }

  /**
   * As {@link #evaluate}, but a member that costs too much takes only itself out.
   *
   * @param levels how deep members are taken by themselves
   */
  Node evaluateMembers(Expression expression, int levels, Scope scope) {
    if (levels == 0 || !(expression instanceof Expression.MapOf map)) {
      return evaluate(expression, scope);
    }
    List<Node.Entry> entries = new ArrayList<>(map.members().size());
    for (Expression.Member member : map.members()) {
      if (!(member.key() instanceof Expression.Constant constant)
          || !(constant.value() instanceof TextNode key)) {
        return evaluate(expression, scope);
      }
      entries.add(new Node.Entry(key, evaluateMembers(member.value(), levels - 1, scope)));
    }
    return new MapNode(entries, map.span());
  }

  /** What a computation gives that Azure may never do: the problems on its way are none. */
  Node perhaps(Supplier<Node> computation) {
    return log.keep(computation).value();
  }

  /** As {@link #evaluate}, as a part of a value whose limits count. */
  Node compute(Expression expression, Scope scope) {
    if (expression instanceof Expression.Constant constant) {
      return constant.value();
    }
    budget.enter();
    try {
      return computed(expression, scope);
    } finally {
      budget.leave();
    }
  }

  /** As {@link #compute}, for a value that Azure may never compute: its problems are none. */
  Node perhaps(Expression expression, Scope scope) {
    return perhaps(() -> compute(expression, scope));
  }

  /** As {@link #compute}, for a value that {@link #tell} gives each time it is needed. */
  ProblemLog.Kept keep(Expression expression, Scope scope) {
    return log.keep(() -> compute(expression, scope));
  }

  Node tell(ProblemLog.Kept value) {
    return log.tell(value);
  }

  private Node computed(Expression expression, Scope scope) {
    if (expression instanceof Expression.Written written) {
      return at(written.span(), compute(written.value(), scope));
    }
    if (expression instanceof Expression.Call call) {
      return call(call, scope);
    }
    if (expression instanceof Expression.Property property) {
      Node key = new TextNode(property.name(), property.span());
      return member(compute(property.target(), scope), key, property.span());
    }
    if (expression instanceof Expression.Index index) {
      Node target = compute(index.target(), scope);
      return member(target, compute(index.index(), scope), index.span());
    }
    if (expression instanceof Expression.ListOf list) {
      return list(list, scope);
    }
    if (expression instanceof Expression.MapOf map) {
      return map(map, scope);
    }
    if (expression instanceof Expression.Loop loop) {
      return new Unresolved("loop '" + loop.name() + "' is not expanded", "", loop.span());
    }
    if (expression instanceof Expression.Unreadable unreadable) {
      return unreadable(unreadable);
    }
    throw new AssertionError(expression);
  }

  private Node list(Expression.ListOf list, Scope scope) {
    List<Node> items = new ArrayList<>(list.items().size());
    for (Expression item : list.items()) {
      items.add(compute(item, scope));
    }
    return budget.value(new ListNode(items, list.span()));
  }

  private Node map(Expression.MapOf map, Scope scope) {
    List<Node.Entry> entries = new ArrayList<>(map.members().size());
    for (Expression.Member member : map.members()) {
      Node key = compute(member.key(), scope);
      if (key instanceof Unresolved unknown) {
        // One key that may be any makes every other one doubtful.
        return new Unresolved("a key is not known: " + unknown.reason(), "", unknown.span());
      }
      TextNode name = new TextNode(key.scalar().orElse(""), member.key().span());
      entries.add(new Node.Entry(name, compute(member.value(), scope)));
    }
    return budget.value(new MapNode(entries, map.span()));
  }

  private Node unreadable(Expression.Unreadable unreadable) {
    if (reported.add(unreadable.span().toString())) {
      problems.accept(Problem.error("expression-syntax", unreadable.reason(), unreadable.span()));
    }
    return new Unresolved(
        "the expression cannot be read: " + unreadable.reason(), "", unreadable.span());
  }

  /** The value at the place a user would change; what is inside it stays where it is. */
  private static Node at(Span span, Node node) {
    if (node instanceof TextNode text) {
      return new TextNode(text.value(), span);
    }
    if (node instanceof NumberNode number) {
      return new NumberNode(number.literal(), span);
    }
    if (node instanceof BoolNode bool) {
      return new BoolNode(bool.value(), span);
    }
    if (node instanceof Node.NullNode) {
      return new Node.NullNode(span);
    }
    if (node instanceof ListNode list) {
      return new ListNode(list.items(), span);
    }
    if (node instanceof MapNode map) {
      return new MapNode(map.entries(), span);
    }
    return node;
  }

  private Node member(Node target, Node key, Span span) {
    if (target instanceof Unresolved unknown) {
      return new Unresolved(
          unknown.reason(), Symbols.member(unknown, key), widened(unknown.span(), span));
    }
    if (key instanceof Unresolved unknown) {
      return new Unresolved(
          unknown.reason(), Symbols.call("tryGet", List.of(target, unknown)), unknown.span());
    }
    if (target instanceof MapNode map && key instanceof TextNode name) {
      return map.get(name.value())
          .orElseGet(
              () ->
                  refused(
                      "unknown-property",
                      "the object has no property '"
                          + name.value()
                          + "'"
                          + Nearest.hint(name.value(), keys(map)),
                      span));
    }
    if (target instanceof ListNode list) {
      Optional<Long> index = Call.integer(key).filter(at -> at >= 0 && at < list.items().size());
      return index
          .map(at -> list.items().get(at.intValue()))
          .orElseGet(
              () ->
                  refused(
                      "index-range",
                      "the array has "
                          + Call.counted(list.items().size(), "item")
                          + ", and none at "
                          + key.scalar().orElse("this index"),
                      span));
    }
    return refused(
        "unknown-property",
        Call.kind(target) + " has no " + (key instanceof TextNode ? "property" : "item"),
        span);
  }

  /** The access, if it is what is unknown; else the place where the unknown value comes from. */
  private static Span widened(Span unknown, Span access) {
    boolean inside =
        unknown.file() == access.file()
            && unknown.start() >= access.start()
            && unknown.end() <= access.end();
    return inside ? access : unknown;
  }

  private static List<String> keys(MapNode map) {
    return map.entries().stream().map(entry -> entry.key().value()).toList();
  }

  private Unresolved refused(String code, String reason, Span span) {
    log.add(Problem.error(code, reason, span));
    return new Unresolved(reason, "", span);
  }

  private Node call(Expression.Call expression, Scope scope) {
    return expression.name().equalsIgnoreCase("if") && expression.arguments().size() == 3
        ? choice(expression, scope)
        : calls.value(expression, scope);
  }

  private Node choice(Expression.Call expression, Scope scope) {
    Node condition = compute(expression.arguments().get(0), scope);
    if (condition instanceof BoolNode bool) {
      return compute(expression.arguments().get(bool.value() ? 1 : 2), scope);
    }
    if (!(condition instanceof Unresolved unknown)) {
      return refused(
          "invalid-argument",
          "if(): the condition is " + Call.kind(condition) + ", not a truth value",
          expression.arguments().get(0).span());
    }
    Node yes = perhaps(expression.arguments().get(1), scope);
    Node no = perhaps(expression.arguments().get(2), scope);
    if (Sameness.of(yes, no, budget) == Sameness.SAME) {
      return yes;
    }
    return new Unresolved(
        unknown.reason(), Symbols.call("if", List.of(condition, yes, no)), unknown.span());
  }
}
