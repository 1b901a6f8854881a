package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.policy.RulePack;
import io.github.nsglint.policy.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@link ExamplesTest}, {@link NetworksTest} and {@link TracesTest} compare with expected
 * files, each input in one format and read once. It is for mutation testing, which asks thousands
 * of times whether the verdicts are still the same: reading and reports would be most of it.
 */
class ExamplesAtOnceTest {
  private static final RulePacks PACKS = RulePacks.builtIn();

  private static final Path NETWORKS = Path.of("testdata/networks");

  private static final Map<Path, Example.Contents> READ = new HashMap<>();
  private static final Map<Path, String> EXPECTED = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> verdictsOfExamples() {
    return list(Path.of("testdata/rules")).stream()
        .map(folder -> dynamicTest(folder.toString(), () -> assertVerdicts(folder)));
  }

  private static void assertVerdicts(Path folder) {
    String rule = String.valueOf(folder.getFileName());
    List<RulePack> packs = List.of(only(rule));
    for (Path path : list(folder)) {
      if (!path.toString().endsWith(Example.EXPECTED)
          && !path.toString().endsWith(Example.SERVICE_TAGS)) {
        Example example = new Example(path);
        // What is said of a file of service tags depends on what every rule asked of it.
        LintResult result =
            Files.exists(example.serviceTags()) || example.hasSettings()
                ? example.lint()
                : example.judge(READ.computeIfAbsent(path, any -> example.read()), packs);
        List<Finding> own =
            result.findings().stream()
                .filter(finding -> finding.rule().name().equals(rule))
                .toList();
        assertEquals(expected(example.expected()), example.words(result, own), path::toString);
      }
    }
  }

  private static RulePack only(String rule) {
    return PACKS.packs().stream()
        .filter(pack -> pack.rules().stream().anyMatch(one -> one.name().equals(rule)))
        .findFirst()
        .map(
            pack ->
                new RulePack(
                    pack.name(),
                    pack.version(),
                    pack.source(),
                    pack.families(),
                    pack.rules().stream().filter(one -> one.name().equals(rule)).toList()))
        .orElseThrow(() -> new AssertionError("no rule is named " + rule));
  }

  @TestFactory
  Stream<DynamicTest> verdictsOfNetworks() {
    return list(NETWORKS).stream()
        .map(
            network ->
                dynamicTest(
                    network.toString(),
                    () -> {
                      Example example = new Example(firstFormat(network));
                      Example.Contents contents =
                          READ.computeIfAbsent(network, any -> example.read());
                      assertEquals(
                          expected(network.resolve("verdicts.expected")),
                          ShownNetwork.verdicts(
                              example
                                  .judge(contents, PACKS.about(contents.network()).packs())
                                  .findings()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> traces() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : TracesTest.FOLDERS) {
      for (Path network : list(folder)) {
        Path expected = network.resolve(TracesTest.EXPECTED);
        if (Files.exists(expected)) {
          List<String> questions =
              expected(expected).lines().filter(line -> line.startsWith("$ ")).toList();
          Path format = firstFormat(network);
          tests.add(
              dynamicTest(
                  network + " traced",
                  () -> TracesTest.assertAnswers(expected, questions, format, false)));
        }
      }
    }
    return tests.stream();
  }

  private static Path firstFormat(Path network) {
    return list(network).stream()
        .filter(path -> !path.toString().endsWith(Example.EXPECTED))
        .filter(path -> !path.toString().endsWith(".parameters.json"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(network + " is empty"));
  }

  private static String expected(Path path) {
    return EXPECTED.computeIfAbsent(
        path,
        file -> {
          try {
            return Files.readString(file);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
