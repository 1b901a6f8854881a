package io.github.nsglint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.management.SubResource;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.resourcemanager.network.fluent.models.ApplicationSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.BastionHostInner;
import com.azure.resourcemanager.network.fluent.models.EffectiveNetworkSecurityGroupListResultInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.RouteInner;
import com.azure.resourcemanager.network.fluent.models.RouteTableInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import com.azure.resourcemanager.network.models.EffectiveNetworkSecurityGroup;
import com.azure.resourcemanager.network.models.EffectiveNetworkSecurityRule;
import io.github.nsglint.document.Node;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.EffectiveSecurityRules;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Route;
import io.github.nsglint.model.RouteTable;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import io.github.nsglint.source.live.ArmEndpoint;
import io.github.nsglint.source.live.Cloud;
import io.github.nsglint.source.live.FakeAzure;
import io.github.nsglint.source.live.FolderStore;
import io.github.nsglint.source.live.LiveReading;
import io.github.nsglint.source.live.LiveScope;
import io.github.nsglint.source.live.ReadOperation;
import io.github.nsglint.source.live.RequestLimits;
import io.github.nsglint.source.live.SignIn;
import io.github.nsglint.source.live.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a snapshot keeps, read by Microsoft's own models, says the same as the network that is made
 * of it: line by line, in one spelling.
 */
class SdkModelsTest {
  private static final String TOKEN = "t0ken";

  @TempDir Path folder;

