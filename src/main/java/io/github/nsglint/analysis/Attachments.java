package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Verdict.Remark;
import io.github.nsglint.azure.Surroundings;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which group, subnet, interface and host belong together. */
public final class Attachments {
  /** What a group may be besides helps nobody. */
  private static final int MOST_NAMES = 3;

  private final Network network;

  /** Most groups of a list are not shown to be attached to anything; they share what this finds. */
  private final Surroundings nowhere;

  /** By identity: to compare two groups is to compare all their rules. */
  private final IdentityHashMap<NetworkSecurityGroup, List<Subnet>> subnets =
      new IdentityHashMap<>();

  private final IdentityHashMap<NetworkSecurityGroup, List<NetworkInterface>> interfaces =
      new IdentityHashMap<>();

  private final IdentityHashMap<Subnet, List<BastionHost>> hosts = new IdentityHashMap<>();

  /** Those with a subnet that was not found. */
  private final List<BastionHost> hostsSomewhere = new ArrayList<>();

  public Attachments(Network network) {
    this.network = network;
    network.bastionHosts().forEach(this::enter);
    this.nowhere = Surroundings.shared(List.of(), List.of(), network);
    for (Subnet subnet : network.subnets()) {
      groupOf(subnet)
          .known()
          .ifPresent(group -> subnets.computeIfAbsent(group, key -> new ArrayList<>()).add(subnet));
    }
    for (NetworkInterface nic : network.interfaces()) {
      groupOf(nic)
          .known()
          .ifPresent(group -> interfaces.computeIfAbsent(group, key -> new ArrayList<>()).add(nic));
    }
  }

  /** The group that is attached to a subnet or an interface. */
  public sealed interface Attached {
    <R> R fold(
        Supplier<R> none, Function<NetworkSecurityGroup, R> group, Function<Remark, R> unknown);

    /** The group, if it is sure that there is one, and which. */
    default Optional<NetworkSecurityGroup> known() {
      return fold(Optional::empty, Optional::of, unknown -> Optional.empty());
    }

    record None() implements Attached {
      @Override
      public <R> R fold(
          Supplier<R> none, Function<NetworkSecurityGroup, R> group, Function<Remark, R> unknown) {
        return none.get();
      }
    }

    record Group(NetworkSecurityGroup group) implements Attached {
      @Override
      public <R> R fold(
          Supplier<R> none,
          Function<NetworkSecurityGroup, R> onGroup,
          Function<Remark, R> unknown) {
        return onGroup.apply(group);
      }
    }

    record Unknown(Remark why) implements Attached {
      @Override
      public <R> R fold(
          Supplier<R> none, Function<NetworkSecurityGroup, R> group, Function<Remark, R> unknown) {
        return unknown.apply(why);
      }
    }
  }

  public Attached groupOf(Subnet subnet) {
    return groupOf(subnet.group());
  }

  public Attached groupOf(NetworkInterface nic) {
    return groupOf(nic.group());
  }

  private Attached groupOf(Reference reference) {
    return reference.fold(Attached.None::new, this::resolve, Attachments::unknown);
  }

  private static Attached unknown(Reference.Unresolved unresolved) {
    return new Attached.Unknown(new Remark(unresolved.reason(), unresolved.span()));
  }

  private Attached resolve(Reference.To reference) {
    List<NetworkSecurityGroup> found = new ArrayList<>(1);
    for (Element element : network.find(reference.id(), reference.span())) {
      if (element instanceof NetworkSecurityGroup group) {
        found.add(group);
      }
    }
    if (found.size() == 1) {
      return new Attached.Group(found.get(0));
    }
    String name = reference.id().shownName();
    String why =
        found.isEmpty()
            ? "the network security group " + name + notFound(reference)
            : found.size() + " network security groups may be meant by " + name;
    return new Attached.Unknown(new Remark(why, reference.span()));
  }

