package io.github.nsglint.azure;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.ElementList;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetwork;
import io.github.nsglint.model.VirtualNetworkPeering;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Virtual networks, their subnets and peerings: inline, as child resources, or each on its own. */
final class VirtualNetworkReader {
  private final List<Problem> problems;
  private final Map<ResourceId.Key, List<VirtualNetwork>> drafts = new LinkedHashMap<>();
  private final Map<ResourceId.Key, List<Subnet>> subnets = new LinkedHashMap<>();

  /** Those whose id Azure knows: hundreds of subscriptions may have subnets of one name. */
  private final ElementList<VirtualNetwork> knownNetworks = new ElementList<>();

  private final ElementList<Subnet> knownSubnets = new ElementList<>();
  private final Set<Subnet> inline = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<StandAlonePeering> peerings = new ArrayList<>();

  VirtualNetworkReader(List<Problem> problems) {
    this.problems = problems;
  }

  private record StandAlonePeering(ResourceId network, VirtualNetworkPeering peering) {
    SourceFile file() {
      return peering.span().file();
    }
  }

  void readNetwork(Resource resource, ResourceId id) {
    Node.MapNode properties = Properties.of(resource.body());
    List<Value<Cidr>> prefixes =
        Properties.present(properties, "addressSpace").orElse(null) instanceof Node.MapNode space
            ? prefixes(Properties.of(space), "addressPrefixes")
            : prefixes(properties, "addressSpace");
    List<VirtualNetworkPeering> peerings = new ArrayList<>();
    for (Node peering : Properties.list(properties, "virtualNetworkPeerings")) {
      peerings.add(PeeringReader.read(peering, Optional.empty()));
    }
    VirtualNetwork network =
        new VirtualNetwork(
            id, prefixes, peerings, resource.kept(), resource.condition(), resource.span());
    // Exports show one network in several files.
    boolean repeated = false;
    for (int place : knownNetworks.places(id)) {
      repeated |= saysTheSame(knownNetworks.get(place), network);
    }
    if (!repeated) {
      drafts.computeIfAbsent(id.key(), key -> new ArrayList<>(1)).add(network);
      if (id.isGlobal()) {
        knownNetworks.add(network);
      }
    }
    for (Node node : Properties.list(properties, "subnets")) {
      readInline(node, id, resource);
    }
  }

  /** Whether a network or a subnet was read whose id Azure knows. */
  boolean hasRead(ResourceId id) {
    return !knownNetworks.places(id).isEmpty() || !knownSubnets.places(id).isEmpty();
  }

  private void readInline(Node node, ResourceId network, Resource resource) {
    if (resource.condition().filter(node::equals).isPresent()) {
      return; // it is perhaps there for the same reason
    }
    if (!(node instanceof Node.MapNode body)) {
      String reason =
          node instanceof Node.Unresolved unresolved
              ? unresolved.reason()
              : "no object stands here";
      problems.add(
          Problem.warning(
              "subnets-unresolved",
              "the subnets of '" + network.name() + "' cannot be computed: " + reason,
              node.span()));
      return;
    }
    String text =
        body.present("name")
            .flatMap(VirtualNetworkReader::nameText)
            .or(() -> nameInId(body))
            .orElse("⟨subnet at " + body.span() + "⟩");
    Subnet subnet =
        subnet(
            network.child("subnets", text),
            body,
            resource.kept().part(body),
            resource.condition(),
            Properties.place(body));
    if (!isReplaced(subnet)) {
      inline.add(subnet);
      add(subnet);
    }
  }

  private boolean isReplaced(Subnet subnet) {
    return !subnet.id().isGlobal()
        && subnets.getOrDefault(subnet.id().key(), List.of()).stream()
            .anyMatch(
                alone ->
                    !inline.contains(alone)
                        && alone.condition().isEmpty()
                        && isOfTemplate(alone, subnet));
  }

