package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.PlainProduct.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * First match against a solver and a decision diagram, each of which is given the same plain
 * numbers. Every flow that either side finds is judged again by a loop over the rules. A longer
 * sweep: {@code -Dnsglint.oracleCases=200000}.
 */
class OraclesTest {
  private static final int CASES = Integer.getInteger("nsglint.oracleCases", 20_000);

  private int found;
  private int nothing;

  @Test
  void anyListIsDecidedAsByTheSolver() {
    Random sizes = new Random(20);
    int asked = 0;
    for (long seed = 0; asked < CASES; seed++) {
      Family family = seed % 5 == 4 ? Family.IPV6 : Family.IPV4;
      RandomRules random = new RandomRules(seed, family);
      int size = 1 + sizes.nextInt(12);
      List<Rule> rules = seed % 3 == 0 ? random.usual(size) : random.dense(size);
      FirstMatch engine = new FirstMatch(PlainProduct.steps(rules, family));
      try (Z3FirstMatch solver = new Z3FirstMatch(rules, family)) {
        for (int question = 0; question < 10; question++, asked++) {
          ask(rules, engine, solver, random.region(), family, question % 2 == 0);
        }
      }
    }
    assertTrue(found > CASES / 4, () -> "only " + found + " of the answers are flows");
    assertTrue(nothing > CASES / 10, () -> "only " + nothing + " of the answers are proofs");
  }

  private void ask(
      List<Rule> rules,
      FirstMatch engine,
      Z3FirstMatch solver,
      PlainProduct region,
      Family family,
      boolean decision) {
    Answer answer = engine.find(FlowSet.of(region.product(family)), decision);
    Optional<Flow> expected = solver.find(region, decision);
    String question = decision + " in " + region + " of " + rules;
    answer.fold(
        some -> {
          assertTrue(expected.isPresent(), () -> "a flow that the solver denies: " + question);
          assertDecided(rules, region, some.part().lowest(), decision);
          return found++;
        },
        () -> {
          assertEquals(Optional.empty(), expected, () -> "a flow that was missed: " + question);
          return nothing++;
        },
        tooComplex -> {
          throw new AssertionError(question);
        });
    expected.ifPresent(flow -> assertDecided(rules, region, flow, decision));
  }

  private static void assertDecided(
      List<Rule> rules, PlainProduct region, Flow flow, boolean decision) {
    assertTrue(region.contains(flow), () -> flow + " is not in " + region);
    assertEquals(decision, PlainProduct.allows(rules, flow), () -> flow + " by " + rules);
  }

  @Test
  void anyListIsDecidedAsByADiagram() {
    int differing = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      RandomRules random = new RandomRules(seed, Family.IPV4);
      List<Rule> rules = random.usual(1 + (int) (seed % 20));
      FirstMatch engine = new FirstMatch(PlainProduct.steps(rules, Family.IPV4));
      BddFirstMatch diagram = new BddFirstMatch(rules);
      for (int i = 0; i < 10; i++) {
        PlainProduct region = random.question();
        for (boolean decision : new boolean[] {true, false}) {
          Answer answer = engine.find(FlowSet.of(region.product(Family.IPV4)), decision);
          boolean exists = diagram.exists(region, decision);
          assertEquals(exists, answer instanceof Answer.Found, () -> region + " of " + rules);
          differing += exists ? 1 : 0;
        }
      }
    }
    assertTrue(differing > 5_000 && differing < 19_000, "one-sided: " + differing);
  }

  /** Lists made to be hard are not only fast to decide, but right. */
  @Test
  void hardListsAreDecidedAsByADiagram() {
    List<List<FlowProduct>> lists =
        List.of(
            HardLists.slabs(12, false),
            HardLists.tiles(60, new Random(3)),
            HardLists.boxes(60, 2, 0.6, new Random(4)),
            HardLists.boxes(60, 3, 0.8, new Random(5)));
    for (List<FlowProduct> products : lists) {
      List<Rule> rules =
          products.stream()
              .map(product -> new Rule(PlainProduct.of(product, Family.IPV4, 1), true))
              .toList();
      PlainProduct region = PlainProduct.of(HardLists.REGION, Family.IPV4, 1);
      Answer answer =
          new FirstMatch(HardLists.allowing(products)).find(FlowSet.of(HardLists.REGION), false);
      assertEquals(
          new BddFirstMatch(rules).exists(region, false),
          answer instanceof Answer.Found,
          answer::toString);
    }
  }
}
