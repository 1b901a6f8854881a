package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.FirstMatch.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** First match against a plain loop over the steps, at every corner. */
@Domain(AnyFlows.class)
@Domain(DomainContext.Global.class)
class FirstMatchTest {
  private static final FlowProduct ALL = FlowProduct.all();
  private static final FlowSet EVERYTHING = FlowSet.of(ALL);

  private static Optional<Step> loop(List<Step> steps, Flow flow) {
    for (Step step : steps) {
      if (step.flows().protocols().contains(flow.protocol())
          && step.flows().sources().contains(flow.source())
          && step.flows().sourcePorts().contains(flow.sourcePort())
          && step.flows().destinations().contains(flow.destination())
          && step.flows().destinationPorts().contains(flow.destinationPort())) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private static boolean allows(List<Step> steps, Flow flow) {
    return loop(steps, flow).map(Step::allows).orElse(false);
  }

  private static List<FlowProduct> products(List<Step> steps, List<FlowProduct> more) {
    List<FlowProduct> products = new ArrayList<>(more);
    steps.forEach(step -> products.add(step.flows()));
    return products;
  }

  @Property(seed = "1", tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void find(
      @ForAll @Size(max = 9) List<Step> steps,
      @ForAll FlowProduct region,
      @ForAll boolean allowed) {
    check(steps, region, allowed);
  }

  @Property(seed = "2", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void findAnywhere(@ForAll @Size(max = 9) List<Step> steps, @ForAll boolean allowed) {
    check(steps, ALL, allowed);
  }

  private static void check(List<Step> steps, FlowProduct region, boolean allowed) {
    FirstMatch firstMatch = new FirstMatch(steps);
    FlowSet flows = FlowSet.of(region);
    Answer answer = firstMatch.find(flows, allowed);
    List<FlowProduct> parts =
        firstMatch.parts(flows, allowed, FirstMatch.DEFAULT_BUDGET).orElseThrow().products();
    FlowAlgebraTest.assertDisjoint(parts);
    boolean any = false;
    for (Flow flow : Corners.within(region, products(steps, parts))) {
      boolean sought = allows(steps, flow) == allowed;
      any |= sought;
      assertEquals(
          sought, parts.stream().anyMatch(part -> part.contains(flow)), () -> "at " + flow);
      assertEquals(loop(steps, flow), firstMatch.decider(flow));
    }
    assertEquals(any, answer instanceof Answer.Found, answer::toString);
    assertEquals(!any, answer instanceof Answer.Nothing, answer::toString);
    answer.fold(
        found -> assertDecided(steps, region, allowed, found.part()),
        () -> any(parts),
        tooComplex -> {
          throw new AssertionError(tooComplex);
        });
    for (FlowProduct part : parts) {
      assertDecided(steps, region, allowed, part);
    }
  }

  private static boolean any(List<FlowProduct> parts) {
    assertEquals(List.of(), parts);
    return true;
  }

  private static boolean assertDecided(
      List<Step> steps, FlowProduct region, boolean allowed, FlowProduct part) {
    assertFalse(part.isEmpty());
    assertTrue(region.containsAll(part), () -> part + " leaves " + region);
    assertEquals(1, part.byFamily().size());
    Optional<Step> decider = loop(steps, part.lowest());
    for (Flow flow : Corners.within(part, products(steps, List.of()))) {
      assertEquals(allowed, allows(steps, flow), flow::toString);
      assertEquals(decider, loop(steps, flow), flow::toString);
    }
    return true;
  }

  @Property(seed = "3", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void partsAreTheSetThatTheAlgebraGives(
      @ForAll @Size(max = 6) List<Step> steps, @ForAll FlowProduct region) {
    FlowSet whole = FlowSet.of(region);
    FlowSet undecided = whole;
    FlowSet allowed = FlowSet.empty();
    for (Step step : steps) {
      FlowSet flows = FlowSet.of(step.flows());
      allowed = step.allows() ? allowed.union(undecided.intersect(flows)) : allowed;
      undecided = undecided.minus(flows);
    }
    FirstMatch firstMatch = new FirstMatch(steps);
    assertEquals(allowed, firstMatch.parts(whole, true, 100_000).orElseThrow());
    assertEquals(whole.minus(allowed), firstMatch.parts(whole, false, 100_000).orElseThrow());
  }

  @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aSmallBudgetNeverGivesAnotherAnswer(
      @ForAll @Size(max = 9) List<Step> steps,
      @ForAll FlowProduct product,
      @ForAll boolean allowed) {
    FlowSet region = FlowSet.of(product);
    FirstMatch firstMatch = new FirstMatch(steps);
    Answer full = firstMatch.find(region, allowed);
    for (int budget = 0; budget < 6; budget++) {
      Answer answer = firstMatch.find(region, allowed, budget);
      if (answer instanceof Answer.TooComplex tooComplex) {
        assertEquals(budget, tooComplex.nodes());
      } else {
        assertEquals(full, answer);
      }
    }
  }

  @Test
  void theEarliestStepIsFound() {
    FlowProduct tcp = ALL.withProtocols(ProtocolSet.of(6));
    List<Step> steps =
        List.of(
            new Step(tcp.withDestinationPorts(PortSet.range(0, 100)), false, 1),
            new Step(tcp.withDestinationPorts(PortSet.range(50, 100)), true, 2),
            new Step(tcp.withDestinationPorts(PortSet.range(90, 110)), true, 3),
            new Step(ALL, true, 4));
    FirstMatch firstMatch = new FirstMatch(steps);
    Answer.Found found =
        assertInstanceOf(Answer.Found.class, firstMatch.find(FlowSet.of(tcp), true));
    assertEquals(PortSet.range(101, 110), found.part().destinationPorts());
    assertEquals(Optional.of(steps.get(2)), firstMatch.decider(found.part().lowest()));
    assertEquals(
        new Answer.Nothing(),
        firstMatch.find(FlowSet.of(tcp.withDestinationPorts(PortSet.range(50, 100))), true));
  }

  @Test
  void noStepsAllowNothing() {
    FirstMatch firstMatch = new FirstMatch(List.of());
    assertEquals(new Answer.Nothing(), firstMatch.find(EVERYTHING, true));
    Answer.Found found = assertInstanceOf(Answer.Found.class, firstMatch.find(EVERYTHING, false));
    assertEquals(ALL.byFamily().get(0), found.part());
    assertEquals(Optional.of(EVERYTHING), firstMatch.parts(EVERYTHING, false, 2));
    assertEquals(Optional.empty(), firstMatch.parts(EVERYTHING, false, 1));
    assertEquals(new Answer.TooComplex(0), firstMatch.find(EVERYTHING, false, 0));
    FlowProduct none = ALL.withProtocols(ProtocolSet.empty());
    assertEquals(new Answer.Nothing(), firstMatch.find(FlowSet.of(none), false, 0));
  }

  @Test
  void eachAnswerFoldsToItsOwnCase() {
    List<Answer> answers =
        List.of(new Answer.Found(ALL), new Answer.Nothing(), new Answer.TooComplex(7));
    assertEquals(
        List.of("found " + ALL, "nothing", "too complex 7"),
        answers.stream()
            .map(
                answer ->
                    answer.fold(
                        found -> "found " + found.part(),
                        () -> "nothing",
                        tooComplex -> "too complex " + tooComplex.nodes()))
            .toList());
  }
}
