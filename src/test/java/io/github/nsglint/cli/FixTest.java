package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nsglint fix}: what it writes into files of all shapes, and what it leaves alone. */
class FixTest {
  private static final Path SCHEMA = Path.of("../shared/reference/sarif-schema-2.1.0.json");
  private static final String DENY = rule("DenyAll", 4096, "Deny", "*", "*");

  @TempDir Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void start() {
    program = new Program(folder);
  }

  private static String rule(String name, int priority, String access, String source, String port) {
    return ("{\"name\": \"%s\", \"properties\": {\"priority\": %d, \"direction\": \"Inbound\","
            + " \"access\": \"%s\", \"protocol\": \"Tcp\", \"sourceAddressPrefix\": \"%s\","
            + " \"sourcePortRange\": \"*\", \"destinationAddressPrefix\": \"*\","
            + " \"destinationPortRange\": \"%s\"}}")
        .formatted(name, priority, access, source, port);
  }

  /** A template whose group, on AzureBastionSubnet, is defined like this. */
  private static String template(String group, String... more) {
    return """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          %s"resources": [
            {
              "type": "Microsoft.Network/networkSecurityGroups",
              "apiVersion": "2024-05-01",
              "name": "nsg"%s
            },
            {
              "type": "Microsoft.Network/virtualNetworks",
              "apiVersion": "2024-05-01",
              "name": "vnet",
              "properties": {
                "addressSpace": { "addressPrefixes": ["10.0.0.0/16"] },
                "subnets": [
                  {
                    "name": "AzureBastionSubnet",
                    "properties": {
                      "addressPrefix": "10.0.255.0/26",
                      "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" }
                    }
                  }
                ]
              }
            }%s
          ]
        }
        """
        .formatted(more.length > 1 ? more[1] : "", group, more.length > 0 ? more[0] : "");
  }

  /** A group with inline rules, as they are written. */
  private static String rules(String list) {
    return ",\n      \"properties\": { \"securityRules\": " + list + " }";
  }

