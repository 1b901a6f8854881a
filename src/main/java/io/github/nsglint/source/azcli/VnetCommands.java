package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.List;
import java.util.Optional;

/**
 * Virtual networks, subnets and peerings.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/network/vnet">az network vnet</a>
 */
final class VnetCommands {
  static final String NETWORKS = "virtualNetworks";
  static final String SUBNETS = NETWORKS + "/subnets";
  private static final String PEERINGS = NETWORKS + "/virtualNetworkPeerings";
  private static final String OTHERWISE = "10.0.0.0/16";

  private final ScriptedResources resources;

  VnetCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  ChangedResource networks() {
    return new ChangedResource(resources, NETWORKS, "--name");
  }

  ChangedResource subnets() {
    return new ChangedResource(resources, SUBNETS, "--vnet-name", "--name");
  }

  ChangedResource peerings() {
    return new ChangedResource(resources, PEERINGS, "--vnet-name", "--name");
  }

  void createNetwork(Invocation call) {
    Optional<Argument> name = call.one("--name");
    if (name.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + NETWORKS;
    String id = resources.id(call, type, name.get().value());
    ScriptedResource network = new ScriptedResource(type, id, name.get(), call.place());
    List<Argument> prefixes =
        call.many("--address-prefixes")
            .filter(all -> !all.isEmpty())
            .orElseGet(
                () ->
                    List.of(
                        new Argument(call.open().orElse(ScriptValue.of(OTHERWISE)), call.place())));
    network.property("addressSpace", space(prefixes));
    call.unread("--subnets").ifPresent(unread -> network.property("subnets", unread));
    resources.put(network);
    call.one("--subnet-name").ifPresent(subnet -> firstSubnet(call, id, subnet, prefixes.get(0)));
  }

  static Node space(List<Argument> prefixes) {
    return ScriptedResource.map(
        prefixes.get(0).span(),
        ScriptedResource.entry("addressPrefixes", NsgCommands.list(prefixes)));
  }

  /** Without a prefix of its own, it gets the first /24 of the network. */
  private void firstSubnet(Invocation call, String network, Argument name, Argument space) {
    ScriptedResource subnet =
        new ScriptedResource(
            ScriptedResources.NETWORK + SUBNETS,
            network + "/subnets/" + name.text(),
            name,
            call.place());
    List<Argument> prefixes =
        call.many("--subnet-prefixes")
            .filter(all -> !all.isEmpty())
            .orElseGet(() -> List.of(space.with(first24(space.value()))));
    prefixes(subnet, prefixes);
    attachGroup(call, subnet);
    resources.put(subnet);
  }

  private static ScriptValue first24(ScriptValue space) {
    int slash = space.text().indexOf('/');
    int length = slash < 0 ? -1 : ScriptVariables.number(space.text().substring(slash + 1));
    if (!space.isKnown() || length < 0) {
      return ScriptValue.unknown(
          "first subnet of " + space.text(), "az derives it from the prefix of the network");
    }
    return ScriptValue.of(space.text().substring(0, slash) + "/" + Math.max(24, length));
  }

  private void prefixes(ScriptedResource subnet, List<Argument> prefixes) {
    String key = prefixes.size() == 1 ? "addressPrefix" : "addressPrefixes";
    String other = prefixes.size() == 1 ? "addressPrefixes" : "addressPrefix";
    Node value = prefixes.size() == 1 ? prefixes.get(0).node() : NsgCommands.list(prefixes);
    subnet.change(key, value, resources.perhaps());
    subnet.remove(other, resources.perhaps());
  }

  private void attachGroup(Invocation call, ScriptedResource subnet) {
    attach(call, subnet, "--network-security-group", "networkSecurityGroup", NsgCommands.GROUPS);
  }

  /** An empty text or null takes away what is attached. */
  private void attach(
      Invocation call, ScriptedResource target, String option, String key, String type) {
    Optional<Argument> name = call.one(option);
    if (name.isEmpty()) {
      return;
    }
    boolean nothing =
        name.get().isKnown() && (name.get().text().isEmpty() || name.get().text().equals("null"));
    if (nothing) {
      target.remove(key, resources.perhaps());
    } else {
      target.change(
          key,
          resources.reference(call, name.get(), ScriptedResources.NETWORK + type),
          resources.perhaps());
    }
  }

  void updateNetwork(Invocation call) {
    if (call.many("--address-prefixes").filter(all -> !all.isEmpty()).isPresent()) {
      for (ScriptedResource network : networks().found(call)) {
        network.change(
            "addressSpace",
            space(call.many("--address-prefixes").orElseThrow()),
            resources.perhaps());
      }
    }
    networks().generic(call);
  }

  void createSubnet(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> network = call.one("--vnet-name");
    if (name.isEmpty() || network.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + SUBNETS;
    String id = resources.id(call, type, network.get().value(), name.get().value());
    ScriptedResource subnet = new ScriptedResource(type, id, name.get(), call.place());
    Optional<List<Argument>> prefixes =
        call.many("--address-prefixes").filter(all -> !all.isEmpty());
    if (prefixes.isPresent() || call.open().isEmpty()) {
      prefixes.ifPresent(all -> prefixes(subnet, all));
    } else {
      subnet.property("addressPrefix", call.byItself(ScriptValue.of("")));
    }
    attachGroup(call, subnet);
    attach(call, subnet, "--route-table", "routeTable", RouteCommands.TABLES);
    resources.put(subnet);
  }

  void updateSubnet(Invocation call) {
    for (ScriptedResource subnet : subnets().found(call)) {
      call.many("--address-prefixes")
          .filter(all -> !all.isEmpty())
          .ifPresent(all -> prefixes(subnet, all));
      attachGroup(call, subnet);
      attach(call, subnet, "--route-table", "routeTable", RouteCommands.TABLES);
    }
    subnets().generic(call);
  }

  /** az lets the networks reach each other only where it is told to. */
  void createPeering(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> network = call.one("--vnet-name");
    Optional<Argument> remote = call.one("--remote-vnet");
    if (name.isEmpty() || network.isEmpty() || remote.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + PEERINGS;
    String id = resources.id(call, type, network.get().value(), name.get().value());
    ScriptedResource peering = new ScriptedResource(type, id, name.get(), call.place());
    peering.property(
        "remoteVirtualNetwork",
        resources.reference(call, remote.get(), ScriptedResources.NETWORK + NETWORKS));
    flag(call, peering, "--allow-vnet-access", "allowVirtualNetworkAccess");
    flag(call, peering, "--allow-forwarded-traffic", "allowForwardedTraffic");
    if (call.has("--local-subnet-names") || call.has("--remote-subnet-names")) {
      peering.property("peerCompleteVnets", new Node.BoolNode(false, call.place()));
    }
    resources.put(peering);
  }

  private static void flag(Invocation call, ScriptedResource target, String option, String key) {
    target.property(
        key,
        call.truth(option)
            .orElseGet(
                () ->
                    call.open().isPresent()
                        ? call.byItself(ScriptValue.of(""))
                        : new Node.BoolNode(false, call.place())));
  }

  void updatePeering(Invocation call) {
    for (ScriptedResource peering : peerings().found(call)) {
      call.truth("--allow-vnet-access")
          .ifPresent(
              value -> peering.change("allowVirtualNetworkAccess", value, resources.perhaps()));
    }
    peerings().generic(call);
  }
}
