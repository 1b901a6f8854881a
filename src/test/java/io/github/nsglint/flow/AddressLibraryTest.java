package io.github.nsglint.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The IPAddress library as a second opinion on ranges of both families. */
class AddressLibraryTest {
  private static final List<String> IPV4 =
      List.of(
          "0.0.0.0",
          "0.0.0.1",
          "10.0.0.0",
          "10.0.0.255",
          "127.255.255.255",
          "128.0.0.0",
          "168.63.129.16",
          "255.255.255.254",
          "255.255.255.255");
  private static final List<String> IPV6 =
      List.of(
          "::",
          "::1",
          "::ffff:ffff:ffff:ffff",
          "0:0:0:1::",
          "64:ff9b::",
          "2001:db8::",
          "2001:db8::ffff",
          "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "8000::",
          "fd00::",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

  private static final Comparator<AddressRange> BY_FIRST =
      Comparator.comparing(AddressRange::first);

  private static IPAddress parsed(String text) {
    return new IPAddressString(text).getAddress();
  }

  private static IPAddressSeqRange range(IPAddress block) {
    return block.getLower().spanWithRange(block.getUpper());
  }

  private static Address ours(IPAddress address) {
    BigInteger number = address.getValue();
    return new Address(
        0,
        address.isIPv4() ? Family.IPV4 : Family.IPV6,
        number.shiftRight(64).longValue(),
        number.longValue());
  }

  private static AddressRange ours(IPAddressSeqRange range) {
    return new AddressRange(ours(range.getLower()), ours(range.getUpper()));
  }

  private static AddressSet set(List<IPAddressSeqRange> ranges) {
    return AddressSet.union(ranges.stream().map(range -> AddressSet.of(ours(range))).toList());
  }

  /** The library's own shortest list of the same addresses. */
  private static List<AddressRange> joined(List<IPAddressSeqRange> ranges) {
    return Arrays.stream(IPAddressSeqRange.join(ranges.toArray(IPAddressSeqRange[]::new)))
        .map(AddressLibraryTest::ours)
        .sorted(BY_FIRST)
        .toList();
  }

  private static List<IPAddressSeqRange> minus(
      List<IPAddressSeqRange> ranges, List<IPAddressSeqRange> taken) {
    List<IPAddressSeqRange> left = ranges;
    for (IPAddressSeqRange one : taken) {
      List<IPAddressSeqRange> rest = new ArrayList<>();
      for (IPAddressSeqRange range : left) {
        rest.addAll(List.of(range.subtract(one)));
      }
      left = rest;
    }
    return left;
  }

  private static List<IPAddressSeqRange> ranges(List<String> pool, Random random) {
    List<IPAddressSeqRange> ranges = new ArrayList<>();
    int n = random.nextInt(5);
    for (int i = 0; i < n; i++) {
      IPAddress one = parsed(pool.get(random.nextInt(pool.size())));
      IPAddress other = parsed(pool.get(random.nextInt(pool.size())));
      boolean block = random.nextInt(3) == 0;
      ranges.add(
          block
              ? range(one.toPrefixBlock(random.nextInt(one.getBitCount() + 1)))
              : one.spanWithRange(other));
    }
    return ranges;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unionAndDifference(boolean ipv4) {
    Random random = new Random(ipv4 ? 4 : 6);
    for (int i = 0; i < 2000; i++) {
      List<IPAddressSeqRange> a = ranges(ipv4 ? IPV4 : IPV6, random);
      List<IPAddressSeqRange> b = ranges(ipv4 ? IPV4 : IPV6, random);
      List<IPAddressSeqRange> both = new ArrayList<>(a);
      both.addAll(b);
      assertEquals(joined(both), set(a).union(set(b)).ranges(), () -> a + " or " + b);
      assertEquals(joined(minus(a, b)), set(a).minus(set(b)).ranges(), () -> a + " less " + b);
      assertEquals(
          joined(minus(a, minus(a, b))), set(a).intersect(set(b)).ranges(), () -> a + " and " + b);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void theWholeLine(String everything) {
    IPAddressSeqRange whole = range(parsed(everything));
    Family family = ours(whole).first().family();
    assertEquals(AddressSet.line(0, family), AddressSet.of(ours(whole)));
    assertEquals(whole.getCount(), AddressSet.line(0, family).count());
    AddressSet last = AddressSet.of(ours(whole.getUpper()));
    AddressSet first = AddressSet.of(ours(whole.getLower()));
    AddressSet middle = AddressSet.line(0, family).minus(last).minus(first);
    assertEquals(
        List.of(
            new AddressRange(
                ours(whole.getLower().increment(1)), ours(whole.getUpper().increment(-1)))),
        middle.ranges());
    assertEquals(AddressSet.line(0, family), middle.union(first).union(last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "255.255.255.0/24", "2001:db8::/32", "ffff::/16", "fe80::/10"})
  void blocks(String text) {
    IPAddress block = parsed(text);
    AddressSet set = AddressSet.of(ours(range(block)));
    assertEquals(block.getCount(), set.count());
    for (IPAddressSeqRange half :
        List.of(
            block.getLower().spanWithRange(block.getLower().increment(255)),
            block.getUpper().increment(-255).spanWithRange(block.getUpper()))) {
      assertEquals(BigInteger.valueOf(256), set.intersect(AddressSet.of(ours(half))).count());
    }
  }
}
