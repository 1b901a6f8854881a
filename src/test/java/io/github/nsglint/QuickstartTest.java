package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A template with all that Bastion needs is found to be whole; without one of its rules, or with
 * another port in one, that very thing is named.
 */
class QuickstartTest {
  private static final String GATE = "BAS110";

  /**
   * @param covered the rules, counted from 0 among those that allow, whose flows another rule lets
   *     through as well: only Azure's own check can miss them
   */
  private record Template(Path path, List<Integer> covered) {}

  private static final List<Template> TEMPLATES =
      List.of(
          // Internet holds the addresses of GatewayManager.
          new Template(Path.of("testdata/quickstart/azuredeploy.json"), List.of(1)),
          // Azure's own quickstart opens 443 to the Internet besides, which holds AzureCloud.
          new Template(
              Path.of(
                  "../shared/corpus/arm/bmoore-msft__azure-quickstart-templates/quickstarts/microsoft.network/azure-bastion-nsg/azuredeploy.json"),
              List.of(1, 5)));

  @TempDir Path folder = Path.of("");

  @TestFactory
  Stream<DynamicNode> templates() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Template template : TEMPLATES) {
      if (Files.exists(template.path())) {
        String text = Files.readString(template.path());
        nodes.add(dynamicContainer(template.path().toString(), tests(template, text)));
      }
    }
    return nodes.stream();
  }

  private Stream<DynamicTest> tests(Template template, String text) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(dynamicTest("whole", () -> assertEquals(List.of(), notHolding(text))));
    List<ObjectNode> allows = allows(new ObjectMapper().readTree(text));
    assertEquals(8, allows.size());
    for (int row = 0; row < allows.size(); row++) {
      int index = row;
      String name = allows.get(row).path("name").asText();
      String without = changed(text, list -> list.remove(position(list, index)));
      tests.add(dynamicTest("without " + name, () -> assertNamed(template, index, without, "")));
      for (String port : requiredPorts(index)) {
        String other = changed(text, list -> changePort(list, index, port));
        tests.add(
            dynamicTest(
                name + " without " + port, () -> assertNamed(template, index, other, port)));
      }
    }
    return tests.stream();
  }

  /** The rows and the rules about flows stand in the packs in one order. */
  private void assertNamed(Template template, int row, String text, String port)
      throws IOException {
    List<Finding> findings = notHolding(text);
    List<String> ids = findings.stream().map(finding -> finding.rule().id()).sorted().toList();
    String flows = "BAS10" + (row + 1);
    assertEquals(template.covered().contains(row) ? List.of(GATE) : List.of(flows, GATE), ids);
    for (Finding finding : findings) {
      if (finding.rule().id().equals(GATE)) {
        assertEquals(List.of(rows().get(row).label()), rowsIn(said(finding)));
      } else {
        Verdict.Broken broken = (Verdict.Broken) finding.verdict();
        int witness = broken.witness().orElseThrow().destinationPort();
        assertTrue(port.isEmpty() || port.equals(String.valueOf(witness)), broken.what());
      }
    }
  }

  private static String said(Finding finding) {
    return finding
        .verdict()
        .fold(holds -> "", Verdict.Broken::what, Verdict.Undecided::what, unasked -> "");
  }

  private static List<String> rowsIn(String text) {
    return rows().stream().map(Requirement.Row::label).filter(text::contains).toList();
  }

  private static List<Requirement.Row> rows() {
    return RulePacks.builtIn()
        .find(GATE)
        .orElseThrow()
        .requirement()
        .fold(
            flows -> List.of(),
            Requirement.Gate::rows,
            property -> List.of(),
            rules -> List.of(),
            reach -> List.of());
  }

  private static List<String> requiredPorts(int row) {
    return rows().get(row).pattern().destinationPorts().stream().map(Object::toString).toList();
  }

  /** What does not hold among the rules about the subnet's flows. */
  private List<Finding> notHolding(String text) throws IOException {
    Path file = folder.resolve("azuredeploy.json");
    Files.writeString(file, text);
    List<Finding> findings =
        new Example(file)
            .lint().findings().stream()
                .filter(finding -> finding.rule().id().matches("BAS10\\d|BAS110"))
                .toList();
    assertEquals(9 + 1, findings.size());
    return findings.stream()
        .filter(
            finding ->
                !(finding.verdict() instanceof Verdict.Holds)
                    && !(finding.verdict() instanceof Verdict.NotApplicable))
        .toList();
  }

  private static String changed(String text, Consumer<ArrayNode> change) throws IOException {
    JsonNode root = new ObjectMapper().readTree(text);
    change.accept(list(root).orElseThrow());
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static Optional<ArrayNode> list(JsonNode root) {
    for (JsonNode resource : root.path("resources")) {
      if (resource.at("/properties/securityRules") instanceof ArrayNode rules) {
        return Optional.of(rules);
      }
    }
    return Optional.empty();
  }

  private static List<ObjectNode> allows(JsonNode root) {
    List<ObjectNode> allows = new ArrayList<>();
    for (JsonNode rule : list(root).orElseThrow()) {
      if (rule.at("/properties/access").asText().equals("Allow")) {
        allows.add((ObjectNode) rule);
      }
    }
    return allows;
  }

  private static int position(ArrayNode list, int row) {
    return IntStream.range(0, list.size())
        .filter(i -> list.get(i).at("/properties/access").asText().equals("Allow"))
        .skip(row)
        .findFirst()
        .orElseThrow();
  }

  private static void changePort(ArrayNode list, int row, String port) {
    ObjectNode rule = (ObjectNode) list.get(position(list, row)).path("properties");
    if (rule.path("destinationPortRanges") instanceof ArrayNode ports) {
      int at = 0;
      for (Iterator<JsonNode> it = ports.elements(); it.hasNext(); at++) {
        if (it.next().asText().equals(port)) {
          break;
        }
      }
      ports.set(at, "9999");
    } else {
      rule.put("destinationPortRange", "9999");
    }
  }
}
