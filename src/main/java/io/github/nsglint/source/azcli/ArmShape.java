package io.github.nsglint.source.azcli;

import io.github.nsglint.document.KeyMeanings;
import io.github.nsglint.document.Members;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts what az and PowerShell print flat back under {@code properties}, where ARM has it. A map
 * that has {@code properties} is ARM's already and is handed on untouched.
 */
final class ArmShape {
  private static final String SUBNETS = "subnets";

  /** What stands beside {@code properties}, not under it; in lower case. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "apiversion",
          "etag",
          "extendedlocation",
          "id",
          "identity",
          "kind",
          "location",
          "managedby",
          "name",
          "plan",
          "resourcegroup",
          "resourcegroupname",
          "sku",
          "subscriptionid",
          "systemdata",
          "tag",
          "tags",
          "tagstable",
          "tenantid",
          "type",
          "zones");

  /** Lists whose items are resources themselves, with the same two shapes; in lower case. */
  private static final Set<String> NESTED =
      Set.of(
          "defaultsecurityrules",
          "ipconfigurations",
          "routes",
          "securityrules",
          "subnets",
          "virtualnetworkpeerings");

  /**
   * Of these, those that nobody asks for members by their place: who reads a rule takes its members
   * from where they are, and a large listing has a hundred thousand.
   */
  private static final Set<String> RULES = Set.of("defaultsecurityrules", "securityrules");

  /** What Azure always answers, so that its absence means that the answer was cut down. */
  private static final Map<String, String> ALWAYS_THERE =
      Map.of(
          "Microsoft.Network/networkSecurityGroups", "securityRules",
          "Microsoft.Network/routeTables", "routes",
          "Microsoft.Network/virtualNetworks", SUBNETS);

  /** It has no properties of its own, and nothing is asked of it. */
  private static final String APPLICATION_GROUP = "Microsoft.Network/applicationSecurityGroups";

  /** What {@code az resource list} tells of each, in lower case. */
  private static final Set<String> OF_EVERY_RESOURCE =
      Set.of("changedtime", "createdtime", "provisioningstate", "resourceguid");

  /** Where a member belongs. */
  private enum Place {
    OUTER,
    INNER,
    NESTED,
    PROPERTIES
  }

  /**
   * What a member's name tells.
   *
   * @param pascal whether PowerShell writes it so: then ARM may have the value otherwise
   * @param list whether ARM may have a list of this name otherwise; so where {@code pascal}
   */
  private record Name(Place place, boolean pascal, boolean list) {}

  /** A large answer has the same few names a million times. */
  private final KeyMeanings<Name> names = new KeyMeanings<>(ArmShape::name);

  /**
   * @param type in Azure's spelling
   */
  MapNode of(String type, MapNode map) {
    MapNode known = type.equals(APPLICATION_GROUP) ? shaped(map) : known(shaped(map));
    String list = ALWAYS_THERE.get(type);
    if (list == null) {
      return known;
    }
    MapNode whole = withList(known, list);
    return list.equals(SUBNETS) ? withKnown(whole) : whole;
  }

  /** A resource of which nothing but the name was asked for may have any properties. */
  private static MapNode known(MapNode shaped) {
    return shaped.get("properties").orElse(null) instanceof MapNode properties && isBare(properties)
        ? withProperties(
            shaped,
            new Unresolved(
                "the answer tells nothing of it but its name and its place", "", shaped.span()))
        : shaped;
  }

