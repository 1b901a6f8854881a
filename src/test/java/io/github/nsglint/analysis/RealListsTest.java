package io.github.nsglint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nsglint.azure.AddressBook;
import io.github.nsglint.azure.DefaultSecurityRules;
import io.github.nsglint.azure.NetworkReader;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.flow.Family;
import io.github.nsglint.flow.FirstMatch;
import io.github.nsglint.flow.Flow;
import io.github.nsglint.flow.FlowProduct;
import io.github.nsglint.flow.FlowSet;
import io.github.nsglint.flow.PlainProduct;
import io.github.nsglint.flow.Z3FirstMatch;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.policy.FlowPattern;
import io.github.nsglint.policy.Requirement;
import io.github.nsglint.policy.RulePacks;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.SourceLoader;
import io.github.nsglint.source.arm.ArmTemplates;
import io.github.nsglint.source.azcli.AzureListing;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rule lists that other people wrote, asked what the packs ask: both bounds of each against the
 * solver. The lists lie beside the repository, not in it.
 */
class RealListsTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  private int questions;
  private int flows;

  @Test
  void everyListOfTheCorpusIsDecidedAsByTheSolver() {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    Network network = corpus();
    Map<Direction, List<FlowPattern>> patterns = patterns();
    for (NetworkSecurityGroup group : network.groups()) {
      patterns.forEach((direction, asked) -> ask(network, group, direction, asked));
    }
    System.out.println(
        "real lists: "
            + network.groups().size()
            + " groups, "
            + questions
            + " questions, "
            + flows
            + " answered by a flow");
    assertTrue(questions > 1_000 && flows > 100 && flows < questions - 100);
  }

  private static Network corpus() {
    Limits limits = Limits.standard();
    NetworkReader reader = new NetworkReader();
    new SourceLoader(List.of(new ArmTemplates(List.of(), limits), new AzureListing()), limits)
        .load(List.of(CORPUS.toString()), InputStream.nullInputStream(), reader);
    return reader.network().value();
  }

  private static Map<Direction, List<FlowPattern>> patterns() {
    Map<Direction, List<FlowPattern>> patterns = new EnumMap<>(Direction.class);
    RulePacks.builtIn().rules().stream()
        .filter(rule -> rule.requirement() instanceof Requirement.Flows)
        .flatMap(rule -> ((Requirement.Flows) rule.requirement()).patterns().stream())
        .forEach(
            pattern ->
                patterns
                    .computeIfAbsent(pattern.direction(), key -> new ArrayList<>())
                    .add(pattern));
    return patterns;
  }

  private void ask(
      Network network, NetworkSecurityGroup group, Direction direction, List<FlowPattern> asked) {
    List<SecurityRule> rules = new ArrayList<>(group.rules());
    rules.addAll(DefaultSecurityRules.at(group.span()));
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (SecurityRule rule : rules) {
      prefixes.addAll(rule.sources());
      prefixes.addAll(rule.destinations());
    }
    for (FlowPattern pattern : asked) {
      prefixes.addAll(pattern.source().prefixes());
      prefixes.addAll(pattern.destination().prefixes());
    }
    Attachments attachments = new Attachments(network);
    AddressBook book =
        new AddressBook(
            Surroundings.shared(
                attachments.subnetsOf(group), attachments.interfacesOf(group), network),
            prefixes,
            List.of(),
            network);
    EffectiveRules effective =
        new EffectiveRules(
            rules.stream().map(rule -> new RuleFlows(rule, book)).toList(), direction);
    for (Family family : Family.values()) {
      List<FlowSet> regions =
          asked.stream()
              .map(pattern -> Region.of(pattern, List.of(family), book).possible())
              .toList();
      ask(effective.certain(), regions, family, book.lines());
      ask(effective.possible(), regions, family, book.lines());
    }
  }

  private void ask(FirstMatch list, List<FlowSet> regions, Family family, int lines) {
    List<PlainProduct.Rule> rules =
        list.steps().stream()
            .map(
                step ->
                    new PlainProduct.Rule(
                        PlainProduct.of(step.flows(), family, lines), step.allows()))
            .toList();
    try (Z3FirstMatch solver = new Z3FirstMatch(rules, family)) {
      for (FlowSet region : regions) {
        for (FlowProduct product : region.products()) {
          ask(list, rules, solver, product, PlainProduct.of(product, family, lines), true);
          ask(list, rules, solver, product, PlainProduct.of(product, family, lines), false);
        }
      }
    }
  }

  private void ask(
      FirstMatch list,
      List<PlainProduct.Rule> rules,
      Z3FirstMatch solver,
      FlowProduct region,
      PlainProduct plain,
      boolean decision) {
    FirstMatch.Answer answer = list.find(FlowSet.of(region), decision);
    Optional<Flow> expected = solver.find(plain, decision);
    assertEquals(
        expected.isPresent(),
        answer instanceof FirstMatch.Answer.Found,
        () -> decision + " in " + plain + " of " + rules);
    if (answer instanceof FirstMatch.Answer.Found found) {
      Flow flow = found.part().lowest();
      assertTrue(plain.contains(flow), flow::toString);
      assertEquals(decision, PlainProduct.allows(rules, flow), flow::toString);
      flows++;
    }
    questions++;
  }
}