  static Stream<Path> networks() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("testdata/networks"))) {
      return all.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bothReadTheSame(Path network) throws Exception {
    try (FakeAzure azure =
        FakeAzure.https().serving(network.resolve("rest")).accepting(TOKEN).withMachines()) {
      new LiveReading(
              new Cloud(ArmEndpoint.parse(azure.url()).orElseThrow(), ""),
              SignIn.handedOver(TOKEN),
              Timing.system(),
              RequestLimits.standard(),
              "test")
          .read(
              new LiveScope(
                  List.of(),
                  List.of(),
                  true,
                  List.of(),
                  Set.of(ReadOperation.EFFECTIVE_SECURITY_RULES, ReadOperation.OPERATION_RESULTS),
                  List.of(LiveScope.ALL_INTERFACES),
                  List.of()),
              new FolderStore(folder),
              Optional.empty());
    }

    TreeSet<String> theirs = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        theirs.addAll(theirs(file));
      }
    }
    TreeSet<String> ours =
        new TreeSet<>(ours(JudgedNetwork.of(List.of(folder.toString())).network()));

    assertTrue(theirs.size() > 4, theirs::toString);
    assertEquals(
        Files.exists(network.resolve("rest/networkInterfaces.json")),
        theirs.stream().anyMatch(line -> line.startsWith("in force | ")));
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  /** Of one object of a list. */
  private interface FromJson<T> {
    T from(JsonReader reader) throws IOException;
  }

  private static <T> List<T> list(Path file, FromJson<T> model) throws IOException {
    List<T> all = new ArrayList<>();
    try (JsonReader reader = JsonProviders.createReader(Files.readAllBytes(file))) {
      reader.nextToken();
      while (reader.nextToken() != JsonToken.END_OBJECT) {
        reader.nextToken();
        while (reader.nextToken() != JsonToken.END_ARRAY) {
          all.add(model.from(reader));
        }
      }
    }
    return all;
  }

  private static List<String> theirs(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String type = name.replaceFirst("\\.json$", "").replaceFirst("^.*\\.", "");
    List<String> lines = new ArrayList<>();
    switch (type) {
      case "networkSecurityGroups" -> {
        for (NetworkSecurityGroupInner group : list(file, NetworkSecurityGroupInner::fromJson)) {
          group.securityRules().forEach(rule -> lines.add(line(group.id(), rule)));
        }
      }
      case "virtualNetworks" -> {
        for (VirtualNetworkInner each : list(file, VirtualNetworkInner::fromJson)) {
          lines.add(line("network", each.id(), blocks(each.addressSpace().addressPrefixes())));
          each.subnets().forEach(subnet -> lines.add(line(subnet)));
          each(each.virtualNetworkPeerings())
              .forEach(peering -> lines.add(line(each.id(), peering)));
        }
      }
      case "networkInterfaces" -> {
        for (NetworkInterfaceInner nic : list(file, NetworkInterfaceInner::fromJson)) {
          NetworkSecurityGroupInner group = nic.networkSecurityGroup();
          lines.add(line("nic", nic.id(), group == null ? "" : group.id()));
          nic.ipConfigurations().forEach(part -> lines.add(line(nic.id(), part)));
        }
      }
      case "routeTables" -> {
        for (RouteTableInner table : list(file, RouteTableInner::fromJson)) {
          each(table.routes()).forEach(route -> lines.add(line(table.id(), route)));
        }
      }
      case "publicIPAddresses" -> {
        for (PublicIpAddressInner each : list(file, PublicIpAddressInner::fromJson)) {
          lines.add(
              line(
                  "public",
                  each.id(),
                  text(each.ipAddress()),
                  text(each.sku() == null ? null : each.sku().name()),
                  text(each.publicIpAllocationMethod())));
        }
      }
      case "bastionHosts" ->
          list(file, BastionHostInner::fromJson).forEach(host -> lines.add(line(host)));
      case "effectiveNetworkSecurityGroups" -> {
        for (EffectiveNetworkSecurityGroupListResultInner answer :
            list(file, EffectiveNetworkSecurityGroupListResultInner::fromJson)) {
          for (EffectiveNetworkSecurityGroup group : answer.value()) {
            String of =
                id(group.networkSecurityGroup())
                    + " at "
                    + id(group.association().subnet())
                    + id(group.association().networkInterface());
            group.effectiveSecurityRules().forEach(rule -> lines.add(line(of, rule)));
          }
        }
      }
      default -> {}
    }
    return lines;
  }

  private static <T> List<T> each(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String line(String group, SecurityRuleInner rule) {
    return line(
        "rule",
        group,
        rule.name(),
        text(rule.priority()),
        text(rule.direction()),
        text(rule.access()),
        text(rule.protocol()),
        prefixes(
            rule.sourceAddressPrefix(),
            rule.sourceAddressPrefixes(),
            rule.sourceApplicationSecurityGroups()),
        ports(rule.sourcePortRange(), rule.sourcePortRanges()),
        prefixes(
            rule.destinationAddressPrefix(),
            rule.destinationAddressPrefixes(),
            rule.destinationApplicationSecurityGroups()),
        ports(rule.destinationPortRange(), rule.destinationPortRanges()));
  }

  private static String line(String group, EffectiveNetworkSecurityRule rule) {
    return line(
        "in force",
        group,
        rule.name().replaceFirst("^.*/", ""),
        text(rule.priority()),
        text(rule.direction()),
        text(rule.access()),
        text(rule.protocol()).replace("All", "*"),
        prefixes("", rule.sourceAddressPrefixes(), List.of()),
        ports("", rule.sourcePortRanges()),
        prefixes("", rule.destinationAddressPrefixes(), List.of()),
        ports("", rule.destinationPortRanges()));
  }

  private static String line(SubnetInner subnet) {
    List<String> blocks = new ArrayList<>(each(subnet.addressPrefixes()));
    if (subnet.addressPrefix() != null && blocks.isEmpty()) {
      blocks.add(subnet.addressPrefix());
    }
    return line(
        "subnet",
        subnet.id(),
        blocks(blocks),
        subnet.networkSecurityGroup() == null ? "" : subnet.networkSecurityGroup().id(),
        subnet.routeTable() == null ? "" : subnet.routeTable().id());
  }

  private static String line(String network, VirtualNetworkPeeringInner peering) {
    return line(
        "peering",
        network,
        id(peering.remoteVirtualNetwork()),
        text(peering.allowVirtualNetworkAccess()),
        text(peering.peeringState()));
  }

  private static String line(String nic, NetworkInterfaceIpConfigurationInner part) {
    return line(
        "address",
        nic,
        part.privateIpAddress() == null ? "" : block(part.privateIpAddress()),
        part.subnet() == null ? "" : part.subnet().id(),
        part.publicIpAddress() == null ? "" : part.publicIpAddress().id(),
        sorted(
            each(part.applicationSecurityGroups()).stream()
                .map(ApplicationSecurityGroupInner::id)
                .toList()));
  }

  private static String line(String table, RouteInner route) {
    return line(
        "route",
        table,
        route.name(),
        prefix(route.addressPrefix()),
        text(route.nextHopType()),
        text(route.nextHopIpAddress()));
  }

  private static String line(BastionHostInner host) {
    return line(
        "bastion",
        host.id(),
        sorted(each(host.ipConfigurations()).stream().map(part -> id(part.subnet())).toList()),
        text(host.sku() == null ? null : host.sku().name()),
        text(host.scaleUnits()),
        text(host.enableTunneling()),
        text(host.enableIpConnect()),
        text(host.disableCopyPaste()));
  }

  private static List<String> ours(Network network) {
    List<String> lines = new ArrayList<>();
    for (NetworkSecurityGroup group : network.groups()) {
      group.rules().forEach(rule -> lines.add(ours("rule", id(group), rule)));
    }
    for (EffectiveSecurityRules answer : network.effectiveRules()) {
      for (EffectiveSecurityRules.OfGroup group : answer.groups()) {
        String of = id(group.group()) + " at " + id(group.subnet()) + id(group.attachedInterface());
        group.rules().forEach(rule -> lines.add(ours("in force", of, rule)));
      }
    }
    for (VirtualNetwork each : network.virtualNetworks()) {
      lines.add(line("network", id(each), known(each.prefixes())));
      for (VirtualNetworkPeering peering : each.peerings()) {
        lines.add(
            line(
                "peering",
                id(each),
                id(peering.remote()),
                peering.access().map(SdkModelsTest::known).orElse(""),
                peering.state().map(SdkModelsTest::known).orElse("")));
      }
    }
    for (Subnet subnet : network.subnets()) {
      lines.add(
          line(
              "subnet",
              id(subnet),
              known(subnet.prefixes()),
              id(subnet.group()),
              id(subnet.routeTable())));
    }
    for (NetworkInterface nic : network.interfaces()) {
      lines.add(line("nic", id(nic), id(nic.group())));
      for (NetworkInterface.IpConfiguration part : nic.ipConfigurations()) {
        lines.add(
            line(
                "address",
                id(nic),
                part.privateAddress().map(SdkModelsTest::known).orElse(""),
                id(part.subnet()),
                id(part.publicAddress()),
                sorted(part.applicationGroups().stream().map(SdkModelsTest::id).toList())));
      }
    }
    for (RouteTable table : network.routeTables()) {
      for (Route route : table.routes()) {
        lines.add(
            line(
                "route",
                id(table),
                route.name(),
                ours(route.prefix()),
                known(route.nextHop()),
                route.nextHopAddress().map(SdkModelsTest::host).orElse("")));
      }
    }
    for (PublicIpAddress each : network.publicAddresses()) {
      lines.add(
          line(
              "public",
              id(each),
              property(each.body(), "properties", "ipAddress"),
              property(each.body(), "sku", "name"),
              property(each.body(), "properties", "publicIPAllocationMethod")));
    }
    for (BastionHost host : network.bastionHosts()) {
      lines.add(
          line(
              "bastion",
              id(host),
              sorted(host.subnets().stream().map(SdkModelsTest::id).toList()),
              property(host.body(), "sku", "name"),
              property(host.body(), "properties", "scaleUnits"),
              property(host.body(), "properties", "enableTunneling"),
              property(host.body(), "properties", "enableIpConnect"),
              property(host.body(), "properties", "disableCopyPaste")));
    }
    return lines;
  }

  private static String ours(String kind, String group, SecurityRule rule) {
    return line(
        kind,
        group,
        rule.name(),
        known(rule.priority()),
        known(rule.direction()),
        known(rule.access()),
        known(rule.protocol()),
        sorted(rule.sources().stream().map(SdkModelsTest::ours).toList()),
        oursPorts(rule.sourcePorts()),
        sorted(rule.destinations().stream().map(SdkModelsTest::ours).toList()),
        oursPorts(rule.destinationPorts()));
  }

  private static String line(String... parts) {
    return String.join(" | ", parts).toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private static String id(SubResource resource) {
    return resource == null ? "" : resource.id();
  }

  private static String id(Element element) {
    return element.id().toString();
  }

  private static String id(Reference reference) {
    return reference.fold(() -> "", to -> to.id().toString(), unresolved -> "?");
  }

  private static String known(Value<?> value) {
    return value.known().map(Object::toString).orElse("?");
  }

  private static String known(List<Value<Cidr>> values) {
    return sorted(values.stream().map(SdkModelsTest::known).toList());
  }

  private static String host(Value<Cidr> value) {
    return known(value).replaceFirst("/(32|128)$", "");
  }

  private static String property(Node.MapNode body, String outer, String inner) {
    return body.present(outer).orElse(null) instanceof Node.MapNode map
        ? map.present(inner).flatMap(Node::scalar).orElse("")
        : "";
  }

  private static String sorted(Collection<String> texts) {
    TreeSet<String> sorted = new TreeSet<>();
    texts.forEach(text -> sorted.add(text.toLowerCase(Locale.ROOT)));
    return sorted.toString();
  }

  private static String block(String text) {
    return Cidr.parse(text).map(Object::toString).orElse(text);
  }

  private static String blocks(List<String> texts) {
    return sorted(each(texts).stream().map(SdkModelsTest::block).toList());
  }

  private static String prefix(String text) {
    return text.equalsIgnoreCase("any") ? "*" : block(text.strip());
  }

  private static String prefixes(
      String single, List<String> several, List<ApplicationSecurityGroupInner> groups) {
    List<String> all = new ArrayList<>();
    if (single != null && !single.isEmpty()) {
      all.add(prefix(single));
    }
    each(several).forEach(text -> all.add(prefix(text)));
    each(groups).forEach(group -> all.add(group.id()));
    return sorted(all);
  }

  private static String ours(AddressPrefix prefix) {
    return prefix.fold(
        any -> "*",
        block -> block.cidr().toString(),
        tag -> tag.name(),
        group -> group.id().toString(),
        unresolved -> "?");
  }

  private static String ports(String single, List<String> several) {
    List<String> all = new ArrayList<>();
    if (single != null && !single.isEmpty()) {
      all.add(range(single));
    }
    each(several).forEach(text -> all.add(range(text)));
    return sorted(all);
  }

  private static String range(String text) {
    String stripped = text.strip();
    if (stripped.equals("*")) {
      return "0-65535";
    }
    return stripped.contains("-") ? stripped : stripped + "-" + stripped;
  }

  private static String oursPorts(List<PortPrefix> ports) {
    List<String> all = new ArrayList<>();
    for (PortPrefix port : ports) {
      all.add(port instanceof PortPrefix.Range range ? range.first() + "-" + range.last() : "?");
    }
    return sorted(all);
  }
}
