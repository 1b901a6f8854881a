package io.github.nsglint.azure;

import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.ApplicationSecurityGroup;
import io.github.nsglint.model.BastionHost;
import io.github.nsglint.model.DiagnosticSetting;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.ElementList;
import io.github.nsglint.model.Network;
import io.github.nsglint.model.NetworkInterface;
import io.github.nsglint.model.NetworkSecurityGroup;
import io.github.nsglint.model.PublicIpAddress;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.ServiceResource;
import io.github.nsglint.model.ShareableLink;
import io.github.nsglint.model.VirtualMachine;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes resources one by one and makes a network of them at the end. A resource is read at once and
 * not kept, so that an input may be larger than its network.
 */
public final class NetworkReader implements Consumer<Resource> {
  private final TagAddresses tags;
  private final List<Problem> problems = new ArrayList<>();
  private final GroupReader groups;
  private final VirtualNetworkReader virtualNetworks = new VirtualNetworkReader(problems);
  private final RouteTableReader routeTables = new RouteTableReader(problems);
  private final ElementList<ApplicationSecurityGroup> applicationGroups = new ElementList<>();
  private final NetworkInterfaceReader interfaceReader = new NetworkInterfaceReader();
  private final ElementList<NetworkInterface> interfaces = new ElementList<>();
  private final ElementList<VirtualMachine> machines = new ElementList<>();
  private final ElementList<BastionHost> bastionHosts = new ElementList<>();
  private final ElementList<PublicIpAddress> publicAddresses = new ElementList<>();
  private final ElementList<DiagnosticSetting> diagnosticSettings = new ElementList<>();
  private final List<ShareableLink> shareableLinks = new ArrayList<>();
  private final ElementList<ServiceResource> services = new ElementList<>();
  private final SecurityAdminRuleReader adminRules;
  private final EffectiveSecurityRulesReader effectiveRules;
  private final List<Element> inForce = new ArrayList<>();
  private final List<Element> ofManagers = new ArrayList<>();
  private final List<Resource> namedAlone = new ArrayList<>();

  public NetworkReader() {
    this(TagAddresses.unknown());
  }

  /**
   * @param tags whose names are known besides those that the program knows
   */
  public NetworkReader(TagAddresses tags) {
    this.tags = tags;
    this.groups = new GroupReader(problems, tags);
    this.adminRules = new SecurityAdminRuleReader(problems, tags);
    this.effectiveRules = new EffectiveSecurityRulesReader(tags);
  }

  @Override
  public void accept(Resource resource) {
    Optional<ResourceId> id = ResourceId.parse(resource.id());
    if (id.isEmpty()) {
      problems.add(
          Problem.error(
              "resource-id",
              "'" + resource.id() + "' is not the id of a resource",
              resource.span()));
      return;
    }
    if (id.get().isGlobal() && isNamedAlone(resource)) {
      namedAlone.add(resource);
      return;
    }
    read(resource, id.get());
  }

  /** Of which a list tells nothing but the name; another one may tell the rest. */
  private static boolean isNamedAlone(Resource resource) {
    return resource.body().get("properties").orElse(null) instanceof Node.Unresolved unresolved
        && unresolved.symbol().isEmpty();
  }

