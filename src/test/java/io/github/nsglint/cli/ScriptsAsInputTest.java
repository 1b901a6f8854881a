package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that call az, as a user meets them. */
class ScriptsAsInputTest {
  private static final String SCRIPT =
      """
      az network nsg create -g rg -n nsg
      az network nsg rule create -g rg --nsg-name nsg -n ssh --priority 100 --destination-port-ranges 22
      az network nsg rule update -g rg --nsg-name nsg -n ssh --source-address-prefixes "$OFFICE"
      az login
      """;

  private Program program = new Program(Path.of("."));

  @BeforeEach
  void start(@TempDir Path folder) {
    program = new Program(folder);
  }

  @Test
  void variableFromOutsideIsUndecidedUntilItIsAssumed() throws IOException {
    String script = program.file("deploy.sh", SCRIPT);
    String out = program.run("check", script, "--only", "EXP301").endedWith(ExitStatus.OK).out();
    assertTrue(out.contains("the script does not set $OFFICE"), out);
    program.run("check", script, "--only", "EXP301", "--strict").endedWith(ExitStatus.INCOMPLETE);
    program
        .run("check", script, "--only", "EXP301", "--strict", "--assume", "OFFICE=10.0.0.0/8")
        .endedWith(ExitStatus.OK);
    program
        .run("check", script, "--only", "EXP301", "--assume", "OFFICE=Internet")
        .endedWith(ExitStatus.FINDINGS);
  }

  @Test
  void eachStepTellsWhatItChanges() throws IOException {
    String script = program.file("deploy.sh", SCRIPT);
    String out =
        program
            .run(
                "check",
                script,
                "--only",
                "EXP301",
                "--at-each-step",
                "--assume",
                "OFFICE=10.0.0.0/8")
            .endedWith(ExitStatus.OK)
            .out();
    int lost = out.indexOf("DIR/deploy.sh:2:1: az network nsg rule create\n  lost       EXP301");
    int met = out.indexOf("DIR/deploy.sh:3:1: az network nsg rule update\n  met        EXP301");
    assertTrue(lost >= 0 && met > lost, out);
  }

  @Test
  void eachStepStandsInJson() throws IOException {
    String script = program.file("deploy.sh", SCRIPT);
    JsonNode steps =
        new ObjectMapper()
            .readTree(
                program
                    .run(
                        "check",
                        script,
                        "--only",
                        "EXP301",
                        "--at-each-step",
                        "--format",
                        "json",
                        "--assume",
                        "OFFICE=10.0.0.0/8")
                    .endedWith(ExitStatus.OK)
                    .out())
            .get("steps");
    List<String> told = new ArrayList<>();
    steps.forEach(
        step ->
            told.add(
                "%s %s %s %s"
                    .formatted(
                        step.get("line").asInt(),
                        step.get("command").asText(),
                        step.get("change").asText(),
                        step.get("rule").asText())));
    assertEquals(
        List.of(
            "2 az network nsg rule create lost EXP301", "3 az network nsg rule update met EXP301"),
        told);
    String plain = program.run("check", script, "--only", "EXP301", "--format", "json").out();
    assertFalse(plain.contains("\"steps\""), plain);
  }

  @Test
  void eachStepNeedsAScriptAndAReportThatTells() throws IOException {
    String script = program.file("deploy.sh", SCRIPT);
    program
        .run("check", script, "--at-each-step", "--format", "sarif")
        .refusedWith(
            "nsglint: --at-each-step goes with the text report on standard output and with json");
    program
        .run("check", program.file("open.json", Program.OPEN), "--at-each-step")
        .refusedWith("nsglint: --at-each-step: no script here changes a network");
  }

  @Test
  void verboseCountsTheCalls() throws IOException {
    String err = program.run("show", program.file("deploy.azcli", SCRIPT), "-v").err();
    assertTrue(err.contains("4 calls of az followed, 1 of them about nothing that is judged"), err);
  }

  @Test
  void foldersGiveScriptsAndNoArticles() throws IOException {
    program.file("deploy.sh", SCRIPT);
    program.file("other.sh", "echo nothing of Azure\n");
    String article =
        program.file("README.md", "```bash\naz network nsg create -g rg -n of-the-article\n```\n");
    assertEquals(
        "read DIR/deploy.sh",
        program.run("show", program.path(""), "-v").err().lines().findFirst().orElseThrow());
    assertFalse(program.run("show", program.path("")).out().contains("of-the-article"));
    assertTrue(program.run("show", article).out().contains("of-the-article"));
  }

  @Test
  void scriptThatIsNoneIsToldAndTheRestIsJudged() throws IOException {
    String binary = program.file("tool.sh", "\u007fELF\0\0");
    String open = program.file("open.json", Program.OPEN);
    String out = program.run("check", binary, open).endedWith(ExitStatus.FINDINGS).out();
    assertTrue(out.contains("DIR/tool.sh:1:5"), out);
    String nothing = program.file("nothing.sh", "echo nothing of Azure\n");
    out = program.run("check", nothing).endedWith(ExitStatus.INCOMPLETE).out();
    assertTrue(out.contains("no Azure definition in this file"), out);
  }

  /** A template with one rule that is open to everybody, or not. */
  private static final String TEMPLATE =
      """
      { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "source": { "type": "string" }, "key": { "type": "securestring" } },
        "resources": [
          { "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-11-01", "name": "nsg",
            "properties": { "securityRules": [
              { "name": "AllowRdp", "properties": {
                  "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
                  "sourceAddressPrefix": "[parameters('source')]", "sourcePortRange": "*",
                  "destinationAddressPrefix": "*", "destinationPortRange": "3389" } } ] } } ] }
      """;

  @Test
  void aDeployedTemplateIsAPartOfItsScript() throws IOException {
    Files.createDirectory(Path.of(program.path("infra")));
    program.file("infra/main.json", TEMPLATE);
    program.file(
        "infra/deploy.sh",
        """
        az deployment group create -g rg -f main.json -p source=$FROM key=Hidden1234
        az network nsg rule update -g rg --nsg-name nsg -n AllowRdp --access Deny
        """);
    String folder = program.path("infra");
    String open =
        program
            .run("check", folder, "--only", "EXP301", "-v", "--assume", "FROM=*", "--at-each-step")
            .endedWith(ExitStatus.OK)
            .out();
    int lost = open.indexOf("deploy.sh:1:1: az deployment group create\n  lost       EXP301");
    int met = open.indexOf("deploy.sh:2:1: az network nsg rule update\n  met        EXP301");
    assertTrue(lost >= 0 && met > lost, open);
  }

  @Test
  void aFindingStandsInTheTemplate() throws IOException {
    Files.createDirectory(Path.of(program.path("infra")));
    program.file("infra/main.json", TEMPLATE);
    String script =
        program.file(
            "infra/deploy.sh",
            "az deployment group create -g rg -f main.json -p source='*' key=Hidden1234\n");
    String out =
        program.run("check", script, "--only", "EXP301").endedWith(ExitStatus.FINDINGS).out();
    assertTrue(out.contains("infra/main.json:7:"), out);
    assertFalse(out.contains("Hidden"), out);
    String undecided =
        program
            .run("check", script.replace("deploy.sh", "main.json"), "--only", "EXP301", "--strict")
            .endedWith(ExitStatus.INCOMPLETE)
            .out();
    assertTrue(undecided.contains("undecided"), undecided);
  }
}