  private Program.Run fix(String text, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("fix", program.file("main.json", text)));
    arguments.addAll(List.of(options));
    return program.run(arguments.toArray(String[]::new));
  }

  private Program.Run fixGatewayManager(String text) throws IOException {
    return fix(text, "--only", "BAS102");
  }

  private void assertMended(String text) throws IOException {
    Program.Run run = fixGatewayManager(text).endedWith(ExitStatus.OK);
    assertTrue(run.out().contains("1 fix in 1 file; 0 broken without a fix"), run.out());
    program.run("check", program.path("main.json"), "--only", "BAS102").endedWith(ExitStatus.OK);
  }

  private void assertLeftAlone(String text, String why) throws IOException {
    Program.Run run = fixGatewayManager(text).endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains(why), run.out());
    assertEquals(text, program.text("main.json"));
    assertEquals(List.of("main.json"), program.names());
  }

  @Test
  void whatWasNotReadIsTold() throws IOException {
    for (String text : List.of("", template(rules("[" + DENY + "]")).substring(0, 400))) {
      for (String option : List.of("--dry-run", "-v")) {
        Program.Run run = fix(text, option).endedWith(ExitStatus.INCOMPLETE);
        String told = option.equals("-v") ? run.out() : run.err();
        assertTrue(told.contains("main.json:"), told);
        assertTrue(told.contains(" error json-"), told);
        assertTrue(told.contains("without a fix; not all was read, see above"), told);
      }
    }
  }

  @Test
  void aDryRunPrintsADiffAndWritesNothing() throws IOException {
    String text = template(rules("[" + DENY + "]"));
    Program.Run run = fix(text, "--only", "BAS102", "--dry-run").endedWith(ExitStatus.OK);
    // DIR starts with a slash.
    assertTrue(run.out().startsWith("--- aDIR/main.json\n+++ bDIR/main.json\n@@ "), run.out());
    assertTrue(run.out().contains("AllowGatewayManagerInbound"), run.out());
    assertTrue(run.err().contains("1 fix in 1 file, not written; 0 broken"), run.err());
    assertEquals(text, program.text("main.json"));
  }

  @Test
  void aRuleFollowsTheOthersInTheirStyle() throws IOException {
    assertMended(
        template(
            """
            ,
                  "properties": {
                    "securityRules": [
                      {
                        "name": "DenyAll",
                        "properties": {
                          "access": "Deny",
                          "direction": "Inbound",
                          "priority": 4096,
                          "protocol": "*",
                          "sourceAddressPrefix": "*",
                          "sourcePortRange": "*",
                          "destinationAddressPrefix": "*",
                          "destinationPortRange": "*"
                        }
                      }
                    ]
                  }"""));
    assertTrue(
        program
            .text("main.json")
            .contains(
                """
                  },
                          {
                            "name": "AllowGatewayManagerInbound",
                            "properties": {
                              "access": "Allow",
                              "direction": "Inbound",
                              "priority": 100,
                              "protocol": "Tcp",
                              "sourceAddressPrefix": "GatewayManager",
                              "sourcePortRange": "*",
                              "destinationAddressPrefix": "*",
                              "destinationPortRange": "443"
                            }
                          }
                        ]
                """
                    .stripTrailing()
                    .substring(2)),
        program.text("main.json"));
  }

  @Test
  void lineEndsAndTheByteOrderMarkStay() throws IOException {
    String text = template(rules("[\n        // all else\n        " + DENY + " // last\n      ]"));
    String windows = "\uFEFF" + text.replace("\n", "\r\n");
    Program.Run run = fixGatewayManager(windows).endedWith(ExitStatus.OK);
    assertTrue(run.out().contains("1 fix"), run.out());
    String after = program.text("main.json");
    assertTrue(after.startsWith("\uFEFF{\r\n"), after);
    assertFalse(after.replace("\r\n", "").contains("\n"), after);
    assertTrue(
        after.contains(DENY + ", // last\r\n        {\"name\": \"AllowGatewayManagerInbound\""),
        after);
  }

  @Test
  void aTrailingCommaStays() throws IOException {
    assertMended(template(rules("[\n        " + DENY + ", // last\n      ]")));
    String after = program.text("main.json");
    assertTrue(after.contains(DENY + ", // last\n        {\"name\""), after);
    assertTrue(after.contains("}},\n      ] }"), after);
  }

  @Test
  void tabsStay() throws IOException {
    assertMended(template(rules("[\n\t\t\t" + DENY + "\n\t\t]")).replace("  ", "\t"));
    assertTrue(
        program.text("main.json").contains("\n\t\t\t{\"name\": \"AllowGate"),
        program.text("main.json"));
  }

  @Test
  void aFileOfOneLineStaysOne() throws IOException {
    String text = template(rules("[" + DENY + "]"));
    assertMended(text.replaceAll("\\n *", "").replace("\": ", "\":").replace(", \"", ",\""));
    assertEquals(1, program.text("main.json").lines().count());
    assertTrue(
        program
            .text("main.json")
            .contains(
                "}},{\"name\":\"AllowGatewayManagerInbound\",\"properties\":{\"priority\":100,"),
        program.text("main.json"));
  }

  @Test
  void rulesComeWhereThereWereNone() throws IOException {
    // Azure's own rules keep the Internet out, and GatewayManager with it.
    assertMended(template(rules("[]")));
    assertMended(template(rules("[\n      ]")));
    assertMended(template(rules("[ /* to come */ ]")));
    assertMended(template(rules("[\n        // to come\n      ]")));
    assertTrue(program.text("main.json").contains("// to come\n"), program.text("main.json"));
    assertMended(template(",\n      \"properties\": {}"));
    assertMended(template(",\n      \"properties\": { \"flushConnection\": true }"));
    assertMended(template(""));
    assertTrue(
        program.text("main.json").contains("\"name\": \"nsg\",\n      \"properties\": {\n"),
        program.text("main.json"));
  }

  @Test
  void aRuleOfItsOwnFollowsOthersOfItsKind() throws IOException {
    String single =
        """
        ,
            {
              "type": "Microsoft.Network/networkSecurityGroups/securityRules",
              "apiVersion": "2024-05-01",
              "name": "[format('{0}/{1}', 'nsg', 'DenyAll')]",
              "dependsOn": ["[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]"],
              "properties":"""
            + " "
            + DENY.substring(DENY.indexOf("{\"priority"), DENY.length() - 1)
            + "\n    }";
    assertMended(template("", single));
    String after = program.text("main.json");
    assertTrue(
        after.contains("\"[format('{0}/{1}', 'nsg', 'AllowGatewayManagerInbound')]\""), after);
    assertEquals(3, after.split("dependsOn", -1).length, after);
    assertMended(
        template("", single.replace("[format('{0}/{1}', 'nsg', 'DenyAll')]", "nsg/DenyAll")));
    assertTrue(program.text("main.json").contains("\"nsg/AllowGatewayManagerInbound\""));
  }

  @Test
  void whatIsComputedIsLeftAlone() throws IOException {
    String variables = "\"variables\": { \"rules\": [" + DENY + "] },\n  ";
    assertLeftAlone(
        template(rules("\"[variables('rules')]\""), "", variables), "computed where it is defined");
    String loop =
        ",\n      \"properties\": { \"copy\": [{ \"name\": \"securityRules\", \"count\": 1, \"input\": "
            + DENY
            + " }] }";
    assertLeftAlone(template(loop), "a loop makes properties of the group");
    String parameters =
        "\"parameters\": { \"own\": { \"type\": \"int\", \"defaultValue\": 4096 } },\n  ";
    String computed = DENY.replace("4096", "\"[parameters('own')]\"");
    // Its priority is known, and another rule can come before it.
    assertMended(template(rules("[" + computed + "]"), "", parameters));
  }

  @Test
  void aValueOfAParameterIsLeftAlone() throws IOException {
    String parameters =
        "\"parameters\": { \"protocol\": { \"type\": \"string\", \"defaultValue\": \"Ah\" } },\n  ";
    String allow =
        rule("AllowGm", 100, "Allow", "GatewayManager", "443")
            .replace("\"Tcp\"", "\"[parameters('protocol')]\"");
    Program.Run run =
        fixGatewayManager(template(rules("[" + allow + ", " + DENY + "]"), "", parameters));
    // The value itself cannot be set, but a rule can be added.
    run.endedWith(ExitStatus.OK);
    assertTrue(program.text("main.json").contains("\"defaultValue\": \"Ah\""));
    assertTrue(program.text("main.json").contains("AllowGatewayManagerInbound"));
  }

  @Test
  void aNestedDeploymentIsLeftAlone() throws IOException {
    String inner = template(rules("[" + DENY + "]")).replace("\n", "\n  ").strip();
    String text =
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [
            { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inner",
              "properties": { "mode": "Incremental", "template": %s } }
          ]
        }
        """
            .formatted(inner);
    assertLeftAlone(text, "it stands in a nested deployment");
  }

  @Test
  void aFullGroupIsLeftAlone() throws IOException {
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < 999; i++) {
      list.append(rule("R" + i, 1000 + i, "Allow", "10.1." + i / 250 + "." + i % 250, "8000"))
          .append(",\n");
    }
    String text = template(rules(list + DENY + "]"));
    assertLeftAlone(text, "the group has 1001 rules; Azure takes 1000");
  }

  @Test
  void whereNoPriorityIsFreeNothingIsDone() throws IOException {
    String first = rule("DenyAll", 100, "Deny", "*", "*");
    assertLeftAlone(template(rules("[" + first + "]")), "no priority is free before");
  }

  @Test
  void answersAndStandardInputAreLeftAlone() throws IOException {
    String listing =
        """
        [{ "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
           "name": "n", "type": "Microsoft.Network/networkSecurityGroups", "securityRules": [],
           "subnets": [{ "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/AzureBastionSubnet" }] }]
        """;
    assertLeftAlone(listing, "the file is an answer of Azure; change what it was deployed from");
    Program.Run run =
        program
            .reading(template(rules("[" + DENY + "]")))
            .run("fix", "-", "--only", "BAS102")
            .endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains("it was read from standard input"), run.out());
  }

  @Test
  void severalRulesOfOneGroupGetPrioritiesOfTheirOwn() throws IOException {
    Program.Run run =
        fix(template(rules("[" + DENY + "]")), "--only", "BAS101,BAS102,BAS103,BAS104");
    run.endedWith(ExitStatus.OK);
    program
        .run("check", program.path("main.json"), "--only", "BAS101,BAS102,BAS103,BAS104,NSG410")
        .endedWith(ExitStatus.OK);
  }

  @Test
  void aFileThatChangedMeanwhileIsNotWritten() throws IOException {
    Path file = Path.of(program.file("main.json", template(rules("[" + DENY + "]"))));
    InputStream changing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            Files.writeString(file, "{}");
            return -1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };
    Program.Run run =
        program.reading(changing).run("fix", file.toString(), "-", "--only", "BAS102");
    run.endedWith(ExitStatus.USAGE);
    assertTrue(run.err().contains("it has changed since it was read"), run.err());
    assertEquals("", run.out());
    assertEquals("{}", Files.readString(file));
    assertEquals(List.of("main.json"), program.names());
  }

  @Test
  void aReadOnlyFileIsNotWritten() throws IOException {
    Path file = Path.of(program.file("main.json", template(rules("[" + DENY + "]"))));
    byte[] before = Files.readAllBytes(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "whoever runs this may write everything");
    Program.Run run = program.run("fix", file.toString(), "--only", "BAS102");
    run.endedWith(ExitStatus.USAGE);
    assertTrue(run.err().contains("it is read-only"), run.err());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aLinkStaysALinkAndPermissionsStay() throws IOException {
    Path file = Path.of(program.file("real.json", template(rules("[" + DENY + "]"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("main.json"), Path.of("real.json"));
    program.run("fix", link.toString(), "--only", "BAS102").endedWith(ExitStatus.OK);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).contains("AllowGatewayManagerInbound"));
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)));
  }

  @Test
  void aScriptGetsACommandLikeItsOthers() throws IOException {
    String script = Files.readString(Path.of("testdata/example/bastion.sh"));
    String file = program.file("deploy.sh", script.replace("\n", "\r\n").replace("\r\n", "\n"));
    program.run("fix", file, "--only", "BAS110").endedWith(ExitStatus.OK);
    assertTrue(
        program
            .text("deploy.sh")
            .contains(
                """
                  --destination-port-ranges 8080 5701
                az network nsg rule create -g "$RG" --nsg-name "$NSG" -n AllowInternet80Outbound --priority 130 \\
                  --direction Outbound --access Allow --protocol Tcp --source-address-prefixes '*' \\
                  --destination-address-prefixes Internet --destination-port-ranges 80
                """),
        program.text("deploy.sh"));
  }

  @Test
  void commandsThatMayNotRunAreLeftAlone() throws IOException {
    String script =
        """
        az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16
        az network vnet subnet create -g rg --vnet-name vnet -n AzureBastionSubnet --address-prefixes 10.0.255.0/26 --nsg nsg
        make() {
          az network nsg create -g rg -n nsg
          az network nsg rule create -g rg --nsg-name nsg -n DenyAll --priority 4096 --access Deny --destination-port-ranges '*'
        }
        make
        """;
    Program.Run run = program.run("fix", program.file("deploy.sh", script), "--only", "BAS102");
    run.endedWith(ExitStatus.FINDINGS);
    assertTrue(run.out().contains("no command for the group runs once and for sure"), run.out());
    assertEquals(script, program.text("deploy.sh"));
    String flat = script.replace("make() {\n", "").replace("}\nmake\n", "");
    program
        .run("fix", program.file("deploy.sh", flat), "--only", "BAS102")
        .endedWith(ExitStatus.OK);
    assertTrue(
        program
            .text("deploy.sh")
            .endsWith(
                "  az network nsg rule create -g rg --nsg-name nsg -n AllowGatewayManagerInbound"
                    + " --priority 100 --access Allow --destination-port-ranges 443 --direction Inbound"
                    + " --protocol Tcp --source-address-prefixes GatewayManager\n"),
        program.text("deploy.sh"));
  }

  @Test
  void aLogHasTheFixesThatMendIt() throws IOException {
    String text = template(rules("[" + DENY + "]"));
    String path = program.file("main.json", text);
    for (String profile : List.of("full", "github", "azure-devops")) {
      Program.Run run =
          program.run(
              "check",
              path,
              "--fixes",
              "--format",
              "sarif",
              "--sarif-profile",
              profile,
              "--only",
              "BAS102",
              "--source-root",
              folder.toString());
      JsonNode log = new ObjectMapper().readTree(run.out());
      assertValid(log);
      JsonNode fix = log.at("/runs/0/results/0/fixes/0");
      assertTrue(fix.at("/description/text").asText().startsWith("Add to nsg: "), fix::toString);
      assertEquals("main.json", fix.at("/artifactChanges/0/artifactLocation/uri").asText());
      program.file("main.json", replaced(text, fix.at("/artifactChanges/0/replacements")));
      program.run("check", path, "--only", "BAS102").endedWith(ExitStatus.OK);
      program.file("main.json", text);
    }
    program
        .run("check", path, "--fixes")
        .refusedWith("nsglint: --fixes goes with --format sarif; `nsglint fix` makes them");
  }

  private static void assertValid(JsonNode log) throws IOException {
    assumeTrue(Files.exists(SCHEMA), "the schema is not here");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(new ObjectMapper().readTree(SCHEMA.toFile()));
    assertEquals(List.of(), List.copyOf(schema.validate(log)));
  }

  /** As a reader of the log does it, by lines and columns. */
  private static String replaced(String text, JsonNode replacements) {
    List<JsonNode> all = new ArrayList<>();
    replacements.forEach(all::add);
    all.sort(Comparator.comparingInt(one -> -offset(text, one.get("deletedRegion"), "start")));
    StringBuilder result = new StringBuilder(text);
    for (JsonNode one : all) {
      JsonNode region = one.get("deletedRegion");
      result.replace(
          offset(text, region, "start"),
          offset(text, region, "end"),
          one.at("/insertedContent/text").asText());
    }
    return result.toString();
  }

  private static int offset(String text, JsonNode region, String end) {
    int at = 0;
    for (int line = 1; line < region.get(end + "Line").asInt(); line++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + region.get(end + "Column").asInt() - 1;
  }
}
