package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What decides where packets go before any group is asked: the prefixes of networks and subnets,
 * peerings, and routes. Their names and their order make no difference.
 */
final class TopologyDrift {
  private final Element element;
  private final List<Difference> differences = new ArrayList<>();

  private TopologyDrift(Element element) {
    this.element = element;
  }

  static List<Difference> between(Element declared, Element deployed) {
    TopologyDrift drift = new TopologyDrift(declared);
    if (declared instanceof Subnet wanted && deployed instanceof Subnet there) {
      drift.prefixes(wanted.prefixes(), there.prefixes());
    } else if (declared instanceof VirtualNetwork wanted
        && deployed instanceof VirtualNetwork there) {
      drift.prefixes(wanted.prefixes(), there.prefixes());
      drift.peerings(wanted.peerings(), there.peerings());
    } else if (declared instanceof RouteTable wanted && deployed instanceof RouteTable there) {
      drift.routes(wanted.routes(), there.routes());
    }
    return drift.differences;
  }

  private void prefixes(List<Value<Cidr>> wanted, List<Value<Cidr>> there) {
    Set<String> declared = new TreeSet<>();
    for (Value<Cidr> prefix : wanted) {
      if (prefix.known().isEmpty()) {
        add(Kind.UNKNOWN, "a declared address prefix is not known", prefix.span());
        return;
      }
      prefix.known().ifPresent(cidr -> declared.add(text(cidr)));
    }
    Set<String> deployed = new TreeSet<>();
    there.forEach(prefix -> prefix.known().ifPresent(cidr -> deployed.add(text(cidr))));
    if (!declared.isEmpty() && !declared.equals(deployed)) {
      add(
          Kind.PROPERTY,
          "address prefixes: declared " + declared + ", deployed " + deployed,
          element.span());
    }
  }

  private static String text(Cidr cidr) {
    return Cidr.text(cidr.first()) + "/" + cidr.length();
  }

  private void peerings(List<VirtualNetworkPeering> wanted, List<VirtualNetworkPeering> there) {
    for (VirtualNetworkPeering peering : there) {
      if (peering.remote() instanceof Reference.Unresolved open) {
        add(
            Kind.UNKNOWN,
            "which peerings are deployed is not known: " + open.reason(),
            element.span());
        return;
      }
    }
    List<VirtualNetworkPeering> extra = new ArrayList<>(there);
    boolean known = true;
    for (VirtualNetworkPeering peering : wanted) {
      if (peering.remote() instanceof Reference.To to && to.id().isNamed()) {
        Optional<VirtualNetworkPeering> found =
            there.stream().filter(each -> leadsTo(each, to)).findFirst();
        found.ifPresent(extra::remove);
        peering("peering with " + to.id().shownName(), peering, found);
      } else {
        known = false;
        add(Kind.UNKNOWN, "with whom a declared peering is, is not known", peering.span());
      }
    }
    for (VirtualNetworkPeering peering : extra) {
      if (known && peering.remote() instanceof Reference.To to) {
        add(
            Kind.PROPERTY,
            "peering with " + to.id().shownName() + ": not declared, deployed",
            element.span());
      }
    }
  }

  private static boolean leadsTo(VirtualNetworkPeering peering, Reference.To wanted) {
    return peering.remote() instanceof Reference.To to && to.id().matches(wanted.id());
  }

  private void peering(
      String what, VirtualNetworkPeering wanted, Optional<VirtualNetworkPeering> found) {
    if (found.isEmpty()) {
      absent(what, "", wanted.condition().isPresent(), wanted.span());
      return;
    }
    Optional<Value<Boolean>> access = wanted.access();
    if (access.isEmpty()) {
      return;
    }
    Optional<Boolean> declared = access.get().known();
    Optional<Boolean> deployed = found.get().access().flatMap(Value::known);
    if (declared.isEmpty()) {
      add(
          Kind.UNKNOWN,
          what + ": the declared allowVirtualNetworkAccess is not known",
          access.get().span());
    } else if (!declared.equals(deployed)) {
      add(
          Kind.PROPERTY,
          what
              + ": allowVirtualNetworkAccess: declared '"
              + declared.get()
              + "', deployed "
              + deployed.map(value -> "'" + value + "'").orElse("not set"),
          access.get().span());
    }
  }

  /** Azure takes one route a prefix in one table. */
  private void routes(List<Route> wanted, List<Route> there) {
    Map<String, Route> deployed = new LinkedHashMap<>();
    for (Route route : there) {
      if (route.prefix() instanceof AddressPrefix.Unresolved open) {
        add(
            Kind.UNKNOWN,
            "which routes are deployed is not known: " + open.reason(),
            element.span());
        return;
      }
      deployed.put(prefix(route), route);
    }
    Map<String, Route> extra = new LinkedHashMap<>(deployed);
    boolean known = true;
    for (Route route : wanted) {
      if (route.prefix() instanceof AddressPrefix.Unresolved open) {
        known = false;
        add(Kind.UNKNOWN, "a declared route is not known: " + open.reason(), open.span());
      } else {
        extra.remove(prefix(route));
        route(route, Optional.ofNullable(deployed.get(prefix(route))));
      }
    }
    if (known) {
      extra.forEach(
          (prefix, route) ->
              add(
                  Kind.PROPERTY,
                  "route to " + prefix + ": not declared, deployed " + way(route),
                  element.span()));
    }
  }

  private static String prefix(Route route) {
    return route.prefix() instanceof AddressPrefix.Block block
        ? text(block.cidr())
        : route.prefix().toString();
  }

  private void route(Route wanted, Optional<Route> found) {
    String what = "route to " + prefix(wanted);
    if (found.isEmpty()) {
      absent(what, " " + way(wanted), wanted.condition().isPresent(), wanted.span());
    } else if (isOpen(wanted)) {
      add(Kind.UNKNOWN, what + ": where it is declared to lead is not known", wanted.span());
    } else if (!way(wanted).equals(way(found.get()))) {
      add(
          Kind.PROPERTY,
          what + ": declared " + way(wanted) + ", deployed " + way(found.get()),
          wanted.span());
    }
  }

  private static boolean isOpen(Route route) {
    return route.nextHop().known().isEmpty()
        || route.nextHopAddress().filter(address -> address.known().isEmpty()).isPresent();
  }

  /** {@code VirtualAppliance 10.0.0.4}. */
  private static String way(Route route) {
    return route.nextHop().fold(Object::toString, TopologyDrift::open)
        + route
            .nextHopAddress()
            .map(
                address -> " " + address.fold(cidr -> Cidr.text(cidr.first()), TopologyDrift::open))
            .orElse("");
  }

  private static String open(Value.Unknown<?> value) {
    return "⟨" + value.reason() + "⟩";
  }

  private void absent(String what, String how, boolean perhaps, Span span) {
    add(
        perhaps ? Kind.UNKNOWN : Kind.PROPERTY,
        what
            + (perhaps
                ? ": not deployed, and whether it should be is not known"
                : ": declared" + how + ", not deployed"),
        span);
  }

  private void add(Kind kind, String what, Span span) {
    differences.add(
        new Difference(kind, PropertyDrift.name(element), element.id().toString(), what, span));
  }
}
