package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(AnyFlows.class)
@Domain(DomainContext.Global.class)
class FlowAlgebraTest {
  private static final FlowSet ALL = FlowSet.of(FlowProduct.all());
  private static final SetLaws<FlowSet> LAWS =
      new SetLaws<>(
          FlowSet.empty(),
          ALL,
          FlowSet::union,
          FlowSet::intersect,
          FlowSet::minus,
          FlowSet::containsAll,
          FlowSet::intersects,
          FlowSet::isEmpty);

  private static boolean inAny(List<FlowProduct> products, Flow flow) {
    return products.stream().anyMatch(product -> product.contains(flow));
  }

  static void assertDisjoint(List<FlowProduct> products) {
    for (int i = 0; i < products.size(); i++) {
      assertFalse(products.get(i).isEmpty(), products::toString);
      for (int j = 0; j < i; j++) {
        assertFalse(products.get(i).intersects(products.get(j)), products::toString);
      }
    }
  }

  @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void products(@ForAll FlowProduct a, @ForAll FlowProduct b) {
    FlowProduct intersection = a.intersect(b);
    List<FlowProduct> rest = a.minus(b);
    assertDisjoint(rest);
    assertTrue(rest.size() <= FlowProduct.DIMENSIONS);
    List<FlowProduct> all = new ArrayList<>(rest);
    Collections.addAll(all, a, b, intersection);
    boolean anyInA = false;
    boolean anyInBoth = false;
    boolean anyLeft = false;
    for (Flow flow : Corners.within(FlowProduct.all(), all)) {
      boolean inA = holds(a, flow);
      boolean inB = holds(b, flow);
      assertEquals(inA, a.contains(flow));
      assertEquals(inA && inB, intersection.contains(flow), flow::toString);
      assertEquals(inA && !inB, inAny(rest, flow), flow::toString);
      anyInA |= inA;
      anyInBoth |= inA && inB;
      anyLeft |= inA && !inB;
    }
    assertEquals(!anyInA, a.isEmpty());
    assertEquals(anyInBoth, a.intersects(b));
    assertEquals(!anyLeft, b.containsAll(a));
    if (anyInA) {
      assertTrue(a.contains(a.lowest()));
    } else {
      assertThrows(NoSuchElementException.class, a::lowest);
    }
  }

  private static boolean holds(FlowProduct product, Flow flow) {
    return product.protocols().contains(flow.protocol())
        && product.sources().contains(flow.source())
        && product.sourcePorts().contains(flow.sourcePort())
        && product.destinations().contains(flow.destination())
        && product.destinationPorts().contains(flow.destinationPort());
  }

