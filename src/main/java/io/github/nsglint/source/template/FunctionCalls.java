package io.github.nsglint.source.template;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.NullNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls of functions in one template.
 *
 * <p>Problems: {@code unknown-function}; {@code argument-count}; {@code invalid-argument}, a call
 * that Azure refuses; {@code misplaced-function}, one that Azure takes elsewhere only.
 */
final class FunctionCalls {
  private final Evaluator evaluator;
  private final Budget budget;
  private final ProblemLog log;

  FunctionCalls(Evaluator evaluator, Budget budget, ProblemLog log) {
    this.evaluator = evaluator;
    this.budget = budget;
    this.log = log;
  }

  Node value(Expression.Call expression, Scope scope) {
    if (Lambda.is(expression)) {
      return refused(
          "invalid-argument", "a lambda stands where none is expected", expression.span());
    }
    Optional<Template.UserFunction> own = scope.function(expression.name());
    if (own.isPresent()) {
      return value(own.get(), expression, scope);
    }
    Optional<TemplateFunction> function = TemplateFunctions.find(expression.name());
    String name =
        function.isPresent()
            ? function.get().name()
            : TemplateFunctions.spelling(expression.name());
    if (function.isEmpty() && !TemplateFunctions.isKnown(name)) {
      return refused(
          "unknown-function",
          "there is no function '"
              + expression.name()
              + "'"
              + Nearest.hint(expression.name(), TemplateFunctions.names()),
          expression.span());
    }
    if (function.isPresent() && !fits(function.get(), expression.arguments().size())) {
      return refused(
          "argument-count",
          name
              + "() is called with "
              + Call.counted(expression.arguments().size(), "argument")
              + ", expected "
              + function.get().signature(),
          expression.span());
    }
    List<Node> arguments = new ArrayList<>(expression.arguments().size());
    List<Lambda> lambdas = new ArrayList<>(0);
    try {
      evaluate(name, function, expression, scope, arguments, lambdas);
      Call call = new Call(name, arguments, lambdas, expression.span(), scope, budget);
      return function.isPresent() ? apply(function.get(), call) : notEvaluated(call);
    } catch (InvalidCall e) {
      return refused("invalid-argument", name + "(): " + e.reason(), place(expression, e));
    }
  }

  private Node value(Template.UserFunction function, Expression.Call expression, Scope scope) {
    int expected = function.parameters().size();
    if (expression.arguments().size() != expected) {
      return refused(
          "argument-count",
          function.name()
              + "() is called with "
              + Call.counted(expression.arguments().size(), "argument")
              + ", expected "
              + expected,
          expression.span());
    }
    List<Node> arguments = new ArrayList<>(expected);
    for (Expression argument : expression.arguments()) {
      arguments.add(evaluator.compute(argument, scope));
    }
    return evaluator.compute(function.output(), scope.ofFunction(function, arguments));
  }

  private static boolean fits(TemplateFunction function, int count) {
    return count >= function.least() && count <= function.most();
  }

  private static Span place(Expression.Call expression, InvalidCall e) {
    return e.argument() < 0 ? expression.span() : expression.arguments().get(e.argument()).span();
  }

  private void evaluate(
      String name,
      Optional<TemplateFunction> function,
      Expression.Call expression,
      Scope scope,
      List<Node> arguments,
      List<Lambda> lambdas) {
    int mostLambdas = function.map(TemplateFunction::lambdas).orElse(Integer.MAX_VALUE);
    boolean isShort = isShort(name);
    boolean certain = true;
    for (int i = 0; i < expression.arguments().size(); i++) {
      Expression argument = expression.arguments().get(i);
      if (Lambda.is(argument)) {
        lambdas.add(Lambda.of(argument, scope, evaluator));
        if (lambdas.size() > mostLambdas) {
          throw new InvalidCall("argument " + (i + 1) + " is a lambda, which is not expected", i);
        }
        continue;
      }
      if (!lambdas.isEmpty()) {
        throw new InvalidCall("argument " + (i + 1) + " comes after a lambda", i);
      }
      Node value =
          certain ? evaluator.compute(argument, scope) : evaluator.perhaps(argument, scope);
      arguments.add(value);
      if (isShort) {
        if (isEnough(name, value)) {
          return;
        }
        certain &= !(value instanceof Unresolved);
      }
    }
    int leastLambdas = function.isPresent() && function.get().lambdas() > 0 ? 1 : 0;
    if (function.isPresent() && arguments.size() < function.get().least() - leastLambdas) {
      throw new InvalidCall(
          "argument " + (arguments.size() + 1) + " is a lambda", arguments.size());
    }
    if (lambdas.size() < leastLambdas) {
      throw new InvalidCall(
          "argument " + arguments.size() + " is no lambda", expression.arguments().size() - 1);
    }
  }

  /**
   * Functions that leave arguments unevaluated once they know enough. Templates rely on it: {@code
   * and(not(empty(x)), x[0].enabled)}.
   */
  private static boolean isShort(String name) {
    return name.equals("and") || name.equals("or") || name.equals("coalesce");
  }

  private static boolean isEnough(String name, Node value) {
    return switch (name) {
      case "and" -> value instanceof BoolNode bool && !bool.value();
      case "or" -> value instanceof BoolNode bool && bool.value();
      case "coalesce" -> !(value instanceof NullNode) && !(value instanceof Unresolved);
      default -> false;
    };
  }

  private static Node apply(TemplateFunction function, Call call) {
    Optional<Unresolved> unknown =
        switch (function.needs()) {
          case NOTHING -> Optional.empty();
          case ARGUMENTS -> call.firstUnresolvedArgument();
          case EVERYTHING -> call.firstUnresolvedPart();
        };
    if (unknown.isPresent()) {
      return call.unknown(unknown.get());
    }
    try {
      return function.body().apply(call);
    } catch (UnknownResult e) {
      return new Unresolved(function.name() + "(): " + e.reason(), call.symbol(), call.span());
    }
  }

  /** In one template, the same arguments give the same value, but for these two functions. */
  private Node notEvaluated(Call call) {
    String reason = "function '" + call.name() + "' is not evaluated";
    if (call.name().equals("newGuid") || call.name().equals("utcNow")) {
      return call.scope().isDefaultValue()
          ? new Unresolved(reason, "", call.span())
          : refused(
              "misplaced-function",
              call.name() + "() can only stand in the default value of a parameter",
              call.span());
    }
    String label = TemplateFunctions.isPure(call.name()) ? "" : call.scope().label();
    return new Unresolved(reason, Symbols.call(call.name(), call.arguments(), label), call.span());
  }

  private Unresolved refused(String code, String reason, Span span) {
    log.add(Problem.error(code, reason, span));
    return new Unresolved(reason, "", span);
  }
}
