package io.github.nsglint.source.arm;

import static io.github.nsglint.source.arm.ArmTemplatesTest.group;
import static io.github.nsglint.source.arm.ArmTemplatesTest.template;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterFileTest {
  private final Path folder;

  ParameterFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.writeString(path, text);
    return path.toString();
  }

  private static String parameters(String members) {
    return "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\","
        + " \"contentVersion\": \"1.0.0.0\", \"parameters\": {"
        + members
        + "}}";
  }

  private String parameterised() throws IOException {
    return write(
        "main.json",
        template(
            """
            "parameters": {
              "a": {"type": "string", "defaultValue": "default", "allowedValues": ["default", "beside"]},
              "b": {"type": "string"}, "s": {"type": "secureString"}, "n": {"type": "string"}},
            "resources": [%s]"""
                .formatted(
                    group(
                        "\"properties\": {\"a\": \"[parameters('a')]\", \"b\": \"[parameters('b')]\","
                            + " \"s\": \"[parameters('s')]\", \"n\": \"[parameters('n')]\"}"))));
  }

  @Test
  void theParameterFileBesideIsRead() throws IOException {
    String main = parameterised();
    write(
        "main.parameters.json",
        parameters(
            """
            "A": {"value": "BESIDE"}, "s": {"value": "hunter2"}, "n": {"value": null},
            "b": {"reference": {"keyVault": {"id": "x"}, "secretName": "y"}}, "extra": {"value": 1}"""));
    Loading loading = Loading.ofPaths(List.of(main));
    assertEquals(
        "{a: 'BESIDE', b: ?⟨parameters('b')⟩, s: ?⟨secure parameters('s')⟩, n: ?⟨parameters('n')⟩}",
        Loading.shown(loading.at("properties")));
    assertEquals(
        List.of(
            "parameter 'b' is a key vault's secret",
            "parameter 's' is secure",
            "parameter 'n' is given as null"),
        List.of("b", "s", "n").stream()
            .map(name -> ((Node.Unresolved) loading.at("properties/" + name)).reason())
            .toList());
    assertEquals(List.of("unknown-parameter"), loading.codes());
    assertTrue(
        loading.summary().problems().get(0).span().file().path().endsWith("main.parameters.json"));
  }

  @Test
  void aFolderCountsParameterFilesNeitherAsReadNorAsIgnored() throws IOException {
    String main = parameterised();
    write("main.parameters.json", parameters("\"extra\": {\"value\": 1}"));
    write("package.json", "{}");
    Loading loading = Loading.ofPaths(List.of(folder.toString()));
    assertEquals(List.of(main), loading.summary().files());
    assertEquals(1, loading.summary().ignored());
    assertEquals(List.of("unknown-parameter"), loading.codes());
  }

  @Test
  void namedParameterFilesReplaceTheOneBesideAndTheLaterCounts() throws IOException {
    String main = parameterised();
    write("main.parameters.json", parameters("\"a\": {\"value\": \"beside\"}"));
    String one =
        write("one.json", parameters("\"a\": {\"value\": \"one\"}, \"b\": {\"value\": \"1\"}"));
    String two = write("two.json", parameters("\"b\": {\"value\": \"2\"}, \"c\": {\"value\": 1}"));
    Loading loading = Loading.ofPaths(List.of(main), List.of(one, two));
    assertEquals("'one'", Loading.shown(loading.at("properties/a")));
    assertEquals("'2'", Loading.shown(loading.at("properties/b")));
    assertEquals(List.of("not-allowed-value", "unknown-parameter"), loading.codes());
  }

  @Test
  void namedParameterFilesThatCannotBeUsedAreProblems() throws IOException {
    String main = parameterised();
    String other = write("other.json", "{\"a\": 1}");
    String broken = write("broken.json", "{\"a\": ");
    Loading loading =
        Loading.ofPaths(List.of(main), List.of(folder + "/missing.json", other, broken));
    assertEquals(List.of("parameter-file", "parameter-file", "json-syntax"), loading.codes());
  }

  @Test
  void aParameterFileAloneHasNothingToCheck() throws IOException {
    Loading loading =
        Loading.ofPaths(List.of(write("p.json", parameters("\"a\": {\"value\": 1}"))));
    assertEquals(
        List.of(
            "nothing-to-check [] a parameter file defines nothing itself;"
                + " name the template it belongs to"),
        loading.problems());
  }

  @Test
  void unknownValuesOfTwoTemplatesAreTwoValues() throws IOException {
    String text =
        template(
            "\"parameters\": {\"p\": {\"type\": \"string\"}}, \"resources\": ["
                + group(
                    "\"properties\": {\"p\": \"[parameters('p')]\", \"l\": \"[resourceGroup().id]\"}")
                + "]");
    Loading loading = Loading.ofPaths(List.of(write("a.json", text), write("b.json", text)));
    assertEquals(
        List.of(
            "{p: ?⟨parameters('p')⟩, l: ?⟨resourceGroup().id⟩}",
            "{p: ?⟨b.json: parameters('p')⟩, l: ?⟨b.json: resourceGroup().id⟩}"),
        loading.resources().stream()
            .map(resource -> Loading.shown(Loading.at(resource.body(), "properties")))
            .toList());
  }
}
