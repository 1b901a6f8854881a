package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Problem;
import io.github.nsglint.policy.Rule;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.report.JsonReport;
import io.github.nsglint.report.Report;
import io.github.nsglint.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks {@code testdata/rules/<rule name>/<verdict>-<what>}: what {@code nsglint explain} shows is
 * what is tested here. {@code testdata/problems/<code>} has inputs with something wrong in them.
 */
class ExamplesTest {
  private static final Path RULES = Path.of("testdata/rules");
  private static final Path PROBLEMS = Path.of("testdata/problems");
  private static final int LONGEST_ILLUSTRATION = 40;

  /** Inputs of which a linter that compares texts says something else, and examples of each. */
  private static final String TRAPS =
      """
      T1  bastion-nsg-accepted-by-azure/broken-default-rules-only.json
      T1  bastion-inbound-data-plane/holds-default-rule-alone.json
      T2  bastion-nsg-accepted-by-azure/holds-protocol-ah.json
      T2  bastion-inbound-data-plane/broken-protocol-ah.json
      T2  bastion-outbound-data-plane/broken-protocol-ah.json
      T2  bastion-outbound-ssh-rdp/broken-protocol-ah.json
      T2  bastion-outbound-session-information/broken-protocol-ah.json
      T3  bastion-inbound-https/holds-deny-all-below-the-allows.json
      T3  bastion-nsg-accepted-by-azure/holds-deny-all-below-the-allows.json
      T4  bastion-inbound-load-balancer/broken-deny-all-hides-the-default-rule.json
      T4  bastion-nsg-accepted-by-azure/broken-no-load-balancer.json
      T5  bastion-inbound-https/broken-deny-above-the-allow.json
      T5  bastion-nsg-accepted-by-azure/undecided-deny-above-the-allow.json
      T6  bastion-inbound-https/broken-destination-is-the-public-address.json
      T6  bastion-nsg-accepted-by-azure/broken-destination-is-the-public-address.json
      T7  bastion-inbound-https/holds-chosen-public-addresses.json
      T7  bastion-nsg-accepted-by-azure/holds-chosen-public-addresses.json
      T8  rule-refused-by-azure/broken-tag-in-a-list.json
      T9  bastion-outbound-ssh-rdp/holds-range-from-22-to-3389.json
      T9  bastion-outbound-ssh-rdp/holds-ports-in-two-rules.json
      T9  bastion-nsg-accepted-by-azure/undecided-range-from-22-to-3389.json
      T9  bastion-nsg-accepted-by-azure/undecided-ports-in-two-rules.json
      T10 bastion-outbound-ssh-rdp/broken-one-target-subnet.json
      T10 bastion-nsg-accepted-by-azure/broken-one-target-subnet.json
      T11 bastion-outbound-azure-cloud/broken-azure-cloud-of-one-region.json
      T11 bastion-nsg-accepted-by-azure/undecided-azure-cloud-of-one-region.json
      T12 bastion-outbound-azure-cloud/broken-source-and-destination-port-swapped.json
      T12 bastion-nsg-accepted-by-azure/broken-source-and-destination-port-swapped.json
      T13 rule-refused-by-azure/holds-one-priority-in-both-directions.json
      T13 bastion-nsg-accepted-by-azure/holds-one-priority-in-both-directions.json
      T14 bastion-outbound-session-information/holds-no-rule-and-no-deny.json
      T14 bastion-nsg-accepted-by-azure/broken-no-session-information.json
      T15 bastion-outbound-kerberos/broken-eight-rules-and-deny-all.json
      T16 bastion-outbound-ssh-rdp/broken-custom-port
      T16 bastion-outbound-ssh-rdp/holds-custom-port
      T17 bastion-nsg-accepted-by-azure/broken-generic-group-without-a-host.json
      T18 bastion-inbound-https/broken-lower-case-subnet-name.json
      T18 bastion-inbound-https/broken-subnet-as-child-resource.json
      T18 bastion-nsg-accepted-by-azure/broken-subnet-as-child-resource.json
      T18 bastion-subnet-name/holds-subnet-as-child-resource.json
      T18 bastion-subnet-name/holds-lower-case.json
      T19 bastion-subnet-name/notapplicable-developer.json
      T19 bastion-public-ip/notapplicable-developer.json
      T19 bastion-shape/holds-developer.json
      T20 bastion-reaches-machines/broken-developer-and-a-rule-for-a-subnet.json
      T20 bastion-reaches-machines/holds-developer-and-the-platform.json
      T21 bastion-subnet-size/broken-27.json
      T22 bastion-subnet-without-route-table/broken-table-attached.json
      T23 ../networks/spokes-behind-a-firewall/traces.expected
      T24 ../networks/spokes-behind-a-firewall/traces.expected
      T25 ../networks/spokes-behind-a-firewall/traces.expected
      T26 bastion-inbound-load-balancer/holds-probes-are-part-of-the-virtual-network.json
      T27 management-ports-open-to-internet/broken-azure-cloud.json
      T28 management-ports-open-to-internet/broken-all-ipv4.json
      T29 management-ports-open-to-internet/holds-deny-of-the-port-above-allow-from-everywhere.json
      T30 management-ports-open-to-internet/broken-port-in-a-plural-range.json
      T31 bastion-inbound-nothing-else/holds-documented-rules.json
      T31 rule-never-matches/holds-documented-rules-of-bastion.json
      T31 rule-changes-nothing/holds-documented-rules-of-bastion.json
      T32 subnet-without-nsg/notapplicable-gateway-subnet.json
      T32 gateway-subnet-without-nsg/holds-no-group.json
      T32 gateway-subnet-without-nsg/broken-group.json
      T33 application-gateway-inbound-gateway-manager/holds-every-source.json
      T34 sql-managed-instance-subnet-has-nsg/holds-group-without-rules.json
      T36 ../networks/machines-behind-two-groups/traces.expected
      T37 ../traces/security-admin-rules/traces.expected
      T37 management-ports-open-to-internet/holds-deny-of-the-network-manager.json
      T37 management-ports-open-to-internet/broken-always-allow-of-the-network-manager.json
      T37 management-ports-open-to-internet/undecided-deny-of-the-network-manager-not-deployed.json
      T39 bastion-inbound-https/notapplicable-private-only-host.json
      T40 bastion-sku-supports-features/undecided-no-sku.json
      T41 bastion-inbound-data-plane/broken-ports-80-and-5701.json
      T41 bastion-nsg-accepted-by-azure/broken-ports-80-and-5701.json
      T42 bastion-nsg-accepted-by-azure/holds-rules-inline-and-as-child-resources.json
      T42 rule-refused-by-azure/broken-priority-twice-inline-and-as-child-resource.json
      T43 bastion-inbound-https/holds-one-rule-for-every-source.json
      T43 bastion-inbound-gateway-manager/holds-one-rule-for-every-source.json
      T43 bastion-nsg-accepted-by-azure/undecided-one-rule-for-every-source.json
      """;

