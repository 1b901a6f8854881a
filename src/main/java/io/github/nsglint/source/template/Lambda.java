package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * An argument that is computed once for each item: {@code lambda('x', add(lambdaVariables('x'),
 * 1))}.
 *
 * @param scope of the call it is an argument of
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-lambda">the
 *     documentation</a>
 */
record Lambda(
    List<String> variables, Expression body, Scope scope, Evaluator evaluator, Span span) {
  Lambda {
    variables = List.copyOf(variables);
  }

  static boolean is(Expression expression) {
    return expression instanceof Expression.Call call && call.name().equalsIgnoreCase("lambda");
  }

  /**
   * @param expression one that {@link #is}
   * @throws InvalidCall if it has no body, or a variable's name is not written out
   */
  static Lambda of(Expression expression, Scope scope, Evaluator evaluator) {
    List<Expression> arguments = ((Expression.Call) expression).arguments();
    if (arguments.isEmpty()) {
      throw new InvalidCall("the lambda has no body");
    }
    List<String> variables = new ArrayList<>();
    for (Expression argument : arguments.subList(0, arguments.size() - 1)) {
      if (!(argument instanceof Expression.Constant constant)
          || !(constant.value() instanceof TextNode name)) {
        throw new InvalidCall("the name of a lambda's variable is not written out");
      }
      variables.add(name.value());
    }
    Expression body = arguments.get(arguments.size() - 1);
    return new Lambda(variables, body, scope, evaluator, expression.span());
  }

  /**
   * @param values of the variables; those beyond its variables are left out
   */
  Node apply(Node... values) {
    Scope inner = scope;
    for (int i = 0; i < variables.size(); i++) {
      inner = inner.with(variables.get(i), values[i]);
    }
    return evaluator.compute(body, inner);
  }

  /** Stands for the lambda in a name; equal lambdas in equal scopes have equal names. */
  Unresolved symbolic() {
    List<Node> parts = new ArrayList<>();
    Scope inner = scope;
    for (String variable : variables) {
      String symbol = Symbols.of("lambdaVariables('" + variable + "')");
      Unresolved value = new Unresolved("it is a variable of a lambda", symbol, span);
      inner = inner.with(variable, value);
      parts.add(new TextNode(variable, span));
    }
    Scope within = inner;
    parts.add(evaluator.perhaps(body, within));
    return new Unresolved("it is a lambda", Symbols.call("lambda", parts), span);
  }
}
