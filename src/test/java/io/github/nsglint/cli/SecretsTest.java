package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values of secure parameters, which no output shows, also where it shows the lines around them.
 */
class SecretsTest {
  private static final String TEMPLATE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "parameters": {
       "pw": {"type": "secureString", "defaultValue": "hunter2"}, "port": {"type": "int", "defaultValue": "x"},
       "users": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}, "password": {"type": "securestring"}}}},
       "count": {"type": "int", "defaultValue": 1}},
       "resources": [
        {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {"parameters": {"pw": {"value": "hunter2"}, "n": {"value": "x"}},
          "expressionEvaluationOptions": {"scope": "inner"}, "template": {"parameters": {"pw": {"type": "securestring"}, "n": {"type": "int"}},
            "resources": [{"type": "Microsoft.Network/networkSecurityGroups", "name": "[concat('n', parameters('n'))]"}]}}},
        {"type": "Microsoft.Network/networkSecurityGroups", "name": "g", "properties": {"securityRules": [{"name": "r", "properties": {
          "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "[parameters('users')[0].password]",
          "sourcePortRange": "*", "destinationAddressPrefix": "[parameters('pw')]", "destinationPortRange": "[parameters('port')]"}}]}}]}
      """;

  private static final String START =
      "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\","
          + " \"contentVersion\": \"1.0.0.0\", \"parameters\": {";

  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    program = new Program(folder);
    program.file("main.json", TEMPLATE);
  }

  private void assertNoSecretIsShown(String... problems) {
    for (String format : Reports.FORMATS) {
      Program.Run run = program.run("check", folder.toString(), "--all", "--format", format);
      assertFalse((run.out() + run.err()).contains("hunter"), run.out());
    }
    for (List<String> arguments :
        List.of(
            List.of("check", folder.toString(), "--format", "sarif", "--sarif-profile", "full"),
            List.of("check", folder.toString(), "--verbose", "--strict"),
            List.of("check", program.path("main.json"), program.path("main.parameters.json")),
            List.of(
                "check",
                program.path("main.json"),
                "--parameters",
                program.path("main.parameters.json")),
            List.of("show", folder.toString()),
            List.of("show", folder.toString(), "--format", "json"))) {
      Program.Run run = program.run(arguments.toArray(String[]::new));
      assertFalse((run.out() + run.err()).contains("hunter"), run.out());
    }
    String out = program.run("check", folder.toString()).out();
    for (String problem : problems) {
      assertTrue(out.contains(problem), out);
    }
  }

  @Test
  void onTheLineOfAProblem() throws IOException {
    program.file(
        "main.parameters.json",
        START
            + "\"pw\": {\"value\": \"hunter2\"}, \"count\": {\"value\": \"1\"}, \"users\": {\"value\":"
            + " [{\"name\": 1, \"password\": \"hunter2\"}]}, \"other\": {\"value\": \"hunter2\"},"
            + " \"pw\": {\"value\": \"hunter3\"}}}");
    assertNoSecretIsShown(
        "'[0].name' of parameter 'users' takes a text, not a number",
        "parameter 'count' takes a whole number, not a text",
        "parameter 'n' takes a whole number, not a text",
        "no parameter 'other'",
        "the key 'pw' is given twice");
  }

  @Test
  void asTheWrongKindOfValue() throws IOException {
    program.file(
        "main.parameters.json",
        START + "\"pw\": {\"value\": 1}, \"users\": {\"value\": [\"hunter2\"]}}}");
    assertNoSecretIsShown("'[0]' of parameter 'users' takes an object, not a text");
    program.file("main.parameters.json", START + "\"users\": {\"value\": \"hunter2\"}}}");
    assertNoSecretIsShown("parameter 'users' takes an array, not a text");
  }

  @Test
  void inAFileThatCannotBeParsed() throws IOException {
    program.file(
        "main.parameters.json",
        START
            + "\n\"pw\": {\"value\": \"hunter2\"}\n<<<<<<< HEAD\n\"pw\": {\"value\": \"hunter2\"}");
    assertNoSecretIsShown("found the mark of a merge conflict");
    program.file("main.parameters.json", START + "\"pw\": {\"value\": \"hunter2\"} \"count\": 1}}");
    assertNoSecretIsShown("error json-syntax");
    program.file("main.parameters.json", START + "\"pw\": {\"value\": \"hunter2}}");
    assertNoSecretIsShown("error json-syntax");
  }

  @Test
  void nobodyIsToldToAssumeOne() throws IOException {
    program.file(
        "main.parameters.json",
        START + "\"users\": {\"value\": [{\"name\": \"a\", \"password\": \"hunter2\"}]}}}");
    String out = program.run("check", folder.toString()).out();
    assertTrue(out.contains("parameter 'pw' is secure"), out);
    assertTrue(out.contains("'[0].password' of parameter 'users' is secure"), out);
    assertTrue(out.contains("--assume port="), out);
    assertFalse(out.contains("--assume pw="), out);
    assertFalse(out.contains("--assume users="), out);
  }
}
