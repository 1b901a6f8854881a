package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.nsglint.flow.FirstMatch.Answer;
import io.github.nsglint.flow.FirstMatch.Step;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists made to be hard end with the right answer, after few regions. */
class HardListsTest {
  private static final FlowProduct REGION = HardLists.REGION;
  private static final FlowSet FLOWS = FlowSet.of(REGION);

  private static BigInteger volume(List<FlowProduct> disjoint) {
    BigInteger volume = BigInteger.ZERO;
    for (FlowProduct product : disjoint) {
      volume =
          volume.add(
              BigInteger.valueOf(product.protocols().numbers().size())
                  .multiply(product.sources().count())
                  .multiply(size(product.sourcePorts()))
                  .multiply(product.destinations().count())
                  .multiply(size(product.destinationPorts())));
    }
    return volume;
  }

  private static BigInteger size(PortSet ports) {
    return BigInteger.valueOf(
        ports.ranges().stream().mapToLong(range -> range.last() - range.first() + 1).sum());
  }

  /**
   * Nothing at all meets a part that no step decides; else the first step to meet it contains it.
   */
  private static void assertDecided(List<Step> steps, boolean allowed, FlowProduct part) {
    assertFalse(part.isEmpty());
    assertTrue(REGION.containsAll(part));
    Optional<Step> decider =
        steps.stream().filter(step -> step.flows().intersects(part)).findFirst();
    assertEquals(allowed, decider.map(Step::allows).orElse(false));
    decider.ifPresent(step -> assertTrue(step.flows().containsAll(part)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slabsTakeOneRegion(boolean withSourcePorts) {
    List<FlowProduct> slabs = HardLists.slabs(withSourcePorts ? 250 : 333, withSourcePorts);
    FirstMatch covering = new FirstMatch(HardLists.allowing(slabs));
    assertEquals(new Answer.Nothing(), covering.find(FLOWS, false, 1));

    FlowProduct gaps = slabs.remove(slabs.size() - 1);
    FirstMatch open = new FirstMatch(HardLists.allowing(slabs));
    assertEquals(new Answer.Found(gaps), open.find(FLOWS, false, 1));
    assertEquals(Optional.of(FlowSet.of(gaps)), open.parts(FLOWS, false, 1));
  }

  @Test
  void tilesCoverTheRegion() {
    List<FlowProduct> tiles = HardLists.tiles(1000, new Random(1));
    assertEquals(volume(List.of(REGION)), volume(tiles));
    FirstMatch covering = new FirstMatch(HardLists.allowing(tiles));
    assertEquals(new Answer.Nothing(), covering.find(FLOWS, false, 5000));
    assertEquals(Optional.of(FlowSet.of(tiles)), covering.parts(FLOWS, true, 1000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 999})
  void theMissingTileIsFoundWhole(int missing) {
    List<FlowProduct> tiles = HardLists.tiles(1000, new Random(2));
    FlowProduct hole = tiles.remove(missing);
    List<Step> steps = HardLists.allowing(tiles);
    FirstMatch firstMatch = new FirstMatch(steps);
    Answer.Found found = assertInstanceOf(Answer.Found.class, firstMatch.find(FLOWS, false, 5000));
    assertDecided(steps, false, found.part());
    assertTrue(hole.containsAll(found.part()));
    assertEquals(FlowSet.of(hole), firstMatch.parts(FLOWS, false, 5000).orElseThrow());
  }

  @Test
  void whatOnlyShadowedRulesDenyIsNothing() {
    List<Step> steps = HardLists.allowing(HardLists.tiles(500, new Random(3)));
    for (FlowProduct box : HardLists.boxes(500, 3, 0.3, new Random(4))) {
      steps.add(new Step(box, false, steps.size()));
    }
    assertEquals(new Answer.Nothing(), new FirstMatch(steps).find(FLOWS, false));
  }

  /** Pairs and boxes from sparse to dense; those which cover all are decided by the volume. */
  @ParameterizedTest
  @CsvSource({
    "2, 0.02, false",
    "2, 0.1, false",
    "2, 0.2, true",
    "2, 0.3, true",
    "3, 0.1, false",
    "3, 0.3, false",
    "3, 0.4, true",
    "3, 0.7, true"
  })
  void randomBoxes(int bounded, double share, boolean covers) {
    List<Step> steps = HardLists.allowing(HardLists.boxes(1000, bounded, share, new Random(2)));
    Answer answer = new FirstMatch(steps).find(FLOWS, false, 2000);
    assertEquals(
        covers,
        answer.<Boolean>fold(
            found -> {
              assertDecided(steps, false, found.part());
              return false;
            },
            () -> true,
            tooComplex -> {
              throw new AssertionError(tooComplex);
            }));
  }

  /** The allowed and the denied parts come from different searches, yet make up the region. */
  @ParameterizedTest
  @CsvSource({"2, 0.2", "3, 0.5", "3, 0.1"})
  void bothDecisionsTogetherMakeUpTheRegion(int bounded, double share) {
    List<FlowProduct> boxes = HardLists.boxes(100, bounded, share, new Random(5));
    List<Step> steps = new ArrayList<>();
    for (FlowProduct box : boxes) {
      steps.add(new Step(box, steps.size() % 2 == 0, steps.size()));
    }
    FirstMatch firstMatch = new FirstMatch(steps);
    List<FlowProduct> allowed = firstMatch.parts(FLOWS, true, 100_000).orElseThrow().products();
    List<FlowProduct> denied = firstMatch.parts(FLOWS, false, 100_000).orElseThrow().products();
    allowed.forEach(part -> assertDecided(steps, true, part));
    denied.forEach(part -> assertDecided(steps, false, part));
    assertEquals(volume(List.of(REGION)), volume(allowed).add(volume(denied)));
  }

  @Test
  void longListsStayWhole() {
    Random random = new Random(6);
    List<FlowProduct> lists = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lists.add(
          REGION
              .withSources(HardLists.prefixes(100, random))
              .withDestinations(HardLists.prefixes(100, random))
              .withDestinationPorts(HardLists.portList(20, random)));
    }
    List<Step> steps = HardLists.allowing(lists);
    steps.add(new Step(FlowProduct.all(), true, 20));
    assertEquals(new Answer.Nothing(), new FirstMatch(steps).find(FLOWS, false, 0));

    steps.set(20, new Step(FlowProduct.all(), false, 20));
    Answer.Found found =
        assertInstanceOf(Answer.Found.class, new FirstMatch(steps).find(FLOWS, false, 50));
    assertDecided(steps, false, found.part());
  }

  @Test
  void aThousandLongListsLeaveAHole() {
    Random random = new Random(7);
    List<FlowProduct> lists = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lists.add(
          REGION
              .withSources(HardLists.prefixes(100, random))
              .withDestinations(HardLists.prefixes(100, random))
              .withDestinationPorts(HardLists.portList(20, random)));
    }
    List<Step> steps = HardLists.allowing(lists);
    Answer.Found found =
        assertInstanceOf(Answer.Found.class, new FirstMatch(steps).find(FLOWS, false, 100));
    assertDecided(steps, false, found.part());
  }

  /** A list shared by many rules is split off whole, however many ranges it has. */
  @Test
  void sharedListsTakeAsManyRegionsAsThereAreLists() {
    List<FlowProduct> combs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        combs.add(
            REGION
                .withSources(HardLists.comb(256, 16, i))
                .withDestinations(HardLists.comb(256, 16, j)));
      }
    }
    Collections.shuffle(combs, new Random(8));
    FirstMatch covering = new FirstMatch(HardLists.allowing(combs));
    assertEquals(new Answer.Nothing(), covering.find(FLOWS, false, 100));

    FlowProduct hole = combs.remove(40);
    FirstMatch open = new FirstMatch(HardLists.allowing(combs));
    assertEquals(Optional.of(FlowSet.of(hole)), open.parts(FLOWS, false, 100));
  }

  @Test
  void theSameInEitherFamily() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      steps.add(
          new Step(
              FlowProduct.all()
                  .withSources(AddressSet.line(i % 2, i % 4 < 2 ? Family.IPV4 : Family.IPV6))
                  .withDestinationPorts(PortSet.range(i * 300, i * 300 + 299)),
              i % 3 == 0,
              i));
    }
    FirstMatch firstMatch = new FirstMatch(steps);
    for (boolean allowed : new boolean[] {true, false}) {
      FlowSet together =
          firstMatch.parts(FlowSet.of(FlowProduct.all()), allowed, 100_000).orElseThrow();
      FlowSet apart = FlowSet.empty();
      for (FlowProduct family : FlowProduct.all().byFamily()) {
        apart = apart.union(firstMatch.parts(FlowSet.of(family), allowed, 100_000).orElseThrow());
      }
      assertEquals(together, apart);
      assertEquals(
          List.of(true, true),
          FlowProduct.all().byFamily().stream()
              .map(family -> together.intersects(FlowSet.of(family)))
              .toList());
    }
  }
}
