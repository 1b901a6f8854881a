package io.github.nsglint.analysis;

import java.util.List;
import java.util.Optional;

/**
 * What the input shows beside the network and the subnet: routes, peers and machines.
 *
 * @param routes of the subnet's route table; none, and there is no table
 */
record PlainTopology(List<Route> routes, List<Peer> peers, List<Machine> machines) {
  static final PlainTopology NOTHING = new PlainTopology(List.of(), List.of(), List.of());

  PlainTopology {
    routes = List.copyOf(routes);
    peers = List.copyOf(peers);
    machines = List.copyOf(machines);
  }

  /** How much of a route, or of a peering, is known to count. */
  enum Effect {
    /** Its addresses belong to VirtualNetwork. */
    SURE,
    PERHAPS,
    /** A route of which the prefix is not known; a peering that allows no access. */
    HIDDEN_OR_REFUSED
  }

  /**
   * @param to a block, or a service tag, which counts perhaps
   */
  record Route(String to, Effect effect) {}

  /**
   * @param block its address space
   */
  record Peer(String block, Effect effect) {}

  /** Whether a machine belongs to the application security group. */
  enum Membership {
    MEMBER,
    HIDDEN,
    NO
  }

  /**
   * A machine in the subnet.
   *
   * @param address a block of one address; empty when Azure chooses it
   * @param sure whether it is deployed for sure
   */
  record Machine(Optional<String> address, Membership membership, boolean sure) {}
}
