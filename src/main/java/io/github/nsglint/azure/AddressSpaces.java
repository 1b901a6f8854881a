package io.github.nsglint.azure;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressRange;
import io.github.nsglint.flow.AddressSet;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import java.util.List;

/** Stretches of the address space that mean something to Azure, as plain addresses. */
public final class AddressSpaces {
  /**
   * Where the platform answers: DHCP, DNS, health probes. The tag AzureLoadBalancer, and a member
   * of VirtualNetwork.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16">168.63.129.16</a>
   */
  static final AddressSet PLATFORM = blocks("168.63.129.16");

  /** The instance metadata service. */
  static final AddressSet METADATA = blocks("169.254.169.254");

  /**
   * Where Windows is activated.
   *
   * @see <a
   *     href="https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/custom-routes-enable-kms-activation">addresses
   *     of the key management service</a>
   */
  static final AddressSet LICENSING = blocks("20.118.99.224", "40.83.235.53", "23.102.135.246");

  /**
   * What a network nobody showed is taken to use: RFC 1918, RFC 6598, unique local IPv6.
   *
   * @see <a href="https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq">address
   *     ranges of networks</a>
   */
  static final AddressSet PRIVATE =
      blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
          .union(ipv6(0xfc00_0000_0000_0000L, 0xfdff_ffff_ffff_ffffL));

  /**
   * Public unicast space. An address of a network that is not connected is neither in
   * VirtualNetwork nor in Internet.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/network-watcher/diagnose-vm-network-traffic-filtering-problem-cli">the
   *     expansion of Internet that effective security rules show</a>
   */
  static final AddressSet PUBLIC =
      AddressSet.line(0, Family.IPV4)
          .minus(PRIVATE)
          .minus(blocks("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"))
          .minus(PLATFORM)
          .union(ipv6(0x2000_0000_0000_0000L, 0x3fff_ffff_ffff_ffffL));

  /** What examples use, and nobody's machine has: RFC 5737 and RFC 3849. */
  static final AddressSet DOCUMENTATION =
      blocks("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24")
          .union(ipv6(0x2001_0db8_0000_0000L, 0x2001_0db8_ffff_ffffL));

  private AddressSpaces() {}

  private static AddressSet blocks(String... texts) {
    return AddressSet.union(
        List.of(texts).stream()
            .map(text -> AddressSet.of(Cidr.parse(text).orElseThrow().range()))
            .toList());
  }

  /**
   * In numbers: to read the text of an IPv6 block loads a library that a start without IPv6 does
   * not need.
   *
   * @param firstHigh upper half of the first address, whose lower half is 0
   * @param lastHigh upper half of the last, whose lower half is all ones
   */
  private static AddressSet ipv6(long firstHigh, long lastHigh) {
    return AddressSet.of(
        new AddressRange(
            new Address(0, Family.IPV6, firstHigh, 0), new Address(0, Family.IPV6, lastHigh, -1)));
  }

  /** Whether all of a block is private space, of which neither Internet nor a tag in it has any. */
  public static boolean isPrivate(Cidr block) {
    // Of two blocks that meet, one holds the other, and no private one is half of a longer one
    // that begins and ends in private space.
    return PRIVATE.contains(block.first()) && PRIVATE.contains(block.last());
  }

  /** Whether a block has the address at which the platform answers. */
  public static boolean holdsPlatform(Cidr block) {
    Address platform = PLATFORM.lowest();
    return block.first().family() == platform.family()
        && block.first().compareTo(platform) <= 0
        && platform.compareTo(block.last()) <= 0;
  }

  static AddressSet of(List<Cidr> blocks) {
    return AddressSet.union(blocks.stream().map(block -> AddressSet.of(block.range())).toList());
  }

  static Address ipv4(int a, int b, int c, int d) {
    return Address.ipv4(((long) a << 24) | (b << 16) | (c << 8) | d);
  }

  static AddressSet single(Address address) {
    return AddressSet.of(new AddressRange(address, address));
  }
}
