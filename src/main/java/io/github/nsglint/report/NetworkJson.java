package io.github.nsglint.report;

import io.github.nsglint.analysis.Attachments.Attached;
import io.github.nsglint.azure.Assumptions;
import io.github.nsglint.azure.ServiceTagSource;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.DiagnosticSetting;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of the input, for programs: one object. A key is always there; {@code null}
 * stands for what is absent or, with an entry in {@code unresolved}, not known. New keys may come;
 * none goes, and none changes its meaning, without a new {@code schemaVersion}.
 *
 * <pre>{@code
 * {
 *   "nsglint": "0.1.0",
 *   "schemaVersion": 1,
 *   "summary": {
 *     "virtualNetworks": 1, "subnets": 2, "networkSecurityGroups": 1, "securityRules": 8,
 *     "networkInterfaces": 0, "bastionHosts": 1, "publicIpAddresses": 1,
 *     "routeTables": 0, "applicationSecurityGroups": 0, "virtualMachines": 0,
 *     "unresolved": 1, "conditional": 0, "defects": 0, "problems": 0
 *   },
 *   "virtualNetworks": [{
 *     ELEMENT, "addressPrefixes": ["10.0.0.0/16", null],
 *     "peers": [{ "id": "/subscriptions/…", "read": true, "addressPrefixes": [],  // those the peering tells
 *                 "allowVirtualNetworkAccess": "true", "peeringState": null, CONDITION }],
 *     "unresolved": [UNRESOLVED]
 *   }],
 *   "subnets": [{
 *     ELEMENT, "virtualNetwork": "/subscriptions/…", "virtualNetworkRead": true,
 *     "addressPrefixes": ["10.0.1.0/24"], "networkSecurityGroup": GROUP,
 *     "routeTable": null, "unresolved": [UNRESOLVED]
 *   }],
 *   "routeTables": [{
 *     ELEMENT, "routes": [{
 *       "name": "to-firewall", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
 *       "nextHopIpAddress": "10.0.2.4",
 *       "file": "…", "line": 4, "column": 9, CONDITION, "unresolved": [UNRESOLVED]
 *     }]
 *   }],
 *   "networkSecurityGroups": [{
 *     ELEMENT, "subnets": ["/subscriptions/…"],   // attached for sure
 *     "contradictedSubnets": [],                  // it names them, as read they do not name it
 *     "networkInterfaces": [],
 *     "inbound": [{                               // in effective order, Azure's own rules too
 *       "name": "AllowHttps", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
 *       "sourceAddressPrefixes": ["Internet", null], "sourceApplicationSecurityGroups": [],
 *       "sourcePortRanges": ["*"],
 *       "destinationAddressPrefixes": ["*"], "destinationApplicationSecurityGroups": [],
 *       "destinationPortRanges": ["443", "8000-8080"],
 *       "standard": false,                        // true: Azure's own, its place is the group's
 *       "file": "…", "line": 4, "column": 9, "condition": null, "unresolved": [UNRESOLVED]
 *     }],
 *     "outbound": [ … ],
 *     "defects": [{ "severity": "error", "code": "rule-priority", "message": "…", "file": "…",
 *                   "line": 3, "column": 1, "endLine": 3, "endColumn": 2 }]
 *   }],
 *   "applicationSecurityGroups": [{ ELEMENT }],
 *   "networkInterfaces": [{
 *     ELEMENT, "networkSecurityGroup": GROUP,
 *     "ipConfigurations": [{ "privateAddress": null, "subnet": "/subscriptions/…",
 *                            "publicIpAddress": null, "applicationSecurityGroups": ["/subscriptions/…"] }],
 *     "unresolved": [UNRESOLVED]
 *   }],
 *   "virtualMachines": [{ ELEMENT, "networkInterfaces": ["/subscriptions/…"], "unresolved": [UNRESOLVED] }],
 *   "bastionHosts": [{
 *     ELEMENT, "sku": "Standard", "switchedOn": ["enableTunneling"], "subnets": ["/subscriptions/…"],
 *     "unresolved": [UNRESOLVED]
 *   }],
 *   "publicIpAddresses": [{
 *     ELEMENT, "sku": "Standard", "ipAddress": null, "publicIPAllocationMethod": "Static",
 *     "publicIPAddressVersion": "IPv4", "unresolved": [UNRESOLVED]
 *   }],
 *   "assumptions": ["VirtualNetwork holds …"],
 *   "problems": [ … ],                            // as defects
 *   "serviceTags": null                           // as in the report of check
 * }
 * ELEMENT:    "id": "/subscriptions/…", "name": "vnet-hub", "file": "…", "line": 3, "column": 15,
 *             CONDITION
 * CONDITION:  "condition": null or { "symbol": "⟨…⟩" or null, "reason": "…", "file": "…", "line": 3, "column": 15 }
 * GROUP:      { "state": "attached" or "none" or "unknown", "id": "/subscriptions/…" or null }
 * UNRESOLVED: { "properties": ["priority"], "reason": "…", "file": "…", "line": 3, "column": 15 }
 * }</pre>
 *
 * A rule whose direction is not known stands in both lists. An element with a {@code condition} may
 * not be there. Ids start at {@code /providers} when the input does not say where the resource is
 * deployed. Lines and columns count from 1, columns in UTF-16 units. Names are those of the input,
 * reasons and messages are safe to show.
 */
