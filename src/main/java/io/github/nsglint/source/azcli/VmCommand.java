package io.github.nsglint.source.azcli;

import static io.github.nsglint.source.azcli.ScriptedResource.entry;
import static io.github.nsglint.source.azcli.ScriptedResource.map;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine, and what az makes for it when it is not told of: an interface, a group that lets SSH
 * or RDP in from everywhere, a public address, and a virtual network where there is none.
 *
 * <p>Problems: {@code script-option}, several machines in one call, which are not followed.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/vm#az-vm-create">az vm create</a>
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/vm/_validators.py">what
 *     az takes for what is not given</a>
 * @see <a
 *     href="https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/vm/_template_builder.py">the
 *     rule of the group, build_nsg_resource</a>
 */
final class VmCommand {
  private static final String MACHINES = "Microsoft.Compute/virtualMachines";
  private static final String PORT_22 = "22";
  private static final String PORT_3389 = "3389";

  /** Publishers and aliases of images for Linux, as their names start; in lower case. */
  private static final List<String> LINUX =
      List.of(
          "almalinux",
          "canonical",
          "centos",
          "coreos",
          "credativ",
          "debian",
          "flatcar",
          "kinvolk",
          "opensuse",
          "openlogic",
          "oracle",
          "redhat",
          "rhel",
          "rocky",
          "sles",
          "suse",
          "ubuntu");

  private final ScriptedResources resources;
  private final Invocation call;
  private final Argument name;

  private VmCommand(ScriptedResources resources, Invocation call, Argument name) {
    this.resources = resources;
    this.call = call;
    this.name = name;
  }

  static void create(ScriptedResources resources, Invocation call) {
    call.one("--name").ifPresent(name -> new VmCommand(resources, call, name).create());
  }

  private void create() {
    call.words("--admin-password").forEach(password -> password.span().conceal());
    Invocation.Given count = call.given().get("--count");
    if (count != null) {
      resources
          .problems()
          .accept(
              Problem.error(
                  "script-option",
                  "'--count' makes several machines, which are not followed",
                  count.option()));
      return;
    }
    Optional<List<Argument>> nics = call.many("--nics").filter(all -> !all.isEmpty());
    List<Node> interfaces = new ArrayList<>();
    if (nics.isPresent()) {
      for (Argument nic : nics.get()) {
        interfaces.add(
            resources.reference(call, nic, ScriptedResources.NETWORK + NicCommands.INTERFACES));
      }
    } else {
      interfaces.add(ScriptedResources.reference(name, ownInterface().id()));
    }
    ScriptedResource machine =
        new ScriptedResource(
            MACHINES, resources.id(call, MACHINES, name.value()), name, call.place());
    Node list = new Node.ListNode(interfaces, name.span());
    machine.property("networkProfile", map(call.place(), entry("networkInterfaces", list)));
    resources.put(machine);
  }

  private ScriptedResource own(String kind, String suffix) {
    String type = ScriptedResources.NETWORK + kind;
    Argument made = suffixed(suffix);
    return new ScriptedResource(type, resources.id(call, type, made.value()), made, call.place());
  }

  private Argument suffixed(String suffix) {
    return name.with(name.value().then(ScriptValue.of(suffix)));
  }

  private ScriptedResource ownInterface() {
    ScriptedResource nic = own(NicCommands.INTERFACES, "VMNic");
    group().ifPresent(group -> nic.property("networkSecurityGroup", group));
    List<Entry> inside = new ArrayList<>();
    inside.add(entry("subnet", subnet()));
    address().ifPresent(address -> inside.add(entry("publicIPAddress", address)));
    call.one("--private-ip-address")
        .ifPresent(address -> inside.add(entry("privateIPAddress", address.node())));
    call.many("--asgs")
        .filter(groups -> !groups.isEmpty())
        .ifPresent(
            groups ->
                inside.add(
                    entry(
                        "applicationSecurityGroups",
                        new NsgCommands(resources).applicationGroups(call, groups))));
    Node configuration =
        map(
            call.place(),
            entry("name", suffixed("ipconfig").node()),
            entry("properties", new Node.MapNode(inside, call.place())));
    nic.property("ipConfigurations", new Node.ListNode(List.of(configuration), call.place()));
    resources.put(nic);
    return nic;
  }

