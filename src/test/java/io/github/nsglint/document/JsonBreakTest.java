package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBreakTest {
  /** {@code ¶} stands for a line end, {@code ~} for a backslash, {@code §} for U+0001. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          ``                       # 1:1 # the file is empty, expected a JSON value
          ` ¶ `                    # 2:2 # the file is empty, expected a JSON value
          // only this             # 1:13 # the file has no value
          {"a": 1                  # 1:8 # the file ends, expected ',' or '}'; the '{' of line 1 is open
          {¶"a": [1,¶              # 3:1 # the file ends, expected a value or ']'; the '[' of line 2 is open
          {"a                      # 1:4 # the file ends inside the text that starts on line 1, expected its closing "
          {"a":¶"x~                # 2:4 # the file ends inside the text that starts on line 2, expected its closing "
          {"a": "~u00              # 1:12 # the file ends inside the text that starts on line 1, expected its closing "
          {"a"                     # 1:5 # the file ends, expected ':'; the '{' of line 1 is open
          {"a":                    # 1:6 # the file ends, expected a value; the '{' of line 1 is open
          {"a": tru                # 1:7 # found 'tru', expected a value
          {"a": 1 "b": 2}          # 1:9 # found '"b"', expected ',' or '}'
          {"a": 1,¶,"b": 2}        # 2:1 # found ',', expected a key in quotes or '}'
          {a: 1}                   # 1:2 # found 'a', expected a key in quotes or '}'
          {"a" 1}                  # 1:6 # found '1', expected ':'
          {"a": }                  # 1:7 # found '}', expected a value
          {"a": 1]                 # 1:8 # found ']', expected ',' or '}'
          [1, 2}                   # 1:6 # found '}', expected ',' or ']'
          [1,,2]                   # 1:4 # found ',', expected a value or ']'
          [,]                      # 1:2 # found ',', expected a value or ']'
          [1 2]                    # 1:4 # found '2', expected ',' or ']'
          ["a" 'b c' ]             # 1:6 # found 'b c', expected ',' or ']'
          [True]                   # 1:2 # found 'True', expected a value or ']'
          [NaN]                    # 1:2 # found 'NaN', expected a value or ']'
          [022]                    # 1:2 # found 022, but a number cannot start with 0; write it in quotes
          [1.]                     # 1:2 # found '1.', which is no number
          [-]                      # 1:2 # found '-', which is no number
          [+1]                     # 1:2 # found '+1', expected a value or ']'
          [.5]                     # 1:2 # found '.5', expected a value or ']'
          [1e]                     # 1:2 # found '1e', which is no number
          [0x10]                   # 1:3 # found 'x10', expected ',' or ']'
          {"a": "C:~Program"}      # 1:10 # found the escape '~P', which JSON does not have; a backslash itself is written '~~'
          {"a~q": 1}               # 1:4 # found the escape '~q', which JSON does not have; a backslash itself is written '~~'
          ["~u00zz"]               # 1:3 # found the escape '~u', expected four hexadecimal digits after it
          {"a": 1} {"b": 2}        # 1:10 # found '{' after the end of the document
          {"a": 1}}                # 1:9 # found '}' after the end of the document
          1 2                      # 1:3 # found '2' after the end of the document
          1// one                  # 1:2 # found a comment right after a number, expected a space
          <html><body>             # 1:1 # found '<', expected a JSON value: this looks like HTML or XML
          WARNING: use az¶{}       # 1:1 # found 'WARNING', expected a JSON value
          {¶<<<<<<< HEAD¶"a": 1    # 2:1 # found the mark of a merge conflict, '<<<<<<<'
          {"a": 1,¶=======¶        # 2:1 # found the mark of a merge conflict, '======='
          [1¶>>>>>>> main¶         # 2:1 # found the mark of a merge conflict, '>>>>>>>'
          [“a”]                    # 1:2 # found a typographic quote (U+201C), expected a value or ']'
          {"a":\u00a01}            # 1:6 # found a no-break space (U+00A0), expected a value
          [1, /* 2]                # 1:5 # the comment is not closed, expected '*/'
          [1, / 2]                 # 1:5 # found '/', expected a value or ']'
          {"a": "x,¶"b": 1}        # 2:2 # found 'b', expected ',' or '}'; is the text that starts on line 1 not closed?
          {"a: 1,¶"b": 1}          # 2:2 # found 'b', expected ':'; is the text that starts on line 1 not closed?
          ["😀", 😀]               # 1:8 # found '😀', expected a value or ']'
          {"~ud83d": 1}            # 1:3 # found ~ud83d, half a character, in a key
          {"~ud83d~ude00~~~ude00": # 1:17 # found ~ude00, half a character, in a key
          {"~ud83d~ude             # 1:13 # the file ends inside the text that starts on line 1, expected its closing "
          [1 // x§                 # 1:8 # found the character U+0001 in a comment
          ["a" 'b§                 # 1:6 # found 'b␁, expected ',' or ']'
          {"a": @}                 # 1:7 # found '@', expected a value
          """)
  void aBreakIsNamedWhereItIs(String written, String place, String message) {
    String text = written.replace('¶', '\n').replace('~', '\\').replace('§', '\u0001');
    Loaded<Node> loaded = JsonReader.read(new SourceFile("f", text));
    assertEquals(1, loaded.problems().size());
    Problem problem = loaded.problems().get(0);
    assertEquals(
        "json-syntax f:" + place + " " + message.replace('~', '\\'),
        problem.code() + " " + problem.span() + " " + problem.message());
    assertEquals(
        problem.message(), assertInstanceOf(Node.Unresolved.class, loaded.value()).reason());
  }
}
