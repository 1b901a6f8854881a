package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.Value;
import io.github.nsglint.model.VirtualNetworkPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One side of a peering. */
final class PeeringReader {
  private PeeringReader() {}

  static VirtualNetworkPeering read(Node node, Optional<Node.Unresolved> condition) {
    if (!(node instanceof Node.MapNode body)) {
      String reason =
          node instanceof Node.Unresolved unresolved
              ? unresolved.reason()
              : "no object stands here";
      return new VirtualNetworkPeering(
          new Reference.Unresolved(reason, node.span()),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          condition,
          node.span());
    }
    Node.MapNode properties = Properties.of(body);
    return new VirtualNetworkPeering(
        Properties.reference(properties, "remoteVirtualNetwork"),
        remotePrefixes(properties),
        Properties.present(properties, "allowVirtualNetworkAccess").map(PeeringReader::access),
        Properties.present(properties, "peeringState").map(PeeringReader::state),
        condition,
        Properties.place(body));
  }

  /**
   * What is peered stands in {@code remoteAddressSpace}; the other space is what the remote network
   * has by now, peered or not.
   */
  private static List<Value<Cidr>> remotePrefixes(Node.MapNode properties) {
    for (String key : List.of("remoteAddressSpace", "remoteVirtualNetworkAddressSpace")) {
      List<Value<Cidr>> prefixes = new ArrayList<>();
      Node space = Properties.present(properties, key).orElse(null);
      if (space instanceof Node.MapNode map) {
        prefixes.addAll(VirtualNetworkReader.prefixes(Properties.of(map), "addressPrefixes"));
      } else if (space instanceof Node.Unresolved unresolved) {
        prefixes.add(new Value.Unknown<>(unresolved.reason(), unresolved.span()));
      }
      if (!prefixes.isEmpty()) {
        return prefixes;
      }
    }
    return properties
        .present("peerCompleteVnets")
        .filter(whole -> !(whole instanceof Node.BoolNode flag && flag.value()))
        .<List<Value<Cidr>>>map(
            part ->
                List.of(new Value.Unknown<>("the peering is of some subnets only", part.span())))
        .orElse(List.of());
  }

  private static Value<Boolean> access(Node node) {
    if (node instanceof Node.BoolNode flag) {
      return new Value.Known<>(flag.value(), node.span());
    }
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    return switch (node.scalar().orElse("").toLowerCase(Locale.ROOT)) {
      case "true" -> new Value.Known<>(true, node.span());
      case "false" -> new Value.Known<>(false, node.span());
      default -> new Value.Unknown<>("this is neither true nor false", node.span());
    };
  }

  private static Value<String> state(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    return node.scalar()
        .<Value<String>>map(text -> new Value.Known<>(text, node.span()))
        .orElseGet(() -> new Value.Unknown<>("this is no text", node.span()));
  }

  /** Equal for two statements of one peering. */
  static String words(VirtualNetworkPeering peering) {
    return peering.remote().fold(() -> "", to -> to.id().key().toString(), unresolved -> "?")
        + " "
        + peering.remotePrefixes().stream().map(prefix -> prefix.known().toString()).toList()
        + " "
        + peering.access().map(access -> access.known().toString())
        + " "
        + peering.state().map(state -> state.known().toString());
  }
}
