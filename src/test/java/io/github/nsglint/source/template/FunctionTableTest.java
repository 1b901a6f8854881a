package io.github.nsglint.source.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about functions is written from the table of functions and from their cases. */
class FunctionTableTest {
  private static final Path PAGE = Path.of("src", "main", "doc", "template-functions.md");
  private static final Path CASES = Path.of("testdata", "functions");
  private static final String TABLE =
      "<!-- Written by FunctionTableTest, from here to the end. -->";

  @Test
  void pageHasEachFunction() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(TABLE) + TABLE.length());
    String expected = head + "\n\n" + table() + lists();
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(PAGE, expected);
      return;
    }
    assertEquals(
        expected, page, () -> PAGE + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  private static String table() throws IOException {
    StringBuilder table =
        new StringBuilder("| function | for instance | unknown, for instance |\n");
    table.append("|---|---|---|\n");
    for (TemplateFunction function : TemplateFunctions.evaluated()) {
      List<String> cases = Files.readAllLines(CASES.resolve(function.name() + ".cases"));
      String known = first(cases.stream().filter(line -> line.contains(" => ")));
      String unknown =
          first(
              cases.stream()
                  .filter(line -> line.contains(" =? "))
                  .filter(line -> known.isEmpty() || isUnknownByItself(line))
                  .map(FunctionTableTest::shown));
      table
          .append("| ")
          .append(code(function.signature()))
          .append(" | ")
          .append(code(known))
          .append(" | ")
          .append(unknown)
          .append(" |\n");
    }
    return table.toString();
  }

  private static String first(Stream<String> lines) {
    return lines.findFirst().orElse("");
  }

  /** Although the arguments are known. */
  private static boolean isUnknownByItself(String line) {
    return line.contains("not documented")
        || line.contains("is not evaluated")
        || line.contains(" of an id is not known")
        || line.contains("' is not known");
  }

  private static String shown(String line) {
    String expression = line.substring(0, line.indexOf(" =? "));
    String reason = line.substring(line.lastIndexOf(": ") + 2);
    return code(expression) + ": " + reason.replace("|", "\\|");
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String lists() {
    return "\nNot evaluated, as nobody says what they give: "
        + names(TemplateFunctions.undocumented())
        + ".\n\nNot evaluated, as the deployment decides what they give: "
        + names(TemplateFunctions.ofDeployment())
        + ", and every other `list…`.\n";
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