  @Property(seed = "2", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void sets(
      @ForAll @Size(max = 3) List<FlowProduct> ones,
      @ForAll @Size(max = 3) List<FlowProduct> others) {
    FlowSet a = FlowSet.of(ones);
    FlowSet b = FlowSet.of(others);
    FlowSet union = a.union(b);
    FlowSet intersection = a.intersect(b);
    FlowSet difference = a.minus(b);
    List<FlowProduct> all = new ArrayList<>(ones);
    all.addAll(others);
    for (FlowSet result : List.of(a, b, union, intersection, difference)) {
      assertDisjoint(result.products());
      all.addAll(result.products());
    }
    for (Flow flow : Corners.within(FlowProduct.all(), all)) {
      boolean inA = inAny(ones, flow);
      boolean inB = inAny(others, flow);
      assertEquals(inA, inAny(a.products(), flow), flow::toString);
      assertEquals(inA || inB, inAny(union.products(), flow), flow::toString);
      assertEquals(inA && inB, inAny(intersection.products(), flow), flow::toString);
      assertEquals(inA && !inB, inAny(difference.products(), flow), flow::toString);
    }
  }

  @Property(seed = "3", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void membership(@ForAll @Size(max = 3) List<FlowProduct> products) {
    FlowSet set = FlowSet.of(products);
    for (Flow flow : Corners.of(set)) {
      assertEquals(inAny(products, flow), set.contains(flow), flow::toString);
    }
  }

  @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void laws(
      @ForAll @Size(max = 3) List<FlowProduct> a,
      @ForAll @Size(max = 3) List<FlowProduct> b,
      @ForAll @Size(max = 2) List<FlowProduct> c) {
    LAWS.check(FlowSet.of(a), FlowSet.of(b), FlowSet.of(c));
  }

  @Property(seed = "5", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theSameSetHoweverMade(@ForAll @Size(max = 5) List<FlowProduct> products) {
    FlowSet set = FlowSet.of(products);
    FlowSet backwards = FlowSet.empty();
    for (int i = products.size() - 1; i >= 0; i--) {
      backwards = backwards.union(FlowSet.of(products.get(i)));
    }
    assertEquals(set, backwards);
    assertEquals(set.hashCode(), backwards.hashCode());
    assertEquals(set, FlowSet.of(set.products()));
    FlowSet fromPieces = FlowSet.empty();
    for (FlowProduct product : products) {
      for (FlowProduct piece : product.minus(FlowProduct.all().withProtocols(ProtocolSet.of(6)))) {
        fromPieces = fromPieces.union(FlowSet.of(piece));
      }
    }
    FlowSet tcp = FlowSet.of(FlowProduct.all().withProtocols(ProtocolSet.of(6)));
    assertEquals(set, fromPieces.union(set.intersect(tcp)));
  }

  @Property(seed = "6", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void projections(@ForAll @Size(max = 4) List<FlowProduct> products) {
    FlowSet set = FlowSet.of(products);
    ProtocolSet protocols = ProtocolSet.empty();
    AddressSet sources = AddressSet.empty();
    PortSet sourcePorts = PortSet.empty();
    AddressSet destinations = AddressSet.empty();
    PortSet destinationPorts = PortSet.empty();
    for (FlowProduct product : products) {
      for (FlowProduct part : product.byFamily()) {
        protocols = protocols.union(part.protocols());
        sources = sources.union(part.sources());
        sourcePorts = sourcePorts.union(part.sourcePorts());
        destinations = destinations.union(part.destinations());
        destinationPorts = destinationPorts.union(part.destinationPorts());
      }
    }
    assertEquals(protocols, set.protocols());
    assertEquals(sources, set.sources());
    assertEquals(sourcePorts, set.sourcePorts());
    assertEquals(destinations, set.destinations());
    assertEquals(destinationPorts, set.destinationPorts());
  }

  @Test
  void noFlowHasAnEndInEachFamily() {
    FlowProduct mixed =
        FlowProduct.all()
            .withSources(AddressSet.all().family(Family.IPV4))
            .withDestinations(AddressSet.all().family(Family.IPV6));
    assertTrue(mixed.isEmpty());
    assertEquals(FlowSet.empty(), FlowSet.of(mixed));
    assertEquals(ALL, ALL.minus(FlowSet.of(mixed)));
    assertTrue(mixed.containsAll(mixed));
    assertEquals(List.of(), mixed.minus(FlowProduct.all()));
    assertEquals(List.of(), mixed.minus(mixed.withProtocols(ProtocolSet.empty())));
    assertEquals(2, FlowProduct.all().byFamily().size());
    assertEquals(ALL, FlowSet.of(FlowProduct.all().byFamily()));
  }

  @Test
  void boundsAreOrdered() {
    FlowSet tcp = FlowSet.of(FlowProduct.all().withProtocols(ProtocolSet.of(6)));
    FlowBounds bounds = new FlowBounds(tcp, ALL);
    assertNotEquals(bounds, FlowBounds.exactly(tcp));
    assertEquals(tcp, FlowBounds.exactly(tcp).possible());
    assertThrows(IllegalArgumentException.class, () -> new FlowBounds(ALL, tcp));
  }

  @Test
  void whatPerhapsIsTakenOutIsNoLongerCertain() {
    FlowSet https = ports(443, 443);
    FlowSet low = ports(0, 1023);
    FlowBounds rest = FlowBounds.exactly(ALL).minus(new FlowBounds(https, low));
    assertEquals(new FlowBounds(ALL.minus(low), ALL.minus(https)), rest);
  }

  private static FlowSet ports(int first, int last) {
    return FlowSet.of(FlowProduct.all().withDestinationPorts(PortSet.range(first, last)));
  }

  @Test
  void copiesWithOneSetReplaced() {
    FlowProduct none = FlowProduct.all().withSourcePorts(PortSet.of(1));
    assertEquals(PortSet.of(1), none.sourcePorts());
    assertEquals(PortSet.of(2), none.withDestinationPorts(PortSet.of(2)).destinationPorts());
    assertEquals(FlowProduct.all(), none.withSourcePorts(PortSet.all()));
  }
}
