package io.github.nsglint.analysis;

import io.github.nsglint.analysis.MachineAccess.Answer;
import io.github.nsglint.analysis.MachineAccess.Reached;
import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.TagAddresses;
import io.github.nsglint.document.Node;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkInterface.IpConfiguration;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.VirtualMachine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks of each machine who gets to it: Bastion, the Internet, both or none. */
public final class MachineAccesses {
  private final Network network;
  private final Attachments attachments;
  private final List<PortPrefix.Range> ports;
  private final BastionReach bastion;
  private final InternetReach internet;
  private final Machines machines;

  private MachineAccesses(Network network, List<PortPrefix.Range> ports, TagAddresses tags) {
    this.network = network;
    this.attachments = new Attachments(network);
    this.ports = List.copyOf(ports);
    this.bastion = new BastionReach(network, attachments, tags);
    this.internet = new InternetReach(network, attachments, tags);
    this.machines = new Machines(network);
  }

  /**
   * The virtual machines, then interfaces whose machine was not read; each in the order of the
   * network.
   *
   * @param ports of the sign-in, over TCP: 22 and 3389
   */
  public static List<MachineAccess> of(
      Network network, List<PortPrefix.Range> ports, TagAddresses tags) {
    MachineAccesses all = new MachineAccesses(network, ports, tags);
    List<MachineAccess> rows = new ArrayList<>();
    Set<ResourceId> owned = new HashSet<>();
    for (VirtualMachine machine : network.machines()) {
      List<Remark> unknown = new ArrayList<>();
      List<NetworkInterface> interfaces = all.bastion.interfaces(machine, unknown);
      interfaces.forEach(nic -> owned.add(nic.id()));
      rows.add(all.row(machine, interfaces, unknown));
    }
    for (NetworkInterface nic : network.interfaces()) {
      boolean ofMachine = property(nic.body(), "virtualMachine") instanceof Node.MapNode;
      if (ofMachine && !owned.contains(nic.id())) {
        rows.add(all.row(nic, List.of(nic), List.of()));
      }
    }
    return rows;
  }

  private MachineAccess row(
      Element machine, List<NetworkInterface> interfaces, List<Remark> unknown) {
    List<Remark> open = new ArrayList<>(unknown);
    machine
        .condition()
        .ifPresent(
            why -> open.add(new Remark("whether it is deployed: " + why.reason(), why.span())));
    return new MachineAccess(
        machine.shownName(),
        machine.id().toString(),
        open(publicAddresses(interfaces), unknown),
        open(groups(interfaces), unknown),
        byBastion(machine.shownName(), interfaces, open),
        internet.decide(machine, interfaces, open, ports),
        machine.span());
  }

  /** None is not what is said of interfaces that nobody showed. */
  private static List<String> open(List<String> known, List<Remark> unknown) {
    if (unknown.isEmpty()) {
      return known;
    }
    List<String> all = new ArrayList<>(known);
    all.add("⟨not known⟩");
    return all;
  }

  private Answer byBastion(
      String machine, List<NetworkInterface> interfaces, List<Remark> unknown) {
    Answer answer =
        bastion
            .decide(machine, interfaces, unknown, ports)
            .fold(
                holds -> new Answer(Reached.YES, "its groups let Bastion in"),
                broken -> new Answer(Reached.NO, broken.what()),
                undecided -> new Answer(Reached.UNKNOWN, reasons(undecided.reasons())),
                none -> new Answer(Reached.NO, none.why()));
    if (answer.reached() == Reached.NO && network.bastionHosts().stream().anyMatch(this::isOpen)) {
      return new Answer(Reached.UNKNOWN, "which Bastion hosts there are is not known");
    }
    return answer.reached() == Reached.YES && network.bastionHosts().isEmpty()
        ? new Answer(
            Reached.UNKNOWN, "its groups would let AzureBastionSubnet in; no Bastion host was read")
        : answer;
  }

  /** One that stands for any number of others. */
  private boolean isOpen(Element host) {
    return !host.id().isNamed();
  }

  static String reasons(List<Remark> reasons) {
    return reasons.stream().map(Remark::text).distinct().limit(3).collect(Collectors.joining("; "));
  }

  private List<String> publicAddresses(List<NetworkInterface> interfaces) {
    Set<String> names = new LinkedHashSet<>();
    for (NetworkInterface nic : interfaces) {
      for (IpConfiguration part : nic.ipConfigurations()) {
        if (part.publicAddress() instanceof Reference.To to) {
          names.add(shown(to));
        } else if (part.publicAddress() instanceof Reference.Unresolved open) {
          names.add("⟨" + open.reason() + "⟩");
        }
      }
    }
    return List.copyOf(names);
  }

  private String shown(Reference.To to) {
    Optional<String> address =
        network.find(to.id(), to.span()).stream()
            .filter(PublicIpAddress.class::isInstance)
            .map(PublicIpAddress.class::cast)
            .flatMap(found -> scalar(found.body(), "ipAddress").stream())
            .findFirst();
    return to.id().shownName() + address.map(text -> " (" + text + ")").orElse("");
  }

  private List<String> groups(List<NetworkInterface> interfaces) {
    Set<String> names = new LinkedHashSet<>();
    for (NetworkInterface nic : interfaces) {
      for (Subnet subnet : machines.subnetsOf(nic)) {
        name(attachments.groupOf(subnet), "subnet " + subnet.name()).ifPresent(names::add);
      }
      name(attachments.groupOf(nic), "interface " + nic.shownName()).ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  private static Optional<String> name(Attachments.Attached attached, String place) {
    return attached.fold(
        Optional::empty,
        group -> Optional.of(group.shownName() + " (" + place + ")"),
        unknown -> Optional.of("⟨" + unknown.text() + "⟩ (" + place + ")"));
  }

  static Node property(Node.MapNode body, String key) {
    Node properties = body.present("properties").orElse(body);
    Node absent = new Node.NullNode(body.span());
    return body.present(key)
        .orElseGet(
            () ->
                properties instanceof Node.MapNode map ? map.present(key).orElse(absent) : absent);
  }

  static Optional<String> scalar(Node.MapNode body, String key) {
    return property(body, key).scalar();
  }
}
