package io.github.nsglint.source.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.Loading;
import io.github.nsglint.source.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTemplatesTest {
  private static final String SCHEMA =
      "\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\"";

  static String template(String members) {
    return "{" + SCHEMA + ", \"contentVersion\": \"1.0.0.0\", " + members + "}";
  }

  static String group(String members) {
    return "{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"name\": \"g\", "
        + members
        + "}";
  }

  private static Loading resources(String list) {
    return Loading.ofText(template("\"resources\": [" + list + "]"));
  }

  private static String condition(Resource resource) {
    return resource.condition().map(Node.Unresolved::reason).orElse("");
  }

  @Test
  void literalsKeepTheirPlacesAndExpressionsTheirs() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "variables": {"rules": [{"name": "r", "properties": {"priority": 100}}], "p": "443"},
                "resources": [
                  {"type": "microsoft.network/NetworkSecurityGroups", "apiVersion": "2022-01-01",
                   "name": "[concat('a', '-nsg')]", "dependsOn": [], "comments": "c", "zones": ["1"],
                   "properties": {"securityRules": "[variables('rules')]", "port": "[variables('p')]",
                                  "plain": "[[x]", "open": "[x"}}]"""));
    Resource resource = loading.only();
    assertEquals("Microsoft.Network/networkSecurityGroups", resource.type());
    assertEquals("/providers/Microsoft.Network/networkSecurityGroups/a-nsg", resource.id());
    assertEquals("\"[concat('a', '-nsg')]\"", resource.span().text());
    assertEquals("100", loading.at("properties/securityRules/0/properties/priority").span().text());
    assertEquals("\"[variables('rules')]\"", loading.at("properties/securityRules").span().text());
    assertEquals("\"[variables('p')]\"", loading.at("properties/port").span().text());
    assertEquals(
        "{type: 'microsoft.network/NetworkSecurityGroups', apiVersion: '2022-01-01', name: 'a-nsg',"
            + " zones: ['1'], properties: {securityRules: [{name: 'r', properties: {priority: 100}}],"
            + " port: '443', plain: '[x]', open: '[x'}}",
        Loading.shown(resource.body()));
  }

  @Test
  void whatHasNoExpressionIsHandedOnAsItIs() {
    Loading loading = resources(group("\"properties\": {\"securityRules\": [{\"name\": \"r\"}]}"));
    Node properties = loading.at("properties");
    assertSame(Loading.at(properties, "securityRules"), loading.at("properties/securityRules"));
    assertEquals("[{\"name\": \"r\"}]", loading.at("properties/securityRules").span().text());
  }

  @Test
  void anUnknownPartIsWhereItIsWritten() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "parameters": {"p": {"type": "string"}},
                "resources": [
                  {"type": "Microsoft.Network/virtualNetworks", "name": "[format('{0}-v', parameters('p'))]",
                   "location": "[resourceGroup().location]",
                   "properties": {"id": "[resourceId('Microsoft.Network/virtualNetworks', format('{0}-v', parameters('p')))]"}}]"""));
    Resource resource = loading.only();
    assertEquals("/providers/Microsoft.Network/virtualNetworks/⟨parameters('p')⟩-v", resource.id());
    Node.Unresolved id = (Node.Unresolved) loading.at("properties/id");
    assertEquals(resource.id(), id.symbol());
    assertEquals("parameter 'p' has no value", id.reason());
    assertEquals("parameters('p')", id.span().text());
    assertEquals("resourceGroup().location", loading.at("location").span().text());
  }

  @Test
  void childrenAreFoundInAllSpellings() {
    Loading loading =
        resources(
            """
            {"type": "Microsoft.Network/virtualNetworks", "name": "v", "resources": [
              {"type": "subnets", "name": "s1"},
              {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "v/s2"}]},
            {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "v/s3"},
            {"type": "Microsoft.Compute/availabilitySets", "name": "m", "resources": [
              {"type": "Microsoft.Network/networkSecurityGroups", "name": "inside"}]},
            {"type": "Microsoft.Network/networkSecurityGroups/securityRules",
             "name": "[concat(resourceGroup().name, '/r')]"},
            {"type": "Microsoft.Network/networkSecurityGroups/securityRules",
             "name": "[union(createObject('x', 1), createObject('x', null())).x]"}""");
    assertEquals(
        List.of(
            "/providers/Microsoft.Network/virtualNetworks/v",
            "/providers/Microsoft.Network/virtualNetworks/v/subnets/s1",
            "/providers/Microsoft.Network/virtualNetworks/v/subnets/s2",
            "/providers/Microsoft.Network/virtualNetworks/v/subnets/s3",
            "/providers/Microsoft.Network/networkSecurityGroups/inside",
            "/providers/Microsoft.Network/networkSecurityGroups/⟨resourceGroup().name⟩/securityRules/r",
            "/providers/Microsoft.Network/networkSecurityGroups/⟨part 1 of ⟨name at -:10:12⟩⟩"
                + "/securityRules/⟨part 2 of ⟨name at -:10:12⟩⟩"),
        loading.ids());
    assertEquals(List.of(), loading.problems());
  }

  @Test
  void aNameWithTooManyPartsIsAProblem() {
    Loading loading =
        resources("{\"type\": \"Microsoft.Network/virtualNetworks\", \"name\": \"a/b\"}");
    assertEquals(List.of(), loading.ids());
    assertEquals(
        List.of(
            "resource-name [\"a/b\"] the name 'a/b' has 2 parts,"
                + " but Microsoft.Network/virtualNetworks needs 1"),
        loading.problems());
  }

  @Test
  void symbolicNamesAndExistingResources() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "languageVersion": "2.0",
                "resources": {
                  "old": {"existing": true, "type": "Microsoft.Network/virtualNetworks", "name": "v"},
                  "new": {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "v/s"}}"""));
    assertEquals(
        List.of("/providers/Microsoft.Network/virtualNetworks/v/subnets/s"), loading.ids());
  }

  @Test
  void conditions() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "parameters": {"on": {"type": "bool", "defaultValue": true}, "p": {"type": "bool"}},
                "resources": [%s, %s, %s, %s]"""
                    .formatted(
                        group("\"condition\": \"[parameters('on')]\""),
                        group("\"condition\": \"[not(parameters('on'))]\""),
                        group("\"condition\": \"[parameters('p')]\""),
                        group("\"condition\": \"maybe\""))));
    assertEquals(
        List.of("", "parameter 'p' has no value", "the condition is a text, not a truth value"),
        loading.resources().stream().map(ArmTemplatesTest::condition).toList());
  }

  @Test
  void loopsAreNotExpandedAndSaySo() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "variables": {"copy": [{"name": "vs", "count": 2, "input": "x"}]},
                "resources": [
                  {"type": "Microsoft.Network/virtualNetworks", "name": "[format('v{0}', copyIndex())]",
                   "copy": {"name": "many", "count": 3},
                   "properties": {"index": "[copyIndex('many', 1)]", "vs": "[variables('vs')]",
                     "other": "[copyIndex('else')]",
                     "copy": [{"name": "subnets", "count": 2, "input": {"name": "[copyIndex('subnets')]"}}]}},
                  {"type": "Microsoft.Network/virtualNetworks", "name": "none",
                   "copy": {"name": "no", "count": "[sub(1, 1)]"}}]"""));
    assertEquals("loop 'many' is not expanded", condition(loading.only()));
    assertEquals(
        "/providers/Microsoft.Network/virtualNetworks/v⟨copyIndex('many')⟩", loading.only().id());
    assertEquals(
        "{index: ?⟨copyIndex('many', 1)⟩, vs: ?⟨variables('vs')⟩,"
            + " other: ?? copyIndex() is used outside its loop,"
            + " subnets: ?? loop 'subnets' is not expanded}",
        Loading.shown(loading.at("properties")));
  }

  @Test
  void nestedDeploymentsAreReportedIfTheyMayHoldNetworkResources() {
    String nested = "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"%s\", %s}";
    Loading loading =
        resources(
            String.join(
                ",\n",
                nested.formatted(
                    "net",
                    "\"properties\": {\"template\": {\"resources\": [" + group("\"x\": 1") + "]}}"),
                nested.formatted(
                    "roles",
                    "\"properties\": {\"template\": {\"resources\": [{\"type\":"
                        + " \"Microsoft.Authorization/roleAssignments\"}]}}"),
                nested.formatted("off", "\"condition\": false"),
                nested.formatted(
                    "linked",
                    "\"properties\": {\"templateLink\": {\"uri\": \"[concat('a', '.json')]\"}}")));
    assertEquals(List.of(), loading.ids());
    assertEquals(
        List.of(
            "nested-deployment [\"net\"] the nested deployment 'net' is not evaluated;"
                + " the resources in it were not checked",
            "nested-deployment [\"linked\"] the nested deployment 'linked' is not evaluated;"
                + " the resources of 'a.json' in it were not checked"),
        loading.problems());
  }

  @Test
  void cyclesAreNamedOnce() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "variables": {"a": "[variables('b')]", "b": "[concat(variables('a'), 'x')]"},
                "resources": [%s]"""
                    .formatted(group("\"properties\": {\"v\": \"[variables('a')]\"}"))));
    assertEquals(
        List.of("cyclic-definition [\"a\"] variable 'a' needs variable 'b' needs variable 'a'"),
        loading.problems());
    assertEquals("?⟨variables('a')⟩x", Loading.shown(loading.at("properties/v")));
  }

  @Test
  void syntaxIsAProblemOnlyWhereItMatters() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "variables": {"unused": "[concat(]"},
                "resources": [%s]"""
                    .formatted(group("\"properties\": {\"v\": \"[concat('a']\"}"))));
    assertEquals(List.of("expression-syntax []] ',' or ')' is expected"), loading.problems());
    assertEquals(
        "?? the expression cannot be read: ',' or ')' is expected",
        Loading.shown(loading.at("properties/v")));
  }

  @Test
  void computedKeysAndUnknownKeys() {
    Loading loading =
        resources(
            group(
                "\"tags\": {\"[concat('a', 'b')]\": 1}, \"properties\": {\"x\": {\"[reference('x').name]\": 1}}"));
    assertEquals("{ab: 1}", Loading.shown(loading.at("tags")));
    assertEquals(
        "{x: ?? a key is not known: function 'reference' is not evaluated}",
        Loading.shown(loading.at("properties")));
  }

  @Test
  void brokenSectionsAreProblems() {
    assertEquals(List.of("template-shape"), Loading.ofText(template("\"x\": 1")).codes());
    assertEquals(List.of("template-shape"), Loading.ofText(template("\"resources\": 1")).codes());
    assertEquals(List.of("template-shape", "template-shape"), resources("1, {}").codes());
    assertEquals(
        List.of("template-shape", "template-shape"),
        Loading.ofText(template("\"parameters\": {\"a\": 1}, \"variables\": [], \"resources\": []"))
            .codes());
  }

  @Test
  void aTemplateWithoutSchemaAndThoseOfOtherScopes() {
    assertEquals(
        1,
        Loading.ofText("{\"contentVersion\": \"1\", \"resources\": [" + group("\"x\": 1") + "]}")
            .resources()
            .size());
    assertEquals(
        1,
        Loading.ofText(
                "{\"$schema\": \"https://schema.management.azure.com/schemas/2018-05-01/"
                    + "subscriptionDeploymentTemplate.json#\", \"resources\": ["
                    + group("\"x\": 1")
                    + "]}")
            .resources()
            .size());
  }

  @Test
  void userTypesMakeParametersSecureOrNullable() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "definitions": {"pw": {"type": "securestring"}, "also": {"$ref": "#/definitions/pw"},
                                "loop": {"$ref": "#/definitions/loop"}},
                "parameters": {"a": {"$ref": "#/definitions/also", "defaultValue": "hunter2"},
                               "b": {"$ref": "#/definitions/loop", "nullable": true}},
                "resources": [%s]"""
                    .formatted(
                        group(
                            "\"properties\": {\"a\": \"[parameters('a')]\", \"b\": \"[parameters('b')]\"}"))));
    assertEquals("{a: ?⟨parameters('a')⟩, b: null}", Loading.shown(loading.at("properties")));
    assertEquals(
        "parameter 'a' is secure", ((Node.Unresolved) loading.at("properties/a")).reason());
  }

  @Test
  void limitsEndAValueNotTheRun() {
    String doubling =
        """
        "variables": {"v0": ["x"], "v1": "[createArray(variables('v0'), variables('v0'))]" %s},
        "resources": [%s]""";
    StringBuilder more = new StringBuilder();
    for (int i = 2; i < 60; i++) {
      more.append(
          ", \"v%d\": \"[createArray(variables('v%d'), variables('v%d'))]\""
              .formatted(i, i - 1, i - 1));
    }
    Loading loading =
        Loading.ofText(
            template(
                doubling.formatted(
                    more, group("\"properties\": {\"v\": \"[variables('v59')]\", \"ok\": 1}"))));
    assertEquals(
        "{v: ?? the value has more than 100000 parts, ok: 1}",
        Loading.shown(loading.at("properties")));
    assertEquals(List.of("evaluation-limit"), loading.codes());
  }

  @Test
  void textsThatGrowAndLongChainsAreBounded() {
    StringBuilder grow = new StringBuilder("\"v0\": \"0123456789\"");
    StringBuilder chain = new StringBuilder("\"c0\": \"x\"");
    for (int i = 1; i < 2000; i++) {
      grow.append(
          ", \"v%d\": \"[concat(variables('v%d'), variables('v%d'))]\"".formatted(i, i - 1, i - 1));
      chain.append(", \"c%d\": \"[variables('c%d')]\"".formatted(i, i - 1));
    }
    Loading loading =
        Loading.ofText(
            template(
                "\"variables\": {%s, %s}, \"resources\": [%s]"
                    .formatted(
                        grow,
                        chain,
                        group(
                            "\"properties\": {\"v\": \"[variables('v30')]\", \"c\": \"[variables('c1999')]\"}"))));
    assertEquals(
        "{v: ?? the text is longer than 1048576 characters,"
            + " c: ?? values need each other more than 400 deep}",
        Loading.shown(loading.at("properties")));
  }

  /** Each search would take half a million comparisons for each of a million places. */
  @Test
  void slowSearchesAreBounded() {
    String doubled = "[concat(variables('v%d'), variables('v%d'))]";
    StringBuilder grow = new StringBuilder("\"v0\": \"" + "a".repeat(64) + "\"");
    for (int i = 1; i <= 14; i++) {
      grow.append(", \"v" + i + "\": \"" + doubled.formatted(i - 1, i - 1) + "\"");
    }
    Loading loading =
        Loading.ofText(
            template(
                "\"variables\": {%s}, \"resources\": [%s]"
                    .formatted(
                        grow,
                        group(
                            "\"properties\": {\"v\":"
                                + " \"[contains(variables('v14'), concat(variables('v13'), 'b'))]\"}"))));
    assertEquals(
        "?? the template takes more than 4000000 steps to evaluate",
        Loading.shown(loading.at("properties/v")));
  }

  @Test
  void stepsAreBounded() {
    Limits few = new Limits(1 << 20, 200, 400, 1 << 20, 100_000, 50);
    String list = "\"properties\": {\"v\": \"[range(0, 100)]\"}";
    Loading loading = Loading.ofText(template("\"resources\": [" + group(list) + "]"), few);
    assertEquals(List.of("evaluation-limit"), loading.codes());
    assertEquals(
        "?? the template takes more than 50 steps to evaluate",
        Loading.shown(loading.at("properties/v")));
  }
}
