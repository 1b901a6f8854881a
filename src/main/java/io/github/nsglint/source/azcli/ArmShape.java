package io.github.nsglint.source.azcli;

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
import java.util.Set;

/**
 * Puts what az and PowerShell print flat back under {@code properties}, where ARM has it. A map
 * that has {@code properties} is ARM's already and is handed on untouched.
 */
final class ArmShape {
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

  /** What Azure always answers, so that its absence means that the answer was cut down. */
  private static final Map<String, String> ALWAYS_THERE =
      Map.of(
          "Microsoft.Network/networkSecurityGroups", "securityRules",
          "Microsoft.Network/virtualNetworks", "subnets");

  private ArmShape() {}

  /**
   * @param type in Azure's spelling
   */
  static MapNode of(String type, MapNode map) {
    MapNode shaped = shaped(map);
    String list = ALWAYS_THERE.get(type);
    return list == null ? shaped : withList(shaped, list);
  }

  private static MapNode shaped(MapNode map) {
    if (map.get("properties").orElse(null) instanceof MapNode) {
      return map;
    }
    List<Entry> outer = new ArrayList<>();
    List<Entry> inner = new ArrayList<>();
    for (Entry entry : map.entries()) {
      String key = entry.key().value().toLowerCase(Locale.ROOT);
      if (ENVELOPE.contains(key)) {
        PowerShellValues.armEntry(entry).ifPresent(outer::add);
      } else if (!key.equals("properties")) {
        PowerShellValues.armEntry(entry).ifPresent(e -> inner.add(nested(key, e)));
      }
    }
    outer.add(new Entry(new TextNode("properties", map.span()), new MapNode(inner, map.span())));
    return new MapNode(outer, map.span());
  }

  private static Entry nested(String key, Entry entry) {
    if (!NESTED.contains(key) || !(entry.value() instanceof ListNode list)) {
      return entry;
    }
    List<Node> items = new ArrayList<>(list.items().size());
    for (Node item : list.items()) {
      items.add(item instanceof MapNode map ? shaped(map) : item);
    }
    return new Entry(entry.key(), new ListNode(items, list.span()));
  }

  /** A group without its rules is no group without rules. */
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

  private static MapNode withProperties(MapNode shaped, MapNode properties) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : shaped.entries()) {
      boolean here = entry.key().value().equalsIgnoreCase("properties");
      entries.add(here ? new Entry(entry.key(), properties) : entry);
    }
    return new MapNode(entries, shaped.span());
  }
}
