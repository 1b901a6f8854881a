package io.github.nsglint.analysis;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machines of a network, as far as their interfaces tell. */
final class Machines {
  private final Network network;

  Machines(Network network) {
    this.network = network;
  }

  /** The interfaces that have this very address. */
  List<NetworkInterface> at(Cidr address) {
    return network.interfaces().stream()
        .filter(nic -> nic.ipConfigurations().stream().anyMatch(part -> isAt(part, address)))
        .toList();
  }

  private static boolean isAt(IpConfiguration part, Cidr address) {
    return part.privateAddress()
        .flatMap(value -> value.known())
        .filter(cidr -> cidr.first().equals(address.first()))
        .isPresent();
  }

  static boolean isAt(PublicIpAddress address, Cidr wanted) {
    return property(address.body(), "ipAddress")
        .flatMap(Node::scalar)
        .flatMap(Cidr::parse)
        .filter(cidr -> cidr.first().equals(wanted.first()))
        .isPresent();
  }

  /** The interface that a public address leads to, if it is the only one. */
  Optional<NetworkInterface> behind(PublicIpAddress address) {
    List<NetworkInterface> found =
        network.interfaces().stream()
            .filter(
                nic ->
                    nic.ipConfigurations().stream()
                        .anyMatch(part -> leadsTo(part.publicAddress(), address)))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private boolean leadsTo(Reference reference, Element element) {
    return leadsTo(reference, element, network);
  }

  /** Whether a reference means an element, or may mean it beside others of the same id. */
  static boolean leadsTo(Reference reference, Element element, Network network) {
    return reference instanceof Reference.To to
        && network.find(to.id(), to.span()).stream().anyMatch(found -> found == element);
  }

  /** The subnets of an interface that were read. */
  List<Subnet> subnetsOf(NetworkInterface nic) {
    List<Subnet> found = new ArrayList<>();
    for (IpConfiguration part : nic.ipConfigurations()) {
      if (part.subnet() instanceof Reference.To to) {
        for (Element element : network.find(to.id(), to.span())) {
          if (element instanceof Subnet subnet && !isAmong(subnet, found)) {
            found.add(subnet);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  @SuppressWarnings("ReferenceEquality") // two files may say the same of one subnet
  private static boolean isAmong(Subnet subnet, List<Subnet> others) {
    for (Subnet other : others) {
      if (other == subnet) {
        return true;
      }
    }
    return false;
  }

  /** The interfaces in a subnet. */
  List<NetworkInterface> in(Subnet subnet) {
    return network.interfaces().stream()
        .filter(
            nic -> nic.ipConfigurations().stream().anyMatch(part -> leadsTo(part.subnet(), subnet)))
        .toList();
  }

  /** The parts of an interface that lie in a subnet. */
  List<IpConfiguration> partsIn(NetworkInterface nic, Subnet subnet) {
    return nic.ipConfigurations().stream().filter(part -> leadsTo(part.subnet(), subnet)).toList();
  }

  /** Machines by what a message calls them, with the interfaces that the text means. */
  Map<String, List<NetworkInterface>> called(String text) {
    Map<String, List<NetworkInterface>> found = new LinkedHashMap<>();
    for (NetworkInterface nic : network.interfaces()) {
      Optional<ResourceId> machine = machine(nic);
      if (machine.isPresent() && isCalled(machine.get(), text)) {
        found.computeIfAbsent("machine " + machine.get(), key -> new ArrayList<>()).add(nic);
      } else if (text.equalsIgnoreCase(nic.name()) || EndNames.isIdOf(text, nic)) {
        found.computeIfAbsent("interface " + nic.id(), key -> new ArrayList<>()).add(nic);
      }
    }
    return found;
  }

  private static boolean isCalled(ResourceId id, String text) {
    return text.equalsIgnoreCase(id.name())
        || (text.startsWith("/")
            && ResourceId.parse(text).filter(wanted -> wanted.matches(id)).isPresent());
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (NetworkInterface nic : network.interfaces()) {
      names.add(nic.name());
      machine(nic).ifPresent(id -> names.add(id.name()));
    }
    return names;
  }

  /** The machine's name where it is known, else that of its interface. */
  String name(NetworkInterface nic) {
    return machine(nic).map(ResourceId::name).orElse(nic.name());
  }

  private Optional<ResourceId> machine(NetworkInterface nic) {
    for (VirtualMachine machine : network.machinesWith(nic)) {
      if (machine.interfaces().stream().anyMatch(reference -> leadsTo(reference, nic))) {
        return Optional.of(machine.id());
      }
    }
    // Azure's answers name the machine at the interface as well.
    return property(nic.body(), "virtualMachine")
        .filter(Node.MapNode.class::isInstance)
        .flatMap(node -> ((Node.MapNode) node).present("id"))
        .flatMap(Node::scalar)
        .flatMap(ResourceId::parse);
  }

  private static Optional<Node> property(Node.MapNode body, String name) {
    Node.MapNode properties =
        body.present("properties").orElse(body) instanceof Node.MapNode map ? map : body;
    return properties.present(name);
  }
}
