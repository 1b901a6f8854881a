package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Value;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class NetworkInterfaceReader {
  private NetworkInterfaceReader() {}

  static NetworkInterface read(Resource resource, ResourceId id) {
    Node.MapNode properties = Properties.of(resource.body());
    List<IpConfiguration> configurations = new ArrayList<>();
    for (Node node : Properties.list(properties, "ipConfigurations")) {
      if (node instanceof Node.MapNode map) {
        configurations.add(configuration(Properties.of(map)));
      }
    }
    return new NetworkInterface(
        id,
        Properties.reference(properties, "networkSecurityGroup"),
        configurations,
        resource.body(),
        resource.condition(),
        resource.span());
  }

  private static IpConfiguration configuration(Node.MapNode properties) {
    List<Reference> groups = new ArrayList<>();
    for (Node group : Properties.list(properties, "applicationSecurityGroups")) {
      groups.add(Properties.reference(group));
    }
    return new IpConfiguration(
        properties.present("privateIPAddress").map(NetworkInterfaceReader::address),
        Properties.reference(properties, "subnet"),
        Properties.reference(properties, "publicIPAddress"),
        groups);
  }

  private static Value<Cidr> address(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved);
    }
    Optional<Cidr> cidr = node.scalar().flatMap(Cidr::parse);
    return cidr.isPresent()
        ? new Value.Known<>(cidr.get(), node.span())
        : new Value.Unknown<>("this is no address", node.span());
  }
}
