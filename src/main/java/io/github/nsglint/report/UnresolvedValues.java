package io.github.nsglint.report;

import io.github.nsglint.analysis.Attachments.Attached;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is not known of one element. Its condition is not among the values. */
final class UnresolvedValues {
  private final List<UnresolvedValue> found = new ArrayList<>();

  private UnresolvedValues() {}

  static List<UnresolvedValue> of(VirtualNetwork network) {
    UnresolvedValues values = new UnresolvedValues();
    network.prefixes().forEach(prefix -> values.value("addressPrefixes", prefix));
    for (VirtualNetworkPeering peering : network.peerings()) {
      values.reference("virtualNetworkPeerings", peering.remote());
      peering.remotePrefixes().forEach(prefix -> values.value("remoteAddressSpace", prefix));
      peering.access().ifPresent(access -> values.value("allowVirtualNetworkAccess", access));
      peering.state().ifPresent(state -> values.value("peeringState", state));
    }
    return values.found;
  }

  static List<UnresolvedValue> of(Subnet subnet, Attached group) {
    UnresolvedValues values = new UnresolvedValues();
    subnet.prefixes().forEach(prefix -> values.value("addressPrefixes", prefix));
    values.group(group);
    values.reference("routeTable", subnet.routeTable());
    return values.found;
  }

  static List<UnresolvedValue> of(Route route) {
    UnresolvedValues values = new UnresolvedValues();
    values.prefixes("addressPrefix", List.of(route.prefix()));
    values.value("nextHopType", route.nextHop());
    route.nextHopAddress().ifPresent(address -> values.value("nextHopIpAddress", address));
    return values.found;
  }

  static List<UnresolvedValue> of(VirtualMachine machine) {
    UnresolvedValues values = new UnresolvedValues();
    machine.interfaces().forEach(nic -> values.reference("networkInterfaces", nic));
    return values.found;
  }

  static List<UnresolvedValue> of(SecurityRule rule) {
    UnresolvedValues values = new UnresolvedValues();
    values.value("priority", rule.priority());
    values.value("direction", rule.direction());
    values.value("access", rule.access());
    values.value("protocol", rule.protocol());
    values.prefixes("sourceAddressPrefixes", rule.sources());
    values.ports("sourcePortRanges", rule.sourcePorts());
    values.prefixes("destinationAddressPrefixes", rule.destinations());
    values.ports("destinationPortRanges", rule.destinationPorts());
    return values.found;
  }

  static List<UnresolvedValue> of(NetworkInterface nic, Attached group) {
    UnresolvedValues values = new UnresolvedValues();
    values.group(group);
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      configuration
          .privateAddress()
          .ifPresent(address -> values.value("privateIPAddress", address));
      values.value("privateIPAddressVersion", configuration.family());
      values.reference("subnet", configuration.subnet());
      values.reference("publicIPAddress", configuration.publicAddress());
      configuration
          .applicationGroups()
          .forEach(member -> values.reference("applicationSecurityGroups", member));
    }
    return values.found;
  }

  static List<UnresolvedValue> of(BastionHost host) {
    UnresolvedValues values = new UnresolvedValues();
    Settings settings = new Settings(host.body());
    values.setting("sku", settings.sku());
    values.setting("properties", host.body().present("properties"));
    for (Node.Entry feature : settings.features()) {
      values.setting(feature.key().value(), Optional.of(feature.value()));
    }
    host.subnets().forEach(subnet -> values.reference("subnet", subnet));
    return values.found;
  }

  static List<UnresolvedValue> of(PublicIpAddress address) {
    UnresolvedValues values = new UnresolvedValues();
    Settings settings = new Settings(address.body());
    values.setting("sku", settings.sku());
    values.setting("properties", address.body().present("properties"));
    for (String key : Settings.OF_PUBLIC_ADDRESS) {
      values.setting(key, settings.find(key));
    }
    return values.found;
  }

  /** How many values of a network are not known. */
  static int count(Network network, Layout layout) {
    int count = 0;
    for (VirtualNetwork element : network.virtualNetworks()) {
      count += of(element).size();
    }
    for (Subnet subnet : network.subnets()) {
      count += of(subnet, layout.attachments().groupOf(subnet)).size();
    }
    for (NetworkInterface nic : network.interfaces()) {
      count += of(nic, layout.attachments().groupOf(nic)).size();
    }
    for (RouteTable table : network.routeTables()) {
      count += table.routes().stream().mapToInt(route -> of(route).size()).sum();
    }
    count += network.machines().stream().mapToInt(machine -> of(machine).size()).sum();
    count += network.bastionHosts().stream().mapToInt(host -> of(host).size()).sum();
    count += network.publicAddresses().stream().mapToInt(address -> of(address).size()).sum();
    return count
        + network.groups().stream()
            .flatMap(group -> group.rules().stream())
            .mapToInt(rule -> of(rule).size())
            .sum();
  }

  private void value(String property, Value<?> value) {
    if (value instanceof Value.Unknown<?> unknown) {
      add(property, unknown.reason(), unknown.span());
    }
  }

  private void reference(String property, Reference reference) {
    if (reference instanceof Reference.Unresolved unresolved) {
      add(property, unresolved.reason(), unresolved.span());
    }
  }

  private void group(Attached group) {
    if (group instanceof Attached.Unknown unknown) {
      add("networkSecurityGroup", unknown.why().text(), unknown.why().span());
    }
  }

  private void prefixes(String property, List<AddressPrefix> prefixes) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix instanceof AddressPrefix.Unresolved unresolved) {
        add(property, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void ports(String property, List<PortPrefix> ports) {
    for (PortPrefix port : ports) {
      if (port instanceof PortPrefix.Unresolved unresolved) {
        add(property, unresolved.reason(), unresolved.span());
      }
    }
  }

  private void setting(String property, Optional<Node> value) {
    if (value.isPresent() && value.get() instanceof Node.Unresolved unresolved) {
      add(property, unresolved.reason(), unresolved.span());
    }
  }

  /** One expression that stands for several properties is one value. */
  private void add(String property, String reason, Span span) {
    int last = found.size() - 1;
    if (last >= 0
        && found.get(last).span().equals(span)
        && found.get(last).reason().equals(reason)) {
      List<String> properties = new ArrayList<>(found.get(last).properties());
      if (!properties.contains(property)) {
        properties.add(property);
      }
      found.set(last, new UnresolvedValue(properties, reason, span));
    } else {
      found.add(new UnresolvedValue(List.of(property), reason, span));
    }
  }
}