  /** Ways to open a port that a linter which compares texts does not see, or sees where none is. */
  private static final String MATRIX =
      """
      two halves in one rule    broken-two-halves-in-one-rule
      two halves in two rules   broken-two-halves-in-two-rules
      four quarters             broken-four-quarters-in-four-rules
      an earlier Deny           holds-earlier-deny
      an earlier Deny of halves holds-deny-of-both-halves
      an earlier Deny of halves holds-deny-of-both-halves-in-one-rule
      a Deny of one half        broken-deny-of-one-half
      a Deny of a part          broken-deny-of-a-part
      a Deny too late           broken-deny-after-the-allow
      a Deny of something else  broken-deny-of-another-protocol
      0.0.0.0/0                 broken-all-ipv4
      ::/0                      broken-all-ipv6
      upper and lower case      broken-upper-and-lower-case
      plural fields             broken-port-in-a-plural-range
      plural fields             broken-empty-singular-beside-plural
      a port as a number        broken-port-as-a-number
      ranges that touch         holds-ranges-that-touch
      ranges that touch         broken-ranges-that-touch
      ranges that touch         holds-touching-denies
      22-22                     broken-range-of-one-port
      every port as a range     broken-every-port-as-a-range
      protocol *                broken-any-protocol
      Udp alone                 holds-udp
      Icmp alone                holds-icmp
      a wide public range       broken-wide-public-range
      """;