  private static boolean isBare(MapNode properties) {
    for (Entry entry : properties.entries()) {
      if (!OF_EVERY_RESOURCE.contains(entry.key().value().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /** The same of the subnets of a network. */
  private static MapNode withKnown(MapNode network) {
    if (!(network.get("properties").orElse(null) instanceof MapNode properties)
        || !(properties.get(SUBNETS).orElse(null) instanceof ListNode subnets)) {
      return network;
    }
    boolean changed = false;
    List<Node> items = new ArrayList<>(subnets.items().size());
    for (Node item : subnets.items()) {
      Node known = item instanceof MapNode map ? known(map) : item;
      changed |= known != item;
      items.add(known);
    }
    if (!changed) {
      return network;
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : properties.entries()) {
      boolean here = entry.key().value().equalsIgnoreCase(SUBNETS);
      entries.add(here ? new Entry(entry.key(), new ListNode(items, subnets.span())) : entry);
    }
    return withProperties(network, new MapNode(entries, properties.span()));
  }

  private MapNode shaped(MapNode map) {
    List<Entry> outer = new ArrayList<>();
    List<Entry> inner = new ArrayList<>(map.entries().size());
    for (Entry written : map.entries()) {
      Name name = names.of(written.key().value());
      boolean plain = written.value() instanceof ListNode ? !name.list() : !name.pascal();
      Optional<Entry> entry = plain ? Optional.of(written) : PowerShellValues.armEntry(written);
      if (name.place() == Place.PROPERTIES
          && map.get("properties").orElse(null) instanceof MapNode) {
        return map;
      }
      if (entry.isPresent()) {
        switch (name.place()) {
          case OUTER -> outer.add(entry.get());
          case INNER -> inner.add(entry.get());
          case NESTED -> inner.add(nested(entry.get()));
          case PROPERTIES -> {}
        }
      }
    }
    outer.add(new Entry(new TextNode("properties", map.span()), new MapNode(inner, map.span())));
    return new MapNode(outer, map.span());
  }

  private static Name name(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    Place place = Place.INNER;
    if (lower.equals("properties")) {
      place = Place.PROPERTIES;
    } else if (ENVELOPE.contains(lower)) {
      place = Place.OUTER;
    } else if (NESTED.contains(lower)) {
      place = Place.NESTED;
    }
    boolean pascal = PowerShellValues.isPascal(key);
    return new Name(place, pascal, pascal || PowerShellValues.isSingular(key));
  }

  private Entry nested(Entry entry) {
    if (!(entry.value() instanceof ListNode list)) {
      return entry;
    }
    boolean rules = RULES.contains(entry.key().value().toLowerCase(Locale.ROOT));
    boolean changed = false;
    List<Node> items = new ArrayList<>(list.items().size());
    for (Node item : list.items()) {
      boolean as = !(item instanceof MapNode map) || (rules && isFlatOnly(map));
      items.add(as ? item : shaped((MapNode) item));
      changed |= !as;
    }
    return changed ? new Entry(entry.key(), new ListNode(items, list.span())) : entry;
  }

  /** Whether ARM has all members otherwise in one thing only: they lie under {@code properties}. */
  private boolean isFlatOnly(MapNode map) {
    Members members = map.members();
    while (members.next()) {
      Name name = members.meaning(names);
      if (name.place() == Place.PROPERTIES || name.pascal() || (name.list() && members.isList())) {
        return false;
      }
    }
    return true;
  }

  /** A group without its rules is no group without rules, a table without routes likewise. */
  private static MapNode withList(MapNode shaped, String list) {
    if (!(shaped.get("properties").orElse(null) instanceof MapNode properties)
        || properties.get(list).filter(node -> !(node instanceof Node.NullNode)).isPresent()) {
      return shaped;
    }
    Unresolved missing =
        new Unresolved(
            "the answer leaves out '" + list + "', which Azure always gives", "", shaped.span());
    List<Entry> entries = new ArrayList<>(properties.entries());
    entries.removeIf(entry -> entry.key().value().equalsIgnoreCase(list));
    entries.add(new Entry(new TextNode(list, shaped.span()), missing));
    return withProperties(shaped, new MapNode(entries, properties.span()));
  }

  private static MapNode withProperties(MapNode shaped, Node properties) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : shaped.entries()) {
      boolean here = entry.key().value().equalsIgnoreCase("properties");
      entries.add(here ? new Entry(entry.key(), properties) : entry);
    }
    return new MapNode(entries, shaped.span());
  }
}
