package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code az vm open-port}: a rule in the group of a machine's interface, or of its subnet, that
 * lets everybody in on a port.
 *
 * <p>Problems: {@code script-command}, which group it changes is not known.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/vm#az-vm-open-port">az vm open-port</a>
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/vm/custom.py">the
 *     rule, open_vm_port</a>
 */
final class PortCommand {
  private static final String GROUP = "networkSecurityGroup";

  private final ScriptedResources resources;
  private final Invocation call;

  private PortCommand(ScriptedResources resources, Invocation call) {
    this.resources = resources;
    this.call = call;
  }

  static void open(ScriptedResources resources, Invocation call) {
    new PortCommand(resources, call).open();
  }

  private void open() {
    Optional<Argument> port = call.one("--port");
    Optional<String> group = holder().flatMap(this::group);
    if (port.isEmpty() || group.isEmpty()) {
      resources
          .problems()
          .accept(
              Problem.error(
                  "script-command",
                  "which group 'az vm open-port' changes is not known; the port is not seen",
                  call.place()));
      return;
    }
    rule(group.get(), port.get());
  }

  /** What has the group: the only interface of the machine, or its subnet. */
  private Optional<ScriptedResource> holder() {
    Optional<ScriptedResource> nic =
        call.one("--name")
            .flatMap(
                name ->
                    resources.find(
                        resources.id(call, "Microsoft.Compute/virtualMachines", name.value())))
            .flatMap(machine -> machine.property("networkProfile"))
            .flatMap(profile -> only(profile, "networkInterfaces"))
            .flatMap(PortCommand::id)
            .flatMap(resources::find);
    if (!call.has("--apply-to-subnet")) {
      return nic;
    }
    return nic.flatMap(found -> found.property("ipConfigurations"))
        .flatMap(PortCommand::only)
        .flatMap(configuration -> member(configuration, "properties"))
        .flatMap(inside -> member(inside, "subnet"))
        .flatMap(PortCommand::id)
        .flatMap(resources::find);
  }

  private static Optional<Node> member(Node node, String key) {
    return node instanceof MapNode map ? map.get(key) : Optional.empty();
  }

  private static Optional<Node> only(Node node, String key) {
    return member(node, key).flatMap(PortCommand::only);
  }

  private static Optional<Node> only(Node node) {
    return node instanceof ListNode list && list.items().size() == 1
        ? Optional.of(list.items().get(0))
        : Optional.empty();
  }

  /** An id that depends on what is not known is one all the same, by its name. */
  private static Optional<String> id(Node reference) {
    return member(reference, "id")
        .map(
            id -> id instanceof Node.Unresolved unknown ? unknown.symbol() : id.scalar().orElse(""))
        .filter(id -> !id.isEmpty());
  }

  /** The id of the group; az makes one where there is none. */
  private Optional<String> group(ScriptedResource holder) {
    Optional<Node> reference = holder.property(GROUP);
    if (reference.isPresent()) {
      return id(reference.get());
    }
    String type = ScriptedResources.NETWORK + NsgCommands.GROUPS;
    Argument machine = call.one("--name").orElseThrow();
    Argument name =
        call.one("--nsg")
            .orElseGet(
                () ->
                    machine.with(
                        ScriptValue.unknown(
                            "group of " + machine.text(), "az makes up the name of the group")));
    ScriptedResource made =
        new ScriptedResource(type, resources.id(call, type, name.value()), name, call.place());
    resources.put(made);
    holder.change(GROUP, ScriptedResources.reference(name, made.id()), resources.perhaps());
    return Optional.of(made.id());
  }

  private void rule(String group, Argument port) {
    List<Node> ports =
        Arrays.stream(port.text().split(",", -1))
            .map(one -> port.value().withText(one.strip()).node(port.span()))
            .toList();
    String name =
        port.text().equals("*") ? "open-port-all" : "open-port-" + port.text().replace(',', '_');
    ScriptedResource rule =
        new ScriptedResource(
            ScriptedResources.NETWORK + NsgCommands.GROUPS + "/securityRules",
            group + "/securityRules/" + name,
            port.with(port.value().withText(name)),
            call.place());
    rule.property(
        "priority",
        call.one("--priority")
            .map(ChangedResource::scalar)
            .orElseGet(() -> new Node.NumberNode("900", call.place())));
    rule.property("direction", fixed("Inbound"));
    rule.property("access", fixed("Allow"));
    for (String any :
        List.of("protocol", "sourceAddressPrefix", "sourcePortRange", "destinationAddressPrefix")) {
      rule.property(any, fixed("*"));
    }
    if (ports.size() == 1) {
      rule.property("destinationPortRange", ports.get(0));
    } else {
      rule.property("destinationPortRanges", new ListNode(ports, port.span()));
    }
    resources.put(rule);
  }

  private Node fixed(String text) {
    return ScriptValue.of(text).node(call.place());
  }
}
