package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.LintResult;
import io.github.nsglint.analysis.Verdict;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.report.JsonReport;
import io.github.nsglint.report.NetworkJson;
import io.github.nsglint.report.NetworkText;
import io.github.nsglint.report.Report;
import io.github.nsglint.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The whole program on real definitions that other people wrote: no crash, and no guess. They lie
 * beside the repository, not in it.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus");
  private static final String VERSION = "0";

  @Test
  void eachFileAlone() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    List<Path> files;
    try (Stream<Path> all = Files.walk(CORPUS)) {
      files = all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    Tally tally = new Tally();
    for (Path file : files) {
      judge(List.of(file.toString()), tally);
    }
    System.out.println("corpus, " + files.size() + " files alone: " + tally);
    assertTrue(tally.count("files read") > 100, tally::toString);
  }

  @Test
  void allFilesAsOneNetwork() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    Tally tally = new Tally();
    judge(List.of(CORPUS.toString()), tally);
    System.out.println("corpus, as one network: " + tally);
    assertTrue(tally.count("files read") > 100, tally::toString);
  }

  private static void judge(List<String> paths, Tally tally) throws IOException {
    JudgedNetwork judged = JudgedNetwork.of(paths);
    assertNoGuess(judged.network());
    LintResult result = judged.result();
    byte[] json = written(new JsonReport(VERSION), result);
    assertArrayEquals(
        json, written(new JsonReport(VERSION), JudgedNetwork.of(paths).result()), paths::toString);
    written(new TextReport(TextReport.Detail.ALL, TextReport.Color.ANSI), result);
    SarifLogs.assertGood(result, paths.get(0));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    NetworkText.write(judged.network(), judged.problems(), Optional.empty(), shown);
    NetworkJson.write(judged.network(), judged.problems(), Optional.empty(), VERSION, shown);
    tally.add(judged);
  }

  private static byte[] written(Report report, LintResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.write(result, out);
    assertTrue(out.size() > 0, report::name);
    return out.toByteArray();
  }

  /** Each value is known, or unknown with the reason; none is the text of its expression. */
  private static void assertNoGuess(Network network) {
    for (NetworkSecurityGroup group : network.groups()) {
      assertNamed(group);
      group.rules().forEach(rule -> unknowns(rule).forEach(CorpusTest::assertReason));
    }
    for (VirtualNetwork own : network.virtualNetworks()) {
      assertNamed(own);
      assertBlocks(own.prefixes());
      own.peerings().forEach(peering -> assertReference(peering.remote()));
    }
    for (Subnet subnet : network.subnets()) {
      assertNamed(subnet);
      assertBlocks(subnet.prefixes());
      assertReference(subnet.group());
      assertReference(subnet.routeTable());
      assertEvaluated(subnet.body());
    }
    for (NetworkInterface nic : network.interfaces()) {
      assertNamed(nic);
      assertReference(nic.group());
      assertEvaluated(nic.body());
    }
    for (BastionHost host : network.bastionHosts()) {
      assertNamed(host);
      host.subnets().forEach(CorpusTest::assertReference);
      assertEvaluated(host.body());
    }
    network.publicAddresses().forEach(CorpusTest::assertNamed);
  }

  private static void assertNamed(Element element) {
    element.id().names().forEach(CorpusTest::assertNoExpression);
    element.condition().ifPresent(condition -> assertReason(condition.reason()));
  }

  private static void assertReference(Reference reference) {
    reference.fold(
        () -> true,
        to -> {
          ResourceId id = to.id();
          id.names().forEach(CorpusTest::assertNoExpression);
          return true;
        },
        unresolved -> {
          assertReason(unresolved.reason());
          return true;
        });
  }

  private static void assertBlocks(List<Value<Cidr>> blocks) {
    for (Value<Cidr> block : blocks) {
      if (block instanceof Value.Unknown<Cidr> unknown) {
        assertReason(unknown.reason());
      }
    }
  }

  private static void assertEvaluated(Node node) {
    if (node instanceof Node.TextNode text) {
      assertNoExpression(text.value());
    } else if (node instanceof Node.Unresolved unresolved) {
      assertReason(unresolved.reason());
    } else if (node instanceof Node.ListNode list) {
      list.items().forEach(CorpusTest::assertEvaluated);
    } else if (node instanceof Node.MapNode map) {
      map.entries().forEach(entry -> assertEvaluated(entry.value()));
    }
  }

  private static void assertNoExpression(String text) {
    assertFalse(text.startsWith("[") && text.endsWith("]"), text);
  }

  private static void assertReason(String reason) {
    assertFalse(reason.isBlank());
    assertNoExpression(reason);
  }

  /** The reasons of all that is not known of a rule; checks the rest on the way. */
  private static List<String> unknowns(SecurityRule rule) {
    assertNoExpression(rule.name());
    List<String> reasons = new ArrayList<>();
    rule.condition().ifPresent(condition -> reasons.add(condition.reason()));
    for (Value<?> value :
        List.of(rule.priority(), rule.direction(), rule.access(), rule.protocol())) {
      if (value instanceof Value.Unknown<?> unknown) {
        reasons.add(unknown.reason());
      }
    }
    for (List<AddressPrefix> side : List.of(rule.sources(), rule.destinations())) {
      assertFalse(side.isEmpty(), rule::toString);
      for (AddressPrefix prefix : side) {
        assertNoExpression(prefix.toString());
        if (prefix instanceof AddressPrefix.Unresolved unresolved) {
          reasons.add(unresolved.reason());
        }
      }
    }
    for (List<PortPrefix> side : List.of(rule.sourcePorts(), rule.destinationPorts())) {
      assertFalse(side.isEmpty(), rule::toString);
      for (PortPrefix port : side) {
        if (port instanceof PortPrefix.Unresolved unresolved) {
          reasons.add(unresolved.reason());
        }
      }
    }
    return reasons;
  }

  /** How often what was met. */
  private static final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(JudgedNetwork judged) {
      count("files read", judged.summary().files().size());
      count("files ignored", judged.summary().ignored());
      count("groups", judged.network().groups().size());
      for (NetworkSecurityGroup group : judged.network().groups()) {
        for (SecurityRule rule : group.rules()) {
          count(unknowns(rule).isEmpty() ? "rules resolved" : "rules in part unresolved", 1);
        }
      }
      for (Finding finding : judged.findings()) {
        count("verdict " + kind(finding.verdict()), 1);
      }
      for (Problem problem : judged.problems()) {
        count("problem " + problem.code(), 1);
      }
    }

    private static String kind(Verdict verdict) {
      return verdict.fold(
          holds -> "holds",
          broken -> "broken",
          undecided -> "undecided",
          notApplicable -> "not applicable");
    }

    private void count(String what, int number) {
      counts.merge(what, number, Integer::sum);
    }

    int count(String what) {
      return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
      return counts.toString();
    }
  }
}
