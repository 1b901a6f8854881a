package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule of the catalogue is there under its id, name and severity, and has an example of each
 * verdict.
 */
class CatalogueTest {
  private static final Path CATALOGUE = Path.of("../shared/catalogue.md");
  private static final Path EXAMPLES = Path.of("testdata/rules");
  private static final List<String> VERDICTS =
      List.of("holds", "broken", "undecided", "notapplicable");

  /** {@code | BAS101 | bastion-inbound-https | error | …}. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]+\\d+) \\| ([a-z0-9-]+) \\| ([a-z]+) \\|");

  @Test
  void everyRuleIsThereWithExamples() throws IOException {
    assumeTrue(Files.exists(CATALOGUE), "there is no " + CATALOGUE);
    RulePacks packs = RulePacks.builtIn();
    List<String> missing = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(CATALOGUE));
    int rows = 0;
    while (row.find()) {
      rows++;
      Optional<Rule> rule = packs.find(row.group(1));
      String found =
          rule.map(
                  one ->
                      one.id()
                          + " "
                          + one.name()
                          + " "
                          + one.severity().name().toLowerCase(Locale.ROOT))
              .orElse("");
      String wanted = row.group(1) + " " + row.group(2) + " " + row.group(3);
      if (!found.equals(wanted)) {
        missing.add(wanted + ": the packs have '" + found + "'");
      }
      List<String> names = examples(EXAMPLES.resolve(row.group(2)));
      for (String verdict : VERDICTS) {
        if (names.stream().noneMatch(name -> name.startsWith(verdict + "-"))) {
          missing.add(wanted + ": no example " + verdict + "-…");
        }
      }
    }
    assertTrue(rows >= 30, "rows: " + rows);
    assertEquals("", String.join("\n", missing));
  }

  private static List<String> examples(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(".expected"))
          .toList();
    }
  }
}
