package io.github.nsglint.source.azcli;

import io.github.nsglint.document.KeptMap;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Resource;
import java.util.Locale;
import java.util.Optional;

/**
 * A resource as an answer holds it.
 *
 * @param type as written, or as its id tells
 */
record ListedResource(String type, MapNode map) {
  /** Empty if the map names no type of Azure, neither in {@code type} nor in {@code id}. */
  static Optional<ListedResource> of(MapNode map) {
    return text(map, "type")
        .filter(ListedResource::isType)
        .or(() -> text(map, "id").flatMap(ListedResource::typeOfId))
        .map(type -> new ListedResource(type, map));
  }

  private static boolean isType(String text) {
    return text.regionMatches(true, 0, "Microsoft.", 0, 10) && text.indexOf('/') > 0;
  }

  /**
   * {@code /subscriptions/S/resourceGroups/G/providers/P/type/name/type/name} has {@code
   * P/type/type}.
   */
  private static Optional<String> typeOfId(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    int providers = lower.lastIndexOf("/providers/");
    if (!lower.startsWith("/subscriptions/") || providers < 0) {
      return Optional.empty();
    }
    String[] parts = id.substring(providers + "/providers/".length()).split("/", -1);
    if (parts.length < 3 || parts.length % 2 == 0) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return Optional.of(type.toString());
  }

  /** Hands it on in ARM's shape, if a network is made of its type. */
  void hand(ArmShape shape, NetworkTypes types, Output output) {
    types.canonical(type).ifPresent(canonical -> hand(canonical, shape, output));
  }

  private void hand(String canonical, ArmShape shape, Output output) {
    MapNode body = shape.of(canonical, map);
    output
        .resources()
        .accept(
            new Resource(
                canonical,
                id(canonical),
                body,
                kept(body, canonical),
                Optional.empty(),
                map.present("name").orElse(map).span()));
  }

  /** As it stands in the file, or made again from that; but a row of a table is a list there. */
  private KeptMap kept(MapNode body, String canonical) {
    Span span = map.span();
    if (span.end() == span.start() || span.file().charAt(span.start()) != '{') {
      return KeptMap.held(body);
    }
    KeptMap written = KeptMap.written(span);
    return isUntouched(body, map)
        ? written
        : written.changed(again -> new ArmShape().of(canonical, again));
  }

  private static boolean isUntouched(Node body, Node map) {
    return body == map;
  }

  private String id(String canonical) {
    return text(map, "id").filter(id -> id.startsWith("/")).orElseGet(() -> madeId(canonical));
  }

  /** From name and resource group, for an answer that was asked for these columns only. */
  private String madeId(String canonical) {
    StringBuilder id = new StringBuilder();
    text(map, "subscriptionId").ifPresent(value -> id.append("/subscriptions/").append(value));
    text(map, "resourceGroup")
        .or(() -> text(map, "resourceGroupName"))
        .ifPresent(value -> id.append("/resourceGroups/").append(value));
    String[] types = canonical.split("/", -1);
    String[] names = text(map, "name").orElse(unknown("name")).split("/", -1);
    id.append("/providers/").append(types[0]);
    for (int i = 1; i < types.length; i++) {
      int fromEnd = types.length - i;
      boolean known = names.length >= fromEnd;
      id.append('/').append(types[i]).append('/');
      id.append(known ? names[names.length - fromEnd] : unknown(types[i]));
    }
    return id.toString();
  }

  private String unknown(String what) {
    return "⟨" + what + " at " + map.span() + "⟩";
  }

  private static Optional<String> text(MapNode map, String key) {
    return map.present(key).filter(TextNode.class::isInstance).flatMap(Node::scalar);
  }
}
