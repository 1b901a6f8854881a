package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One way the addresses may lie that nobody wrote down: what each service tag holds, what belongs
 * to VirtualNetwork, where an unknown subnet is. Addresses are {@link PlainCells}.
 */
final class PlainWorld {
  /** Tags, each after those that lie in it. */
  static final Map<String, List<String>> TAGS = tags();

  private final Map<String, BitSet> members = new TreeMap<>();
  private final boolean anyMeansEspAndAh;
  private final boolean anyIgnoresPorts;

  /** What the input shows of the network. */
  enum Shown {
    /** Network and subnet. */
    ALL,
    /** The subnet alone. */
    SUBNET,
    /** The network, but not where in it the subnet is. */
    NETWORK,
    /** Names only. */
    NOTHING,
    /** Network, subnet, and that there is a route table whose routes nobody knows. */
    ALL_AND_ROUTES
  }

  /**
   * @param groupHasMember whether a network interface of the application security group is shown
   * @param excepted tags that a requirement takes out as written: they fill no block, and no tag
   *     but those known to
   */
  record Setting(
      Shown shown, boolean groupHasMember, List<String> excepted, PlainTopology topology) {
    Setting(Shown shown, boolean groupHasMember, List<String> excepted) {
      this(shown, groupHasMember, excepted, PlainTopology.NOTHING);
    }

    boolean showsNetwork() {
      return shown != Shown.SUBNET && shown != Shown.NOTHING;
    }

    /** Peers are seen on the network they belong to. */
    List<PlainTopology.Peer> peers() {
      return showsNetwork() ? topology.peers() : List.of();
    }

    /** Of a table that nobody showed, none is known. */
    List<PlainTopology.Route> routes() {
      return shown == Shown.ALL_AND_ROUTES ? List.of() : topology.routes();
    }

    /** Whether a route table may hold anything. */
    boolean isOpen() {
      return shown == Shown.ALL_AND_ROUTES
          || routes().stream()
              .anyMatch(route -> route.effect() == PlainTopology.Effect.HIDDEN_OR_REFUSED);
    }
  }

  PlainWorld(Setting setting, Random random) {
    anyMeansEspAndAh = random.nextBoolean();
    anyIgnoresPorts = random.nextBoolean();
    PlainCells.BLOCKS.forEach(
        (name, block) -> members.put(name, PlainCells.within(List.of(block))));
    BitSet everything = new BitSet();
    everything.set(0, PlainCells.ALL.size());
    members.put("*", everything);
    members.put("AzureLoadBalancer", PlainCells.within(List.of(PlainCells.PLATFORM)));
    networks(setting, random);
    publicTags(setting, random);
    routesToTags(setting, random);
  }

  private void networks(Setting setting, Random random) {
    List<PlainCells.Stretch> shown =
        switch (setting.shown()) {
          case ALL, NETWORK, ALL_AND_ROUTES -> List.of(PlainCells.VNET);
          case SUBNET -> List.of(PlainCells.SUBNET);
          case NOTHING -> List.of();
        };
    BitSet own = PlainCells.within(shown);
    own.or(peers(setting, PlainTopology.Effect.SURE));
    BitSet refused = peers(setting, PlainTopology.Effect.HIDDEN_OR_REFUSED);
    refused.andNot(own);
    BitSet perhapsPeers = peers(setting, PlainTopology.Effect.PERHAPS);
    perhapsPeers.andNot(own);
    BitSet internet = (BitSet) of("*").clone();
    internet.andNot(PlainCells.within(PlainCells.PRIVATE));
    internet.andNot(PlainCells.within(PlainCells.NOT_PUBLIC));
    internet.andNot(own);
    members.put("public", (BitSet) internet.clone());
    BitSet doubtful = union(refused, perhapsPeers);
    thin(doubtful, random);
    internet.andNot(doubtful);
    members.put("Internet", internet);

    BitSet network = PlainCells.within(PlainCells.PRIVATE);
    network.or(perhapsPeers);
    network.or(routes(setting, PlainTopology.Effect.PERHAPS));
    if (setting.isOpen()) {
      network.or(of("public"));
    } else {
      network.andNot(refused);
    }
    thin(network, random);
    network.or(own);
    if (network.isEmpty()) {
      network.set(anyOf(ipv4Of(PlainCells.within(PlainCells.PRIVATE)), random));
    }
    BitSet subnet = PlainCells.within(List.of(PlainCells.SUBNET));
    if (setting.shown() == Shown.NETWORK || setting.shown() == Shown.NOTHING) {
      BitSet inside = PlainCells.within(shown);
      if (inside.isEmpty()) {
        inside = ipv4Of(network);
        inside.and(PlainCells.within(PlainCells.PRIVATE));
      }
      if (inside.isEmpty()) {
        network.set(anyOf(ipv4Of(PlainCells.within(PlainCells.PRIVATE)), random));
        inside = ipv4Of(network);
        inside.and(PlainCells.within(PlainCells.PRIVATE));
      }
      subnet = some(inside, random);
    }
    subnet.or(addresses(setting, machine -> true));
    network.or(subnet);
    members.put("subnet", subnet);
    members.put("group", group(setting, network, own, random));
    network.or(routes(setting, PlainTopology.Effect.SURE));
    network.or(PlainCells.within(List.of(PlainCells.PLATFORM)));
    members.put("VirtualNetwork", network);
  }