  private Optional<Node> group() {
    Optional<Argument> given = call.one("--nsg");
    if (given.isPresent()) {
      return given.filter(group -> !group.text().isEmpty()).map(this::namedGroup);
    }
    ScriptedResource group = own(NsgCommands.GROUPS, "NSG");
    resources.put(group);
    boolean none =
        call.one("--nsg-rule").filter(rule -> rule.text().equalsIgnoreCase("NONE")).isPresent();
    if (!none) {
      rule(group);
    }
    return Optional.of(ScriptedResources.reference(group.name(), group.id()));
  }

  /** az makes the group, with its own rule, if there is none of this name. */
  private Node namedGroup(Argument name) {
    String type = ScriptedResources.NETWORK + NsgCommands.GROUPS;
    String id = resources.id(call, type, name.value());
    if (!name.text().startsWith("/") && resources.find(id).isEmpty()) {
      ScriptedResource group = new ScriptedResource(type, id, name, call.place());
      group.property(
          "securityRules",
          new Node.Unresolved(
              "az makes '"
                  + name.text()
                  + "' with a rule for SSH or RDP from everywhere, unless it is there already",
              "",
              name.span()));
      resources.put(group);
    }
    return ScriptedResources.reference(name, id);
  }

  private void rule(ScriptedResource group) {
    ScriptValue port = port();
    Argument rule =
        name.with(
            port.isKnown()
                ? ScriptValue.of(port.text().equals(PORT_22) ? "default-allow-ssh" : "rdp")
                : ScriptValue.unknown("default rule", port.reason().orElseThrow()));
    ScriptedResource made =
        new ScriptedResource(
            group.type() + "/securityRules",
            group.id() + "/securityRules/" + rule.text(),
            rule,
            call.place());
    made.property("priority", new Node.NumberNode("1000", call.place()));
    made.property("direction", fixed("Inbound"));
    made.property("access", fixed("Allow"));
    made.property("protocol", fixed("Tcp"));
    made.property("sourceAddressPrefix", fixed("*"));
    made.property("sourcePortRange", fixed("*"));
    made.property("destinationAddressPrefix", fixed("*"));
    made.property("destinationPortRange", port.node(call.place()));
    resources.put(made);
  }

  private Node fixed(String text) {
    return ScriptValue.of(text).node(call.place());
  }

  /** SSH for Linux, RDP for Windows, if no option says it. */
  private ScriptValue port() {
    Optional<Argument> asked = call.one("--nsg-rule");
    if (asked.isPresent()) {
      return asked.get().isKnown()
          ? ScriptValue.of(asked.get().text().equalsIgnoreCase("RDP") ? PORT_3389 : PORT_22)
          : asked.get().value();
    }
    String system = call.one("--os-type").map(Argument::text).orElse("").toLowerCase(Locale.ROOT);
    if (system.equals("linux") || call.has("--generate-ssh-keys") || call.has("--ssh-key-values")) {
      return ScriptValue.of(PORT_22);
    }
    if (system.equals("windows")) {
      return ScriptValue.of(PORT_3389);
    }
    Optional<Argument> image = call.one("--image");
    String lower = image.map(Argument::text).orElse("").toLowerCase(Locale.ROOT);
    boolean known = image.filter(Argument::isKnown).isPresent();
    String[] urn = lower.split(":", -1);
    if (known && urn.length >= 4 && !lower.contains("://")) {
      // publisher:offer:sku:version; az goes by the offer, whatever the image has.
      return ScriptValue.of(urn[1].contains("windows") ? PORT_3389 : PORT_22);
    }
    if (known && (lower.startsWith("win") || lower.startsWith("microsoftwindows"))) {
      return ScriptValue.of(PORT_3389);
    }
    if (known && LINUX.stream().anyMatch(lower::startsWith)) {
      return ScriptValue.of(PORT_22);
    }
    return ScriptValue.unknown(
        "22 or 3389",
        "az opens 22 for Linux and 3389 for Windows, and the image does not tell which");
  }

