package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.NOTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Truth values and comparisons.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical">logical</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-comparison">comparison</a>
 */
final class LogicFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("true()", NOTHING, call -> call.of(true)),
          new TemplateFunction("false()", NOTHING, call -> call.of(false)),
          new TemplateFunction("null()", NOTHING, Call::nothing),
          new TemplateFunction("if(condition, yes, no)", NOTHING, LogicFunctions::choice),
          new TemplateFunction("not(value)", ARGUMENTS, call -> call.of(!call.bool(0))),
          new TemplateFunction("and(value, ...)", NOTHING, call -> decidedBy(call, false)),
          new TemplateFunction("or(value, ...)", NOTHING, call -> decidedBy(call, true)),
          new TemplateFunction("bool(value)", ARGUMENTS, LogicFunctions::bool),
          new TemplateFunction("equals(first, second)", NOTHING, LogicFunctions::areEqual),
          new TemplateFunction("coalesce(value, ...)", NOTHING, LogicFunctions::coalesce),
          comparison("less", order -> order < 0),
          comparison("lessOrEquals", order -> order <= 0),
          comparison("greater", order -> order > 0),
          comparison("greaterOrEquals", order -> order >= 0));

  private LogicFunctions() {}

  /** The evaluator computes it, as only one of its arguments is evaluated. */
  private static Node choice(Call call) {
    throw new AssertionError(call);
  }

  /** One argument that is {@code decisive} decides, whatever the others are. */
  private static Node decidedBy(Call call, boolean decisive) {
    Optional<Unresolved> unknown = Optional.empty();
    boolean decided = false;
    for (int i = 0; i < call.count(); i++) {
      if (call.get(i) instanceof Unresolved unresolved) {
        unknown = unknown.or(() -> Optional.of(unresolved));
      } else {
        decided |= call.bool(i) == decisive;
      }
    }
    if (decided) {
      return call.of(decisive);
    }
    return unknown.<Node>map(call::unknown).orElseGet(() -> call.of(!decisive));
  }

  private static Node bool(Call call) {
    Node value = call.get(0);
    if (value instanceof BoolNode) {
      return value;
    }
    if (value instanceof TextNode text && text.value().equalsIgnoreCase("true")) {
      return call.of(true);
    }
    if (value instanceof TextNode text && text.value().equalsIgnoreCase("false")) {
      return call.of(false);
    }
    if (value instanceof TextNode) {
      throw new InvalidCall("the text is neither 'true' nor 'false'", 0);
    }
    return call.of(call.integer(0) != 0);
  }

  private static Node areEqual(Call call) {
    return switch (Sameness.of(call.get(0), call.get(1), call.budget())) {
      case SAME -> call.of(true);
      case DIFFERENT -> call.of(false);
      case UNKNOWN -> call.undecided();
    };
  }

  private static Node coalesce(Call call) {
    for (Node argument : call.arguments()) {
      if (argument instanceof Unresolved unresolved) {
        return call.unknown(unresolved);
      }
      if (!(argument instanceof Node.NullNode)) {
        return argument;
      }
    }
    return call.nothing();
  }

  private static TemplateFunction comparison(String name, IntPredicate holds) {
    return new TemplateFunction(
        name + "(first, second)",
        ARGUMENTS,
        call -> call.of(holds.test(LogicFunctions.order(call))));
  }

  private static int order(Call call) {
    if (call.get(0) instanceof TextNode left && call.get(1) instanceof TextNode right) {
      return order(left.value(), right.value());
    }
    return Long.compare(call.integer(0), call.integer(1));
  }

  /** Azure sorts texts by a culture's rules; these agree with any for such letters and digits. */
  private static int order(String left, String right) {
    String both = left + right;
    boolean lower = both.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    boolean upper = both.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    if (lower || upper) {
      return left.compareTo(right);
    }
    throw UnknownResult.undocumented("how these texts are ordered");
  }
}