  /** Members of the application security group; enters what of the network they need. */
  private BitSet group(Setting setting, BitSet network, BitSet own, Random random) {
    BitSet around = union(PlainCells.within(PlainCells.PRIVATE), own);
    BitSet group = ipv4Of(network);
    group.and(around);
    boolean memberHere =
        setting.topology().machines().stream()
            .anyMatch(machine -> machine.sure() && isMember(machine));
    if (memberHere && setting.showsNetwork()) {
      group.and(PlainCells.within(List.of(PlainCells.VNET)));
    }
    BitSet known = (BitSet) group.clone();
    thin(known, random);
    known.andNot(addresses(setting, machine -> machine.sure() && isNoMember(machine)));
    known.or(addresses(setting, machine -> machine.sure() && isMember(machine)));
    chooseAddresses(setting, known, random);
    if (known.isEmpty() && setting.groupHasMember()) {
      group.andNot(addresses(setting, machine -> machine.sure() && isNoMember(machine)));
      if (group.isEmpty()) {
        int cell = anyOf(ipv4Of(PlainCells.within(PlainCells.PRIVATE)), random);
        network.set(cell);
        group.set(cell);
      }
      known = some(group, random);
    }
    return known;
  }

  /** Gives each machine whose address Azure chooses one of the subnet that no other has. */
  private void chooseAddresses(Setting setting, BitSet group, Random random) {
    BitSet free = ipv4Of(of("subnet"));
    free.andNot(addresses(setting, machine -> true));
    for (PlainTopology.Machine machine : setting.topology().machines()) {
      if (machine.address().isEmpty() && machine.sure() && !free.isEmpty()) {
        int cell = anyOf(free, random);
        free.clear(cell);
        if (machine.membership() != PlainTopology.Membership.HIDDEN) {
          group.set(cell, isMember(machine));
        }
      }
    }
  }

  private static boolean isMember(PlainTopology.Machine machine) {
    return machine.membership() == PlainTopology.Membership.MEMBER;
  }

  private static boolean isNoMember(PlainTopology.Machine machine) {
    return machine.membership() == PlainTopology.Membership.NO;
  }

  private BitSet addresses(Setting setting, Predicate<PlainTopology.Machine> wanted) {
    BitSet cells = new BitSet();
    for (PlainTopology.Machine machine : setting.topology().machines()) {
      if (wanted.test(machine)) {
        machine.address().ifPresent(address -> cells.or(of(address)));
      }
    }
    return cells;
  }

  private BitSet peers(Setting setting, PlainTopology.Effect effect) {
    BitSet cells = new BitSet();
    for (PlainTopology.Peer peer : setting.peers()) {
      if (peer.effect() == effect) {
        cells.or(of(peer.block()));
      }
    }
    return cells;
  }

  private BitSet routes(Setting setting, PlainTopology.Effect effect) {
    BitSet cells = new BitSet();
    for (PlainTopology.Route route : setting.routes()) {
      if (route.effect() == effect && !TAGS.containsKey(route.to())) {
        cells.or(of(route.to()));
      }
    }
    return cells;
  }

  /** A route to a service tag may bring its addresses into VirtualNetwork, and out of Internet. */
  private void routesToTags(Setting setting, Random random) {
    for (PlainTopology.Route route : setting.routes()) {
      if (TAGS.containsKey(route.to())) {
        BitSet tag = (BitSet) of(route.to()).clone();
        thin(tag, random);
        of("VirtualNetwork").or(tag);
        BitSet out = (BitSet) of(route.to()).clone();
        thin(out, random);
        of("Internet").andNot(out);
      }
    }
  }

