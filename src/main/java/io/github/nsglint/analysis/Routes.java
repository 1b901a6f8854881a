package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.Optional;

/** Whether a way leads from one place of a network to another, as far as peerings tell. */
final class Routes {
  private final Network network;

  Routes(Network network) {
    this.network = network;
  }

  /** Why no way is known; empty when one is. */
  Optional<Remark> missing(Area.Home from, Area.Home to) {
    if (from.subnet().isEmpty() || to.subnet().isEmpty()) {
      return from.withoutSubnet().or(to::withoutSubnet);
    }
    Subnet source = from.subnet().get();
    Subnet destination = to.subnet().get();
    Optional<ResourceId> here = source.id().parent();
    Optional<ResourceId> there = destination.id().parent();
    if (here.isPresent() && there.isPresent() && here.get().matches(there.get())) {
      return Optional.empty();
    }
    Optional<VirtualNetwork> left = Surroundings.virtualNetwork(source, network);
    Optional<VirtualNetwork> right = Surroundings.virtualNetwork(destination, network);
    if (left.isPresent() && right.isPresent()) {
      return unpeered(left.get(), right.get());
    }
    return Optional.of(
        new Remark(
            "no route is known between "
                + name(here)
                + " and "
                + name(there)
                + ": "
                + name(left.isPresent() ? there : here)
                + " was not read",
            left.isPresent() ? destination.span() : source.span()));
  }

  private static String name(Optional<ResourceId> id) {
    return id.map(ResourceId::name).orElse("?");
  }

  /** A peering carries nothing until both sides have made it. */
  private Optional<Remark> unpeered(VirtualNetwork left, VirtualNetwork right) {
    boolean there = names(left, right);
    boolean back = names(right, left);
    if (there && back) {
      return Optional.empty();
    }
    String between = "no route is known between " + left.name() + " and " + right.name() + ": ";
    if (!there && !back) {
      return Optional.of(
          new Remark(
              between + "no working peering of the two was read, nor a gateway", left.span()));
    }
    VirtualNetwork half = there ? right : left;
    VirtualNetwork other = there ? left : right;
    return Optional.of(
        new Remark(
            between
                + other.name()
                + " has a peering to "
                + half.name()
                + ", but no working one was read that leads back",
            half.span()));
  }

  /** A template tells no state; what Azure answers does. */
  private static boolean isConnected(VirtualNetworkPeering peering) {
    return peering
        .state()
        .map(state -> state.known().filter("Connected"::equalsIgnoreCase).isPresent())
        .orElse(true);
  }

  /** Whether one side surely has a peering to the other that works. */
  private boolean names(VirtualNetwork from, VirtualNetwork to) {
    return from.peerings().stream()
        .filter(peering -> peering.condition().isEmpty() && isConnected(peering))
        .anyMatch(peering -> Machines.leadsTo(peering.remote(), to, network));
  }
}
