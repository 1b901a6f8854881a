package io.github.nsglint.source.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code testdata/functions/<name>.cases}: expressions and what becomes of them. {@code =>} stands
 * before a value, {@code =?} before the name of an unknown one and the reason, {@code =!} before
 * the problems of a call that Azure refuses, each with the text at its place. The first lines name
 * the pages with the examples that are among the cases.
 */
class FunctionCasesTest {
  private static final Path FOLDER = Path.of("testdata", "functions");
  private static final String TEMPLATE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0",
       "parameters": {
         "given": {"type": "string", "defaultValue": "one"},
         "none": {"type": "string"},
         "today": {"type": "string", "defaultValue": "[concat(utcNow('d'), newGuid())]"},
         "maybe": {"type": "string", "nullable": true},
         "secret": {"type": "secureString", "defaultValue": "hunter2"},
         "object": {"type": "object", "defaultValue": {"a": 1, "B": [true, null]}}},
       "variables": {
         "v": "[concat(parameters('given'), '-two')]",
         "list": ["a", "b", "c"],
         "mixed": ["a", "[parameters('none')]"],
         "broken": "[toLower(1)]",
         "dogs": [
           {"name": "Evie", "age": 5}, {"name": "Casper", "age": 3},
           {"name": "Indy", "age": 2}, {"name": "Kira", "age": 8}]},
       "resources": [
         {"type": "Microsoft.Network/networkSecurityGroups", "name": "g",
          "copy": {"name": "loop", "count": 1},
          "properties": {"value": "[%s]"}}]}
      """;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkFile(file)));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".cases")).sorted().toList();
    }
  }

  private static void checkFile(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(line.startsWith("#") ? line : withResult(line.split(" =[>?!]", 2)[0]));
    }
    String results = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(file, results);
      return;
    }
    assertEquals(
        Files.readString(file),
        results,
        () -> file + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  private static String withResult(String expression) {
    String json = expression.replace("\\", "\\\\").replace("\"", "\\\"");
    Loading loading = Loading.ofText(TEMPLATE.replace("%s", json));
    if (!loading.problems().isEmpty()) {
      return expression + " =! " + String.join("; ", loading.problems());
    }
    Node value = loading.at("properties/value");
    return value instanceof Node.Unresolved unknown
        ? expression + " =? " + unknown.symbol() + ": " + unknown.reason()
        : expression + " => " + Loading.shown(value);
  }

  @Test
  void everyFunctionHasAResultAndAnError() throws IOException {
    TreeMap<String, String> missing = new TreeMap<>();
    for (TemplateFunction function : TemplateFunctions.evaluated()) {
      String name = function.name();
      Path file = FOLDER.resolve(name + ".cases");
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (!text.contains(" => ") && !text.contains(" =? ")) {
        missing.put(name, "no result");
      } else if (!text.contains(" =! ")) {
        missing.put(name, "no error");
      }
    }
    assertEquals(new TreeMap<>(), missing);
  }

  @Test
  void aSecretIsInNoResult() {
    String expression = "concat('x', toLower(parameters('secret')), add(parameters('secret'), 1))";
    Loading loading = Loading.ofText(TEMPLATE.replace("%s", expression));
    String all = loading.resources() + " " + loading.problems();
    assertEquals(-1, all.indexOf("hunter2"));
  }
}
