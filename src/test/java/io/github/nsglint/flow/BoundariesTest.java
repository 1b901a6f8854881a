package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BoundariesTest {
  @Test
  void refusesWhatIsNotSorted() {
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(1, 5, 3));
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(1, 5, 5));
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(1, 1, 2, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(1, 1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(3, 1, 2, 3, 4));
    assertThrows(IllegalArgumentException.class, () -> Boundaries.of(3, 0, -1, 0, 0, 1, 0));
  }

  @Test
  void comparesWordsAsUnsigned() {
    assertEquals(
        "[0.7fffffffffffffff.ffffffffffffffff, 0.8000000000000000.0)",
        Boundaries.of(3, 0, Long.MAX_VALUE, -1, 0, Long.MIN_VALUE, 0).toString());
  }

  @Test
  void longWalksAndSingleLooksAgree() {
    List<Boundaries> evens = new ArrayList<>();
    for (int i = 0; i < 3000; i += 2) {
      evens.add(0, Boundaries.of(1, i, i + 1));
    }
    Boundaries set = Boundaries.union(evens, Boundaries.of(1));
    assertEquals(3000, set.count());
    for (int i = 0; i < 3000; i++) {
      Boundaries one = Boundaries.of(1, i, i + 1);
      assertEquals(i % 2 == 0, set.contains(i, 0, 0));
      assertEquals(i % 2 == 0, set.intersects(one));
      assertEquals(i % 2 == 0, set.containsAll(one));
      assertEquals(i % 2 == 0, set.containsAll(Boundaries.of(1, 4, 5).union(one)));
    }
    Boundaries odds = Boundaries.of(1, 0, 3000).minus(set);
    assertEquals(3000, odds.count());
    assertFalse(odds.intersects(set));
    assertEquals(Boundaries.of(1, 0, 3000), odds.union(set));
  }

  @Test
  void aSetTakesBoundariesOfItsOwnDimensionOnly() {
    assertEquals(PortSet.all(), PortSet.of(Boundaries.of(1, 0, 65536)));
    assertEquals(ProtocolSet.all(), ProtocolSet.of(Boundaries.of(1, 0, 256)));
    long lines = 1L << 32;
    assertEquals(AddressSet.all(), AddressSet.of(Boundaries.of(3, 0, 0, 0, lines, 0, 0)));
    assertEquals(PortSet.empty(), PortSet.of(Boundaries.of(1)));
    assertEquals(ProtocolSet.empty(), ProtocolSet.of(Boundaries.of(1)));
    assertEquals(AddressSet.empty(), AddressSet.of(Boundaries.of(3)));

    assertRefused(() -> PortSet.of(Boundaries.of(1, 5, 65537)));
    assertRefused(() -> PortSet.of(Boundaries.of(1, 5, -1)));
    assertRefused(() -> PortSet.of(Boundaries.of(3)));
    assertRefused(() -> PortSet.of(Boundaries.of(3, 0, 0, 0, 1, 0, 0)));
    assertRefused(() -> ProtocolSet.of(Boundaries.of(1, 6, 257)));
    assertRefused(() -> ProtocolSet.of(Boundaries.of(3)));
    assertRefused(() -> AddressSet.of(Boundaries.of(3, 0, 0, 0, lines, 0, 1)));
    assertRefused(() -> AddressSet.of(Boundaries.of(1)));
    assertRefused(() -> AddressSet.of(Boundaries.of(1, 0, 5)));
  }

  private static void assertRefused(Executable making) {
    assertThrows(IllegalArgumentException.class, making);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> PortSet.range(2, 1));
    assertThrows(IllegalArgumentException.class, () -> PortSet.of(65536));
    assertThrows(IllegalArgumentException.class, () -> PortSet.of(-1));
    assertThrows(IllegalArgumentException.class, () -> ProtocolSet.of(256));
    assertThrows(IllegalArgumentException.class, () -> ProtocolSet.of(6, -1));
    assertThrows(NoSuchElementException.class, () -> PortSet.empty().lowest());
    assertThrows(NoSuchElementException.class, () -> ProtocolSet.empty().lowest());
  }

  @Test
  void setsAsText() {
    PortSet ports = PortSet.range(8000, 9000).union(PortSet.of(3389)).union(PortSet.of(22));
    assertEquals("22,3389,8000-9000", ports.toString());
    assertEquals("*", PortSet.range(0, 65535).toString());
    assertEquals("none", PortSet.empty().toString());
    assertEquals("6,17", ProtocolSet.of(17, 6).toString());
    assertEquals("0-5,7-255", ProtocolSet.all().minus(ProtocolSet.of(6)).toString());
    assertEquals("*", ProtocolSet.all().toString());
    assertEquals("none", ProtocolSet.empty().toString());
    assertEquals("*", AddressSet.all().toString());
    assertEquals("none", AddressSet.empty().toString());
  }
}
