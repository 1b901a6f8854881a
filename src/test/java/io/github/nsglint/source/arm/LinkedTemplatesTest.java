package io.github.nsglint.source.arm;

import static io.github.nsglint.source.arm.ArmTemplatesTest.template;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates in files beside the one that deploys them. */
class LinkedTemplatesTest {
  private static final String PREFIX = "/providers/Microsoft.Network/virtualNetworks/";

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Loading load(String... paths) {
    return Loading.ofPaths(
        List.of(paths).stream().map(path -> folder.resolve(path).toString()).toList());
  }

  private Loading loadAll() {
    return Loading.ofPaths(List.of(folder.toString()));
  }

  private static String network(String name) {
    return "{\"type\": \"Microsoft.Network/virtualNetworks\", \"name\": \"" + name + "\"}";
  }

  private static String resources(String... all) {
    return "\"resources\": [" + String.join(", ", all) + "]";
  }

  private static String link(String name, String link, String members) {
    return "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"%s\"%s, \"properties\": {%s}}"
        .formatted(name, members, link);
  }

  private static String uri(String expression, String parameters) {
    return "\"templateLink\": {\"uri\": \"[%s]\"}, \"parameters\": {%s}"
        .formatted(expression, parameters);
  }

  private static String relative(String path) {
    return "\"templateLink\": {\"relativePath\": \"" + path + "\"}";
  }

  private static String module(String name) {
    return template(
        "\"parameters\": {\"n\": {\"type\": \"string\", \"defaultValue\": \"own\"}}, "
            + resources(network("[concat('" + name + "-', parameters('n'))]")));
  }

  private List<String> names(Loading loading) {
    return loading.ids().stream().map(id -> id.substring(PREFIX.length())).toList();
  }

  @Test
  void linksFromWhereTheTemplateIsStagedLeadToTheFilesBeside() throws IOException {
    write("nested/a.json", module("a"));
    String given = "\"n\": {\"value\": \"[parameters('q')]\"}";
    String base = "deployment().properties.templateLink.uri";
    write(
        "infra/main.json",
        template(
            """
            "parameters": {"q": {"type": "string"},
              "_artifactsLocation": {"type": "string", "defaultValue": "[%s]"},
              "_artifactsLocationSasToken": {"type": "securestring", "defaultValue": ""}},
            "variables": {"folder": "../nested", "all": "[uri(%s, '../nested/')]"},
            """
                    .formatted(base, base)
                + resources(
                    link("1", uri("uri(" + base + ", '../nested/a.json')", given), ""),
                    link(
                        "2",
                        uri(
                            "uri(parameters('_artifactsLocation'), concat(variables('folder'),"
                                + " '/a.json', parameters('_artifactsLocationSasToken')))",
                            ""),
                        ""),
                    link(
                        "3",
                        uri(
                            "replace(" + base + ", 'main.json', '../nested/a.json')",
                            "\"n\": {\"value\": \"3\"}"),
                        ""),
                    link(
                        "4",
                        uri("concat(variables('all'), 'a.json?sv=1')", "\"n\": {\"value\": \"4\"}"),
                        ""),
                    link(
                        "5",
                        relative("../nested/a.json")
                            + ", \"parameters\": {\"n\": {\"value\": \"[string(copyIndex())]\"}}",
                        ", \"copy\": {\"name\": \"c\", \"count\": 2}"))));
    Loading loading = load("infra/main.json");
    assertEquals(List.of(), loading.problems());
    assertEquals(
        List.of("a-⟨parameters('q')⟩", "a-own", "a-3", "a-4", "a-0", "a-1"), names(loading));
  }

  @Test
  void anArtifactsLocationWithoutAValueIsTheFolder() throws IOException {
    write("nested/a.json", module("a"));
    write(
        "main.json",
        template(
            "\"parameters\": {\"_artifactsLocation\": {\"type\": \"string\"}}, "
                + resources(
                    link(
                        "1",
                        uri("uri(parameters('_artifactsLocation'), 'nested/a.json')", ""),
                        ""))));
    assertEquals(List.of("a-own"), names(load("main.json")));
  }

  @Test
  void aLinkedTemplateLinksFromItsOwnPlace() throws IOException {
    write("main.json", template(resources(link("1", relative("one/a.json"), ""))));
    write("one/a.json", template(resources(link("2", relative("two/b.json"), ""))));
    write(
        "one/two/b.json",
        template(
            resources(
                link(
                    "3",
                    uri("uri(deployment().properties.templateLink.uri, '../c.json')", ""),
                    ""))));
    write("one/c.json", module("c"));
    assertEquals(List.of("c-own"), names(load("main.json")));
  }

