package io.github.nsglint.model;

import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read, as one network. Lists are in the order of reading; a subnet stands in
 * {@link #subnets} whether or not its virtual network was read.
 */
public final class Network {
  private final List<VirtualNetwork> virtualNetworks;
  private final List<Subnet> subnets;
  private final List<RouteTable> routeTables;
  private final List<NetworkSecurityGroup> groups;
  private final List<ApplicationSecurityGroup> applicationGroups;
  private final List<NetworkInterface> interfaces;
  private final List<VirtualMachine> machines;
  private final List<BastionHost> bastionHosts;
  private final List<PublicIpAddress> publicAddresses;
  private final List<DiagnosticSetting> diagnosticSettings;
  private final List<ShareableLink> shareableLinks;
  private final List<ServiceResource> services;
  private final List<SecurityAdminRule> adminRules;
  private final List<SecurityAdminRule.Answer> adminRuleAnswers;
  private final List<SecurityAdminRule.Collection> adminRuleCollections;
  private final List<SecurityAdminRule.GroupMember> networkGroupMembers;
  private final List<EffectiveSecurityRules> effectiveRules;
  private final Map<ResourceId, List<SecurityAdminRule>> adminRulesByNetwork = new HashMap<>();

  /** Those with a place that is not known, or none. */
  private final List<SecurityAdminRule> adminRulesSomewhere = new ArrayList<>();

  /** Found by the whole id, where it is known: many subscriptions have a vnet-hub. */
  private final ElementList<Element> elements = new ElementList<>();

  /** Made when it is first asked for: where all ids are whole, nobody does. */
  private @Nullable Map<ResourceId.Key, List<Element>> byKey;

  /** Keys of elements of which less than the whole id is known. */
  private final Set<ResourceId.Key> keysOfManyPlaces = new HashSet<>();

  /** By the keys of the application security groups that an address of the interface names. */
  private final Map<ResourceId.Key, List<NetworkInterface>> interfacesByGroup = new HashMap<>();

  /** The same where the whole id of the network is known: many subscriptions have a vnet-hub. */
  private final Map<ResourceId, List<NetworkInterface>> interfacesByGlobalNetwork = new HashMap<>();

  /** Keys of networks that some interface names by less than the whole id. */
  private final Set<ResourceId.Key> networksOfManyPlaces = new HashSet<>();

  /** By the key of an interface that they refer to. */
  private final Map<ResourceId.Key, List<VirtualMachine>> machinesByInterface = new HashMap<>();

  /** The same where the whole id of the interface is known: many subscriptions have a nic-0. */
  private final Map<ResourceId, List<VirtualMachine>> machinesByGlobalInterface = new HashMap<>();

  /** Keys of interfaces that some machine names by less than the whole id. */
  private final Set<ResourceId.Key> interfacesOfManyPlaces = new HashSet<>();

  /**
   * By the key of the virtual network, or of one of them, that the interface has an address in.
   * Made when it is first asked for.
   */
  private @Nullable Map<ResourceId.Key, List<NetworkInterface>> interfacesByNetwork;

  /**
   * @param all of all kinds, each kind in the order of reading
   */
  public Network(Collection<? extends Element> all) {
    this.virtualNetworks = only(VirtualNetwork.class, all);
    this.subnets = only(Subnet.class, all);
    this.routeTables = only(RouteTable.class, all);
    this.groups = only(NetworkSecurityGroup.class, all);
    this.applicationGroups = only(ApplicationSecurityGroup.class, all);
    this.interfaces = only(NetworkInterface.class, all);
    this.machines = only(VirtualMachine.class, all);
    this.bastionHosts = only(BastionHost.class, all);
    this.publicAddresses = only(PublicIpAddress.class, all);
    this.diagnosticSettings = only(DiagnosticSetting.class, all);
    this.shareableLinks = only(ShareableLink.class, all);
    this.services = only(ServiceResource.class, all);
    this.adminRules = only(SecurityAdminRule.class, all);
    this.adminRuleAnswers = only(SecurityAdminRule.Answer.class, all);
    this.adminRuleCollections = only(SecurityAdminRule.Collection.class, all);
    this.networkGroupMembers = only(SecurityAdminRule.GroupMember.class, all);
    this.effectiveRules = only(EffectiveSecurityRules.class, all);
    all.forEach(this::enterById);
    interfaces.forEach(this::enter);
    machines.forEach(this::enter);
    adminRules.forEach(this::enter);
  }

  private void enterById(Element element) {
    elements.add(element);
    if (!element.id().isGlobal()) {
      keysOfManyPlaces.add(element.id().key());
    }
  }

  /** Judging has several threads. */
  private synchronized Map<ResourceId.Key, List<Element>> byKey() {
    Map<ResourceId.Key, List<Element>> known = byKey;
    if (known == null) {
      known = new HashMap<>();
      for (Element element : elements.all()) {
        known.computeIfAbsent(element.id().key(), key -> new ArrayList<>(1)).add(element);
      }
      byKey = known;
    }
    return known;
  }

  private void enter(VirtualMachine machine) {
    Set<ResourceId> ids = new LinkedHashSet<>();
    for (Reference reference : machine.interfaces()) {
      if (reference instanceof Reference.To to) {
        ids.add(to.id());
      }
    }
    for (ResourceId id : ids) {
      if (id.isGlobal()) {
        machinesByGlobalInterface.computeIfAbsent(id, key -> new ArrayList<>(1)).add(machine);
      } else {
        interfacesOfManyPlaces.add(id.key());
      }
    }
    ids.stream()
        .map(ResourceId::key)
        .distinct()
        .forEach(
            key -> machinesByInterface.computeIfAbsent(key, k -> new ArrayList<>(1)).add(machine));
  }

  private void enter(SecurityAdminRule rule) {
    boolean known = !rule.virtualNetworks().isEmpty();
    for (Reference reference : rule.virtualNetworks()) {
      if (reference instanceof Reference.To to && to.id().isGlobal() && to.id().isNamed()) {
        adminRulesByNetwork.computeIfAbsent(to.id(), id -> new ArrayList<>()).add(rule);
      } else {
        known = false;
      }
    }
    if (!known) {
      adminRulesSomewhere.add(rule);
    }
  }

  private static <T extends Element> List<T> only(
      Class<T> type, Collection<? extends Element> elements) {
    List<T> found = new ArrayList<>();
    for (Element element : elements) {
      if (type.isInstance(element)) {
        found.add(type.cast(element));
      }
    }
    return List.copyOf(found);
  }

  private void enter(NetworkInterface nic) {
    for (ResourceId.Key group : applicationGroups(nic)) {
      interfacesByGroup.computeIfAbsent(group, key -> new ArrayList<>()).add(nic);
    }
    for (ResourceId network : virtualNetworks(nic)) {
      if (network.isGlobal()) {
        interfacesByGlobalNetwork.computeIfAbsent(network, id -> new ArrayList<>()).add(nic);
      } else {
        networksOfManyPlaces.add(network.key());
      }
    }
  }

  private static Collection<ResourceId.Key> applicationGroups(NetworkInterface nic) {
    Set<ResourceId.Key> named = new LinkedHashSet<>();
    for (NetworkInterface.IpConfiguration configuration : nic.ipConfigurations()) {
      for (Reference group : configuration.applicationGroups()) {
        if (group instanceof Reference.To to) {
          named.add(to.id().key());
        }
      }
    }
    return named;
  }

  /** Those its addresses are in, each once. */
  private static List<ResourceId> virtualNetworks(NetworkInterface nic) {
    List<ResourceId> networks = new ArrayList<>(1);
    for (NetworkInterface.IpConfiguration configuration : nic.ipConfigurations()) {
      if (configuration.subnet() instanceof Reference.To to) {
        Optional<ResourceId> network = to.id().parent();
        if (network.isPresent() && !networks.contains(network.get())) {
          networks.add(network.get());
        }
      }
    }
    return networks;
  }

  private synchronized Map<ResourceId.Key, List<NetworkInterface>> interfacesByNetwork() {
    Map<ResourceId.Key, List<NetworkInterface>> known = interfacesByNetwork;
    if (known == null) {
      known = new HashMap<>();
      for (NetworkInterface nic : interfaces) {
        Set<ResourceId.Key> keys = new HashSet<>();
        for (ResourceId network : virtualNetworks(nic)) {
          if (keys.add(network.key())) {
            known.computeIfAbsent(network.key(), key -> new ArrayList<>()).add(nic);
          }
        }
      }
      interfacesByNetwork = known;
    }
    return known;
  }

  public List<VirtualNetwork> virtualNetworks() {
    return virtualNetworks;
  }

  public List<Subnet> subnets() {
    return subnets;
  }

  public List<RouteTable> routeTables() {
    return routeTables;
  }

  public List<NetworkSecurityGroup> groups() {
    return groups;
  }

  /** Those that stand in the input as resources; rules and interfaces may name others. */
  public List<ApplicationSecurityGroup> applicationGroups() {
    return applicationGroups;
  }

  public List<NetworkInterface> interfaces() {
    return interfaces;
  }

  public List<VirtualMachine> machines() {
    return machines;
  }

  /** Those that may refer to an interface, in their order; some to another one of its name. */
  public List<VirtualMachine> machinesWith(NetworkInterface nic) {
    if (machinesByInterface.isEmpty()) {
      return List.of();
    }
    ResourceId id = nic.id();
    boolean exact = id.isGlobal() && !interfacesOfManyPlaces.contains(id.key());
    return Collections.unmodifiableList(
        exact
            ? machinesByGlobalInterface.getOrDefault(id, List.of())
            : machinesByInterface.getOrDefault(id.key(), List.of()));
  }

  public List<BastionHost> bastionHosts() {
    return bastionHosts;
  }

  public List<PublicIpAddress> publicAddresses() {
    return publicAddresses;
  }

  /** Those of all resources, judged or not. */
  public List<DiagnosticSetting> diagnosticSettings() {
    return diagnosticSettings;
  }

  /** Those that Bastion hosts hand out. */
  public List<ShareableLink> shareableLinks() {
    return shareableLinks;
  }

  /** The resources of services, of one of Azure's types, compared without case. */
  public List<ServiceResource> ofType(String type) {
    List<ServiceResource> found = new ArrayList<>();
    for (ServiceResource service : services) {
      if (service.id().isType(type)) {
        found.add(service);
      }
    }
    return found;
  }

  /** Those of Azure Virtual Network Manager, defined or in force. */
  public List<SecurityAdminRule> adminRules() {
    return adminRules;
  }

  /**
   * Whether all rules in force are among {@link #adminRules}, or it is known that there are none.
   */
  public boolean hasAllAdminRules() {
    Set<ResourceId> answered = new HashSet<>();
    for (SecurityAdminRule.Answer answer : adminRuleAnswers) {
      if (answer.virtualNetwork() instanceof Reference.To to) {
        answered.add(to.id());
      }
    }
    return !answered.isEmpty()
        && virtualNetworks.stream().map(VirtualNetwork::id).allMatch(answered::contains);
  }

  /**
   * The admin rules that are surely in force in a virtual network, as Azure answered, and those of
   * which nobody knows where; each once, in their order.
   */
  public List<SecurityAdminRule> adminRulesAbout(ResourceId virtualNetwork) {
    if (!virtualNetwork.isGlobal()) {
      return adminRules;
    }
    List<SecurityAdminRule> here = adminRulesByNetwork.getOrDefault(virtualNetwork, List.of());
    if (adminRulesSomewhere.isEmpty()) {
      return List.copyOf(here);
    }
    List<SecurityAdminRule> about = new ArrayList<>(here);
    about.addAll(adminRulesSomewhere);
    return about;
  }

  /** Whether Azure answered for a virtual network that a rule is in force there. */
  public boolean isInForce(SecurityAdminRule rule, ResourceId virtualNetwork) {
    for (SecurityAdminRule each : adminRulesByNetwork.getOrDefault(virtualNetwork, List.of())) {
      if (each.id().equals(rule.id()) && each.span().equals(rule.span())) {
        return true;
      }
    }
    return false;
  }

  public List<SecurityAdminRule.Collection> adminRuleCollections() {
    return adminRuleCollections;
  }

  public List<SecurityAdminRule.GroupMember> networkGroupMembers() {
    return networkGroupMembers;
  }

  /** What Azure says is in force at interfaces, as far as it was asked. */
  public List<EffectiveSecurityRules> effectiveRules() {
    return effectiveRules;
  }

  /** All elements, kind by kind. */
  public Stream<Element> elements() {
    return Stream.<List<? extends Element>>of(
            virtualNetworks,
            subnets,
            routeTables,
            groups,
            applicationGroups,
            interfaces,
            machines,
            bastionHosts,
            publicAddresses,
            diagnosticSettings,
            shareableLinks,
            services,
            adminRules,
            adminRuleAnswers,
            adminRuleCollections,
            networkGroupMembers,
            effectiveRules)
        .flatMap(List::stream);
  }

  /** The start of the first file that has something of the network; empty when nothing was read. */
  public Optional<Span> place() {
    return elements()
        .filter(element -> !(element instanceof DiagnosticSetting))
        .map(element -> element.span().file().start())
        .findFirst();
  }

  /** The interfaces with an address in a virtual network that may be the one of this id. */
  public List<NetworkInterface> interfacesIn(ResourceId virtualNetwork) {
    boolean exact = virtualNetwork.isGlobal() && !isAmong(networksOfManyPlaces, virtualNetwork);
    return Collections.unmodifiableList(
        exact
            ? interfacesByGlobalNetwork.getOrDefault(virtualNetwork, List.of())
            : interfacesByNetwork().getOrDefault(virtualNetwork.key(), List.of()));
  }

  /**
   * The interfaces with an address in an application security group that may be the one of this id.
   */
  public List<NetworkInterface> interfacesNaming(ResourceId applicationGroup) {
    return List.copyOf(interfacesByGroup.getOrDefault(applicationGroup.key(), List.of()));
  }

  /**
   * What an id may mean, seen from a place: resources of the same file if there are any, since
   * templates that lie side by side often use one name for different things; else those of all
   * files. Of several in that file, those that are named in as many words.
   *
   * @return empty when nothing of that id was read; several when the name alone does not tell which
   */
  public List<Element> find(ResourceId id, Span from) {
    List<Element> all = new ArrayList<>();
    List<Element> near = new ArrayList<>();
    for (Element element : alike(id)) {
      if (element.id().matches(id)) {
        all.add(element);
        if (element.span().file() == from.file()) {
          near.add(element);
        }
      }
    }
    return near.isEmpty() ? all : id.nearest(near, Element::id);
  }

  /** All that this id may mean, and perhaps others of the same names. */
  private List<Element> alike(ResourceId id) {
    if (!id.isGlobal() || isAmong(keysOfManyPlaces, id)) {
      return byKey().getOrDefault(id.key(), List.of());
    }
    List<Integer> places = elements.places(id);
    if (places.isEmpty()) {
      return List.of();
    }
    List<Element> found = new ArrayList<>(places.size());
    for (int place : places) {
      found.add(elements.get(place));
    }
    return found;
  }

  private static boolean isAmong(Set<ResourceId.Key> keys, ResourceId id) {
    return !keys.isEmpty() && keys.contains(id.key());
  }

  /**
   * What an id that is known in part may become: resources of the same file whose names fit as far
   * as they are known. Of files that are read together, each may know other names.
   */
  public List<Element> mayFind(ResourceId id, Span from) {
    return elements()
        .filter(element -> element.span().file() == from.file())
        .filter(element -> !(id.isNamed() && element.id().isNamed()))
        .filter(element -> element.id().mayMatch(id))
        .toList();
  }
}