  private Optional<Node> address() {
    String type = ScriptedResources.NETWORK + HostCommands.ADDRESSES;
    Optional<Argument> given = call.one("--public-ip-address");
    if (given.isPresent()) {
      boolean none =
          given.get().isKnown()
              && (given.get().text().isEmpty() || given.get().text().equals("\"\""));
      return none ? Optional.empty() : Optional.of(resources.reference(call, given.get(), type));
    }
    ScriptedResource address = own(HostCommands.ADDRESSES, "PublicIP");
    Argument sku =
        call.one("--public-ip-sku")
            .orElseGet(() -> new Argument(ScriptValue.of("Standard"), call.place()));
    address.outer("sku", ChangedResource.sku(sku));
    address.property(
        "publicIPAllocationMethod",
        call.one("--public-ip-address-allocation")
            .map(Argument::node)
            .orElseGet(() -> fixed(sku.text().equalsIgnoreCase("Basic") ? "Dynamic" : "Static")));
    resources.put(address);
    return Optional.of(ScriptedResources.reference(address.name(), address.id()));
  }

  private Node subnet() {
    String networks = ScriptedResources.NETWORK + VnetCommands.NETWORKS;
    String subnets = ScriptedResources.NETWORK + VnetCommands.SUBNETS;
    Optional<Argument> subnet = call.one("--subnet");
    Optional<Argument> network = call.one("--vnet-name");
    if (subnet.isPresent() && subnet.get().text().startsWith("/")) {
      return ScriptedResources.reference(subnet.get(), subnet.get().text());
    }
    if (subnet.isPresent() && network.isPresent()) {
      String id = resources.id(call, subnets, network.get().value(), subnet.get().value());
      addTo(resources.find(resources.id(call, networks, network.get().value())), id, subnet.get());
      return ScriptedResources.reference(
          subnet.get().with(network.get().value().then(subnet.get().value())), id);
    }
    if (subnet.isEmpty() && network.isEmpty()) {
      String inGroup = resources.id(call, networks, ScriptValue.of(""));
      List<ScriptedResource> candidates =
          resources.ofType(subnets, inGroup.substring(0, inGroup.length() - 1)).stream()
              .filter(found -> !found.name().text().equalsIgnoreCase("GatewaySubnet"))
              .toList();
      if (!candidates.isEmpty()) {
        return candidates.size() == 1
            ? ScriptedResources.reference(candidates.get(0).name(), candidates.get(0).id())
            : new Node.Unresolved(
                "az picks one of the subnets that the resource group has", "", call.place());
      }
    }
    return newSubnet(networks, subnets, network, subnet);
  }

  /** A network that is there gets the subnet, if it has none of this name. */
  private void addTo(Optional<ScriptedResource> network, String id, Argument name) {
    boolean isMade = network.isPresent() && resources.isMade(network.get());
    if (isMade && resources.find(id).isEmpty()) {
      ScriptedResource made =
          new ScriptedResource(
              ScriptedResources.NETWORK + VnetCommands.SUBNETS, id, name, call.place());
      made.property("addressPrefix", prefix("--subnet-address-prefix", "10.0.0.0/24").node());
      resources.put(made);
    }
  }

  private Node newSubnet(
      String networks, String subnets, Optional<Argument> network, Optional<Argument> subnet) {
    Argument networkName = network.orElseGet(() -> suffixed("VNET"));
    Argument subnetName = subnet.orElseGet(() -> suffixed("Subnet"));
    String networkId = resources.id(call, networks, networkName.value());
    String id = resources.id(call, subnets, networkName.value(), subnetName.value());
    if (resources.find(networkId).isEmpty()) {
      ScriptedResource made = new ScriptedResource(networks, networkId, networkName, call.place());
      made.property(
          "addressSpace",
          VnetCommands.space(List.of(prefix("--vnet-address-prefix", "10.0.0.0/16"))));
      resources.put(made);
      ScriptedResource inside = new ScriptedResource(subnets, id, subnetName, call.place());
      inside.property("addressPrefix", prefix("--subnet-address-prefix", "10.0.0.0/24").node());
      resources.put(inside);
    }
    return ScriptedResources.reference(
        subnetName.with(networkName.value().then(subnetName.value())), id);
  }

  private Argument prefix(String option, String otherwise) {
    return call.one(option).orElseGet(() -> new Argument(ScriptValue.of(otherwise), call.place()));
  }
}