  private void read(Resource resource, ResourceId id) {
    tags.see(resource);
    switch (resource.type().toLowerCase(Locale.ROOT)) {
      case "microsoft.network/networksecuritygroups" -> groups.readGroup(resource, id);
      case "microsoft.network/networksecuritygroups/securityrules" -> groups.readRule(resource, id);
      case "microsoft.network/virtualnetworks" -> virtualNetworks.readNetwork(resource, id);
      case "microsoft.network/virtualnetworks/subnets" -> virtualNetworks.readSubnet(resource, id);
      case "microsoft.network/virtualnetworks/virtualnetworkpeerings" ->
          virtualNetworks.readPeering(resource, id);
      case "microsoft.network/routetables" -> routeTables.readTable(resource, id);
      case "microsoft.network/routetables/routes" -> routeTables.readRoute(resource, id);
      case "microsoft.network/applicationsecuritygroups" ->
          addNew(
              applicationGroups,
              new ApplicationSecurityGroup(
                  id, resource.kept(), resource.condition(), resource.span()),
              ApplicationSecurityGroup::body,
              resource.body());
      case "microsoft.compute/virtualmachines" ->
          addNew(
              machines,
              VirtualMachineReader.read(resource, id),
              VirtualMachine::body,
              resource.body());
      case "microsoft.network/networkinterfaces" ->
          addNew(
              interfaces,
              interfaceReader.read(resource, id),
              NetworkInterface::body,
              resource.body());
      case "microsoft.network/bastionhosts" ->
          addNew(
              bastionHosts,
              BastionHostReader.read(resource, id),
              BastionHost::body,
              resource.body());
      case "microsoft.insights/diagnosticsettings",
          "microsoft.network/bastionhosts/providers/diagnosticsettings" ->
          addNew(
              diagnosticSettings,
              DiagnosticSettingReader.read(resource, id),
              DiagnosticSetting::body,
              resource.body());
      case "microsoft.network/bastionhosts/shareablelinks" ->
          shareableLinks.add(ShareableLinkReader.read(resource, id));
      case "microsoft.network/networkinterfaces/effectivenetworksecuritygroups" ->
          inForce.add(effectiveRules.read(resource, id));
      case "microsoft.network/publicipaddresses" ->
          addNew(
              publicAddresses,
              new PublicIpAddress(id, resource.kept(), resource.condition(), resource.span()),
              PublicIpAddress::body,
              resource.body());
      case "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules" ->
          adminRules.readRule(resource, id);
      case "microsoft.network/effectivesecurityadminrules" ->
          ofManagers.add(SecurityAdminRuleReader.readAnswer(resource, id));
      case "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections" ->
          ofManagers.add(SecurityAdminRuleReader.readCollection(resource, id));
      case "microsoft.network/networkmanagers/networkgroups/staticmembers" ->
          ofManagers.add(SecurityAdminRuleReader.readMember(resource, id));
      default ->
          // Of the types that rule packs speak of; no others are handed on.
          addNew(
              services,
              new ServiceResource(id, resource.kept(), resource.condition(), resource.span()),
              ServiceResource::body,
              resource.body());
    }
  }

  /**
   * Exports name one resource in several files. One that Azure identifies is taken once, from where
   * most is said of it; two that contradict one another are both there.
   */
  private static <T extends Element> void addNew(
      ElementList<T> elements, T element, Function<T, Node.MapNode> bodyOf, Node.MapNode body) {
    for (int place : elements.places(element.id())) {
      Node.MapNode known = bodyOf.apply(elements.get(place));
      if (Repetition.agree(known, body)) {
        if (Repetition.size(body) > Repetition.size(known)) {
          elements.set(place, element);
        }
        return;
      }
    }
    elements.add(element);
  }

  private boolean isRead(ResourceId id) {
    boolean read = groups.hasRead(id) || virtualNetworks.hasRead(id) || routeTables.hasRead(id);
    for (ElementList<?> list :
        List.of(interfaces, machines, bastionHosts, publicAddresses, services)) {
      read |= !list.places(id).isEmpty();
    }
    return read;
  }

  /** The network of everything accepted so far, and what was wrong with it. */
  public Loaded<Network> network() {
    for (Resource resource : namedAlone) {
      ResourceId id = ResourceId.parse(resource.id()).orElseThrow();
      if (!isRead(id)) {
        read(resource, id);
      }
    }
    namedAlone.clear();
    List<NetworkSecurityGroup> allGroups = groups.groups();
    Contradictions contradictions = new Contradictions();
    for (NetworkSecurityGroup group : allGroups) {
      for (ResourceId subnet : group.subnets()) {
        if (!virtualNetworks.attachedElsewhere(
            subnet, new Reference.To(group.id(), group.span()), group.span())) {
          contradictions.mayBe(group, subnet);
        }
      }
    }
    List<Element> elements = new ArrayList<>();
    elements.addAll(virtualNetworks.networks());
    elements.addAll(virtualNetworks.subnets());
    elements.addAll(routeTables.tables());
    elements.addAll(allGroups);
    elements.addAll(applicationGroups.all());
    elements.addAll(interfaces.all());
    elements.addAll(machines.all());
    elements.addAll(bastionHosts.all());
    elements.addAll(publicAddresses.all());
    elements.addAll(diagnosticSettings.all());
    elements.addAll(shareableLinks);
    elements.addAll(services.all());
    elements.addAll(adminRules.rules());
    elements.addAll(ofManagers);
    elements.addAll(inForce);
    Network network = new Network(elements);
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(ReservedSubnets.doubts(network));
    all.addAll(contradictions.in(network));
    return new Loaded<>(network, all);
  }
}
