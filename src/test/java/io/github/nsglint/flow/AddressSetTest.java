package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class AddressSetTest {
  private static final BigInteger WHOLE_IPV4 = BigInteger.ONE.shiftLeft(32);
  private static final BigInteger WHOLE_IPV6 = BigInteger.ONE.shiftLeft(128);
  private static final int LAST_PART = Integer.MAX_VALUE;

  private static Address ipv6(long high, long low) {
    return new Address(0, Family.IPV6, high, low);
  }

  private static AddressSet range(Address first, Address last) {
    return AddressSet.of(new AddressRange(first, last));
  }

  @Test
  void halvesOfALineAreTheLine() {
    AddressSet low = range(Address.ipv4(0), Address.ipv4(0x7fff_ffffL));
    AddressSet high = range(Address.ipv4(0x8000_0000L), Address.ipv4(0xffff_ffffL));
    assertEquals(AddressSet.line(0, Family.IPV4), low.union(high));
    assertEquals(AddressSet.all().onLine(0, Family.IPV4), high.union(low));
    assertEquals(low, AddressSet.all().onLine(0, Family.IPV4).minus(high));

    AddressSet low6 = range(ipv6(0, 0), ipv6(Long.MAX_VALUE, -1));
    AddressSet high6 = range(ipv6(Long.MIN_VALUE, 0), ipv6(-1, -1));
    assertEquals(AddressSet.line(0, Family.IPV6), low6.union(high6));
    assertEquals(AddressSet.all().onLine(0, Family.IPV6), high6.union(low6));
  }

  @Test
  void familiesOfSetsAtTheEndsOfTheirLines() {
    AddressSet lastIpv4 = AddressSet.line(LAST_PART, Family.IPV4);
    AddressSet firstIpv6 = AddressSet.of(ipv6(0, 0));
    for (AddressSet ipv4 : List.of(AddressSet.of(Address.ipv4(0)), lastIpv4)) {
      assertEquals(ipv4, ipv4.family(Family.IPV4));
      assertEquals(AddressSet.empty(), ipv4.family(Family.IPV6));
      assertEquals(ipv4, ipv4.union(firstIpv6).family(Family.IPV4));
      assertEquals(firstIpv6, ipv4.union(firstIpv6).family(Family.IPV6));
    }
    AddressSet lastIpv6 = AddressSet.of(new Address(LAST_PART, Family.IPV6, -1, -1));
    for (AddressSet ipv6 : List.of(firstIpv6, AddressSet.of(ipv6(1, 0)), lastIpv6)) {
      assertEquals(ipv6, ipv6.family(Family.IPV6));
      assertEquals(AddressSet.empty(), ipv6.family(Family.IPV4));
    }
    assertEquals(AddressSet.empty(), AddressSet.empty().family(Family.IPV4));
    assertEquals(AddressSet.empty(), AddressSet.empty().family(Family.IPV6));
  }

  @Test
  void theLastAddressesOfALine() {
    AddressSet last4 = AddressSet.of(Address.ipv4(0xffff_ffffL));
    assertEquals(BigInteger.ONE, last4.count());
    assertTrue(last4.contains(Address.ipv4(0xffff_ffffL)));
    assertFalse(last4.contains(Address.ipv4(0)));
    assertFalse(last4.contains(new Address(1, Family.IPV4, 0, 0)));
    assertEquals(
        List.of(new AddressRange(Address.ipv4(0xffff_ffffL), Address.ipv4(0xffff_ffffL))),
        last4.ranges());

    AddressSet last6 = AddressSet.of(ipv6(-1, -1));
    assertEquals(BigInteger.ONE, last6.count());
    assertTrue(last6.contains(ipv6(-1, -1)));
    assertFalse(last6.contains(new Address(1, Family.IPV6, 0, 0)));
    assertEquals(List.of(new AddressRange(ipv6(-1, -1), ipv6(-1, -1))), last6.ranges());

    AddressSet carried = range(ipv6(4, 0), ipv6(4, -1));
    assertEquals(BigInteger.ONE.shiftLeft(64), carried.count());
    assertFalse(carried.contains(ipv6(5, 0)));
    assertEquals(List.of(new AddressRange(ipv6(4, 0), ipv6(4, -1))), carried.ranges());
  }

  @Test
  void linesNextToEachOtherAreListedOneByOne() {
    AddressSet lines =
        AddressSet.line(2, Family.IPV4)
            .union(AddressSet.line(3, Family.IPV4))
            .union(AddressSet.of(new Address(4, Family.IPV4, 0, 0)));
    assertEquals(
        List.of(
            new AddressRange(
                new Address(2, Family.IPV4, 0, 0), new Address(2, Family.IPV4, 0, 0xffff_ffffL)),
            new AddressRange(
                new Address(3, Family.IPV4, 0, 0), new Address(3, Family.IPV4, 0, 0xffff_ffffL)),
            new AddressRange(new Address(4, Family.IPV4, 0, 0), new Address(4, Family.IPV4, 0, 0))),
        lines.ranges());
    assertEquals(WHOLE_IPV4.shiftLeft(1).add(BigInteger.ONE), lines.count());
  }

  @Test
  void theLastLineOfAFamilyEndsWithTheFamily() {
    for (Family family : Family.values()) {
      AddressSet line = AddressSet.line(LAST_PART, family);
      assertEquals(line, AddressSet.all().onLine(LAST_PART, family));
      assertEquals(1, line.ranges().size());
      assertEquals(new Address(LAST_PART, family, 0, 0), line.lowest());
      assertEquals(family == Family.IPV4 ? WHOLE_IPV4 : WHOLE_IPV6, line.count());
    }
    assertFalse(
        AddressSet.line(LAST_PART, Family.IPV4).contains(new Address(0, Family.IPV6, 0, 0)));
  }

  @Test
  void everythingIsTwoFamiliesOfAllParts() {
    AddressSet ipv4 = AddressSet.all().family(Family.IPV4);
    AddressSet ipv6 = AddressSet.all().family(Family.IPV6);
    assertFalse(ipv4.intersects(ipv6));
    assertEquals(AddressSet.all(), ipv4.union(ipv6));
    assertEquals(ipv6, AddressSet.all().minus(ipv4));
    assertEquals(
        WHOLE_IPV4.add(WHOLE_IPV6).shiftLeft(31),
        AddressSet.all().count(),
        "2^31 lines of each family");
    assertThrows(IllegalStateException.class, () -> AddressSet.all().ranges());
    assertThrows(
        IllegalStateException.class,
        () -> AddressSet.all().minus(AddressSet.line(0, Family.IPV4)).ranges());
    assertEquals(4, AddressSet.all().onLines(List.of(7, 0)).ranges().size());
  }

  @Test
  void rangesStandInTheOrderOfAddresses() {
    AddressSet set =
        AddressSet.of(ipv6(0, 1))
            .union(AddressSet.of(new Address(1, Family.IPV4, 0, 5)))
            .union(AddressSet.of(Address.ipv4(9)));
    assertEquals(
        List.of(Address.ipv4(9), ipv6(0, 1), new Address(1, Family.IPV4, 0, 5)),
        set.ranges().stream().map(AddressRange::first).toList());
    assertEquals(Address.ipv4(9), set.lowest());
    assertEquals(ipv6(0, 1), set.minus(AddressSet.of(Address.ipv4(9))).lowest());
  }

  @Test
  void movedTakesOneLineToAnother() {
    AddressSet set =
        range(Address.ipv4(5), Address.ipv4(0xffff_ffffL))
            .union(AddressSet.of(ipv6(1, 2)))
            .union(AddressSet.of(new Address(3, Family.IPV4, 0, 1)));
    AddressSet moved = set.moved(0, 9);
    assertEquals(
        AddressSet.union(
            List.of(
                range(
                    new Address(9, Family.IPV4, 0, 5),
                    new Address(9, Family.IPV4, 0, 0xffff_ffffL)),
                AddressSet.of(new Address(9, Family.IPV6, 1, 2)))),
        moved);
    assertEquals(AddressSet.empty(), set.moved(4, 9));
    assertEquals(
        AddressSet.all().onLines(List.of(9)), AddressSet.all().moved(0, 9), "whole lines too");
  }

  @Test
  void nothing() {
    assertTrue(AddressSet.empty().isEmpty());
    assertEquals(AddressSet.empty(), AddressSet.union(List.of()));
    assertEquals(BigInteger.ZERO, AddressSet.empty().count());
    assertEquals(List.of(), AddressSet.empty().ranges());
    assertThrows(NoSuchElementException.class, () -> AddressSet.empty().lowest());
    assertTrue(AddressSet.empty().containsAll(AddressSet.empty()));
    assertFalse(AddressSet.all().intersects(AddressSet.empty()));
  }
}
