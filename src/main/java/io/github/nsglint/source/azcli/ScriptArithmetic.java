package io.github.nsglint.source.azcli;

import java.util.Optional;
import java.util.function.Function;

/** Whole numbers, names, {@code + - * / %} and parentheses: what scripts count priorities with. */
final class ScriptArithmetic {
  private static final int MAX_DEPTH = 50;

  private final String text;
  private final Function<String, ScriptValue> variables;
  private int at;
  private int depth;

  private ScriptArithmetic(String text, Function<String, ScriptValue> variables) {
    this.text = text;
    this.variables = variables;
  }

  /**
   * @return empty if it is no such expression, or a name in it is no known number
   */
  static Optional<Long> value(String text, Function<String, ScriptValue> variables) {
    ScriptArithmetic arithmetic = new ScriptArithmetic(text, variables);
    Optional<Long> sum = arithmetic.sum();
    arithmetic.skipSpace();
    return arithmetic.at == text.length() ? sum : Optional.empty();
  }

  private Optional<Long> sum() {
    Optional<Long> left = product();
    for (char sign = sign("+-"); sign != '\0' && left.isPresent(); sign = sign("+-")) {
      left = combine(left.get(), sign, product());
    }
    return left;
  }

  private Optional<Long> product() {
    Optional<Long> left = operand();
    for (char sign = sign("*/%"); sign != '\0' && left.isPresent(); sign = sign("*/%")) {
      left = combine(left.get(), sign, operand());
    }
    return left;
  }

  private static Optional<Long> combine(long left, char sign, Optional<Long> right) {
    if (right.isEmpty() || ((sign == '/' || sign == '%') && right.get() == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (sign) {
          case '+' -> left + right.get();
          case '-' -> left - right.get();
          case '*' -> left * right.get();
          case '/' -> left / right.get();
          default -> left % right.get();
        });
  }

  private char sign(String signs) {
    skipSpace();
    return at < text.length() && signs.indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : '\0';
  }

  private Optional<Long> operand() {
    skipSpace();
    if (at >= text.length() || depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (text.charAt(at) == '(') {
      at++;
      depth++;
      Optional<Long> inside = sum();
      depth--;
      return sign(")") == '\0' ? Optional.empty() : inside;
    }
    int start = at;
    if (text.charAt(at) == '$') {
      at++;
    }
    boolean braces = at < text.length() && text.charAt(at) == '{';
    at += braces ? 1 : 0;
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String name = text.substring(from, at);
    at += braces && at < text.length() ? 1 : 0;
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (start == from && Character.isDigit(name.charAt(0))) {
      return number(name);
    }
    ScriptValue value = variables.apply(name);
    return value.isKnown() ? number(value.text()) : Optional.empty();
  }

  private static Optional<Long> number(String digits) {
    boolean number = !digits.isEmpty() && digits.length() < 10;
    for (int i = 0; i < digits.length() && number; i++) {
      number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
