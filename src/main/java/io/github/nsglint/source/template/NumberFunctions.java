package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.EVERYTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * Whole numbers of 64 bits.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric">the
 *     documentation</a>
 */
final class NumberFunctions {
  private static final int MAX_RANGE = 10_000;

  static final List<TemplateFunction> ALL =
      List.of(
          arithmetic("add", Math::addExact),
          arithmetic("sub", Math::subtractExact),
          arithmetic("mul", Math::multiplyExact),
          arithmetic("div", NumberFunctions::divide),
          arithmetic("mod", (a, b) -> a % b),
          new TemplateFunction("int", 1, 1, ARGUMENTS, NumberFunctions::whole),
          extreme("min", Math::min),
          extreme("max", Math::max),
          new TemplateFunction("range", 2, 2, ARGUMENTS, NumberFunctions::range));

  private NumberFunctions() {}

  private static TemplateFunction arithmetic(String name, LongBinaryOperator operator) {
    return new TemplateFunction(name, 2, 2, ARGUMENTS, call -> compute(call, operator));
  }

  private static Node compute(Call call, LongBinaryOperator operator) {
    long left = call.integer(0);
    long right = call.integer(1);
    try {
      return call.of(operator.applyAsLong(left, right));
    } catch (ArithmeticException e) {
      throw new InvalidCall(right == 0 ? "division by zero" : "the result is out of range");
    }
  }

  private static long divide(long dividend, long divisor) {
    if (dividend == Long.MIN_VALUE && divisor == -1) {
      throw new ArithmeticException("overflow");
    }
    return dividend / divisor;
  }

  private static Node whole(Call call) {
    if (!(call.get(0) instanceof TextNode text)) {
      return call.of(call.integer(0));
    }
    try {
      return call.of(Long.parseLong(text.value()));
    } catch (NumberFormatException e) {
      throw new InvalidCall("the text is no whole number");
    }
  }

  private static TemplateFunction extreme(String name, LongBinaryOperator choose) {
    return new TemplateFunction(
        name, 1, Integer.MAX_VALUE, EVERYTHING, call -> extreme(call, choose));
  }

  private static Node extreme(Call call, LongBinaryOperator choose) {
    List<Node> numbers =
        call.count() == 1 && call.get(0) instanceof ListNode list ? list.items() : call.arguments();
    return call.of(
        numbers.stream()
            .mapToLong(
                node ->
                    Call.integer(node)
                        .orElseThrow(
                            () ->
                                new InvalidCall(
                                    "whole numbers are needed, not " + Call.kind(node))))
            .reduce(choose)
            .orElseThrow(() -> new InvalidCall("the array is empty")));
  }

  private static Node range(Call call) {
    long start = call.integer(0);
    long count = call.integer(1);
    if (count < 0 || count > MAX_RANGE || start < Integer.MIN_VALUE || start > Integer.MAX_VALUE) {
      throw new InvalidCall("a range has at most " + MAX_RANGE + " numbers of 32 bits");
    }
    call.budget().items(count);
    List<Node> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(call.of(start + i));
    }
    return call.of(numbers);
  }
}
