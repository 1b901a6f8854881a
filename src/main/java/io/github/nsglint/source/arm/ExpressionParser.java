package io.github.nsglint.source.arm;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.template.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * The expression in a text such as {@code "[concat(parameters('prefix'), '-nsg')]"}, with the place
 * of each part in the file.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions">the
 *     documentation</a>
 */
final class ExpressionParser {
  /** Longer texts with escapes are one place: finding parts in them would take too long. */
  private static final int MAX_ESCAPED_LENGTH = 20_000;

  private final TextNode text;
  private final Span written;
  private final String source;
  private final int end;
  private final int maxDepth;
  private int at;
  private int depth;

  private ExpressionParser(TextNode text, int maxDepth) {
    this.text = text;
    this.source = text.value();
    this.written = text.part(0, source.length());
    this.end = source.length() - 1;
    this.maxDepth = maxDepth;
    this.at = 1;
  }

  /** Whether Azure takes the text for an expression; {@code [[} at the start is a plain bracket. */
  static boolean isExpression(String text) {
    return text.length() >= 2
        && text.charAt(0) == '['
        && text.charAt(text.length() - 1) == ']'
        && text.charAt(1) != '[';
  }

  /** Whether the text starts as a call in brackets does, and has no bracket at its end. */
  static boolean isUnended(String text) {
    if (text.length() < 3 || text.charAt(0) != '[' || text.charAt(text.length() - 1) == ']') {
      return false;
    }
    int at = 1;
    while (at < text.length() && (isIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at > 1 && at < text.length() && text.charAt(at) == '(';
  }

  /** Whether the text is plain, but has its first bracket doubled to show that. */
  static boolean isEscaped(String text) {
    return text.startsWith("[[") && text.endsWith("]");
  }

  /**
   * @param text one that {@link #isExpression}
   * @param maxDepth calls and indexes inside each other
   */
  static Expression parse(TextNode text, int maxDepth) {
    ExpressionParser parser = new ExpressionParser(text, maxDepth);
    try {
      Expression expression = parser.expression();
      parser.skipSpace();
      if (parser.at < parser.end) {
        throw parser.syntax("the end of the expression is expected", parser.at, parser.end);
      }
      return new Expression.Written(expression, text.span());
    } catch (SyntaxBreak e) {
      return new Expression.Unreadable(e.reason, parser.span(e.from, e.to));
    }
  }

  private Expression expression() {
    skipSpace();
    int start = at;
    enter();
    Expression expression = primary();
    int chained = 0;
    while (true) {
      skipSpace();
      if (at < end && source.charAt(at) == '.') {
        at++;
        skipSpace();
        String name = identifier("a property's name is expected after '.'");
        expression = new Expression.Property(expression, name, span(start, at));
      } else if (at < end && source.charAt(at) == '[') {
        at++;
        Expression index = expression();
        expect(']');
        expression = new Expression.Index(expression, index, span(start, at));
      } else {
        break;
      }
      enter();
      chained++;
    }
    depth -= chained + 1;
    return expression;
  }

  private void enter() {
    if (++depth > maxDepth) {
      throw syntax(
          "the expression is nested more than "
              + maxDepth
              + " deep"
              + Limit.EXPRESSION_DEPTH.hint(),
          at,
          at + 1);
    }
  }

  private Expression primary() {
    if (at >= end) {
      throw syntax("the expression ends too early", end, end + 1);
    }
    char c = source.charAt(at);
    if (c == '\'') {
      return text();
    }
    if (c == '-' || c == '+' || isDigit(c)) {
      return number();
    }
    return call();
  }

  /** Quotes in a text are doubled. */
  private Expression text() {
    int start = at;
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      int quote = source.indexOf('\'', at);
      if (quote < 0 || quote >= end) {
        throw syntax("the text has no closing quote", start, end);
      }
      value.append(source, at, quote);
      at = quote + 1;
      if (at >= end || source.charAt(at) != '\'') {
        return new Expression.Constant(new TextNode(value.toString(), span(start, at)));
      }
      value.append('\'');
      at++;
    }
  }

  private Expression number() {
    int start = at;
    at++;
    while (at < end && isDigit(source.charAt(at))) {
      at++;
    }
    boolean fraction = at + 1 < end && source.charAt(at) == '.' && isDigit(source.charAt(at + 1));
    if (fraction) {
      at++;
      while (at < end && isDigit(source.charAt(at))) {
        at++;
      }
    }
    String literal = source.substring(start, at);
    if (!isDigit(literal.charAt(literal.length() - 1))) {
      throw syntax("a number is expected", start, at);
    }
    String plain = literal.startsWith("+") ? literal.substring(1) : literal;
    return new Expression.Constant(new Node.NumberNode(plain, span(start, at)));
  }

  private Expression call() {
    int start = at;
    StringBuilder name =
        new StringBuilder(identifier("a function, a text or a number is expected"));
    skipSpace();
    while (at < end && source.charAt(at) == '.') {
      at++;
      name.append('.').append(identifier("a function's name is expected after '.'"));
      skipSpace();
    }
    if (at >= end || source.charAt(at) != '(') {
      throw syntax("'(' is expected after '" + name + "'", start, at);
    }
    at++;
    List<Expression> arguments = new ArrayList<>();
    skipSpace();
    if (at < end && source.charAt(at) == ')') {
      at++;
    } else {
      arguments.add(expression());
      while (separator() == ',') {
        arguments.add(expression());
      }
    }
    return new Expression.Call(name.toString(), arguments, span(start, at));
  }

  /** Takes the comma or the parenthesis after an argument. */
  private char separator() {
    skipSpace();
    char c = at < end ? source.charAt(at) : ' ';
    if (c != ',' && c != ')') {
      throw syntax("',' or ')' is expected", at, at + 1);
    }
    at++;
    return c;
  }

  private void expect(char expected) {
    skipSpace();
    if (at >= end || source.charAt(at) != expected) {
      throw syntax("'" + expected + "' is expected", at, at + 1);
    }
    at++;
  }

  private String identifier(String expected) {
    int start = at;
    while (at < end && isIdentifierPart(source.charAt(at))) {
      at++;
    }
    if (start == at || isDigit(source.charAt(start))) {
      throw syntax(expected, start, Math.max(at, start + 1));
    }
    return source.substring(start, at);
  }

  private void skipSpace() {
    while (at < end && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }

  private Span span(int from, int to) {
    if (written.end() - written.start() == source.length()) {
      int start = written.start();
      return written.file().span(start + from, start + to);
    }
    return source.length() > MAX_ESCAPED_LENGTH ? text.span() : text.part(from, to);
  }

  private SyntaxBreak syntax(String reason, int from, int to) {
    return new SyntaxBreak(reason, from, Math.min(to, source.length()));
  }

  /** Ends the parsing; never leaves this class. */
  private static final class SyntaxBreak extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int from;
    private final int to;

    SyntaxBreak(String reason, int from, int to) {
      super(reason, null, false, false);
      this.reason = reason;
      this.from = from;
      this.to = to;
    }
  }
}
