package io.github.nsglint.azure;

import java.util.List;

/**
 * What every verdict takes for granted about the meaning of addresses, in words. {@link
 * AddressBook} is where it counts, {@link ServiceTags} which tag lies in which.
 */
public final class Assumptions {
  private static final List<String> TEXTS =
      List.of(
          "VirtualNetwork holds the prefixes of the virtual network and of those peers that were"
              + " read, and 168.63.129.16; perhaps also other private space (RFC 1918,"
              + " 100.64.0.0/10, fc00::/7), for peers and on-premises networks that were not.",
          "VirtualNetwork of a subnet with a route table perhaps holds everything: prefixes of"
              + " routes count as its own.",
          "Internet is public unicast space without the prefixes of the virtual network and of"
              + " those peers.",
          "AzureLoadBalancer is 168.63.129.16, which lies in VirtualNetwork and not in Internet.",
          "AzurePlatformDNS, AzurePlatformIMDS and AzurePlatformLKM perhaps hold 168.63.129.16 and"
              + " 169.254.169.254, and nothing else.",
          "Every other service tag has public IPv4 addresses; which they are is not known, unless a"
              + " file tells (--service-tags). A regional tag lies in its global one, and many tags"
              + " lie in AzureCloud; any other two may overlap. No few tags make up the Internet.",
          "Where a requirement leaves out a service tag of unknown addresses, a public address that"
              + " is written as such is taken not to be one of that tag; and any other tag to have"
              + " addresses outside of it.",
          "An application security group has addresses in the virtual network or in private space;"
              + " it surely has one when an interface that was read is a member.",
          "A flow is judged by its first packet: replies need no rule.");

  private Assumptions() {}

  /** One text for each assumption, of one or more whole sentences. */
  public static List<String> texts() {
    return TEXTS;
  }
}
