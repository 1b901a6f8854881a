package io.github.nsglint.source.template;

import static io.github.nsglint.source.template.TemplateFunction.Needs.ARGUMENTS;
import static io.github.nsglint.source.template.TemplateFunction.Needs.EVERYTHING;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;

/**
 * Whole numbers of 64 bits.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric">the
 *     documentation</a>
 */
final class NumberFunctions {
  private static final int MAX_RANGE = 10_000;
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{1,300})?");

  static final List<TemplateFunction> ALL =
      List.of(
          arithmetic("add", Math::addExact),
          arithmetic("sub", Math::subtractExact),
          arithmetic("mul", Math::multiplyExact),
          arithmetic("div", NumberFunctions::divide),
          arithmetic("mod", (a, b) -> a % b),
          new TemplateFunction("int(value)", ARGUMENTS, NumberFunctions::whole),
          new TemplateFunction("float(value)", ARGUMENTS, NumberFunctions::fraction),
          extreme("min", Math::min),
          extreme("max", Math::max),
          new TemplateFunction("range(start, count)", ARGUMENTS, NumberFunctions::range));

  private NumberFunctions() {}

  private static TemplateFunction arithmetic(String name, LongBinaryOperator operator) {
    return new TemplateFunction(
        name + "(first, second)", ARGUMENTS, call -> compute(call, operator));
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
    String digits = InvariantText.trimmed(text.value());
    try {
      if (digits.chars().allMatch(c -> c < 128)) {
        return call.of(Long.parseLong(digits));
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new InvalidCall("the text is no whole number of 64 bits", 0);
  }

  private static Node fraction(Call call) {
    if (call.get(0) instanceof NumberNode number) {
      return new NumberNode(number.literal(), call.span());
    }
    String text = call.text(0);
    if (!DECIMAL.matcher(text).matches()) {
      throw new InvalidCall("the text is no number", 0);
    }
    call.budget().text(text.length());
    return new NumberNode(text.startsWith("+") ? text.substring(1) : text, call.span());
  }

  private static TemplateFunction extreme(String name, LongBinaryOperator choose) {
    return new TemplateFunction(name + "(numbers, ...)", EVERYTHING, call -> extreme(call, choose));
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
            .orElseThrow(() -> new InvalidCall("the array is empty", 0)));
  }

  private static Node range(Call call) {
    long start = call.integer(0);
    long count = call.integer(1);
    if (count < 0 || count > MAX_RANGE) {
      throw new InvalidCall("a range has 0 to " + MAX_RANGE + " numbers, not " + count, 1);
    }
    if (start < Integer.MIN_VALUE || start > Integer.MAX_VALUE - count) {
      throw new InvalidCall("the numbers of the range have more than 32 bits", 0);
    }
    call.budget().items(count);
    List<Node> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(call.of(start + i));
    }
    return call.of(numbers);
  }
}