  private String notFound(Reference.To reference) {
    List<String> names =
        network.mayFind(reference.id(), reference.span()).stream()
            .map(element -> element.id().shownName())
            .distinct()
            .limit(MOST_NAMES)
            .toList();
    return names.isEmpty()
        ? " is in no file that was read"
        : " may be " + String.join(" or ", names) + ", or one that is in no file that was read";
  }

  /** The subnets a group is attached to for sure, in the order of the network. */
  public List<Subnet> subnetsOf(NetworkSecurityGroup group) {
    return List.copyOf(subnets.getOrDefault(group, List.of()));
  }

  /** The interfaces a group is attached to for sure, in the order of the network. */
  public List<NetworkInterface> interfacesOf(NetworkSecurityGroup group) {
    return List.copyOf(interfaces.getOrDefault(group, List.of()));
  }

  /** What the places share that a group is attached to. */
  Surroundings around(NetworkSecurityGroup group) {
    List<Subnet> behind = subnetsOf(group);
    List<NetworkInterface> nics = interfacesOf(group);
    return behind.isEmpty() && nics.isEmpty()
        ? nowhere
        : Surroundings.shared(behind, nics, network);
  }

  /**
   * What a group sees from each place it stands in; as if it were attached to nothing if no such
   * place is known.
   *
   * @param around what {@link #around} tells
   */
  List<Surroundings> aroundEach(NetworkSecurityGroup group, Surroundings around) {
    List<Subnet> subnets = subnetsBehind(group);
    if (subnets.isEmpty()) {
      return List.of(nowhere);
    }
    return subnets.size() == 1 && interfacesOf(group).isEmpty()
        ? List.of(around)
        : Surroundings.ofEach(subnets, network);
  }

  /**
   * The subnets a group stands before: those it is attached to, and those of the interfaces it is
   * attached to, as far as they were read.
   */
  List<Subnet> subnetsBehind(NetworkSecurityGroup group) {
    List<NetworkInterface> nics = interfacesOf(group);
    if (nics.isEmpty()) {
      return subnetsOf(group);
    }
    Machines machines = new Machines(network);
    List<Subnet> all = new ArrayList<>(subnetsOf(group));
    nics.forEach(nic -> all.addAll(machines.subnetsOf(nic)));
    Set<Subnet> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Subnet> behind = new ArrayList<>();
    for (Subnet subnet : all) {
      if (seen.add(subnet)) {
        behind.add(subnet);
      }
    }
    return behind;
  }

  List<BastionHost> hostsOf(Subnet subnet) {
    return List.copyOf(hosts.getOrDefault(subnet, List.of()));
  }

  /** The hosts whose subnet is not known and may be this one. */
  List<BastionHost> hostsPerhapsOf(Subnet subnet) {
    return hostsSomewhere.stream()
        .filter(host -> host.subnets().stream().anyMatch(reference -> mayLeadTo(reference, subnet)))
        .toList();
  }

  private void enter(BastionHost host) {
    Set<Subnet> own = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean somewhere = false;
    for (Reference reference : host.subnets()) {
      List<Element> found =
          reference instanceof Reference.To to ? network.find(to.id(), to.span()) : List.of();
      for (Element element : found) {
        if (element instanceof Subnet subnet && own.add(subnet)) {
          hosts.computeIfAbsent(subnet, key -> new ArrayList<>(1)).add(host);
        }
      }
      somewhere |= found.isEmpty();
    }
    if (somewhere) {
      hostsSomewhere.add(host);
    }
  }

  private boolean mayLeadTo(Reference reference, Subnet subnet) {
    return reference.fold(
        () -> false,
        to ->
            network.find(to.id(), to.span()).isEmpty()
                && network.mayFind(to.id(), to.span()).stream().anyMatch(one -> one == subnet),
        unresolved -> true);
  }

  /** {@code AzureBastionSubnet (vnet-hub)}. */
  String display(Subnet subnet) {
    return subnet
        .id()
        .parent()
        .map(parent -> subnet.shownName() + " (" + parent.shownName() + ")")
        .orElse(subnet.shownName());
  }
}
