package io.github.nsglint.source.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.Loading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deployment's errors are problems where Azure is sure to evaluate, and once for each place. */
class SureProblemsTest {
  private static final String PROBLEM =
      "invalid-argument [1] toLower(): argument 1 is a number, not a text";

  private static final String TEMPLATE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0",
       "parameters": {"open": {"type": "bool"}},
       "variables": {"broken": "[toLower(1)]", "unused": "[toUpper(2)]"},
       "resources": [
         {"type": "Microsoft.Network/networkSecurityGroups", "name": "g",
          "condition": "[%s]",
          "properties": {"one": "[variables('broken')]", "two": "[variables('broken')]"}}]}
      """;

  @Test
  void inAResourceThatIsThere() {
    assertEquals(List.of(PROBLEM), problems("true()"));
  }

  @Test
  void notInAResourceThatIsNotThere() {
    assertEquals(List.of(), problems("false()"));
  }

  @Test
  void notInAResourceThatMayNotBeThere() {
    assertEquals(List.of(), problems("parameters('open')"));
  }

  @Test
  void inTheConditionItself() {
    assertEquals(List.of(PROBLEM), problems("equals(variables('broken'), 'a')"));
  }

  private static List<String> problems(String condition) {
    return Loading.ofText(TEMPLATE.formatted(condition)).problems();
  }
}
