package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the things that a declaration with loops and a condition stands for.
 *
 * @param scope in which the declaration is computed for this one
 * @param doubt why it may not be there, or may be there several times
 */
record Turns(Scope scope, Optional<Unresolved> doubt) {
  /** All that are there or may be; one that stands for many where their count is not known. */
  static List<Turns> of(
      List<Template.ResourceLoop> loops,
      Optional<Expression> condition,
      Scope around,
      Evaluator evaluator) {
    List<Turns> turns = List.of(new Turns(around, Optional.empty()));
    for (Template.ResourceLoop loop : loops) {
      List<Turns> inner = new ArrayList<>();
      for (Turns turn : turns) {
        inner.addAll(turn.inner(loop, evaluator));
      }
      turns = inner;
    }
    if (condition.isEmpty()) {
      return turns;
    }
    List<Turns> there = new ArrayList<>(turns.size());
    for (Turns turn : turns) {
      turn.under(condition.get(), evaluator).ifPresent(there::add);
    }
    return there;
  }

  private List<Turns> inner(Template.ResourceLoop loop, Evaluator evaluator) {
    Node count = evaluator.evaluate(loop.count(), scope);
    Evaluator.LoopCount taken = evaluator.loopCount(loop.name(), count, loop.span());
    if (taken.unknown().isPresent()) {
      Unresolved why = taken.unknown().get();
      String index = Symbols.of(scope.ambientLabel() + "copyIndex('" + loop.name() + "')");
      Node any = new Unresolved(why.reason(), index, why.span());
      return List.of(
          new Turns(scope.inResourceLoop(loop.name(), any), both(doubt, Optional.of(why))));
    }
    List<Turns> turns = new ArrayList<>(taken.turns());
    for (int i = 0; i < taken.turns(); i++) {
      Node index = new NumberNode(Integer.toString(i), loop.span());
      turns.add(new Turns(scope.inResourceLoop(loop.name(), index), doubt));
    }
    return turns;
  }

  /** Empty if it is surely not there. */
  private Optional<Turns> under(Expression condition, Evaluator evaluator) {
    Node value = evaluator.evaluate(condition, scope);
    if (value instanceof BoolNode bool) {
      return bool.value() ? Optional.of(this) : Optional.empty();
    }
    Unresolved unknown =
        value instanceof Unresolved unresolved
            ? unresolved
            : new Unresolved(
                "the condition is " + Call.kind(value) + ", not a truth value", "", value.span());
    Optional<Boolean> taken = evaluator.choices().condition(unknown);
    if (taken.isPresent()) {
      return taken.get() ? Optional.of(this) : Optional.empty();
    }
    return Optional.of(new Turns(scope, both(doubt, Optional.of(unknown))));
  }

  /** Two conditions of one thing, as far as they are not known. */
  static Optional<Unresolved> both(Optional<Unresolved> a, Optional<Unresolved> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    String symbol = Symbols.call("and", List.of(a.get(), b.get()));
    return Optional.of(new Unresolved(a.get().reason(), symbol, a.get().span()));
  }
}
