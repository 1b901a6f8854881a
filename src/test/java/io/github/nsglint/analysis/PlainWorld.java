package io.github.nsglint.analysis;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

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
  record Setting(Shown shown, boolean groupHasMember, List<String> excepted) {}

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
  }

  private void networks(Setting setting, Random random) {
    List<PlainCells.Stretch> shown =
        switch (setting.shown()) {
          case ALL, NETWORK, ALL_AND_ROUTES -> List.of(PlainCells.VNET);
          case SUBNET -> List.of(PlainCells.SUBNET);
          case NOTHING -> List.of();
        };
    BitSet own = PlainCells.within(shown);
    BitSet internet = (BitSet) of("*").clone();
    internet.andNot(PlainCells.within(PlainCells.PRIVATE));
    internet.andNot(PlainCells.within(PlainCells.NOT_PUBLIC));
    internet.andNot(own);
    members.put("Internet", internet);

    BitSet network = PlainCells.within(PlainCells.PRIVATE);
    if (setting.shown() == Shown.ALL_AND_ROUTES) {
      network.or(internet);
    }
    thin(network, random);
    network.or(own);
    if (network.isEmpty()) {
      network.set(anyOf(ipv4Of(PlainCells.within(PlainCells.PRIVATE)), random));
    }
    BitSet subnet = PlainCells.within(List.of(PlainCells.SUBNET));
    if (setting.shown() == Shown.NETWORK || setting.shown() == Shown.NOTHING) {
      BitSet inside = own.isEmpty() ? ipv4Of(network) : own;
      if (inside.isEmpty()) {
        network.set(anyOf(ipv4Of(PlainCells.within(PlainCells.PRIVATE)), random));
        inside = ipv4Of(network);
      }
      subnet = some(inside, random);
    }
    members.put("subnet", subnet);
    BitSet group = ipv4Of(network);
    group.and(union(PlainCells.within(PlainCells.PRIVATE), own));
    BitSet groupMembers = (BitSet) group.clone();
    thin(groupMembers, random);
    if (groupMembers.isEmpty() && setting.groupHasMember()) {
      network.set(
          anyOf(group.isEmpty() ? ipv4Of(PlainCells.within(PlainCells.PRIVATE)) : group, random));
      groupMembers =
          some(
              union(group, intersection(ipv4Of(network), PlainCells.within(PlainCells.PRIVATE))),
              random);
    }
    members.put("group", groupMembers);
    network.or(PlainCells.within(List.of(PlainCells.PLATFORM)));
    members.put("VirtualNetwork", network);
  }

  private void publicTags(Setting setting, Random random) {
    BitSet internet = of("Internet");
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
