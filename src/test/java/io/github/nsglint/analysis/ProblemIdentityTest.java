package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A problem stays the same wherever the lines go. */
class ProblemIdentityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          priority 99 is too low                        | priority 99 is too low
          two are named A; the other is on line 12      | two are named A
          two are named A; the other is on line 1 too   | two are named A; the other is on line  too
          A is given twice, first on line 12            | A is given twice, first on line
          line 3 and line 45 are alike                  | line  and line  are alike
          the {0 of line 7; is it closed?               | the {0 of line ; is it closed?
          a; b; the other is on line 3                  | a; b
          it is of line 4; see there                    | it is of line ; see there
          ab;                                           | ab;
          """)
  void linesDoNotCount(String message, String identity) {
    Problem problem = Problem.error("code", message, new SourceFile("a.json", "").start());
    assertEquals("code " + identity, ProblemIdentity.of(problem).strip());
  }
}
