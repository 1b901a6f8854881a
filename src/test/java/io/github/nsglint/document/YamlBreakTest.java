package io.github.nsglint.document;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlBreakTest {
  /**
   * {@code ¶} stands for a line end, {@code →} for a tab, {@code ~} for a backslash, {@code ^} for
   * U+0085.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          a: b: c            # 1:5 # found ':' where no key can be; indent the key as its neighbours, or quote the text
          a: 1¶→b: 2         # 2:1 # found a tab, expected spaces: YAML takes no tabs for indenting
          a: [1, 2¶b: 3      # 2:2 # found ':', expected ',' or ']'
          a: {b: 1           # 1:9 # found the end of the file, expected ',' or '}'
          a: {b: 1]          # 1:9 # found ']', expected ',' or '}'
          a: 1¶b             # 2:1 # found 'b', expected a key with ':' after it
          a: 1¶b¶c: 2        # 2:1 # found 'b', expected a key with ':' after it
          a: 1¶ b: 2         # 2:3 # found ':' where no key can be; indent the key as its neighbours, or quote the text
          a:¶  b: 1¶ c: 2    # 3:2 # found 'c'; what belongs together is indented alike
          - a¶b: 1           # 2:1 # found 'b'; what belongs together is indented alike
          a: 1¶- b           # 2:1 # found '-'; what belongs together is indented alike
          a: "x              # 1:6 # the file ends inside a text, expected its closing quote
          a: 'x              # 1:6 # the file ends inside a text, expected its closing quote
          a: "~q"            # 1:6 # found 'q' after a backslash; a backslash itself is written '~~'
          a: %x              # 1:4 # found '%' where YAML cannot have it; a text that starts so needs quotes
          a: @x              # 1:4 # found '@' where YAML cannot have it; a text that starts so needs quotes
          a: ]               # 1:4 # found ']' where YAML cannot have it
          😀: ]               # 1:5 # found ']' where YAML cannot have it
          a: &               # 1:5 # found the end of the file where YAML cannot have it
          a: &¶              # 1:5 # found the end of the line where YAML cannot have it
          a: |^b              # 1:5 # found the character U+0085 where YAML cannot have it
          a: |x¶ b           # 1:5 # found 'x' where YAML cannot have it
          %YAML 3.0¶---¶a    # 1:1 # the file asks for another version of YAML, expected 1.2
          a: §               # 1:4 # found the character U+0001, which cannot stand in YAML
          """)
  void aBreakIsNamedWhereItIs(String written, String place, String message) {
    String yaml = written.replace('¶', '\n').replace('→', '\t').replace('~', '\\');
    YamlReaderTest.assertProblem(
        "yaml-syntax f:" + place + " " + message.replace('~', '\\'),
        yaml.replace('§', '\u0001').replace('^', '\u0085'));
  }
}
