package io.github.nsglint.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("title", "severity", "why", "fix", "must-allow", "BAS101", "BAS110", "EXP301");

  @ParameterizedTest
  @CsvSource({
    "title, title",
    "tilte, title",
    "titel, title",
    "titl, title",
    "titles, title",
    "TITLE, title",
    "severty, severity",
    "must_allow, must-allow",
    "wyh, why",
    "bas101, BAS101",
    "BAS1O1, BAS101",
    "BAS011, BAS101",
    "BAS11O, BAS110",
    "EXP302, EXP301",
  })
  void aNameThatIsNearIsFound(String wanted, String expected) {
    assertEquals(Optional.of(expected), Nearest.of(wanted, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"x", "colour", "NSG999", "severityseverity", "''"})
  void aNameThatIsFarIsNot(String wanted) {
    assertEquals(Optional.empty(), Nearest.of(wanted, KNOWN));
  }

  @Test
  void theFirstOfTwoThatAreAsNearIsFound() {
    assertEquals(Optional.of("ab"), Nearest.of("aa", List.of("ab", "ac")));
  }
}
