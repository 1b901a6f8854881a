package io.github.nsglint.analysis;

import java.util.List;

/**
 * A security rule as a person reads it: numbers and names only, decided by comparisons. What the
 * sets of the program are held against.
 *
 * @param protocol as Azure writes it
 * @param sources names of a {@link PlainWorld}
 * @param standard whether Azure adds it
 */
record PlainRule(
    String name,
    int priority,
    boolean inbound,
    boolean allows,
    String protocol,
    List<String> sources,
    List<Ports> sourcePorts,
    List<String> destinations,
    List<Ports> destinationPorts,
    boolean standard) {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ESP = 50;
  static final int AH = 51;
  static final Ports ALL_PORTS = new Ports(0, 65535);

  /** Both ends belong to it. */
  record Ports(int first, int last) {
    boolean contains(int port) {
      return first <= port && port <= last;
    }

    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /** One flow; the addresses are cells of a {@link PlainWorld}. */
  record Packet(int protocol, int source, int sourcePort, int destination, int destinationPort) {}

  /** What Azure adds to each group. */
  static List<PlainRule> standardRules() {
    return List.of(
        standard("AllowVnetInBound", 65000, true, true, "VirtualNetwork", "VirtualNetwork"),
        standard("AllowAzureLoadBalancerInBound", 65001, true, true, "AzureLoadBalancer", "*"),
        standard("DenyAllInBound", 65500, true, false, "*", "*"),
        standard("AllowVnetOutBound", 65000, false, true, "VirtualNetwork", "VirtualNetwork"),
        standard("AllowInternetOutBound", 65001, false, true, "*", "Internet"),
        standard("DenyAllOutBound", 65500, false, false, "*", "*"));
  }

  private static PlainRule standard(
      String name, int priority, boolean inbound, boolean allows, String from, String to) {
    List<Ports> all = List.of(ALL_PORTS);
    return new PlainRule(
        name, priority, inbound, allows, "*", List.of(from), all, List.of(to), all, true);
  }

  boolean matches(Packet packet, PlainWorld world) {
    return matchesProtocolAndPorts(packet, world)
        && sources.stream().anyMatch(name -> world.contains(name, packet.source()))
        && destinations.stream().anyMatch(name -> world.contains(name, packet.destination()));
  }

  private boolean matchesProtocolAndPorts(Packet packet, PlainWorld world) {
    boolean any = protocol.equals("*");
    boolean withPorts = packet.protocol() == TCP || packet.protocol() == UDP;
    boolean known = withPorts || packet.protocol() == ICMP;
    if (any ? !known && !world.anyMeansEspAndAh() : number(protocol) != packet.protocol()) {
      return false;
    }
    if (!withPorts) {
      boolean allPorts = sourcePorts.contains(ALL_PORTS) && destinationPorts.contains(ALL_PORTS);
      return !any || allPorts || world.anyIgnoresPorts();
    }
    return sourcePorts.stream().anyMatch(ports -> ports.contains(packet.sourcePort()))
        && destinationPorts.stream().anyMatch(ports -> ports.contains(packet.destinationPort()));
  }

  static int number(String protocol) {
    return switch (protocol) {
      case "Icmp" -> ICMP;
      case "Tcp" -> TCP;
      case "Udp" -> UDP;
      case "Esp" -> ESP;
      case "Ah" -> AH;
      default -> throw new AssertionError(protocol);
    };
  }

  PlainRule named(String other) {
    return new PlainRule(
        other,
        priority,
        inbound,
        allows,
        protocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard);
  }

  PlainRule at(int otherPriority) {
    return new PlainRule(
        name,
        otherPriority,
        inbound,
        allows,
        protocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard);
  }

  PlainRule directed(boolean isInbound, boolean isAllow) {
    return new PlainRule(
        name,
        priority,
        isInbound,
        isAllow,
        protocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard);
  }

  PlainRule of(String otherProtocol) {
    return new PlainRule(
        name,
        priority,
        inbound,
        allows,
        otherProtocol,
        sources,
        sourcePorts,
        destinations,
        destinationPorts,
        standard);
  }

  PlainRule between(List<String> from, List<String> to) {
    return new PlainRule(
        name,
        priority,
        inbound,
        allows,
        protocol,
        from,
        sourcePorts,
        to,
        destinationPorts,
        standard);
  }

  PlainRule onPorts(List<Ports> from, List<Ports> to) {
    return new PlainRule(
        name, priority, inbound, allows, protocol, sources, from, destinations, to, standard);
  }
}
