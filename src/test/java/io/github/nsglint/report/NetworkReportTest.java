package io.github.nsglint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.model.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkReportTest {
  private static final int NEW_LINE = '\n';

  @Test
  void everythingAsText() throws IOException {
    Expected.assertMatches("show.txt.expected", text(withProblem(SampleNetwork.everything())));
  }

  @Test
  void everythingAsJson() throws IOException {
    Expected.assertMatches("show.json.expected", json(withProblem(SampleNetwork.everything())));
  }

  @Test
  void nothingAsText() throws IOException {
    Expected.assertMatches("show-nothing.txt.expected", text(SampleNetwork.empty()));
  }

  @Test
  void hostileNamesAsText() throws IOException {
    String written = text(SampleNetwork.hostile());
    assertHarmless(written);
    Expected.assertMatches("show-hostile.txt.expected", written);
  }

  @Test
  void namesComeOutOfJsonAsTheyWentIn() throws IOException {
    String written = json(SampleNetwork.hostile());
    assertHarmless(written);
    JsonNode report = new ObjectMapper().readTree(written);
    assertEquals("v\u001b[31m", report.at("/virtualNetworks/0/name").asText());
    assertEquals("s\u202e\nfake", report.at("/subnets/0/name").asText());
    assertEquals("r\u001b]0;x", report.at("/networkSecurityGroups/0/inbound/0/name").asText());
    assertEquals("enable\u001b", report.at("/bastionHosts/0/switchedOn/0").asText());
    assertEquals("infra/\u001b[2J.json", report.at("/virtualNetworks/0/file").asText());
  }

  @Test
  void theSummaryCountsWhatIsListed() throws IOException {
    JsonNode report = new ObjectMapper().readTree(json(SampleNetwork.everything()));
    JsonNode summary = report.get("summary");
    assertEquals(report.get("subnets").size(), summary.get("subnets").asInt());
    assertEquals(report.get("bastionHosts").size(), summary.get("bastionHosts").asInt());
    int unresolved = 0;
    for (String list :
        List.of(
            "virtualNetworks",
            "subnets",
            "networkInterfaces",
            "virtualMachines",
            "bastionHosts",
            "publicIpAddresses")) {
      for (JsonNode element : report.get(list)) {
        unresolved += element.get("unresolved").size();
      }
    }
    for (JsonNode table : report.get("routeTables")) {
      for (JsonNode route : table.get("routes")) {
        unresolved += route.get("unresolved").size();
      }
    }
    int defects = 0;
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : report.get("networkSecurityGroups")) {
      defects += group.get("defects").size();
      group.get("inbound").forEach(rules::add);
      for (JsonNode rule : group.get("outbound")) {
        // Those of unknown direction stand in both lists.
        if (!rule.get("direction").isNull()) {
          rules.add(rule);
        }
      }
    }
    unresolved += rules.stream().mapToInt(rule -> rule.get("unresolved").size()).sum();
    assertEquals(unresolved, summary.get("unresolved").asInt());
    assertEquals(defects, summary.get("defects").asInt());
    assertEquals(
        rules.stream().filter(rule -> !rule.get("standard").asBoolean()).count(),
        summary.get("securityRules").asInt());
  }

  private static Loaded<Network> withProblem(Loaded<Network> network) {
    List<Problem> problems = new ArrayList<>(network.problems());
    SourceFile broken = new SourceFile("infra/old.json", "{ \"rules\": [ }");
    problems.add(
        Problem.error(
            "json-syntax", "found '}' where a value or ']' should be", broken.span(13, 14)));
    return new Loaded<>(network.value(), problems);
  }

  private static String text(Loaded<Network> network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NetworkText.write(network.value(), network.problems(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String json(Loaded<Network> network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NetworkJson.write(network.value(), network.problems(), "1.2.3", out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertHarmless(String written) {
    assertTrue(
        written
            .codePoints()
            .filter(c -> c != NEW_LINE)
            .mapToObj(Character::getType)
            .noneMatch(type -> type == Character.CONTROL || type == Character.FORMAT),
        written);
  }
}