  private static Optional<String> nameText(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return unresolved.symbol().isEmpty() ? Optional.empty() : Optional.of(unresolved.symbol());
    }
    return node.scalar();
  }

  /** Of an answer cut down to ids. */
  private static Optional<String> nameInId(Node.MapNode body) {
    return body.present("id")
        .flatMap(Node::scalar)
        .flatMap(ResourceId::parse)
        .filter(id -> id.isType("Microsoft.Network/virtualNetworks/subnets"))
        .map(ResourceId::name);
  }

  void readSubnet(Resource resource, ResourceId id) {
    if (id.parent().isEmpty()) {
      problems.add(
          Problem.error(
              "resource-id", "the subnet's id names no virtual network", resource.span()));
      return;
    }
    Subnet subnet =
        subnet(id, resource.body(), resource.kept(), resource.condition(), resource.span());
    List<Subnet> known = subnets.computeIfAbsent(id.key(), key -> new ArrayList<>(1));
    if (subnet.condition().isEmpty()) {
      known.removeIf(other -> isOfTemplate(subnet, other) && inline.contains(other));
    }
    add(subnet);
  }

  /**
   * Whether two subnets of one id are two statements of one template. The stand-alone resource is
   * deployed after the network it lies in, and replaces what that says of the subnet.
   */
  private static boolean isOfTemplate(Subnet alone, Subnet other) {
    return other.span().file() == alone.span().file()
        && !other.id().isGlobal()
        && other.id().matches(alone.id());
  }

  void readPeering(Resource resource, ResourceId id) {
    id.parent()
        .ifPresent(
            network ->
                peerings.add(
                    new StandAlonePeering(
                        network, PeeringReader.read(resource.body(), resource.condition()))));
  }

  private static Subnet subnet(
      ResourceId id,
      Node.MapNode body,
      KeptMap kept,
      Optional<Node.Unresolved> condition,
      Span place) {
    Node.MapNode properties = Properties.of(body);
    List<Value<Cidr>> prefixes = new ArrayList<>(prefixes(properties, "addressPrefix"));
    prefixes.addAll(prefixes(properties, "addressPrefixes"));
    return new Subnet(
        id,
        prefixes,
        Properties.reference(properties, "networkSecurityGroup"),
        Properties.reference(properties, "routeTable"),
        kept,
        condition,
        place);
  }

  static List<Value<Cidr>> prefixes(Node.MapNode properties, String key) {
    List<Value<Cidr>> prefixes = new ArrayList<>();
    for (Node node : Properties.list(properties, key)) {
      if (node instanceof Node.Unresolved unresolved) {
        prefixes.add(new Value.Unknown<>(unresolved));
        continue;
      }
      Optional<Cidr> cidr = node.scalar().flatMap(Cidr::parse);
      prefixes.add(
          cidr.isPresent()
              ? new Value.Known<>(cidr.get(), node.span())
              : new Value.Unknown<>("this is no block of addresses", node.span()));
    }
    return prefixes;
  }

  /**
   * Exports show one subnet in several files; one that Azure identifies and that says the same is
   * taken once.
   */
  private void add(Subnet subnet) {
    boolean repeated = false;
    for (int place : knownSubnets.places(subnet.id())) {
      repeated |= saysTheSame(knownSubnets.get(place), subnet);
    }
    if (!repeated) {
      subnets.computeIfAbsent(subnet.id().key(), key -> new ArrayList<>(1)).add(subnet);
      if (subnet.id().isGlobal()) {
        knownSubnets.add(subnet);
      }
    }
  }

  private static boolean saysTheSame(VirtualNetwork a, VirtualNetwork b) {
    return words(a.prefixes()).equals(words(b.prefixes()))
        && a.peerings().stream()
            .map(PeeringReader::words)
            .toList()
            .equals(b.peerings().stream().map(PeeringReader::words).toList());
  }

  private static boolean saysTheSame(Subnet a, Subnet b) {
    return words(a.prefixes()).equals(words(b.prefixes()))
        && words(a.group()).equals(words(b.group()))
        && words(a.routeTable()).equals(words(b.routeTable()));
  }

  private static String words(List<Value<Cidr>> prefixes) {
    return prefixes.stream().map(prefix -> prefix.known().toString()).toList().toString();
  }

  private static String words(Reference reference) {
    return reference.fold(() -> "", to -> to.id().key().toString(), unresolved -> "?");
  }

  /**
   * Adds a subnet that only a group names: its prefixes are in no file.
   *
   * @return false if it is known by another's word
   */
  boolean attachedElsewhere(ResourceId id, Reference.To group, Span place) {
    if (isShown(id)) {
      return false;
    }
    if (id.parent().isPresent()) {
      add(
          new Subnet(
              id,
              List.of(),
              group,
              new Reference.Unresolved("the subnet itself was not read", place),
              groupAlone(group),
              Optional.empty(),
              place));
    }
    return true;
  }

  private boolean isShown(ResourceId id) {
    if (!knownSubnets.places(id).isEmpty()) {
      return true;
    }
    for (Subnet subnet : subnets.getOrDefault(id.key(), List.of())) {
      if (subnet.id().matches(id)) {
        return true;
      }
    }
    return false;
  }

  private static Node.MapNode groupAlone(Reference.To group) {
    Span place = group.span();
    Node id = new Node.TextNode(group.id().toString(), place);
    Node reference =
        new Node.MapNode(List.of(new Node.Entry(new Node.TextNode("id", place), id)), place);
    Node.TextNode key = new Node.TextNode("networkSecurityGroup", place);
    return new Node.MapNode(List.of(new Node.Entry(key, reference)), place);
  }

  List<Subnet> subnets() {
    List<Subnet> all = new ArrayList<>();
    subnets.values().forEach(all::addAll);
    return all;
  }

  List<VirtualNetwork> networks() {
    IdentityHashMap<VirtualNetwork, List<VirtualNetworkPeering>> added = new IdentityHashMap<>();
    for (StandAlonePeering alone : peerings) {
      home(alone)
          .ifPresent(
              home -> added.computeIfAbsent(home, key -> new ArrayList<>()).add(alone.peering()));
    }
    List<VirtualNetwork> networks = new ArrayList<>();
    for (List<VirtualNetwork> sameName : drafts.values()) {
      for (VirtualNetwork draft : sameName) {
        networks.add(withPeerings(draft, added.getOrDefault(draft, List.of())));
      }
    }
    return networks;
  }

  /**
   * The network a peering belongs to. Where several may be meant there is none: a network is always
   * taken to have peers that nobody showed, but never peers that are another's.
   */
  private Optional<VirtualNetwork> home(StandAlonePeering peering) {
    List<VirtualNetwork> all =
        drafts.getOrDefault(peering.network().key(), List.of()).stream()
            .filter(draft -> draft.id().matches(peering.network()))
            .toList();
    List<VirtualNetwork> near =
        all.stream().filter(draft -> draft.span().file() == peering.file()).toList();
    List<VirtualNetwork> meant =
        near.isEmpty() ? all : peering.network().nearest(near, VirtualNetwork::id);
    return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
  }

  /** A peering that stands inline and as a resource of its own, saying the same, is one. */
  private static VirtualNetwork withPeerings(
      VirtualNetwork draft, List<VirtualNetworkPeering> added) {
    List<VirtualNetworkPeering> all = new ArrayList<>(draft.peerings());
    for (VirtualNetworkPeering peering : added) {
      String words = PeeringReader.words(peering);
      if (all.stream().noneMatch(known -> PeeringReader.words(known).equals(words))) {
        all.add(peering);
      }
    }
    return new VirtualNetwork(
        draft.id(), draft.prefixes(), all, draft.kept(), draft.condition(), draft.span());
  }
}
