package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.report.SarifReport.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** The SARIF logs of random networks. */
class SarifPropertiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "größe & co/100% [1] #2.json";

  private Path folder = Path.of("");

  @BeforeTry
  void folder() throws IOException {
    folder = Files.createTempDirectory("nsglint-logs");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<ObjectNode> templates() {
    return AnyTemplates.templates();
  }

  @Property(seed = "1", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anyNetworkHasAGoodLog(@ForAll("templates") ObjectNode template) throws IOException {
    String text = pretty(template);
    String name = "generated-" + Integer.toHexString(text.hashCode());
    LintResult result = judged(FILE, text);
    SarifLogs.assertGood(result, name, folder);
    assertArrayEquals(
        SarifLogs.log(result, Profile.FULL, folder),
        SarifLogs.log(judged(FILE, text), Profile.FULL, folder));
  }

  /** Whatever does not change what is wrong: layout, order, place, and what else is there. */
  @Property(seed = "2", tries = 60, edgeCases = EdgeCasesMode.NONE)
  void fingerprintsSurviveWhatChangesNothing(@ForAll("templates") ObjectNode template)
      throws IOException {
    String text = pretty(template);
    List<String> before = fingerprints("nsglintResult/v1", FILE, text);
    for (String same :
        List.of(
            written(template, JSON.writer()),
            text.replace("\n", "\r\n"),
            text.replace("\n", "\n\t  "),
            "\n// moved\n\n" + text,
            pretty(turned(template)),
            text.replace(AnyTemplates.BYSTANDER, "renamed"))) {
      assertEquals(before, fingerprints("nsglintResult/v1", FILE, same), same);
    }
    assertEquals(before, fingerprints("nsglintResult/v1", "moved.json", text));
  }

  /** GitHub's own: of the text from the line on, whatever its blanks, line ends and number. */
  @Property(seed = "3", tries = 40, edgeCases = EdgeCasesMode.NONE)
  void lineHashesSurviveWhatGitHubOverlooks(@ForAll("templates") ObjectNode template)
      throws IOException {
    String text = pretty(template);
    List<String> before = lineHashes(FILE, text);
    for (String same :
        List.of(text.replace("\n", "\r\n"), text.replace("\n", "\n\t  "), "// moved\n" + text)) {
      assertEquals(before, lineHashes(FILE, same), same);
    }
    assertEquals(before, lineHashes("moved.json", text));
  }

  private LintResult judged(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    LintResult result = JudgedNetwork.of(List.of(file.toString())).result();
    Files.delete(file);
    return result;
  }

  /** Those of a kind that the log has, sorted, each after its rule, resource and kind. */
  private List<String> fingerprints(String kind, String name, String text) throws IOException {
    JsonNode log = JSON.readTree(SarifLogs.log(judged(name, text), Profile.FULL, folder));
    List<String> all = new ArrayList<>();
    for (JsonNode result : log.at("/runs/0/results")) {
      all.add(
          String.join(
              " ",
              result.path("ruleId").asText(),
              result.path("kind").asText(),
              result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText(),
              result.path("partialFingerprints").path(kind).asText()));
    }
    all.removeIf(one -> one.contains(AnyTemplates.BYSTANDER) || one.contains("renamed"));
    all.sort(Comparator.naturalOrder());
    return all;
  }

  /** Without those of what applies nowhere, which stands in the first line, whatever is there. */
  private List<String> lineHashes(String name, String text) throws IOException {
    List<String> all = fingerprints("primaryLocationLineHash", name, text);
    all.removeIf(one -> one.contains(" notApplicable "));
    return all;
  }

  private static String pretty(ObjectNode template) {
    return written(template, JSON.writerWithDefaultPrettyPrinter());
  }

  /** Half a surrogate pair in a name becomes an escape, since UTF-8 cannot say it. */
  private static String written(ObjectNode template, ObjectWriter writer) {
    try {
      return writer.with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with the lists of resources and of rules, and the members of rules, turned round. */
  private static ObjectNode turned(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    turn((ArrayNode) copy.path("resources"));
    for (JsonNode resource : copy.path("resources")) {
      if (resource.at("/properties/securityRules") instanceof ArrayNode rules) {
        turn(rules);
        for (int i = 0; i < rules.size(); i++) {
          ObjectNode members = JSON.createObjectNode();
          List<String> names = new ArrayList<>();
          rules.get(i).fieldNames().forEachRemaining(names::add);
          for (int n = names.size() - 1; n >= 0; n--) {
            members.set(names.get(n), rules.get(i).get(names.get(n)));
          }
          rules.set(i, members);
        }
      }
    }
    return copy;
  }

  private static void turn(ArrayNode list) {
    for (int i = 0; i < list.size() / 2; i++) {
      JsonNode first = list.get(i);
      list.set(i, list.get(list.size() - 1 - i));
      list.set(list.size() - 1 - i, first);
    }
  }
}
