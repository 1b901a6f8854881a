package io.github.nsglint.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.model.Cidr;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostAddressesTest {
  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  private static AddressSet set(String... blocks) {
    return AddressSpaces.of(List.of(blocks).stream().map(HostAddressesTest::cidr).toList());
  }

  private static Optional<String> in(List<String> subnets, AddressSet set) {
    return HostAddresses.in(subnets.stream().map(HostAddressesTest::cidr).toList(), set)
        .map(Cidr::text);
  }

  private static String lowest(String... blocks) {
    return Cidr.text(HostAddresses.lowest(set(blocks)));
  }

  @Test
  void neitherTheFirstFourNorTheLastOfASubnetAreAMachines() {
    assertEquals(Optional.of("10.0.1.4"), in(List.of("10.0.1.0/24"), set("10.0.0.0/16")));
    assertEquals(Optional.of("10.0.1.128"), in(List.of("10.0.1.0/24"), set("10.0.1.128/25")));
    assertEquals(
        Optional.of("10.0.2.4"),
        in(List.of("10.0.1.0/24", "10.0.2.0/24"), set("10.0.1.255/32", "10.0.2.0/29")));
    assertEquals(Optional.of("fd00:1::4"), in(List.of("fd00:1::/64"), set("fd00::/8")));
  }

  @Test
  void whereThereIsNoOtherTheyAreShownAllTheSame() {
    assertEquals(Optional.of("10.0.1.255"), in(List.of("10.0.1.0/24"), set("10.0.1.255/32")));
    assertEquals(Optional.of("10.0.1.0"), in(List.of("10.0.1.0/24"), set("10.0.1.0/30")));
    assertEquals(Optional.empty(), in(List.of("10.0.1.0/24"), set("10.0.2.0/24")));
  }

  @Test
  void aSingleAddressIsAMachine() {
    assertEquals(Optional.of("10.7.3.0"), in(List.of("10.7.3.0/32"), set("10.0.0.0/8")));
  }

  @Test
  void whereNoSubnetIsKnownOneMayBeginAtTheLowestAddress() {
    assertEquals("198.51.100.68", lowest("198.51.100.64/26"));
    assertEquals("10.0.0.4", lowest("10.0.0.0/8"));
    assertEquals("10.0.0.9", lowest("10.0.0.9/32"));
    assertEquals("10.0.0.1", lowest("10.0.0.1/32"));
    assertEquals("fd00::4", lowest("fd00::/8"));
  }
}
