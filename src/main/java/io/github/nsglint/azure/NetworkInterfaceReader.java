package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.flow.Family;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Value;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

final class NetworkInterfaceReader {
  /** By what is written: many interfaces lie in one subnet, whose id is read and held once. */
  private final Map<String, ResourceId> subnets = new HashMap<>();

  NetworkInterface read(Resource resource, ResourceId id) {
    Node.MapNode properties = Properties.of(resource.body());
    List<IpConfiguration> configurations = new ArrayList<>();
    for (Node node : Properties.list(properties, "ipConfigurations")) {
      configurations.add(
          node instanceof Node.MapNode map
              ? configuration(Properties.of(map), resource.span())
              : unknown(
                  node instanceof Node.Unresolved unresolved
                      ? unresolved.reason()
                      : "no object stands here",
                  node.span()));
    }
    return new NetworkInterface(
        id,
        Properties.reference(properties, "networkSecurityGroup"),
        configurations,
        resource.kept(),
        resource.condition(),
        resource.span());
  }

  private static IpConfiguration unknown(String reason, Span span) {
    Reference reference = new Reference.Unresolved(reason, span);
    return new IpConfiguration(
        Optional.of(new Value.Unknown<>(reason, span)),
        new Value.Unknown<>(reason, span),
        reference,
        reference,
        List.of(reference));
  }

  private IpConfiguration configuration(Node.MapNode properties, Span resource) {
    List<Reference> groups = new ArrayList<>();
    for (Node group : Properties.list(properties, "applicationSecurityGroups")) {
      groups.add(Properties.reference(group));
    }
    return new IpConfiguration(
        Properties.present(properties, "privateIPAddress").map(NetworkInterfaceReader::address),
        family(properties, resource),
        subnet(properties),
        Properties.reference(properties, "publicIPAddress"),
        groups);
  }

  private Reference subnet(Node.MapNode properties) {
    Node id =
        Properties.present(properties, "subnet").orElse(null) instanceof Node.MapNode map
            ? map.present("id").orElse(null)
            : null;
    if (!(id instanceof Node.TextNode text)) {
      return Properties.reference(properties, "subnet");
    }
    ResourceId known = subnets.get(text.value());
    if (known != null) {
      return new Reference.To(known, text.span());
    }
    Reference reference = Properties.reference(properties, "subnet");
    if (reference instanceof Reference.To to) {
      subnets.put(text.value(), to.id());
    }
    return reference;
  }

  /** Azure takes IPv4 where nothing is said: that of the resource itself is a place for it. */
  private static Value<Family> family(Node.MapNode properties, Span resource) {
    Optional<Node> version = Properties.present(properties, "privateIPAddressVersion");
    if (version.isEmpty()) {
      return new Value.Known<>(Family.IPV4, resource);
    }
    Node node = version.get();
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    return switch (node.scalar().orElse("").toLowerCase(Locale.ROOT)) {
      case "ipv4" -> new Value.Known<>(Family.IPV4, node.span());
      case "ipv6" -> new Value.Known<>(Family.IPV6, node.span());
      default -> new Value.Unknown<>("this is no version of IP", node.span());
    };
  }

  private static Value<Cidr> address(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved);
    }
    Optional<Cidr> cidr = node.scalar().flatMap(Cidr::parse).map(Cidr::withoutText);
    return cidr.isPresent()
        ? new Value.Known<>(cidr.get(), node.span())
        : new Value.Unknown<>("this is no address", node.span());
  }
}