  @Test
  void aLinkedTemplateIsNotJudgedByItself() throws IOException {
    write("a-part.json", module("part"));
    write("b-off.json", module("off"));
    write(
        "main.json",
        template(
            resources(
                link("1", relative("a-part.json"), ""),
                link("2", relative("b-off.json"), ", \"condition\": false"))));
    write("other.json", template(resources(network("other"))));
    Loading loading = loadAll();
    assertEquals(List.of("part-own", "other"), names(loading));
    assertEquals(List.of(), loading.problems());
    String main = folder.resolve("main.json").toString();
    assertEquals(
        Map.of(
            folder.resolve("a-part.json").toString(),
            main,
            folder.resolve("b-off.json").toString(),
            main),
        loading.summary().parts());
    assertEquals(List.of("part-own"), names(load("a-part.json")));
  }

  @Test
  void eachTemplateThatAConditionMayChooseIsAPart() throws IOException {
    write("a-yes.json", module("yes"));
    write("b-no.json", module("no"));
    String choice = "if(%s, uri(%s, 'a-yes.json'), uri(%s, 'b-no.json'))";
    String base = "deployment().properties.templateLink.uri";
    write(
        "main.json",
        template(resources(link("1", uri(choice.formatted("true()", base, base), ""), ""))));
    assertEquals(List.of("yes-own"), names(loadAll()));
    write(
        "main.json",
        template(
            "\"parameters\": {\"p\": {\"type\": \"bool\"}}, "
                + resources(
                    link("1", uri(choice.formatted("parameters('p')", base, base), ""), ""))));
    assertEquals(List.of("nested-deployment"), loadAll().codes());
  }

  @Test
  void circlesEnd() throws IOException {
    write("a.json", template(resources(network("a"), link("1", relative("b.json"), ""))));
    write("b.json", template(resources(network("b"), link("2", relative("a.json"), ""))));
    Loading loading = loadAll();
    assertEquals(
        List.of(
            "/providers/Microsoft.Network/virtualNetworks/a",
            "/providers/Microsoft.Network/virtualNetworks/b"),
        loading.ids());
    assertEquals(List.of("nested-deployment"), loading.codes());
    String main = folder.resolve("a.json").toString();
    assertEquals(Map.of(folder.resolve("b.json").toString(), main), loading.summary().parts());
  }

  @Test
  void whatCannotBeFollowedSaysWhy() throws IOException {
    write("list.json", "[1]");
    write("broken.json", "{\"$schema\": ");
    write(
        "main.json",
        template(
            "\"parameters\": {\"where\": {\"type\": \"string\"}}, "
                + resources(
                    link("1", relative("none.json"), ""),
                    link("2", relative("list.json"), ""),
                    link("3", uri("'https://example.com/x.json?sig=s3cret'", ""), ""),
                    link("4", uri("parameters('where')", ""), ""),
                    link("5", "\"templateLink\": {\"id\": \"/subscriptions/s\"}", ""),
                    link("6", "\"mode\": \"Incremental\"", ""),
                    link("7", relative("main.txt"), ""),
                    link("8", relative("broken.json"), ""),
                    link("9", relative("/etc/x.json"), ""),
                    link("0", uri("'broken.json'", ""), ""))));
    assertEquals(
        List.of(
            "1: there is no file 'none.json' beside the template",
            "2: 'list.json' is no template",
            "3: 'https://example.com/x.json' is elsewhere, and nothing is fetched",
            "4: where its template lies is not known: parameter 'where' has no value",
            "5: its template spec is kept in Azure",
            "6: it has no template",
            "7: 'main.txt' is no JSON file",
            "json-syntax",
            "8: 'broken.json' is no template",
            "9: '/etc/x.json' is elsewhere, and nothing is fetched",
            "0: 'broken.json' is elsewhere, and nothing is fetched"),
        load("main.json").problems().stream()
            .map(
                p ->
                    p.startsWith("nested-deployment")
                        ? p.replaceAll(".* in the nested deployment '(.)' are not checked", "$1")
                        : p.substring(0, p.indexOf(' ')))
            .toList());
  }

  @Test
  void parametersInALinkedFileAreNotTheDefaults() throws IOException {
    write("a.json", module("a"));
    write(
        "main.json",
        template(
            resources(
                link(
                    "1",
                    relative("a.json")
                        + ", \"parametersLink\": {\"uri\": \"https://example.com/p\"}",
                    ""))));
    assertEquals(List.of("a-⟨deployment 1: parameters('n')⟩"), names(load("main.json")));
  }
}
