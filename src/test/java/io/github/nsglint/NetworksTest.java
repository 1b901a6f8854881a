package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One network, many formats. Each folder of {@code testdata/networks} holds one network; each file
 * or folder in it is that network in one format, and all of them give the one model and the one
 * list of verdicts that stand beside them.
 */
class NetworksTest {
  private static final Path NETWORKS = Path.of("testdata/networks");

  /**
   * Resource Graph has no diagnostic settings; a network with one has a folder for its answer and
   * that of the REST API.
   */
  private static final List<String> FORMATS =
      List.of(
          "arm-parameters.json",
          "arm-symbolic.json",
          "arm.json",
          "az",
          "az-script.sh",
          "powershell",
          "resource-graph",
          "rest");

  /** Formats that tell subscription and resource group, and so may be read together. */
  private static final List<String> EXPORTS = List.of("az", "powershell", "resource-graph", "rest");

  @TestFactory
  Stream<DynamicTest> everyFormatGivesTheOneModel() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path network : list(NETWORKS)) {
      List<Path> formats =
          list(network).stream()
              .filter(path -> !path.toString().endsWith(".expected"))
              .filter(path -> !path.toString().endsWith(".parameters.json"))
              .toList();
      String names = formats.stream().map(NetworksTest::name).toList().toString();
      tests.add(
          dynamicTest(
              name(network) + " has every format",
              () -> assertTrue(FORMATS.stream().allMatch(names::contains), names)));
      for (Path format : formats) {
        boolean first = format.equals(formats.get(0));
        tests.add(
            dynamicTest(
                name(network) + "/" + name(format),
                () -> assertGives(network, first, List.of(format.toString()))));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> theOrderOfFilesDoesNotMatter() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path network : list(NETWORKS)) {
      for (Path format : list(network).stream().filter(Files::isDirectory).toList()) {
        List<String> files = new ArrayList<>(list(format).stream().map(Path::toString).toList());
        for (int turn = 0; turn < files.size(); turn++) {
          Collections.rotate(files, 1);
          List<String> rotated = List.copyOf(files);
          List<String> reversed = new ArrayList<>(files);
          Collections.reverse(reversed);
          tests.add(
              dynamicTest(
                  name(network) + " from " + files.get(0),
                  () -> {
                    assertGives(network, false, rotated);
                    assertGives(network, false, reversed);
                  }));
        }
      }
    }
    return tests.stream();
  }

  /** What several exports show is there once. */
  @TestFactory
  Stream<DynamicTest> exportsOfOneNetworkTogetherAreThatNetwork() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path network : list(NETWORKS)) {
      List<String> exports =
          list(network).stream()
              .filter(path -> EXPORTS.contains(name(path).replace(".json", "")))
              .map(Path::toString)
              .toList();
      List<String> reversed = new ArrayList<>(exports);
      Collections.reverse(reversed);
      tests.add(
          dynamicTest(
              name(network),
              () -> {
                assertGives(network, false, exports);
                assertGives(network, false, reversed);
              }));
    }
    return tests.stream();
  }

  /**
   * @param writes whether these paths give the expected files when those are updated
   */
  private static void assertGives(Path network, boolean writes, List<String> paths)
      throws IOException {
    JudgedNetwork judged = JudgedNetwork.of(paths);
    assertEquals(List.of(), judged.problems(), paths::toString);
    assertMatches(
        network.resolve("model.expected"), writes, ShownNetwork.model(judged.network()), paths);
    assertMatches(
        network.resolve("verdicts.expected"),
        writes,
        ShownNetwork.verdicts(judged.findings()),
        paths);
  }

  private static void assertMatches(
      Path expected, boolean writes, String actual, List<String> paths) throws IOException {
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      if (writes) {
        Files.writeString(expected, actual);
      }
      return;
    }
    assertEquals(
        Files.readString(expected),
        actual,
        () -> expected + " for " + paths + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  private static String name(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }
}
