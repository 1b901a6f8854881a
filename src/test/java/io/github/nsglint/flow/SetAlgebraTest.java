package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Every operation on sets of one dimension against plain lists, at every corner. */
@Domain(AnyFlows.class)
@Domain(DomainContext.Global.class)
class SetAlgebraTest {
  static final SetLaws<AddressSet> ADDRESS_LAWS =
      new SetLaws<>(
          AddressSet.empty(),
          AddressSet.all(),
          AddressSet::union,
          AddressSet::intersect,
          AddressSet::minus,
          AddressSet::containsAll,
          AddressSet::intersects,
          AddressSet::isEmpty);
  private static final SetLaws<PortSet> PORT_LAWS =
      new SetLaws<>(
          PortSet.empty(),
          PortSet.all(),
          PortSet::union,
          PortSet::intersect,
          PortSet::minus,
          PortSet::containsAll,
          PortSet::intersects,
          PortSet::isEmpty);
  private static final SetLaws<ProtocolSet> PROTOCOL_LAWS =
      new SetLaws<>(
          ProtocolSet.empty(),
          ProtocolSet.all(),
          ProtocolSet::union,
          ProtocolSet::intersect,
          ProtocolSet::minus,
          ProtocolSet::containsAll,
          ProtocolSet::intersects,
          ProtocolSet::isEmpty);

  @Property(seed = "1")
  void ports(@ForAll AnyFlows.Ports a, @ForAll AnyFlows.Ports b) {
    PortSet union = a.set().union(b.set());
    PortSet intersection = a.set().intersect(b.set());
    PortSet difference = a.set().minus(b.set());
    for (int port = 0; port <= 65535; port += port == 500 ? 65_000 : 1) {
      assertEquals(a.contains(port), a.set().contains(port));
      assertEquals(a.contains(port) || b.contains(port), union.contains(port));
      assertEquals(a.contains(port) && b.contains(port), intersection.contains(port));
      assertEquals(a.contains(port) && !b.contains(port), difference.contains(port));
    }
    for (int corner : Corners.ofPorts(List.of(union, intersection, difference))) {
      assertTrue(corner <= 500 || corner >= 65_500, () -> "a border from nowhere: " + corner);
    }
  }

  @Property(seed = "2")
  void portRangesAreTheSetAgain(@ForAll AnyFlows.Ports a) {
    List<PortRange> ranges = a.set().ranges();
    assertEquals(a.set(), new AnyFlows.Ports(ranges).set());
    for (int i = 1; i < ranges.size(); i++) {
      assertTrue(ranges.get(i - 1).last() + 1 < ranges.get(i).first(), ranges::toString);
    }
    assertEquals(a.ranges().isEmpty(), a.set().isEmpty());
    if (!a.ranges().isEmpty()) {
      assertEquals(
          a.ranges().stream().mapToInt(PortRange::first).min().orElseThrow(), a.set().lowest());
    }
  }

  @Property(seed = "3", tries = 300)
  void portLaws(@ForAll AnyFlows.Ports a, @ForAll AnyFlows.Ports b, @ForAll AnyFlows.Ports c) {
    PORT_LAWS.check(a.set(), b.set(), c.set());
  }

  @Property(seed = "4")
  void protocols(@ForAll AnyFlows.Protocols a, @ForAll AnyFlows.Protocols b) {
    ProtocolSet union = a.set().union(b.set());
    ProtocolSet intersection = a.set().intersect(b.set());
    ProtocolSet difference = a.set().minus(b.set());
    for (int number = 0; number < 256; number++) {
      boolean inA = a.numbers().contains(number);
      boolean inB = b.numbers().contains(number);
      assertEquals(inA, a.set().contains(number));
      assertEquals(inA || inB, union.contains(number));
      assertEquals(inA && inB, intersection.contains(number));
      assertEquals(inA && !inB, difference.contains(number));
    }
    assertEquals(a.numbers().stream().sorted().distinct().toList(), a.set().numbers());
    if (!a.numbers().isEmpty()) {
      assertEquals(a.set().numbers().get(0), a.set().lowest());
    }
  }

