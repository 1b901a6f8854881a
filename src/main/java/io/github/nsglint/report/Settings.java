package io.github.nsglint.report;

import io.github.nsglint.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a resource sets besides its place in the network.
 *
 * @param body ARM-shaped
 */
record Settings(Node.MapNode body) {
  /** Those of a public address that tell what it is, as Azure names them. */
  static final List<String> OF_PUBLIC_ADDRESS =
      List.of("ipAddress", "publicIPAllocationMethod", "publicIPAddressVersion");

  /** The name of the SKU; exports of the older tools write the name alone. */
  Optional<Node> sku() {
    return body.present("sku")
        .flatMap(sku -> sku instanceof Node.MapNode map ? map.present("name") : Optional.of(sku));
  }

  Optional<Node> find(String key) {
    return properties().present(key);
  }

  /** The features that are switched on, as written: {@code enableTunneling}. */
  List<String> switchedOn() {
    List<String> names = new ArrayList<>();
    for (Node.Entry entry : features()) {
      if (entry.value() instanceof Node.BoolNode bool && bool.value()) {
        names.add(entry.key().value());
      }
    }
    return names;
  }

  /** Azure's names for what can be switched: {@code enableTunneling}, {@code disableCopyPaste}. */
  List<Node.Entry> features() {
    return properties().entries().stream()
        .filter(entry -> isFeature(entry.key().value().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static boolean isFeature(String lower) {
    return lower.startsWith("enable") || lower.startsWith("disable");
  }

  private Node.MapNode properties() {
    return body.present("properties").orElse(body) instanceof Node.MapNode map ? map : body;
  }
}
