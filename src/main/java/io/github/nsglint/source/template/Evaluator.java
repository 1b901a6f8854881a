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
import io.github.nsglint.source.OpenChoices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * {@code loop-count}, those of {@link FunctionCalls}; {@code unknown-property} and {@code
 * index-range}, for what is not there.
 */
final class Evaluator {
  private final OpenChoices choices;
  private final Budget budget;
  private final Consumer<Problem> problems;
  private final ProblemLog log;
  private final FunctionCalls calls;
  private final Set<String> reported = new HashSet<>();

  /** By their names, what gives members of values that are known in part only. */
  private final Map<String, Members> incomplete = new HashMap<>();

  Evaluator(Limits limits, OpenChoices choices, Consumer<Problem> problems) {
    this.choices = choices;
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
      return exceeded(e, expression.span());
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

  /** As {@link #evaluate}, without the problems on the way. */
  Node quietly(Expression expression, Scope scope) {
    return log.keep(() -> evaluate(expression, scope)).value();
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

  /** A value, with its problems, that {@link #tell} gives each time it is needed. */
  ProblemLog.Kept keep(Supplier<Node> computation) {
    return log.keep(computation);
  }

  /** Checks the values of a parameter. */
  TypeCheck typeCheck(String parameter) {
    return new TypeCheck(parameter, budget, log::add);
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
      return referenced(property, scope)
          .orElseGet(() -> member(compute(property.target(), scope), key, property.span()));
    }
    if (expression instanceof Expression.Index index) {
      return referenced(index, scope)
          .orElseGet(
              () -> {
                Node target = compute(index.target(), scope);
                return member(target, compute(index.index(), scope), index.span());
              });
    }
    if (expression instanceof Expression.ListOf list) {
      return list(list, scope);
    }
    if (expression instanceof Expression.MapOf map) {
      return map(map, scope);
    }
    if (expression instanceof Expression.Loop loop) {
      return loop(loop, scope);
    }
    if (expression instanceof Expression.Unreadable unreadable) {
      return unreadable(unreadable);
    }
    throw new AssertionError(expression);
  }

  private Node loop(Expression.Loop loop, Scope scope) {
    LoopCount taken = loopCount(loop.name(), compute(loop.count(), scope), loop.span());
    if (taken.unknown().isPresent()) {
      return taken.unknown().get();
    }
    List<Node> items = new ArrayList<>(taken.turns());
    for (int i = 0; i < taken.turns(); i++) {
      Node index = new NumberNode(Integer.toString(i), loop.span());
      items.add(compute(loop.input(), scope.inValueLoop(loop.name(), index)));
    }
    return budget.value(new ListNode(items, loop.span()));
  }

  /**
   * How many turns a loop takes.
   *
   * @param unknown why that cannot be told; the count then means nothing
   */
  record LoopCount(int turns, Optional<Unresolved> unknown) {}

  /** The turns of a loop whose count has this value. */
  LoopCount loopCount(String loop, Node count, Span span) {
    String name = loop.isEmpty() ? "the loop" : "loop '" + loop + "'";
    if (count instanceof Unresolved unknown) {
      String reason = "how many turns " + name + " takes is not known: " + unknown.reason();
      return new LoopCount(0, Optional.of(new Unresolved(reason, "", unknown.span())));
    }
    Optional<Long> turns = Call.integer(count);
    if (turns.filter(n -> n >= 0 && n <= Limits.LOOP_TURNS).isPresent()) {
      return affordable(turns.get().intValue(), span);
    }
    String found = count.scalar().map(text -> "'" + text + "'").orElseGet(() -> Call.kind(count));
    String reason =
        name
            + " takes "
            + found
            + " turns; Azure takes a whole number from 0 to "
            + Limits.LOOP_TURNS;
    log.add(Problem.error("loop-count", reason, count.span()));
    return new LoopCount(0, Optional.of(new Unresolved(reason, "", span)));
  }

  /** Loops inside each other end here, when they have used up what the template may cost. */
  private LoopCount affordable(int turns, Span span) {
    try {
      budget.charge(turns * (long) Budget.TURN);
      return new LoopCount(turns, Optional.empty());
    } catch (LimitExceeded e) {
      return new LoopCount(0, Optional.of(exceeded(e, span)));
    }
  }

  /** Whether the limits leave room for one more deployment; if not, that is a problem. */
  boolean affords(Span span) {
    return affordable(1, span).unknown().isEmpty();
  }

  private Unresolved exceeded(LimitExceeded limit, Span span) {
    if (reported.add(limit.reason())) {
      problems.accept(
          Problem.error("evaluation-limit", limit.reason() + limit.limit().hint(), span));
    }
    return new Unresolved(limit.reason(), "", span);
  }

  /** Of what a template deploys, only the part that is asked for is computed. */
  private Optional<Node> referenced(Expression access, Scope scope) {
    List<Expression> steps = new ArrayList<>();
    Expression at = access;
    while (!(at instanceof Expression.Call)) {
      budget.charge(1);
      steps.add(0, at);
      if (at instanceof Expression.Property property) {
        at = property.target();
      } else if (at instanceof Expression.Index index) {
        at = index.target();
      } else {
        return Optional.empty();
      }
    }
    Expression.Call call = (Expression.Call) at;
    if (!References.isAbout(call.name())) {
      return Optional.empty();
    }
    List<Node> arguments = new ArrayList<>(call.arguments().size());
    for (Expression argument : call.arguments()) {
      arguments.add(compute(argument, scope));
    }
    List<Node> members = new ArrayList<>(steps.size());
    for (Expression step : steps) {
      members.add(
          step instanceof Expression.Property property
              ? new TextNode(property.name(), property.span())
              : compute(((Expression.Index) step).index(), scope));
    }
    return scope
        .references()
        .find(
            new Call(
                TemplateFunctions.spelling(call.name()),
                arguments,
                List.of(),
                access.span(),
                scope,
                budget),
            members);
  }

  /**
   * A member inside a value, of which no other is computed.
   *
   * @return empty where the value is written out and has no such member
   */
  Optional<Node> within(Expression value, List<Node> members, Scope scope) {
    Expression at = value;
    int taken = 0;
    while (taken < members.size()
        && at instanceof Expression.MapOf map
        && members.get(taken) instanceof TextNode name) {
      Optional<Expression> next = member(map, name.value());
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      taken++;
    }
    Node node = compute(at, scope);
    for (Node member : members.subList(taken, members.size())) {
      if (node instanceof MapNode map
          && member instanceof TextNode name
          && map.get(name.value()).isEmpty()) {
        return Optional.empty();
      }
      node = member(node, member, member.span());
    }
    return Optional.of(node);
  }

  private static Optional<Expression> member(Expression.MapOf map, String name) {
    for (Expression.Member member : map.members()) {
      if (!(member.key() instanceof Expression.Constant constant)) {
        return Optional.empty();
      }
      if (constant.value().scalar().filter(name::equalsIgnoreCase).isPresent()) {
        return Optional.of(member.value());
      }
    }
    return Optional.empty();
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

  /** Gives a member of a value that is known in part only; empty for one that is not known. */
  interface Members {
    Optional<Node> get(Node key);
  }

  /**
   * A value that is more than what is known of it, so that nothing can be said of it but its
   * members.
   *
   * @param unknown has a name
   */
  Unresolved incomplete(Unresolved unknown, Members members) {
    incomplete.put(unknown.symbol(), members);
    return unknown;
  }

  /** Reports a problem once for each kind and place. */
  void report(Problem problem) {
    log.add(problem);
  }

  OpenChoices choices() {
    return choices;
  }

  /** A property or an item of a value. */
  Node member(Node target, Node key, Span span) {
    if (target instanceof Unresolved partly && incomplete.containsKey(partly.symbol())) {
      Optional<Node> known = incomplete.get(partly.symbol()).get(key);
      if (known.isPresent()) {
        return known.get();
      }
    }
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
    if (expression.name().equalsIgnoreCase("if") && expression.arguments().size() == 3) {
      return choice(expression, scope);
    }
    return referenced(expression, scope).orElseGet(() -> calls.value(expression, scope));
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
    Optional<Boolean> taken = choices.condition(unknown);
    if (taken.isPresent()) {
      return compute(expression.arguments().get(taken.get() ? 1 : 2), scope);
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
