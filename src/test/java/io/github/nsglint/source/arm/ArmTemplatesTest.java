package io.github.nsglint.source.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.Loading;
import io.github.nsglint.source.Resource;
import java.util.List;
import java.util.Optional;
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
  void loopsOverResourcesAndValuesAreExpanded() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "variables": {"copy": [{"name": "vs", "count": 2, "input": "[copyIndex('vs', 7)]"}],
                  "inside": {"copy": [{"name": "xs", "count": 2, "input": {"x": "[copyIndex('xs')]"}}]}},
                "resources": [
                  {"type": "Microsoft.Network/virtualNetworks", "name": "[format('v{0}', copyIndex(5))]",
                   "condition": "[less(copyIndex(), 2)]",
                   "copy": {"name": "many", "count": 3},
                   "properties": {"index": "[copyIndex('MANY', 1)]", "vs": "[variables('vs')]",
                     "xs": "[variables('inside').xs]",
                     "copy": [{"name": "rows", "count": 2, "input": {"copy": [
                       {"name": "cells", "count": "[copyIndex('rows')]",
                        "input": "[format('{0}{1}{2}', copyIndex(), copyIndex('rows'), copyIndex('cells'))]"}]}}]}},
                  {"type": "Microsoft.Network/virtualNetworks", "name": "none",
                   "copy": {"name": "no", "count": "[sub(1, 1)]"}}]"""));
    assertEquals(
        List.of(
            "/providers/Microsoft.Network/virtualNetworks/v5",
            "/providers/Microsoft.Network/virtualNetworks/v6"),
        loading.ids());
    assertEquals(List.of(), loading.problems());
    assertEquals(
        "{index: 2, vs: [7, 8], xs: [{x: 0}, {x: 1}], rows: [{cells: []}, {cells: ['110']}]}",
        Loading.shown(Loading.at(loading.resources().get(1).body(), "properties")));
  }

  @Test
  void childrenOfALoopedResourceAreInItsLoop() {
    Loading loading =
        resources(
            """
            {"type": "Microsoft.Network/virtualNetworks", "name": "[format('v{0}', copyIndex())]",
             "copy": {"name": "vs", "count": 2}, "resources": [
              {"type": "subnets", "name": "[format('s{0}', copyIndex('vs'))]"}]}""");
    assertEquals(
        List.of(
            "/providers/Microsoft.Network/virtualNetworks/v0",
            "/providers/Microsoft.Network/virtualNetworks/v1",
            "/providers/Microsoft.Network/virtualNetworks/v0/subnets/s0",
            "/providers/Microsoft.Network/virtualNetworks/v1/subnets/s1"),
        loading.ids());
  }

  @Test
  void aLoopOfUnknownLengthIsOneResourceThatMayBeThere() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "parameters": {"n": {"type": "int"}},
                "resources": [
                  {"type": "Microsoft.Network/virtualNetworks", "name": "[format('v{0}', copyIndex())]",
                   "copy": {"name": "many", "count": "[parameters('n')]"},
                   "properties": {"index": "[copyIndex('many', 1)]",
                     "copy": [{"name": "subnets", "count": "[parameters('n')]", "input": 1}]}}]"""));
    assertEquals(
        "how many turns loop 'many' takes is not known: parameter 'n' has no value",
        condition(loading.only()));
    assertEquals(
        "/providers/Microsoft.Network/virtualNetworks/v⟨copyIndex('many')⟩", loading.only().id());
    assertEquals(
        "{index: ?⟨add(copyIndex('many'), 1)⟩, subnets: ?? how many turns loop 'subnets' takes is"
            + " not known: parameter 'n' has no value}",
        Loading.shown(loading.at("properties")));
  }

  @Test
  void aLoopThatAzureRefusesIsAProblem() {
    Loading loading =
        resources(
            """
            {"type": "Microsoft.Network/virtualNetworks", "name": "v",
             "copy": {"name": "bomb", "count": 1000000000}, "properties": {}},
            {"type": "Microsoft.Network/virtualNetworks", "name": "w",
             "properties": {"copy": [{"name": "few", "count": -1, "input": 1},
                                     {"name": "words", "count": "two", "input": 1}]}}""");
    assertEquals(
        List.of(
            "loop-count [1000000000] loop 'bomb' takes '1000000000' turns; Azure takes a whole"
                + " number from 0 to 800",
            "loop-count [-1] loop 'few' takes '-1' turns; Azure takes a whole number from 0 to 800",
            "loop-count [\"two\"] loop 'words' takes 'two' turns; Azure takes a whole number from 0"
                + " to 800"),
        loading.problems());
    assertEquals(2, loading.resources().size());
  }

  @Test
  void loopsInsideEachOtherEndInAProblem() {
    String bomb = "\"copy\": [{\"name\": \"%s\", \"count\": 800, \"input\": %s}]";
    String inner = "{" + bomb.formatted("c", "\"x\"") + "}";
    String middle = "{" + bomb.formatted("b", inner) + "}";
    Loading loading =
        resources(
            group("\"properties\": {" + bomb.formatted("a", middle) + "}")
                + ", "
                + group("\"x\": 1").replace("\"g\"", "\"h\""));
    assertEquals(List.of("evaluation-limit"), loading.codes());
    assertEquals(2, loading.resources().size());
    String nested =
        group("\"copy\": {\"name\": \"z\", \"count\": 800}")
            .replace("\"g\"", "\"[format('g{0}', copyIndex())]\"");
    for (int i = 0; i < 4; i++) {
      nested =
          "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"[format('n{0}', copyIndex())]\","
              + "\"copy\": {\"name\": \"n%d\", \"count\": 800},".formatted(i)
              + "\"properties\": {\"template\": {\"resources\": ["
              + nested
              + "]}}}";
    }
    assertEquals(List.of("evaluation-limit"), resources(nested).codes());
  }

  private static String deployment(String name, String members, String template) {
    return "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"%s\", %s \"properties\": %s}"
        .formatted(name, members, template);
  }

  private static final String INNER = "\"expressionEvaluationOptions\": {\"scope\": \"inner\"}, ";

  @Test
  void anInnerTemplateHasItsOwnNamesAndAnOuterOneThoseAround() {
    String template =
        "\"template\": {\"parameters\": {\"p\": {\"defaultValue\": \"own\"}},"
            + " \"resources\": [{\"type\": \"Microsoft.Network/virtualNetworks\","
            + " \"name\": \"[format('%s-{0}', parameters('p'))]\"}]}}";
    Loading loading =
        Loading.ofText(
            template(
                "\"parameters\": {\"p\": {\"defaultValue\": \"root\"}, \"q\": {\"type\": \"string\"}},"
                    + "\"resources\": ["
                    + String.join(
                        ",",
                        deployment("a", "", "{" + template.formatted("outer")),
                        deployment("b", "", "{" + INNER + template.formatted("default")),
                        deployment(
                            "c",
                            "",
                            "{"
                                + INNER
                                + "\"parameters\": {\"p\": {\"value\": \"[parameters('q')]\"}},"
                                + template.formatted("given")))
                    + "]"));
    assertEquals(
        List.of(
            "/providers/Microsoft.Network/virtualNetworks/outer-root",
            "/providers/Microsoft.Network/virtualNetworks/default-own",
            "/providers/Microsoft.Network/virtualNetworks/given-⟨parameters('q')⟩"),
        loading.ids());
    assertEquals(List.of(), loading.problems());
  }

  @Test
  void aNestedDeploymentElsewhereGivesItsResourcesThatPlace() {
    String template =
        "{"
            + INNER
            + "\"template\": {\"resources\": [{\"type\": \"Microsoft.Network/virtualNetworks\","
            + " \"name\": \"[resourceGroup().name]\", \"location\": \"[resourceGroup().location]\","
            + " \"id\": \"[resourceId('Microsoft.Network/virtualNetworks', 'v')]\","
            + " \"own\": \"[concat(resourceGroup().id, '/providers/a')]\"}]}}";
    Loading loading =
        resources(
            String.join(
                ",",
                deployment("a", "\"resourceGroup\": \"rg2\",", template),
                deployment(
                    "b", "\"subscriptionId\": \"s2\", \"resourceGroup\": \"rg3\",", template),
                deployment("c", "\"resourceGroup\": \"[resourceGroup().name]\",", template)));
    assertEquals(
        List.of(
            "/resourceGroups/rg2/providers/Microsoft.Network/virtualNetworks/rg2",
            "/subscriptions/s2/resourceGroups/rg3/providers/Microsoft.Network/virtualNetworks/rg3",
            "/providers/Microsoft.Network/virtualNetworks/⟨resourceGroup().name⟩"),
        loading.ids());
    assertEquals(
        "{type: 'Microsoft.Network/virtualNetworks', name: 'rg2',"
            + " location: ?⟨resourceGroup('rg2').location⟩,"
            + " id: '/resourceGroups/rg2/providers/Microsoft.Network/virtualNetworks/v',"
            + " own: '/resourceGroups/rg2/providers/a'}",
        Loading.shown(loading.resources().get(0).body()));
  }

  @Test
  void aScopeLeavesOpenWhereANestedDeploymentGoes() {
    Loading loading =
        resources(
            deployment(
                "a",
                "\"scope\": \"/subscriptions/s2\",",
                "{\"template\": {\"resources\": [" + group("\"x\": 1") + "]}}"));
    assertEquals(
        List.of(
            "/subscriptions/⟨name at -:1:205⟩/providers/Microsoft.Network/networkSecurityGroups/g"),
        loading.ids());
  }

  @Test
  void whatIsInANestedDeploymentIsThereIfThatIs() {
    String inside = "{\"template\": {\"resources\": [%s]}}";
    Loading loading =
        Loading.ofText(
            template(
                "\"parameters\": {\"a\": {\"type\": \"bool\"}, \"b\": {\"type\": \"bool\"}},"
                    + "\"resources\": ["
                    + String.join(
                        ",",
                        deployment(
                            "x",
                            "\"condition\": \"[parameters('a')]\",",
                            inside.formatted(group("\"condition\": \"[parameters('b')]\""))),
                        deployment(
                            "y", "\"condition\": false,", inside.formatted(group("\"x\": 1"))))
                    + "]"));
    assertEquals(
        "⟨and(parameters('a'), parameters('b'))⟩",
        loading.only().condition().orElseThrow().symbol());
  }

  @Test
  void referencesReadWhatTheTemplateDeploys() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "languageVersion": "2.0",
                "variables": {"sku": "[reference('ip[1]', '2024-05-01', 'Full').sku]"},
                "resources": {
                  "ip": {"type": "Microsoft.Network/publicIPAddresses", "name": "ip", "sku": {"name": "Standard"},
                    "copy": {"name": "ips", "count": 2},
                    "properties": {"publicIPAllocationMethod": "Static", "index": "[copyIndex()]"}},
                  "inner": {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {%s
                    "template": {"resources": [], "outputs": {
                      "o": {"type": "object", "value": {"x": [10, 20]}},
                      "s": {"type": "securestring", "value": "hush"},
                      "c": {"type": "array", "copy": {"count": 2, "input": "[copyIndex(3)]"}}}}}},
                  "v": {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
                    "static": "[reference('ip[0]').publicIPAllocationMethod]",
                    "index": "[reference('ip[1]').index]",
                    "sku": "[reference('ip[0]', '2024-05-01', 'Full').sku.name]",
                    "unset": "[reference('ip[0]').ipAddress]",
                    "x": "[reference('inner').outputs.o.value.x[1]]",
                    "byId": "[reference(resourceId('Microsoft.Resources/deployments', 'd')).outputs.o.value]",
                    "secure": "[concat('a', reference('inner').outputs.s.value)]",
                    "loop": "[reference('inner').outputs.c.value]",
                    "none": "[reference('inner').outputs.none.value]",
                    "part": "[reference('ip[0]', '2024-05-01', 'Full').sku]",
                    "inPart": "[variables('sku').name]", "notInPart": "[variables('sku').tier]"}}}"""
                    .formatted(INNER)));
    assertEquals(
        "{static: 'Static', index: 1, sku: 'Standard', unset: ?⟨reference('ip[0]').ipAddress⟩,"
            + " x: 20, byId: {x: [10, 20]}, secure: ?? output 's' of deployment 'd' is secure,"
            + " loop: [3, 4], none: ?⟨reference('inner').outputs.none.value⟩,"
            + " part: ?⟨reference('ip[0]', '2024-05-01', 'Full').sku⟩, inPart: 'Standard',"
            + " notInPart: ?⟨reference('ip[1]', '2024-05-01', 'Full').sku.tier⟩}",
        Loading.shown(Loading.at(loading.resources().get(2).body(), "properties")));
  }

  @Test
  void aSymbolicNameOfALoopStandsForAllOfIt() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "languageVersion": "2.0",
                "parameters": {"n": {"type": "int"}, "c": {"type": "bool"}},
                "resources": {
                  "ip": {"type": "Microsoft.Network/publicIPAddresses", "name": "[concat('ip', copyIndex())]",
                    "copy": {"name": "ips", "count": 2}, "sku": {"name": "Standard"},
                    "properties": {"index": "[copyIndex()]"}},
                  "many": {"type": "Microsoft.Network/publicIPAddresses", "name": "[concat('m', copyIndex())]",
                    "copy": {"name": "all", "count": "[parameters('n')]"}, "properties": {"a": 1}},
                  "v": {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
                    "index": "[references('ip')[1].index]",
                    "sku": "[references('ip', 'Full')[0].sku.name]",
                    "length": "[length(references('ip'))]",
                    "map": "[map(references('ip'), lambda('i', lambdaVariables('i').index))]",
                    "unset": "[references('ip')[1].ipAddress]",
                    "beyond": "[references('ip')[2].index]",
                    "many": "[references('many')[0].a]", "howMany": "[length(references('many'))]"}}}"""));
    assertEquals(
        "{index: 1, sku: 'Standard', length: 2, map: [0, 1],"
            + " unset: ?⟨references('ip')[1].ipAddress⟩, beyond: ?? the array has 2 items, and none at"
            + " 2, many: ?⟨references('many')[0].a⟩, howMany: ?⟨length(references('many'))⟩}",
        Loading.shown(Loading.at(loading.resources().get(3).body(), "properties")));
    assertEquals(
        List.of("index-range [references('ip')[2]] the array has 2 items, and none at 2"),
        loading.problems());
  }

  @Test
  void aReferenceToAWholeResourceComputesNothingOfIt() {
    StringBuilder chain = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      chain.append(
          """
          "r%d": {"type": "Microsoft.Network/virtualNetworks", "name": "v%d", "properties": {
            "a": "[reference('r%d')]", "b": "[reference('r%d')]", "c": 1}},"""
              .formatted(i, i, i + 1, i + 1));
    }
    Loading loading =
        Loading.ofText(
            template(
                "\"languageVersion\": \"2.0\", \"variables\": {\"v\": \"[reference('r0')]\"},"
                    + " \"resources\": {"
                    + chain
                    + "\"r40\": "
                    + group("\"properties\": {\"v\": \"[variables('v').c]\"}")
                    + "}"));
    assertEquals(List.of(), loading.problems());
    assertEquals(
        "{v: 1}", Loading.shown(Loading.at(loading.resources().get(40).body(), "properties")));
  }

  @Test
  void ofAnExistingResourceItsNameIsKnown() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "languageVersion": "2.0",
                "parameters": {"p": {"type": "string"}},
                "resources": {
                  "old": {"existing": true, "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01",
                    "name": "v", "resourceGroup": "hub"},
                  "open": {"existing": true, "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01",
                    "name": "[parameters('p')]"},
                  "g": {"type": "Microsoft.Network/networkSecurityGroups", "name": "g", "properties": {
                    "id": "[resourceInfo('old').id]", "name": "[resourceInfo('old').name]",
                    "type": "[resourceInfo('old').type]", "own": "[resourceInfo('g').id]",
                    "api": "[reference('old', '2024-05-01', 'Full').apiVersion]",
                    "space": "[reference('old').addressSpace.addressPrefixes[0]]",
                    "openId": "[resourceInfo('open').id]", "none": "[resourceInfo('none').id]"}}}"""));
    assertEquals(
        "{id: '/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v', name: 'v',"
            + " type: 'Microsoft.Network/virtualNetworks',"
            + " own: '/providers/Microsoft.Network/networkSecurityGroups/g', api: '2024-05-01',"
            + " space: ?⟨reference('old').addressSpace.addressPrefixes[0]⟩,"
            + " openId: ?/providers/Microsoft.Network/networkSecurityGroups/⟨parameters('p')⟩,"
            + " none: ?⟨resourceInfo('none').id⟩}",
        Loading.shown(loading.at("properties")));
    assertEquals(
        "the resource exists already, the template does not say what is in it",
        ((Node.Unresolved) loading.at("properties/space")).reason());
  }

  @Test
  void aTemplateDefinesItsOwnFunctions() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "parameters": {"prefix": {"type": "string"}},
                "functions": [{"namespace": "our", "members": {
                  "name": {"parameters": [{"name": "kind", "type": "string"}, {"name": "n", "type": "int"}],
                    "output": {"type": "string",
                      "value": "[format('{0}-{1}', our.short(parameters('kind')), parameters('n'))]"}},
                  "short": {"parameters": [{"name": "text", "type": "string"}],
                    "output": {"type": "string", "value": "[toLower(substring(parameters('text'), 0, 3))]"}},
                  "with": {"parameters": [{"name": "x", "type": "string"}],
                    "output": {"type": "string", "value": "[concat(parameters('x'), '-y')]"}},
                  "endless": {"parameters": [], "output": {"type": "int", "value": "[our.endless()]"}}}}],
                "resources": [%s]"""
                    .formatted(
                        group(
                            "\"properties\": {\"a\": \"[OUR.Name('NSGroup', 2)]\","
                                + " \"b\": \"[our.with(parameters('prefix'))]\","
                                + " \"c\": \"[our.short()]\", \"d\": \"[our.none(1)]\","
                                + " \"e\": \"[our.endless()]\"}"))));
    assertEquals(
        "{a: 'nsg-2', b: ?⟨parameters('prefix')⟩-y, c: ?? our.short() is called with 0 arguments,"
            + " expected 1, d: ?? there is no function 'our.none',"
            + " e: ?? values need each other more than 400 deep}",
        Loading.shown(loading.at("properties")));
    assertEquals(
        List.of("argument-count", "unknown-function", "evaluation-limit"), loading.codes());
  }

  @Test
  void outputsThatNeedEachOtherAreACycle() {
    String inner =
        "{%s\"parameters\": {\"p\": {\"value\": \"[reference('%s').outputs.o.value]\"}},"
            + " \"template\": {\"parameters\": {\"p\": {\"type\": \"string\"}}, \"resources\": [],"
            + " \"outputs\": {\"o\": {\"type\": \"string\", \"value\": \"[parameters('p')]\"}}}}";
    Loading loading =
        resources(
            String.join(
                ",",
                deployment("a", "", inner.formatted(INNER, "b")),
                deployment("b", "", inner.formatted(INNER, "a")),
                group("\"x\": \"[reference('a').outputs.o.value]\"")));
    assertEquals(List.of("cyclic-definition"), loading.codes());
    assertEquals(1, loading.resources().size());
  }

  @Test
  void aTemplateElsewhereIsReported() {
    Loading loading =
        resources(
            String.join(
                ",\n",
                "{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"off\","
                    + " \"condition\": false}",
                deployment(
                    "linked", "", "{\"templateLink\": {\"uri\": \"[concat('a', '.json')]\"}}")));
    assertEquals(List.of(), loading.ids());
    assertEquals(
        List.of(
            "nested-deployment [\"linked\"] the resources in the nested deployment 'linked' are not"
                + " checked: what is read has no folder for its link to start at"),
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
    assertEquals(
        "{a: ?⟨secure parameters('a')⟩, b: null}", Loading.shown(loading.at("properties")));
    assertEquals(
        "parameter 'a' is secure", ((Node.Unresolved) loading.at("properties/a")).reason());
  }

  @Test
  void unknownArgumentsOfTwoCallsAreNotTheSame() {
    Loading loading =
        Loading.ofText(
            template(
                """
                "functions": [{"namespace": "f", "members": {"same": {"parameters": [{"name": "a"}],
                  "output": {"value": "[parameters('a')]"}}}}],
                "parameters": {"p": {"type": "object"}},
                "resources": [%s]"""
                    .formatted(
                        group(
                            """
                            "properties": {
                              "a": "[f.same(union(createObject('x', 1), createObject('x', null())).x)]",
                              "b": "[f.same(parameters('p').b)]"}"""))));
    assertEquals("", ((Node.Unresolved) loading.at("properties/a")).symbol());
    assertEquals("⟨parameters('p').b⟩", ((Node.Unresolved) loading.at("properties/b")).symbol());
  }

  private static final String PLACED =
      template(
          """
          "resources": [{"type": "Microsoft.Network/virtualNetworks", "name": "v",
            "location": "[resourceGroup().location]",
            "own": "[resourceId('Microsoft.Network/virtualNetworks', 'v')]",
            "composed": "[concat(subscription().id, '/resourceGroups/', resourceGroup().name,
              '/providers/Microsoft.Network/virtualNetworks/v')]",
            "group": "[concat(resourceGroup().id, '/providers/Microsoft.Network/virtualNetworks/v')]",
            "other": "[resourceId('hub', 'Microsoft.Network/virtualNetworks', 'v')]",
            "tenants": ["[tenant().tenantId]", "[subscription().tenantId]"]},
            %s, %s, %s]"""
              .formatted(
                  deployment(
                      "same",
                      "\"subscriptionId\": \"S1\", \"resourceGroup\": \"RG\",",
                      inside("a")),
                  deployment("hub", "\"resourceGroup\": \"hub\",", inside("b")),
                  deployment(
                      "far",
                      "\"subscriptionId\": \"s2\", \"resourceGroup\": \"rg\",",
                      inside("c"))));

  private static String inside(String name) {
    return "{"
        + INNER
        + "\"template\": {\"resources\": [{\"type\": \"Microsoft.Network/virtualNetworks\","
        + " \"name\": \"[concat('"
        + name
        + "-', resourceGroup().location)]\"}]}}";
  }

  private static String placed(Optional<String> subscription, Optional<String> group) {
    Loading loading =
        Loading.ofText(
            PLACED,
            DeploymentTarget.told(
                subscription, group, Optional.of("westeurope"), Optional.of("t1")));
    assertEquals(List.of(), loading.problems());
    StringBuilder all = new StringBuilder();
    for (String key : List.of("own", "composed", "group", "other", "tenants", "location")) {
      all.append(key)
          .append(": ")
          .append(Loading.shown(Loading.at(loading.resources().get(0).body(), key)))
          .append('\n');
    }
    loading.ids().forEach(id -> all.append(id).append('\n'));
    return all.toString().replace("/providers/Microsoft.Network/virtualNetworks/", "/…/");
  }

  @Test
  void idsStartWhereTheUserDeploys() {
    assertEquals(
        """
        own: '/subscriptions/s1/resourceGroups/rg/…/v'
        composed: '/subscriptions/s1/resourceGroups/rg/…/v'
        group: '/subscriptions/s1/resourceGroups/rg/…/v'
        other: '/subscriptions/s1/resourceGroups/hub/…/v'
        tenants: ['t1', 't1']
        location: 'westeurope'
        /subscriptions/s1/resourceGroups/rg/…/v
        /subscriptions/s1/resourceGroups/rg/…/a-westeurope
        /subscriptions/s1/resourceGroups/hub/…/b-⟨resourceGroup('hub').location⟩
        /subscriptions/s2/resourceGroups/rg/…/c-⟨resourceGroup('rg').location⟩
        """,
        placed(Optional.of("s1"), Optional.of("rg")));
  }

  @Test
  void aGroupOrASubscriptionAloneGivesWhatItCan() {
    assertEquals(
        """
        own: '/resourceGroups/rg/…/v'
        composed: '/resourceGroups/rg/…/v'
        group: '/resourceGroups/rg/…/v'
        other: '/resourceGroups/hub/…/v'
        tenants: ['t1', ?⟨subscription().tenantId⟩]
        location: 'westeurope'
        /resourceGroups/rg/…/v
        /subscriptions/S1/resourceGroups/RG/…/a-⟨resourceGroup('RG').location⟩
        /resourceGroups/hub/…/b-⟨resourceGroup('hub').location⟩
        /subscriptions/s2/resourceGroups/rg/…/c-⟨resourceGroup('rg').location⟩
        """,
        placed(Optional.empty(), Optional.of("rg")));
    assertEquals(
        """
        own: ?/subscriptions/s1/resourceGroups/⟨resourceGroup().name⟩/…/v
        composed: ?/subscriptions/s1/resourceGroups/⟨resourceGroup().name⟩/…/v
        group: ?/subscriptions/s1/resourceGroups/⟨resourceGroup().name⟩/…/v
        other: '/subscriptions/s1/resourceGroups/hub/…/v'
        tenants: ['t1', 't1']
        location: 'westeurope'
        /subscriptions/s1/resourceGroups/⟨resourceGroup().name⟩/…/v
        /subscriptions/s1/resourceGroups/RG/…/a-⟨resourceGroup('RG').location⟩
        /subscriptions/s1/resourceGroups/hub/…/b-⟨resourceGroup('hub').location⟩
        /subscriptions/s2/resourceGroups/rg/…/c-⟨resourceGroup('rg').location⟩
        """,
        placed(Optional.of("s1"), Optional.empty()));
    assertEquals(
        """
        own: '/…/v'
        composed: '/…/v'
        group: '/…/v'
        other: '/resourceGroups/hub/…/v'
        tenants: ['t1', ?⟨subscription().tenantId⟩]
        location: 'westeurope'
        /…/v
        /subscriptions/S1/resourceGroups/RG/…/a-⟨resourceGroup('RG').location⟩
        /resourceGroups/hub/…/b-⟨resourceGroup('hub').location⟩
        /subscriptions/s2/resourceGroups/rg/…/c-⟨resourceGroup('rg').location⟩
        """,
        placed(Optional.empty(), Optional.empty()));
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
    Limits few = Limits.standard().with(Limit.STEPS, 50);
    String list = "\"properties\": {\"v\": \"[range(0, 100)]\"}";
    Loading loading = Loading.ofText(template("\"resources\": [" + group(list) + "]"), few);
    assertEquals(List.of("evaluation-limit"), loading.codes());
    assertEquals(
        "?? the template takes more than 50 steps to evaluate",
        Loading.shown(loading.at("properties/v")));
  }
}
