package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network interfaces and their IP configurations.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/network/nic">az network nic</a>
 */
final class NicCommands {
  static final String INTERFACES = "networkInterfaces";
  private static final String TYPE = ScriptedResources.NETWORK + INTERFACES;

  private final ScriptedResources resources;

  NicCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  ChangedResource interfaces() {
    return new ChangedResource(resources, INTERFACES, "--name");
  }

  void create(Invocation call) {
    Optional<Argument> name = call.one("--name");
    if (name.isEmpty()) {
      return;
    }
    ScriptedResource nic =
        new ScriptedResource(
            TYPE, resources.id(call, TYPE, name.get().value()), name.get(), call.place());
    call.one("--network-security-group")
        .filter(group -> !group.text().isEmpty())
        .ifPresent(
            group ->
                nic.property(
                    "networkSecurityGroup",
                    resources.reference(
                        call, group, ScriptedResources.NETWORK + NsgCommands.GROUPS)));
    Node configuration =
        configuration(call, new Argument(ScriptValue.of("ipconfig1"), call.place()));
    nic.property("ipConfigurations", new Node.ListNode(List.of(configuration), call.place()));
    resources.put(nic);
  }

  private Node configuration(Invocation call, Argument name) {
    List<Entry> inside = new ArrayList<>();
    subnet(call).ifPresent(subnet -> inside.add(ScriptedResource.entry("subnet", subnet)));
    call.one("--private-ip-address")
        .filter(address -> !address.text().isEmpty())
        .ifPresent(
            address -> inside.add(ScriptedResource.entry("privateIPAddress", address.node())));
    call.one("--private-ip-address-version")
        .ifPresent(
            version ->
                inside.add(ScriptedResource.entry("privateIPAddressVersion", version.node())));
    call.one("--public-ip-address")
        .filter(address -> !address.text().isEmpty())
        .ifPresent(
            address ->
                inside.add(
                    ScriptedResource.entry(
                        "publicIPAddress",
                        resources.reference(
                            call, address, ScriptedResources.NETWORK + HostCommands.ADDRESSES))));
    call.many("--application-security-groups")
        .filter(groups -> !groups.isEmpty())
        .ifPresent(
            groups ->
                inside.add(
                    ScriptedResource.entry(
                        "applicationSecurityGroups",
                        new NsgCommands(resources).applicationGroups(call, groups))));
    return ScriptedResource.map(
        call.place(),
        ScriptedResource.entry("name", name.node()),
        ScriptedResource.entry("properties", new Node.MapNode(inside, call.place())));
  }

  private Optional<Node> subnet(Invocation call) {
    Optional<Argument> subnet = call.one("--subnet");
    Optional<Argument> network = call.one("--vnet-name");
    if (subnet.isEmpty()) {
      return Optional.empty();
    }
    if (subnet.get().text().startsWith("/")) {
      return Optional.of(ScriptedResources.reference(subnet.get(), subnet.get().text()));
    }
    if (network.isEmpty()) {
      return Optional.of(
          new Node.Unresolved(
              "the virtual network of the subnet is not given", "", subnet.get().span()));
    }
    String type = ScriptedResources.NETWORK + VnetCommands.SUBNETS;
    return Optional.of(
        ScriptedResources.reference(
            subnet.get().with(network.get().value().then(subnet.get().value())),
            resources.id(call, type, network.get().value(), subnet.get().value())));
  }

  void update(Invocation call) {
    for (ScriptedResource nic : interfaces().found(call)) {
      Optional<Argument> group = call.one("--network-security-group");
      if (group.isPresent()
          && (group.get().text().isEmpty() || group.get().text().equals("null"))) {
        nic.remove("networkSecurityGroup", resources.perhaps());
      } else {
        group.ifPresent(
            name ->
                nic.change(
                    "networkSecurityGroup",
                    resources.reference(call, name, ScriptedResources.NETWORK + NsgCommands.GROUPS),
                    resources.perhaps()));
      }
      call.unread("--ip-configurations")
          .ifPresent(unread -> nic.change("ipConfigurations", unread, Optional.empty()));
    }
    interfaces().generic(call);
  }

  /** Adds or changes one of an interface's IP configurations, or takes it away. */
  void configuration(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> owner = call.one("--nic-name");
    if (name.isEmpty() || owner.isEmpty()) {
      return;
    }
    Optional<ScriptedResource> nic = resources.find(resources.id(call, TYPE, owner.get().value()));
    boolean creates = call.command().name().endsWith("create");
    Node before = nic.flatMap(found -> found.property("ipConfigurations")).orElse(null);
    if (nic.isPresent() && creates && before instanceof Node.ListNode list) {
      List<Node> all = new ArrayList<>(list.items());
      all.add(configuration(call, name.get()));
      nic.get()
          .change("ipConfigurations", new Node.ListNode(all, list.span()), resources.perhaps());
      return;
    }
    ScriptedResource target =
        nic.orElseGet(
            () -> new ChangedResource(resources, INTERFACES, "--nic-name").found(call).get(0));
    target.change(
        "ipConfigurations",
        new Node.Unresolved("an IP configuration is changed in place", "", name.get().span()),
        Optional.empty());
  }
}
