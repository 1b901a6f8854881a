package io.github.nsglint.azure;

import java.util.List;

/**
 * What every verdict takes for granted about the meaning of addresses, in words. {@link
 * AddressBook} is where it counts, {@link ServiceTags} which tag lies in which.
 */
public final class Assumptions {
  private static final List<String> TEXTS =
      List.of(
          "VirtualNetwork holds the prefixes of the virtual network, of its peers that are connected"
              + " and allowed access, and 168.63.129.16; not those of a peer without access; perhaps"
              + " also other private space (RFC 1918, 100.64.0.0/10, fc00::/7), for peers and"
              + " on-premises networks that no file shows.",
          "VirtualNetwork of a subnet also holds the prefixes of the routes of its own route table,"
              + " a default route among them, where the next hop is an appliance, a gateway or the"
              + " virtual network; perhaps those of routes to Internet, to None and to a service tag;"
              + " perhaps everything where the routes are not known.",
          "Internet is public unicast space without the prefixes of the virtual network and of"
              + " those peers, also where a route brings it into VirtualNetwork; beside a route to a"
              + " service tag only addresses of no tag are surely Internet.",
          "AzureLoadBalancer is 168.63.129.16, which lies in VirtualNetwork and not in Internet.",
          "AzurePlatformDNS perhaps holds 168.63.129.16, AzurePlatformIMDS 169.254.169.254 and"
              + " AzurePlatformLKM the key management service (20.118.99.224, 40.83.235.53,"
              + " 23.102.135.246); none of them holds anything else.",
          "Every other service tag has public IPv4 addresses; which they are is not known, unless a"
              + " file tells (--service-tags). A regional tag lies in its global one, and many tags"
              + " lie in AzureCloud; any other two may overlap. No few tags make up the Internet.",
          "Where a requirement leaves out a service tag of unknown addresses, a public address that"
              + " is written as such is taken not to be one of that tag; and any other tag to have"
              + " addresses outside of it.",
          "An application security group holds the addresses of the network interfaces that name it,"
              + " all of them in one virtual network; not those of interfaces that were read and do"
              + " not name it, and none of AzureBastionSubnet; any other address there perhaps.",
          "A flow is judged by its first packet: replies need no rule.",
          "Security admin rules that no file shows are taken not to be there; where there are any,"
              + " they come before every group.");

  private Assumptions() {}

  /** One text for each assumption, of one or more whole sentences. */
  public static List<String> texts() {
    return TEXTS;
  }
}
