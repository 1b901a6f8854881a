package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.analysis.CaseDistinction;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Linter;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.source.AssumedValues;
import io.github.nsglint.source.AssumedValues.Assumed;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was proved of a template stays so whatever its parameters are given: random values for those
 * that have none never change a verdict from holds to broken, or the other way round.
 *
 * <p>{@code -Dnsglint.sweepRounds=N} tries that many values for each template.
 */
class NoGuessSweepTest {
  private static final int ROUNDS = Integer.getInteger("nsglint.sweepRounds", 3);
  private static final Path CORPUS = Path.of("../shared/corpus/arm");
  private static final Path OWN = Path.of("testdata");
  private static final List<RulePack> PACKS = RulePacks.builtIn().packs();
  private static final List<String> TEXTS =
      List.of(
          "",
          "*",
          "Allow",
          "Deny",
          "Inbound",
          "Outbound",
          "Tcp",
          "Udp",
          "Internet",
          "VirtualNetwork",
          "GatewayManager",
          "AzureBastionSubnet",
          "10.0.0.0/16",
          "10.0.1.0/26",
          "0.0.0.0/0",
          "203.0.113.0/24",
          "22",
          "443",
          "3389",
          "8000-9000",
          "100",
          "nsg-app",
          "dev",
          "prod",
          "Standard",
          "Basic");
  private static final List<String> NUMBERS = List.of("0", "1", "2", "22", "100", "200", "4096");
  private static final List<String> LISTS =
      List.of("[]", "[\"22\"]", "[\"10.0.0.0/8\", \"203.0.113.0/24\"]", "[{}]");
  private static final List<String> OBJECTS =
      List.of("{}", "{\"name\": \"x\", \"addressPrefix\": \"10.0.1.0/26\"}");

  private int compared;

  @Test
  void verdictsStandWhateverTheParametersAre() throws IOException {
    List<Path> files = new ArrayList<>(templates(OWN));
    if (Files.isDirectory(CORPUS)) {
      files.addAll(templates(CORPUS));
    }
    for (Path file : files) {
      sweep(file);
    }
    System.out.println("random parameters: " + compared + " verdicts compared");
    assertTrue(compared > 100, () -> "only " + compared + " verdicts were compared");
  }

  private static List<Path> templates(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".json"))
          .filter(path -> !path.toString().endsWith(".parameters.json"))
          .filter(path -> Files.isRegularFile(path) && isTemplate(path))
          .sorted()
          .toList();
    }
  }

  private static boolean isTemplate(Path path) {
    try {
      return Files.size(path) < 200_000 && Files.readString(path).contains("\"parameters\"");
    } catch (IOException e) {
      return false;
    }
  }

  private void sweep(Path file) throws IOException {
    Map<String, MapNode> open = open(file);
    if (open.isEmpty()) {
      return;
    }
    Map<String, String> proved = decided(judge(file, AssumedValues.none()));
    if (proved.isEmpty()) {
      return;
    }
    Random random = new Random(file.toString().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      List<Assumed> values = new ArrayList<>();
      open.forEach((name, parameter) -> values.add(assumed(name, value(parameter, random))));
      Map<String, String> now = decided(judge(file, new AssumedValues(values)));
      for (Map.Entry<String, String> before : proved.entrySet()) {
        String after = now.get(before.getKey());
        if (after != null) {
          compared++;
          assertEquals(
              before.getValue(),
              after,
              () ->
                  file + " with " + values + ": " + before.getKey() + " was " + before.getValue());
        }
      }
    }
  }

  private static Assumed assumed(String name, String value) {
    return Assumed.parse("parameters('" + name + "')=" + value).orElseThrow();
  }

  /** The parameters that have no default. */
  private static Map<String, MapNode> open(Path file) throws IOException {
    Node root = JsonReader.read(new SourceFile(file.toString(), Files.readString(file))).value();
    Map<String, MapNode> open = new TreeMap<>();
    if (root instanceof MapNode map
        && map.get("resources").isPresent()
        && map.get("parameters").orElse(null) instanceof MapNode parameters) {
      for (Node.Entry entry : parameters.entries()) {
        if (entry.value() instanceof MapNode parameter
            && parameter.get("defaultValue").isEmpty()
            && !type(parameter).startsWith("secure")) {
          open.put(entry.key().value(), parameter);
        }
      }
    }
    return open;
  }

  private static String type(MapNode parameter) {
    return parameter.get("type").flatMap(Node::scalar).orElse("").toLowerCase(Locale.ROOT);
  }

  private static String value(MapNode parameter, Random random) {
    if (parameter.get("allowedValues").orElse(null) instanceof ListNode list
        && !list.items().isEmpty()) {
      Optional<String> some = list.items().get(random.nextInt(list.items().size())).scalar();
      if (some.isPresent()) {
        return some.get();
      }
    }
    List<String> values =
        switch (type(parameter)) {
          case "int" -> NUMBERS;
          case "bool" -> List.of("true", "false");
          case "array" -> LISTS;
          case "object" -> OBJECTS;
          default -> TEXTS;
        };
    return values.get(random.nextInt(values.size()));
  }

  private static List<Finding> judge(Path file, AssumedValues values) {
    OpenChoices choices = OpenChoices.none();
    List<Finding> findings = judge(file, values, choices);
    return CaseDistinction.settle(
        findings, choices.met(), taken -> judge(file, values.afresh(), OpenChoices.taking(taken)));
  }

  private static List<Finding> judge(Path file, AssumedValues values, OpenChoices choices) {
    Limits limits = Limits.standard();
    NetworkReader reader = new NetworkReader();
    new SourceLoader(
            List.of(new ArmTemplates(List.of(), values, choices, limits), new AzureListing()),
            limits)
        .load(List.of(file.toString()), InputStream.nullInputStream(), reader);
    return Linter.lint(reader.network().value(), PACKS, PACKS, TagAddresses.unknown());
  }

  /** What is proved, by rule and target; a target of several verdicts has the worst. */
  private static Map<String, String> decided(List<Finding> findings) {
    Map<String, String> decided = new TreeMap<>();
    for (Finding finding : findings) {
      Optional<String> kind =
          finding
              .verdict()
              .fold(
                  holds -> Optional.of("holds"),
                  broken -> Optional.of("broken"),
                  undecided -> Optional.of("undecided"),
                  notApplicable -> Optional.empty());
      String key = finding.rule().id() + " " + finding.resourceId() + " " + finding.target();
      kind.ifPresent(some -> decided.merge(key, some, NoGuessSweepTest::worse));
    }
    decided.values().removeIf("undecided"::equals);
    return decided;
  }

  private static String worse(String a, String b) {
    for (String kind : List.of("broken", "undecided", "holds")) {
      if (a.equals(kind) || b.equals(kind)) {
        return kind;
      }
    }
    throw new AssertionError(a + " " + b);
  }
}
