package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bastion hosts and public addresses.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/network/bastion">az network bastion</a>
 * @see <a href="https://learn.microsoft.com/cli/azure/network/public-ip">az network public-ip</a>
 */
final class HostCommands {
  static final String ADDRESSES = "publicIPAddresses";
  private static final String HOSTS = "bastionHosts";
  private static final Map<String, String> FEATURES = features();

  /**
   * az announced that it would change its default from Basic to Standard; which one a script gets
   * depends on the version that runs it.
   */
  private static final ScriptValue ADDRESS_SKU =
      ScriptValue.unknown("", "the default of --sku differs between versions of az");

  private final ScriptedResources resources;

  HostCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  private static Map<String, String> features() {
    Map<String, String> features = new LinkedHashMap<>();
    features.put("--disable-copy-paste", "disableCopyPaste");
    features.put("--enable-ip-connect", "enableIpConnect");
    features.put("--enable-tunneling", "enableTunneling");
    features.put("--file-copy", "enableFileCopy");
    features.put("--kerberos", "enableKerberos");
    features.put("--session-recording", "enableSessionRecording");
    features.put("--shareable-link", "enableShareableLink");
    return features;
  }

  ChangedResource addresses() {
    return new ChangedResource(resources, ADDRESSES, "--name");
  }

  ChangedResource hosts() {
    return new ChangedResource(resources, HOSTS, "--name");
  }

  void createAddress(Invocation call) {
    Optional<Argument> name = call.one("--name");
    if (name.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + ADDRESSES;
    ScriptedResource address =
        new ScriptedResource(
            type, resources.id(call, type, name.get().value()), name.get(), call.place());
    Argument sku =
        call.one("--sku")
            .orElseGet(() -> new Argument(call.open().orElse(ADDRESS_SKU), call.place()));
    address.outer("sku", ChangedResource.sku(sku));
    address.property(
        "publicIPAllocationMethod",
        call.one("--allocation-method").map(Argument::node).orElseGet(() -> allocation(sku, call)));
    call.one("--version")
        .ifPresent(version -> address.property("publicIPAddressVersion", version.node()));
    resources.put(address);
  }

  /** Standard addresses are always static; az asks for dynamic Basic ones. */
  private static Node allocation(Argument sku, Invocation call) {
    if (!sku.isKnown()) {
      return sku.node();
    }
    return ScriptValue.of(sku.text().equalsIgnoreCase("Basic") ? "Dynamic" : "Static")
        .node(call.place());
  }

  void updateAddress(Invocation call) {
    for (ScriptedResource address : addresses().found(call)) {
      call.one("--sku")
          .ifPresent(
              sku -> address.changeOuter("sku", ChangedResource.sku(sku), resources.perhaps()));
      call.one("--allocation-method")
          .ifPresent(
              value ->
                  address.change("publicIPAllocationMethod", value.node(), resources.perhaps()));
      call.one("--version")
          .ifPresent(
              value -> address.change("publicIPAddressVersion", value.node(), resources.perhaps()));
    }
    addresses().generic(call);
  }

  /** Features that are not named stay out: az sends false for them, which is Azure's default. */
  void createHost(Invocation call) {
    Optional<Argument> name = call.one("--name");
    Optional<Argument> network = call.one("--vnet-name");
    if (name.isEmpty() || network.isEmpty()) {
      return;
    }
    String type = ScriptedResources.NETWORK + HOSTS;
    ScriptedResource host =
        new ScriptedResource(
            type, resources.id(call, type, name.get().value()), name.get(), call.place());
    Argument sku =
        call.one("--sku")
            .orElseGet(
                () -> new Argument(call.open().orElse(ScriptValue.of("Standard")), call.place()));
    host.outer("sku", ChangedResource.sku(sku));
    if (sku.isKnown() && sku.text().equalsIgnoreCase("Developer")) {
      host.property(
          "virtualNetwork",
          resources.reference(
              call, network.get(), ScriptedResources.NETWORK + VnetCommands.NETWORKS));
    } else {
      host.property("ipConfigurations", configuration(call, network.get()));
    }
    features(call, host);
    resources.put(host);
  }

  private Node configuration(Invocation call, Argument network) {
    String subnets = ScriptedResources.NETWORK + VnetCommands.SUBNETS;
    String subnet =
        resources.id(call, subnets, network.value(), ScriptValue.of("AzureBastionSubnet"));
    Node.Entry inside =
        ScriptedResource.entry("subnet", ScriptedResources.reference(network, subnet));
    Optional<Node.Entry> address =
        call.one("--public-ip-address")
            .filter(name -> !name.text().isEmpty())
            .map(
                name ->
                    ScriptedResource.entry(
                        "publicIPAddress",
                        resources.reference(call, name, ScriptedResources.NETWORK + ADDRESSES)));
    Node properties =
        address.isPresent()
            ? ScriptedResource.map(call.place(), inside, address.get())
            : ScriptedResource.map(call.place(), inside);
    Node.MapNode one =
        ScriptedResource.map(
            call.place(),
            ScriptedResource.entry("name", ScriptValue.of("bastion_ip_config").node(call.place())),
            ScriptedResource.entry("properties", properties));
    return new Node.ListNode(List.of(one), call.place());
  }

  private void features(Invocation call, ScriptedResource host) {
    call.one("--scale-units")
        .ifPresent(
            units -> host.change("scaleUnits", ChangedResource.scalar(units), resources.perhaps()));
    FEATURES.forEach(
        (option, key) ->
            call.truth(option)
                .or(() -> call.open().map(value -> value.node(call.place())))
                .ifPresent(value -> host.change(key, value, resources.perhaps())));
  }

  void updateHost(Invocation call) {
    for (ScriptedResource host : hosts().found(call)) {
      sku(call).ifPresent(sku -> host.changeOuter("sku", sku, resources.perhaps()));
      features(call, host);
      call.unread("--ip-configurations")
          .ifPresent(unread -> host.change("ipConfigurations", unread, resources.perhaps()));
      call.unread("--virtual-network")
          .ifPresent(unread -> host.change("virtualNetwork", unread, resources.perhaps()));
    }
    hosts().generic(call);
  }

  /** {@code --sku Standard}, {@code --sku name=Standard}, {@code --sku "{name:Standard}"}. */
  private static Optional<Node> sku(Invocation call) {
    return call.many("--sku")
        .filter(values -> !values.isEmpty())
        .map(
            values -> {
              Argument value = values.get(0);
              String text = value.text();
              String name =
                  text.startsWith("{name:") && text.endsWith("}")
                      ? text.substring(6, text.length() - 1).strip()
                      : text.startsWith("name=") ? text.substring(5) : text;
              return ChangedResource.sku(value.with(value.value().withText(name)));
            });
  }
}