  private static final int TRAPS_IN_ALL = 43;

  /** Traps that no rule shows yet, each with the rule that will, or with what it takes. */
  private static final String TRAPS_TO_COME =
      """
      T35 sessions that are open already
      T38 the order in which resources are deployed
      """;

  @TestFactory
  Stream<DynamicNode> rules() throws IOException {
    List<DynamicNode> rules = new ArrayList<>();
    for (Path folder : children(RULES)) {
      String name = name(folder);
      Rule rule =
          RulePacks.builtIn()
              .find(name)
              .orElseThrow(() -> new AssertionError("no rule is named " + name));
      rules.add(
          dynamicContainer(
              name,
              examples(folder).stream()
                  .map(
                      example ->
                          dynamicTest(name(example.path()), () -> assertVerdicts(rule, example)))));
    }
    return rules.stream();
  }

  private static void assertVerdicts(Rule rule, Example example) throws IOException {
    LintResult result = example.lint();
    List<Finding> own =
        result.findings().stream()
            .filter(finding -> finding.rule().id().equals(rule.id()))
            .toList();
    assertMatches(example.expected(), example.words(result, own));
    assertAgrees(example, own.stream().map(ExamplesTest::kind).toList());
    assertReports(result, example.path().toString());
  }

  private static String kind(Finding finding) {
    return finding
        .verdict()
        .fold(
            holds -> "holds",
            broken -> "broken",
            undecided -> "undecided",
            notApplicable -> "notapplicable");
  }

  /** The name says the worst of the verdicts. */
  private static void assertAgrees(Example example, List<String> kinds) {
    String said = example.name().substring(0, Math.max(0, example.name().indexOf('-')));
    String worst =
        Stream.of("broken", "undecided", "holds", "notapplicable")
            .filter(kinds::contains)
            .findFirst()
            .orElse("nothing");
    assertEquals(said, worst, () -> example.path() + " has " + kinds);
  }

  @TestFactory
  Stream<DynamicNode> problems() throws IOException {
    List<DynamicNode> codes = new ArrayList<>();
    for (Path folder : children(PROBLEMS)) {
      String code = name(folder);
      codes.add(
          dynamicContainer(
              code,
              examples(folder).stream()
                  .map(
                      example ->
                          dynamicTest(name(example.path()), () -> assertProblem(code, example)))));
    }
    return codes.stream();
  }

  private static void assertProblem(String code, Example example) throws IOException {
    LintResult result = example.lint();
    assertMatches(example.expected(), example.words(result, List.of()));
    List<String> codes = result.problems().stream().map(Problem::code).toList();
    assertTrue(codes.contains(code), () -> example.path() + " has " + codes);
    assertReports(result, example.path().toString());
  }