public final class NetworkJson {
  private static final int SCHEMA_VERSION = 1;

  private final JsonOutput out;
  private final ElementJson elements;
  private final Layout layout;

  private NetworkJson(JsonOutput out, Layout layout) {
    this.out = out;
    this.elements = new ElementJson(out);
    this.layout = layout;
  }

  /**
   * @param problems of loading, in the order to show them
   * @param serviceTags the file of service tags, if one was given
   * @param version of this program
   * @param stream stays open
   */
  public static void write(
      Network network,
      List<Problem> problems,
      Optional<ServiceTagSource> serviceTags,
      String version,
      OutputStream stream)
      throws IOException {
    Layout layout = new Layout(network);
    try (JsonOutput out = JsonOutput.to(stream)) {
      out.writeStartObject();
      out.writeStringField("nsglint", version);
      out.writeNumberField("schemaVersion", SCHEMA_VERSION);
      summary(out, NetworkCounts.of(network, layout, problems));
      new NetworkJson(out, layout).elements(network);
      out.writeStrings("assumptions", Assumptions.texts());
      out.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        JsonReport.problem(out, problem);
      }
      out.writeEndArray();
      JsonReport.serviceTags(out, serviceTags);
      out.writeEndObject();
      out.writeLineEnd();
    }
  }

  private static void summary(JsonOutput out, NetworkCounts counts) throws IOException {
    out.writeObjectFieldStart("summary");
    out.writeNumberField("virtualNetworks", counts.virtualNetworks());
    out.writeNumberField("subnets", counts.subnets());
    out.writeNumberField("networkSecurityGroups", counts.groups());
    out.writeNumberField("securityRules", counts.rules());
    out.writeNumberField("networkInterfaces", counts.interfaces());
    out.writeNumberField("bastionHosts", counts.bastionHosts());
    out.writeNumberField("publicIpAddresses", counts.publicAddresses());
    out.writeNumberField("routeTables", counts.routeTables());
    out.writeNumberField("applicationSecurityGroups", counts.applicationGroups());
    out.writeNumberField("virtualMachines", counts.machines());
    out.writeNumberField("unresolved", counts.unresolved());
    out.writeNumberField("conditional", counts.conditional());
    out.writeNumberField("defects", counts.defects());
    out.writeNumberField("problems", counts.problems());
    out.writeEndObject();
  }

  private void elements(Network network) throws IOException {
    out.writeArrayFieldStart("virtualNetworks");
    for (VirtualNetwork element : network.virtualNetworks()) {
      virtualNetwork(element);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("subnets");
    for (Subnet subnet : network.subnets()) {
      subnet(subnet);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("routeTables");
    for (RouteTable table : network.routeTables()) {
      routeTable(table);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("networkSecurityGroups");
    GroupJson groups = new GroupJson(out, layout);
    for (NetworkSecurityGroup group : network.groups()) {
      groups.write(group);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("applicationSecurityGroups");
    for (ApplicationSecurityGroup group : network.applicationGroups()) {
      elements.start(group);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("networkInterfaces");
    for (NetworkInterface nic : network.interfaces()) {
      networkInterface(nic);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("virtualMachines");
    for (VirtualMachine machine : network.machines()) {
      elements.start(machine);
      elements.references("networkInterfaces", machine.interfaces());
      elements.unresolved(UnresolvedValues.of(machine));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("bastionHosts");
    for (BastionHost host : network.bastionHosts()) {
      bastionHost(host);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("publicIpAddresses");
    for (PublicIpAddress address : network.publicAddresses()) {
      publicAddress(address);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("diagnosticSettings");
    for (DiagnosticSetting setting : network.diagnosticSettings()) {
      elements.start(setting);
      elements.reference("resource", setting.resource());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void virtualNetwork(VirtualNetwork network) throws IOException {
    elements.start(network);
    elements.values("addressPrefixes", network.prefixes());
    out.writeArrayFieldStart("peers");
    for (VirtualNetworkPeering peering : network.peerings()) {
      peering(peering);
    }
    out.writeEndArray();
    elements.unresolved(UnresolvedValues.of(network));
    out.writeEndObject();
  }

  private void peering(VirtualNetworkPeering peering) throws IOException {
    out.writeStartObject();
    elements.reference("id", peering.remote());
    out.writeBooleanField("read", peering.remote() instanceof Reference.To to && layout.isRead(to));
    elements.values("addressPrefixes", peering.remotePrefixes());
    elements.value("allowVirtualNetworkAccess", peering.access());
    elements.value("peeringState", peering.state());
    elements.condition(peering.condition());
    out.writeEndObject();
  }

  private void routeTable(RouteTable table) throws IOException {
    elements.start(table);
    out.writeArrayFieldStart("routes");
    for (Route route : table.routes()) {
      out.writeStartObject();
      out.writeStringField("name", route.name());
      AddressPrefix prefix = route.prefix();
      elements.text(
          "addressPrefix",
          prefix instanceof AddressPrefix.Unresolved
              ? Optional.empty()
              : Optional.of(prefix.toString()));
      elements.value("nextHopType", Optional.of(route.nextHop()));
      elements.value("nextHopIpAddress", route.nextHopAddress());
      JsonReport.place(out, route.span());
      elements.condition(route.condition());
      elements.unresolved(UnresolvedValues.of(route));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void subnet(Subnet subnet) throws IOException {
    elements.start(subnet);
    elements.text("virtualNetwork", subnet.id().parent().map(ResourceId::toString));
    out.writeBooleanField("virtualNetworkRead", layout.hasVirtualNetwork(subnet));
    elements.values("addressPrefixes", subnet.prefixes());
    Attached group = layout.attachments().groupOf(subnet);
    group(group, subnet.group());
    elements.reference("routeTable", subnet.routeTable());
    elements.unresolved(UnresolvedValues.of(subnet, group));
    out.writeEndObject();
  }

  /** The id is known even of a group that was not read. */
  private void group(Attached attached, Reference reference) throws IOException {
    out.writeObjectFieldStart("networkSecurityGroup");
    out.writeStringField(
        "state", attached.fold(() -> "none", group -> "attached", unknown -> "unknown"));
    elements.reference("id", reference);
    out.writeEndObject();
  }

  private void networkInterface(NetworkInterface nic) throws IOException {
    elements.start(nic);
    Attached group = layout.attachments().groupOf(nic);
    group(group, nic.group());
    out.writeArrayFieldStart("ipConfigurations");
    for (IpConfiguration configuration : nic.ipConfigurations()) {
      out.writeStartObject();
      elements.text(
          "privateAddress",
          configuration.privateAddress().flatMap(address -> address.known().map(Object::toString)));
      elements.reference("subnet", configuration.subnet());
      elements.reference("publicIpAddress", configuration.publicAddress());
      elements.references("applicationSecurityGroups", configuration.applicationGroups());
      out.writeEndObject();
    }
    out.writeEndArray();
    elements.unresolved(UnresolvedValues.of(nic, group));
    out.writeEndObject();
  }

  private void bastionHost(BastionHost host) throws IOException {
    Settings settings = new Settings(host.body());
    elements.start(host);
    elements.setting("sku", settings.sku());
    out.writeStrings("switchedOn", settings.switchedOn());
    elements.references("subnets", host.subnets());
    elements.unresolved(UnresolvedValues.of(host));
    out.writeEndObject();
  }

  private void publicAddress(PublicIpAddress address) throws IOException {
    Settings settings = new Settings(address.body());
    elements.start(address);
    elements.setting("sku", settings.sku());
    for (String key : Settings.OF_PUBLIC_ADDRESS) {
      elements.setting(key, settings.find(key));
    }
    elements.unresolved(UnresolvedValues.of(address));
    out.writeEndObject();
  }
}
