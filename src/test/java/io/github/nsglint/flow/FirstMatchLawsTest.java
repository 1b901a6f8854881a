package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.flow.FirstMatch.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** Changes of a list that never change what it allows, or only one way. */
@Domain(AnyFlows.class)
@Domain(DomainContext.Global.class)
class FirstMatchLawsTest {
  private static FlowSet allowed(List<Step> steps, FlowProduct region) {
    return new FirstMatch(steps).parts(FlowSet.of(region), true, 100_000).orElseThrow();
  }

  private static List<Step> with(List<Step> steps, FlowProduct flows, boolean allows, int place) {
    List<Step> more = new ArrayList<>(steps);
    more.add(Math.floorMod(place, steps.size() + 1), new Step(flows, allows, 99));
    return more;
  }

  @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void oneMoreAllowNeverShrinksAndOneMoreDenyNeverGrows(
      @ForAll @Size(max = 6) List<Step> steps,
      @ForAll FlowProduct added,
      @ForAll int place,
      @ForAll FlowProduct region) {
    FlowSet before = allowed(steps, region);
    assertTrue(allowed(with(steps, added, true, place), region).containsAll(before));
    assertTrue(before.containsAll(allowed(with(steps, added, false, place), region)));
  }

  /** Read the other way round: steps that follow one another may be merged. */
  @Property(seed = "2", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aStepMayBeSplit(
      @ForAll @Size(min = 1, max = 6) List<Step> steps,
      @ForAll FlowProduct cut,
      @ForAll int place,
      @ForAll int seed,
      @ForAll FlowProduct region) {
    int at = Math.floorMod(place, steps.size());
    Step whole = steps.get(at);
    List<FlowProduct> pieces = new ArrayList<>(whole.flows().minus(cut));
    pieces.add(whole.flows().intersect(cut));
    Collections.rotate(pieces, seed);
    List<Step> split = new ArrayList<>(steps);
    split.remove(at);
    for (FlowProduct piece : pieces) {
      split.add(at, new Step(piece, whole.allows(), whole.rule()));
    }
    assertEquals(allowed(steps, region), allowed(split, region));
  }

  @Property(seed = "3", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void neighboursThatAgreeOrDoNotMeetMayChangePlaces(
      @ForAll @Size(min = 2, max = 6) List<Step> steps,
      @ForAll int place,
      @ForAll FlowProduct region) {
    int at = Math.floorMod(place, steps.size() - 1);
    Step one = steps.get(at);
    Step next = steps.get(at + 1);
    Assume.that(one.allows() == next.allows() || !one.flows().intersects(next.flows()));
    List<Step> swapped = new ArrayList<>(steps);
    Collections.swap(swapped, at, at + 1);
    assertEquals(allowed(steps, region), allowed(swapped, region));
  }

  @Test
  void productsThatMeetAreNoSetOfDisjointOnes() {
    FlowProduct low = FlowProduct.all().withDestinationPorts(PortSet.range(0, 10));
    FlowProduct high = FlowProduct.all().withDestinationPorts(PortSet.range(10, 20));
    List<FlowProduct> overlapping =
        List.of(low.byFamily().get(0), high.byFamily().get(1), high.byFamily().get(0));
    assertThrows(AssertionError.class, () -> FlowSet.ofDisjoint(overlapping));
    assertEquals(
        FlowSet.of(FlowProduct.all().withDestinationPorts(PortSet.range(0, 20))),
        FlowSet.of(List.of(low, high)));
  }
}