  private void publicTags(Setting setting, Random random) {
    BitSet internet = of("public");
    BitSet tagless = new BitSet();
    tagless.set(anyOf(ipv4Of(internet), random));
    BitSet ipv6 = (BitSet) internet.clone();
    ipv6.andNot(ipv4Of(internet));
    tagless.set(anyOf(ipv6, random));
    BitSet taggable = (BitSet) internet.clone();
    taggable.andNot(tagless);
    Map<String, Integer> besides = besides(taggable, random);
    for (Map.Entry<String, List<String>> tag : TAGS.entrySet()) {
      BitSet holds = (BitSet) taggable.clone();
      thin(holds, random);
      if (setting.excepted().contains(tag.getKey())) {
        holds.and(PlainCells.inTheMiddle());
        besides.values().forEach(holds::clear);
      }
      TAGS.forEach(
          (outer, inner) -> {
            if (inner.contains(tag.getKey())) {
              holds.clear(requireNonNull(besides.get(outer)));
            }
          });
      tag.getValue().forEach(name -> holds.or(of(name)));
      holds.set(requireNonNull(besides.get(tag.getKey())));
      members.put(tag.getKey(), holds);
    }
  }

  /** For each tag an address that no tag known to lie in it holds. */
  private static Map<String, Integer> besides(BitSet taggable, Random random) {
    BitSet free = intersection(ipv4Of(taggable), PlainCells.inTheMiddle());
    Map<String, Integer> besides = new TreeMap<>();
    for (String tag : TAGS.keySet()) {
      int cell = anyOf(free, random);
      free.clear(cell);
      besides.put(tag, cell);
    }
    return besides;
  }

  boolean anyMeansEspAndAh() {
    return anyMeansEspAndAh;
  }

  boolean anyIgnoresPorts() {
    return anyIgnoresPorts;
  }

  private BitSet of(String name) {
    return requireNonNull(members.get(name), name);
  }

  boolean contains(String name, int cell) {
    return of(name).get(cell);
  }

  /** One cell for each way the cells can belong to these names; both families. */
  List<Integer> distinctCells(List<String> names) {
    Map<String, Integer> byMembership = new LinkedHashMap<>();
    for (int cell = 0; cell < PlainCells.ALL.size(); cell++) {
      StringBuilder membership = new StringBuilder(PlainCells.ALL.get(cell).isIpv6() ? "6" : "4");
      for (String name : names) {
        membership.append(contains(name, cell) ? '1' : '0');
      }
      byMembership.putIfAbsent(membership.toString(), cell);
    }
    return List.copyOf(byMembership.values());
  }

  private static BitSet ipv4Of(BitSet cells) {
    return intersection(
        cells, PlainCells.within(List.of(new PlainCells.Stretch(0, PlainCells.IPV6 - 1))));
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet all = (BitSet) a.clone();
    all.or(b);
    return all;
  }

  private static BitSet intersection(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  /** Keeps nothing, few, many or all. */
  private static void thin(BitSet cells, Random random) {
    double share = List.of(0.0, 0.1, 0.5, 0.9, 1.0).get(random.nextInt(5));
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      cells.set(i, random.nextDouble() < share);
    }
  }

  private static BitSet some(BitSet cells, Random random) {
    BitSet kept = (BitSet) cells.clone();
    thin(kept, random);
    if (kept.isEmpty()) {
      kept.set(anyOf(cells, random));
    }
    return kept;
  }

  private static int anyOf(BitSet cells, Random random) {
    return cells.stream().skip(random.nextInt(cells.cardinality())).findFirst().orElseThrow();
  }

  private static Map<String, List<String>> tags() {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    tags.put("GatewayManager", List.of());
    tags.put("Sql.WestEurope", List.of());
    tags.put("Sql", List.of("Sql.WestEurope"));
    tags.put("AzureCloud.WestEurope", List.of());
    tags.put(
        "AzureCloud", List.of("GatewayManager", "Sql.WestEurope", "Sql", "AzureCloud.WestEurope"));
    tags.put("Storage.WestEurope", List.of());
    tags.put("Storage", List.of("Storage.WestEurope"));
    tags.put("AzureActiveDirectory", List.of());
    return Collections.unmodifiableMap(tags);
  }
}
