package io.github.nsglint.analysis;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.policy.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which resources may refer to which by a property. Each is read once for a property, not once for
 * each target: a tenant has hundreds of Bastion subnets and hundreds of thousands of interfaces.
 */
final class Referrers {
  private static final List<String> SUBNET_OF_INTERFACE = List.of("ipConfigurations", "subnet");

  private final Network network;

  /** By kind and property. */
  private final Map<String, Referring> known = new HashMap<>();

  Referrers(Network network) {
    this.network = network;
  }

  /**
   * Resources of one kind.
   *
   * @param byKey those that name a resource, by the key of its id, in the order of the network
   * @param areNamed false if one of them may refer to anything
   */
  private record Referring(
      List<? extends Element> all, Map<ResourceId.Key, List<Element>> byKey, boolean areNamed) {}

  /** All that refer to a resource, or may do so, in the order of the network; perhaps others. */
  synchronized List<? extends Element> of(
      Condition.Related related, ResourceId id, PropertyCheck properties) {
    String property = related.kind().key() + " " + String.join(".", related.property());
    Referring referring = known.get(property);
    if (referring == null) {
      referring = read(related, properties);
      known.put(property, referring);
    }
    return referring.areNamed() && id.isNamed()
        ? referring.byKey().getOrDefault(id.key(), List.of())
        : referring.all();
  }

  private Referring read(Condition.Related related, PropertyCheck properties) {
    List<? extends Element> all = PropertyCheck.elements(network, related.kind());
    boolean bySubnet = related.property().equals(SUBNET_OF_INTERFACE);
    Map<ResourceId.Key, List<Element>> byKey = new HashMap<>();
    boolean named = true;
    for (Element element : all) {
      List<ResourceId> subnets =
          bySubnet && element instanceof NetworkInterface nic ? subnets(nic) : List.of();
      for (ResourceId subnet : subnets) {
        named &= add(byKey, subnet, element);
      }
      if (subnets.isEmpty()) {
        for (Node value : properties.values(PropertyCheck.subject(element), related.property())) {
          Node id = PropertyCheck.idOf(value);
          Optional<ResourceId> meant = ResourceId.parse(PropertyCheck.textOf(id));
          named &=
              meant.isPresent()
                  ? add(byKey, meant.get(), element)
                  : !(id instanceof Node.Unresolved);
        }
      }
    }
    return new Referring(all, byKey, named);
  }

  /** False if the id says not for sure what it names. */
  private static boolean add(
      Map<ResourceId.Key, List<Element>> byKey, ResourceId id, Element element) {
    if (id.isNamed()) {
      List<Element> same = byKey.computeIfAbsent(id.key(), k -> new ArrayList<>(1));
      if (same.isEmpty() || same.get(same.size() - 1) != element) {
        same.add(element);
      }
    }
    return id.isNamed();
  }

  /**
   * Those that an interface names, without reading its body again; none if anything of it must be
   * looked at there.
   */
  private static List<ResourceId> subnets(NetworkInterface nic) {
    List<ResourceId> subnets = new ArrayList<>();
    for (NetworkInterface.IpConfiguration configuration : nic.ipConfigurations()) {
      if (!(configuration.subnet() instanceof Reference.To to)) {
        return List.of();
      }
      subnets.add(to.id());
    }
    return subnets;
  }
}
