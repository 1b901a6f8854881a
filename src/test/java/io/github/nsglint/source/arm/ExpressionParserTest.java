package io.github.nsglint.source.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.template.Expression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
  private static Expression parse(String json) {
    Node node = JsonReader.read(new SourceFile("t.json", json)).value();
    return ExpressionParser.parse((Node.TextNode) node, 200);
  }

  /** The source text of each part, the whole before its parts. */
  private static List<String> texts(Expression expression) {
    List<String> texts = new ArrayList<>();
    collect(expression, texts);
    return texts;
  }

  private static void collect(Expression expression, List<String> texts) {
    texts.add(expression.span().text());
    if (expression instanceof Expression.Written written) {
      collect(written.value(), texts);
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> collect(argument, texts));
    } else if (expression instanceof Expression.Property property) {
      collect(property.target(), texts);
    } else if (expression instanceof Expression.Index index) {
      collect(index.target(), texts);
      collect(index.index(), texts);
    }
  }

  @Test
  void eachPartHasItsPlace() {
    assertEquals(
        List.of(
            "\"[ concat( parameters('a').b[1] , 'it''s') ]\"",
            "concat( parameters('a').b[1] , 'it''s')",
            "parameters('a').b[1]",
            "parameters('a').b",
            "parameters('a')",
            "'a'",
            "1",
            "'it''s'"),
        texts(parse("\"[ concat( parameters('a').b[1] , 'it''s') ]\"")));
  }

  @Test
  void placesCountTheFilesEscapes() {
    assertEquals(
        List.of(
            "\"[concat('\\\"q\\\"\\u0041', \\u0027z')]\"",
            "concat('\\\"q\\\"\\u0041', \\u0027z')",
            "'\\\"q\\\"\\u0041'",
            "\\u0027z'"),
        texts(parse("\"[concat('\\\"q\\\"\\u0041', \\u0027z')]\"")));
  }

  @Test
  void aLongTextWithEscapesIsOnePlace() {
    String json = "\"[concat('\\n', '" + "x".repeat(20_000) + "')]\"";
    assertEquals(List.of(json, json, json, json), texts(parse(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a()]", "[ 'x' ]", "[1]", "[a].b]"})
  void isAnExpression(String text) {
    assertTrue(ExpressionParser.isExpression(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "]", "[a", "a]", " [a]", "[a] ", "[[a]", "[[a]]"})
  void isPlainText(String text) {
    assertFalse(ExpressionParser.isExpression(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]          | the expression ends too early                  | ]",
        "[a(]        | the expression ends too early                  | ]",
        "[a(1]       | ',' or ')' is expected                         | ]",
        "[a(1 2)]    | ',' or ')' is expected                         | 2",
        "[a('x)]     | the text has no closing quote                  | 'x)",
        "[a]         | '(' is expected after 'a'                      | a",
        "[a() b()]   | the end of the expression is expected          | b()",
        "[a().]      | a property's name is expected after '.'        | ]",
        "[a()[1)]    | ']' is expected                                | )",
        "[a(,)]      | a function, a text or a number is expected     | ,",
        "[-]         | a number is expected                           | -",
        "[a(1,)]     | a function, a text or a number is expected     | )",
      })
  void saysWhatIsWrongAndWhere(String text, String reason, String place) {
    Expression expression = parse('"' + text + '"');
    assertTrue(expression instanceof Expression.Unreadable);
    assertEquals(reason, ((Expression.Unreadable) expression).reason());
    assertEquals(place, expression.span().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a(", "a()[", "a().b"})
  void depthIsBounded(String step) {
    String many = step.equals("a().b") ? "a()" + ".b".repeat(10_000) : step.repeat(10_000) + "1";
    Expression expression = parse("\"[" + many + "]\"");
    assertTrue(expression instanceof Expression.Unreadable);
    assertEquals(
        "the expression is nested more than 200 deep (--limit expression-depth=… sets this limit)",
        ((Expression.Unreadable) expression).reason());
  }
}
