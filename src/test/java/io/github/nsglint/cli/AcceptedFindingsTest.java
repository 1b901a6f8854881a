package io.github.nsglint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody answers for does not fail a run, and is not forgotten either. */
class AcceptedFindingsTest {
  @TempDir private Path folder;
  private Program program = new Program(Path.of(""));

  @BeforeEach
  void start() {
    program = new Program(folder);
  }

  private String file(String comment) throws IOException {
    return program.file(
        "open.json",
        Program.OPEN.replace("\"name\": \"ssh\",", "\"name\": \"ssh\", // nsglint: " + comment));
  }

  @Test
  void acceptedWithAReason() throws IOException {
    String open = file("ignore[EXP301] CHG-7: a honeypot");
    Program.Run run = program.run("check", open, "--only", "EXP301").endedWith(ExitStatus.OK);
    assertFalse(run.out().contains("error"), run.out());
    assertTrue(run.out().contains("0 broken, 1 accepted with a reason."), run.out());
    String all = program.run("check", open, "--only", "EXP301", "--all").out();
    assertTrue(
        all.contains(
            "broken EXP301 management-ports-open-to-internet: n; accepted: CHG-7: a honeypot."
                + " (DIR/open.json:8)"),
        all);
  }

  @Test
  void theFullLogHasItAndTheOneForGitHubHasNot() throws IOException {
    String open = file("ignore[management-ports-open-to-internet] CHG-7: a honeypot");
    JsonNode full = sarif(open, "full");
    assertEquals(1, full.path("results").size());
    JsonNode suppression = full.at("/results/0/suppressions/0");
    assertEquals("inSource", suppression.path("kind").asText());
    assertEquals("accepted", suppression.path("status").asText());
    assertEquals("CHG-7: a honeypot", suppression.path("justification").asText());
    assertEquals(8, suppression.at("/location/physicalLocation/region/startLine").asInt());
    assertEquals(0, sarif(open, "github").path("results").size());
  }

  private JsonNode sarif(String path, String profile) throws IOException {
    String log =
        program
            .run("check", path, "--only", "EXP301", "--format", "sarif", "--sarif-profile", profile)
            .endedWith(ExitStatus.OK)
            .out();
    return new ObjectMapper().readTree(log).at("/runs/0");
  }

  /** Two rules make one finding of their group. */
  private String two(String ofSsh, String ofRdp) throws IOException {
    return program.file(
        "two.json",
        """
        [
          { "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n",
            "name": "n", "type": "Microsoft.Network/networkSecurityGroups",
            "securityRules": [
              { "name": "ssh", %s
                "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
                "sourceAddressPrefix": "203.0.113.0/24", "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "22" },
              { "name": "rdp", %s
                "priority": 110, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
                "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "3389" }
            ] }
        ]
        """
            .formatted(ofSsh, ofRdp));
  }

  @Test
  void whoAnswersForOneRuleDoesNotAnswerForAnother() throws IOException {
    String comment = "// nsglint: ignore[EXP301] CHG-7: a honeypot";
    Program.Run first =
        program.run("check", two(comment, ""), "--only", "EXP301").endedWith(ExitStatus.FINDINGS);
    assertTrue(
        first.out().contains("EXP301 counts all the same, as rdp (110) is not accepted"),
        first.out());
    Program.Run second =
        program.run("check", two("", comment), "--only", "EXP301").endedWith(ExitStatus.FINDINGS);
    assertTrue(
        second.out().contains("EXP301 counts all the same, as ssh (100) is not accepted"),
        second.out());
    Program.Run both =
        program.run("check", two(comment, comment), "--only", "EXP301").endedWith(ExitStatus.OK);
    assertTrue(both.out().contains("0 broken, 1 accepted with a reason."), both.out());
  }

  @Test
  void withoutAReasonNothingIsAccepted() throws IOException {
    Program.Run run = program.run("check", file("ignore[EXP301]")).endedWith(ExitStatus.FINDINGS);
    assertTrue(
        run.out().contains("DIR/open.json:8:27: warning suppression-without-reason"), run.out());
    assertTrue(run.out().contains("error EXP301"), run.out());
  }

  @Test
  void whatAcceptsNothingIsReported() throws IOException {
    String closed =
        program.file(
            "closed.json",
            Program.CLOSED.replace("\"ssh\",", "\"ssh\", // nsglint: ignore[EXP301,EXP9] why"));
    String out = program.run("check", closed).endedWith(ExitStatus.OK).out();
    assertTrue(out.contains("warning suppression-unused"), out);
    assertTrue(out.contains("there is no rule 'EXP9'"), out);
    String other = program.run("check", closed, "--only", "NSG403").out();
    assertFalse(other.contains("suppression-unused"), other);
  }

  @Test
  void acceptedUndecidedDoesNotFailAStrictRun() throws IOException {
    String template =
        """
        { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "parameters": { "from": { "type": "string" } },
          "resources": [
            // nsglint: ignore[EXP301, NSG402] the parameter is checked by the pipeline
            { "type": "Microsoft.Network/networkSecurityGroups", "name": "n", "apiVersion": "2024-05-01",
              "properties": { "securityRules": [ { "name": "ssh", "properties": {
                "priority": 100, "access": "Allow", "direction": "Inbound", "protocol": "Tcp",
                "sourceAddressPrefix": "[parameters('from')]", "sourcePortRange": "*",
                "destinationAddressPrefix": "*", "destinationPortRange": "22" } } ] } } ] }
        """;
    String open = program.file("open.json", template.replace("// nsglint: ignore", "// ignore"));
    program.run("check", open, "--only", "EXP301", "--strict").endedWith(ExitStatus.INCOMPLETE);
    String accepted = program.file("accepted.json", template);
    program.run("check", accepted, "--only", "EXP301", "--strict").endedWith(ExitStatus.OK);
  }

  private Program.Run withSettings(String more, String date) throws IOException {
    program.file(
        "nsglint.yaml", "suppressions:\n  - rule: EXP301\n    reason: CHG-7, a honeypot\n" + more);
    String open = program.file("open.json", Program.OPEN);
    // 2027-01-31 and 2027-02-01
    String seconds = date.equals("on time") ? "1801353600" : "1801440000";
    return program
        .on(false, java.util.Map.of("SOURCE_DATE_EPOCH", seconds))
        .run("check", open, "--only", "EXP301");
  }

  @Test
  void acceptedInTheSettings() throws IOException {
    String entry = "    resource: n\n    path: '*.json'\n    expires: 2027-01-31\n    owner: ann\n";
    String out = withSettings(entry, "on time").endedWith(ExitStatus.OK).out();
    assertTrue(out.contains("1 accepted with a reason"), out);
    String late = withSettings(entry, "late").endedWith(ExitStatus.FINDINGS).out();
    assertTrue(late.contains("warning suppression-expired"), late);
    assertTrue(late.contains("it expired on 2027-01-31, so EXP301 counts again"), late);
    String other = withSettings("    resource: m\n", "late").endedWith(ExitStatus.FINDINGS).out();
    assertTrue(other.contains("warning suppression-unused"), other);
    withSettings("    path: other\n", "late").endedWith(ExitStatus.FINDINGS);
  }
}