  private static void assertMatches(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("nsglint.updateExpected")) {
      Files.writeString(expected, actual);
      return;
    }
    assertTrue(Files.exists(expected), () -> expected + " is missing; it would be:\n" + actual);
    assertEquals(
        Files.readString(expected),
        actual,
        () -> expected + ": if meant, rerun with -Dnsglint.updateExpected=true");
  }

  /** Every report can be written, and the machine's are what they should be. */
  private static void assertReports(LintResult result, String name) throws IOException {
    for (TextReport.Detail detail : TextReport.Detail.values()) {
      assertFalse(written(new TextReport(detail, TextReport.Color.PLAIN), result).isEmpty());
    }
    assertTrue(new ObjectMapper().readTree(written(new JsonReport("1"), result)).isObject());
    SarifLogs.assertGood(result, name);
  }

  private static String written(Report report, LintResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyRuleHasAnIllustrationOfEachKind() throws IOException {
    List<String> lacking = new ArrayList<>();
    for (Rule rule : RulePacks.builtIn().rules()) {
      for (String verdict : List.of("holds", "broken")) {
        Optional<Path> shortest = shortest(RULES.resolve(rule.name()), verdict);
        if (shortest.isEmpty()) {
          lacking.add(rule.name() + " has no example that starts with " + verdict + "-");
        } else if (Files.readAllLines(shortest.get()).size() > LONGEST_ILLUSTRATION) {
          lacking.add(shortest.get() + " is longer than " + LONGEST_ILLUSTRATION + " lines");
        }
      }
    }
    assertEquals(List.of(), lacking);
  }

  /** What {@code nsglint explain} takes. */
  private static Optional<Path> shortest(Path folder, String verdict) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Optional<Path> best = Optional.empty();
    for (Example example : examples(folder)) {
      boolean fits =
          example.name().startsWith(verdict + "-")
              && Files.isRegularFile(example.path())
              && !Files.exists(example.serviceTags());
      if (fits && (best.isEmpty() || Files.size(example.path()) < Files.size(best.get()))) {
        best = Optional.of(example.path());
      }
    }
    return best;
  }

  @Test
  void everyExpectedFileHasItsExample() throws IOException {
    List<Path> stray = new ArrayList<>();
    for (Path root : List.of(RULES, PROBLEMS)) {
      for (Path folder : children(root)) {
        List<Path> wanted = examples(folder).stream().map(Example::expected).toList();
        List<Path> tags = examples(folder).stream().map(Example::serviceTags).toList();
        assertEquals(wanted.size(), new TreeSet<>(wanted).size(), () -> "same names in " + folder);
        children(folder).stream()
            .filter(
                path ->
                    (name(path).endsWith(Example.EXPECTED) && !wanted.contains(path))
                        || (name(path).endsWith(Example.SERVICE_TAGS) && !tags.contains(path)))
            .forEach(stray::add);
      }
    }
    assertEquals(List.of(), stray);
  }

  @Test
  void everyTrapHasItsExample() {
    List<String> missing = new ArrayList<>();
    TreeSet<String> shown = new TreeSet<>();
    for (String line : TRAPS.lines().toList()) {
      shown.add(trap(line));
      if (!Files.exists(RULES.resolve(line.substring(line.indexOf(' ')).strip()))) {
        missing.add(line);
      }
    }
    for (String line : TRAPS_TO_COME.lines().toList()) {
      boolean ruleIsThere = RulePacks.builtIn().find(line.substring(4).strip()).isPresent();
      if (!shown.add(trap(line)) || ruleIsThere) {
        missing.add(line + " has come: name its examples among the others");
      }
    }
    for (int trap = 1; trap <= TRAPS_IN_ALL; trap++) {
      if (!shown.contains("T" + trap)) {
        missing.add("T" + trap);
      }
    }
    assertEquals(List.of(), missing);
  }

  private static String trap(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  @Test
  void everyWayToOpenAPortHasItsExample() {
    Path folder = RULES.resolve("management-ports-open-to-internet");
    assertEquals(
        List.of(),
        MATRIX
            .lines()
            .filter(
                line ->
                    !Files.exists(
                        folder.resolve(line.substring(line.lastIndexOf(' ') + 1) + ".json")))
            .toList());
  }

  /** What Azure refuses of a rule, one code a kind. */
  @Test
  void everyDefectHasAnExample() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (Example example : examples(RULES.resolve("rule-refused-by-azure"))) {
      for (Finding finding : example.lint().findings()) {
        if (finding.verdict() instanceof Verdict.Broken broken && broken.what().endsWith("]")) {
          found.add(
              broken
                  .what()
                  .substring(broken.what().lastIndexOf('[') + 1, broken.what().length() - 1));
        }
      }
    }
    assertEquals(
        """
        rule-access
        rule-direction
        rule-group-and-prefix
        rule-incomplete
        rule-limit
        rule-mixed-families
        rule-name
        rule-name-twice
        rule-overlapping-prefixes
        rule-port
        rule-prefix
        rule-priority
        rule-priority-twice
        rule-protocol
        rule-singular-and-plural
        rule-tag-in-list""",
        String.join("\n", found));
  }

  private static List<Example> examples(Path folder) throws IOException {
    return children(folder).stream()
        .filter(path -> !name(path).endsWith(Example.EXPECTED))
        .filter(path -> !name(path).endsWith(Example.SERVICE_TAGS))
        .map(Example::new)
        .toList();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