  @Property(seed = "5", tries = 300)
  void protocolLaws(
      @ForAll AnyFlows.Protocols a, @ForAll AnyFlows.Protocols b, @ForAll AnyFlows.Protocols c) {
    PROTOCOL_LAWS.check(a.set(), b.set(), c.set());
  }

  @Property(seed = "6")
  void addresses(@ForAll AnyFlows.Addresses a, @ForAll AnyFlows.Addresses b) {
    AddressSet union = a.set().union(b.set());
    AddressSet intersection = a.set().intersect(b.set());
    AddressSet difference = a.set().minus(b.set());
    List<Address> corners = new ArrayList<>(AnyFlows.addressPool());
    corners.addAll(Corners.ofAddresses(List.of(a.set(), b.set(), union, intersection, difference)));
    for (Address corner : corners) {
      boolean inA = a.contains(corner);
      boolean inB = b.contains(corner);
      assertEquals(inA, a.set().contains(corner), corner::toString);
      assertEquals(inA || inB, union.contains(corner), corner::toString);
      assertEquals(inA && inB, intersection.contains(corner), corner::toString);
      assertEquals(inA && !inB, difference.contains(corner), corner::toString);
    }
    assertEquals(a.set().count().add(b.set().count()), union.count().add(intersection.count()));
    assertEquals(a.set().count(), difference.count().add(intersection.count()));
  }

  @Property(seed = "7", tries = 500)
  void addressLaws(
      @ForAll AnyFlows.Addresses a, @ForAll AnyFlows.Addresses b, @ForAll AnyFlows.Addresses c) {
    ADDRESS_LAWS.check(a.set(), b.set(), c.set());
  }

  @Property(seed = "8")
  void addressesInAnyOrder(@ForAll AnyFlows.Addresses a) {
    AddressSet oneByOne = AddressSet.empty();
    for (int i = a.pieces().size() - 1; i >= 0; i--) {
      oneByOne = a.pieces().get(i).set().union(oneByOne);
    }
    assertEquals(a.set(), oneByOne);
  }

  @Property(seed = "9")
  void restrictions(@ForAll AnyFlows.Addresses a) {
    AddressSet listed = a.set().onLines(List.of(0, 1, Integer.MAX_VALUE));
    AddressSet again = AddressSet.union(listed.ranges().stream().map(AddressSet::of).toList());
    assertEquals(listed, again);
    BigInteger count = BigInteger.ZERO;
    for (AddressRange range : listed.ranges()) {
      count = count.add(AddressSet.of(range).count());
    }
    assertEquals(listed.count(), count);
    for (Address corner : Corners.ofAddresses(List.of(a.set(), listed))) {
      boolean onLine = corner.part() < 2 || corner.part() == Integer.MAX_VALUE;
      assertEquals(onLine && a.contains(corner), listed.contains(corner), corner::toString);
      assertEquals(
          a.contains(corner), a.set().family(corner.family()).contains(corner), corner::toString);
      assertEquals(
          a.contains(corner),
          a.set().onLine(corner.part(), corner.family()).contains(corner),
          corner::toString);
      assertEquals(
          a.contains(corner),
          a.set().moved(corner.part(), 77).contains(corner.inPart(77)),
          corner::toString);
    }
    assertFalse(a.set().family(Family.IPV4).intersects(a.set().family(Family.IPV6)));
    assertTrue(
        AddressSet.line(77, Family.IPV4)
            .union(AddressSet.line(77, Family.IPV6))
            .containsAll(a.set().moved(1, 77)));
  }

  @Property(seed = "10")
  void lowestAddress(@ForAll AnyFlows.Addresses a) {
    if (!a.set().isEmpty()) {
      Address lowest = a.set().lowest();
      assertTrue(a.contains(lowest));
      for (Address corner : Corners.ofAddresses(List.of(a.set()))) {
        assertTrue(!a.contains(corner) || lowest.compareTo(corner) <= 0, corner::toString);
      }
    }
  }
}
