package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --assume}, as a user meets it. */
class AssumeTest {
  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {
          "source": {"type": "string"},
          "ports": {"type": "array"},
          "priority": {"type": "int"},
          "access": {"type": "string", "allowedValues": ["Allow", "Deny"]},
          "known": {"type": "string", "defaultValue": "Tcp"},
          "password": {"type": "securestring"}
        },
        "variables": {
          "block": "[concat(parameters('source'), '/24')]",
          "region": "[resourceGroup().location]"
        },
        "resources": [
          {
            "type": "Microsoft.Network/networkSecurityGroups",
            "name": "nsg-web",
            "location": "[variables('region')]",
            "properties": {
              "securityRules": [
                {
                  "name": "AllowSome",
                  "properties": {
                    "priority": "[parameters('priority')]",
                    "direction": "Inbound",
                    "access": "[parameters('access')]",
                    "protocol": "[parameters('known')]",
                    "sourceAddressPrefix": "[variables('block')]",
                    "sourcePortRange": "*",
                    "destinationAddressPrefix": "*",
                    "destinationPortRanges": "[parameters('ports')]"
                  }
                }
              ]
            }
          }
        ]
      }
      """;

  private Program program = new Program(Path.of("."));
  private String file = "";

  @BeforeEach
  void write(@TempDir Path folder) throws IOException {
    program = new Program(folder);
    file = program.file("main.json", TEMPLATE);
  }

  private Program.Run check(String... assumed) {
    List<String> arguments = new ArrayList<>(List.of("check", file, "--only", "EXP301"));
    for (String one : assumed) {
      arguments.add("--assume");
      arguments.add(one);
    }
    return program.run(arguments.toArray(String[]::new));
  }

  private void refuses(String assumed, String message) {
    Program.Run run = check(assumed);
    run.endedWith(ExitStatus.USAGE);
    assertEquals("nsglint: " + message + "\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void aValueDecidesWhatWasUndecided() {
    assertTrue(check().out().contains("undecided EXP301"));
    Program.Run open =
        check("source=203.0.113.0", "ports=[\"22\"]", "access=Allow", "priority=100");
    open.endedWith(ExitStatus.FINDINGS);
    assertTrue(open.out().contains("203.0.113.9 → 10.0.0.4:22 is allowed by AllowSome (100)"));
    check("source=10.0.0.0", "ports=[22]", "access=Allow", "priority=100").endedWith(ExitStatus.OK);
  }

  @Test
  void everyReportSaysWhatIsAssumed() {
    String[] closed = {"--assume", "access=Deny", "--assume", "region=westeurope"};
    List<List<String>> reports =
        List.of(
            List.of("check", file, "--format", "text"),
            List.of("check", file, "--format", "json"),
            List.of("check", file, "--format", "sarif"),
            List.of("check", file, "--format", "sarif", "--sarif-profile", "github"),
            List.of("show", file),
            List.of("show", file, "--format", "json"));
    for (List<String> report : reports) {
      List<String> arguments = new ArrayList<>(report);
      arguments.addAll(List.of(closed));
      String out = program.run(arguments.toArray(String[]::new)).out();
      assertTrue(out.contains("parameter 'access' is not known; it is assumed to be Deny"), out);
      assertTrue(out.contains("variable 'region' is not known; it is assumed to be westeurope"));
    }
    String text = check("access=Deny", "region=westeurope").out();
    assertTrue(
        text.endsWith("Assumed: 2 values, named above; the verdicts are true if they are.\n"));
  }

  @Test
  void namesMayBeWrittenAsTemplatesWriteThem() {
    check("parameters('access')=Deny").endedWith(ExitStatus.OK);
    check("variables(\"block\")=10.0.0.0/24").endedWith(ExitStatus.OK);
    check("main.json:ACCESS=Deny").endedWith(ExitStatus.OK);
    check("main.json:parameters('access')=Deny").endedWith(ExitStatus.OK);
    refuses("variables('access')=Deny", "--assume: no template has a variable 'access'");
  }

  @Test
  void anUnknownNameIsAnErrorWithTheNearestOne() {
    refuses(
        "sorce=10.0.0.0",
        "--assume: no template has a parameter or variable 'sorce'; did you mean 'source'?");
    refuses(
        "other.json:access=Deny",
        "--assume: no template other.json has a parameter or variable 'access'");
    refuses("access", "--assume takes NAME=VALUE, not 'access'");
    refuses("=Deny", "--assume takes NAME=VALUE, not '=Deny'");
    Program.Run twice = check("access=Deny", "Access=Allow");
    twice.endedWith(ExitStatus.USAGE);
    assertEquals("nsglint: --assume gives 'Access' twice\n", twice.err());
  }

  @Test
  void aValueThatIsKnownStays() {
    refuses(
        "known=Udp",
        "--assume: parameter 'known' of DIR/main.json has the value Tcp; an assumption changes no"
            + " value that is known");
    Program.Run run = check("block=10.0.0.0/8", "source=10.1.0.0");
    run.endedWith(ExitStatus.USAGE);
    assertEquals(
        "nsglint: --assume: variable 'block' of DIR/main.json has the value 10.1.0.0/24; an"
            + " assumption changes no value that is known\n",
        run.err());
  }

  @Test
  void aValueIsOfTheTypeThatTheTemplateDeclares() {
    refuses(
        "ports=22",
        "--assume: parameter 'ports' of DIR/main.json takes an array, in JSON such as [\"22\","
            + " \"3389\"], not '22'");
    refuses(
        "priority=high",
        "--assume: parameter 'priority' of DIR/main.json takes a whole number, not 'high'");
    assertTrue(check("access=Maybe").out().contains("warning not-allowed-value"));
  }

  @Test
  void aSecureValueIsNeitherUsedNorShown() {
    for (String command : List.of("check", "show")) {
      Program.Run run = program.run(command, file, "--assume", "password=hunter2");
      assertFalse((run.out() + run.err()).contains("hunter2"));
      assertTrue(run.out().contains("parameter 'password' is secure"));
    }
  }

  @Test
  void aNameOfSeveralTemplatesIsOneOfEach() throws IOException {
    String second = program.file("second.json", TEMPLATE.replace("nsg-web", "nsg-data"));
    program.run("check", file, second, "--assume", "access=Deny").endedWith(ExitStatus.OK);
    Program.Run one = program.run("check", file, second, "--assume", "second.json:access=Deny");
    assertEquals(1, one.out().split("undecided EXP301", -1).length - 1);
  }
}
