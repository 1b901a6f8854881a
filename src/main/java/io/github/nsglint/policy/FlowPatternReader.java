package io.github.nsglint.policy;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link FlowPattern}. */
final class FlowPatternReader {
  private static final String WHAT = "a flow pattern";
  private static final List<String> OF_EXCEPT =
      List.of("protocol", "protocols", "source", "destination", "destination-ports");
  private static final List<String> KEYS = keys();
  private static final List<String> DIRECTIONS =
      List.of(Direction.INBOUND.toString(), Direction.OUTBOUND.toString());
  private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final int LAST_PORT = 65535;

  private final List<Problem> problems;

  private FlowPatternReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<FlowPattern> read(Node node, List<Problem> problems) {
    FlowPatternReader reader = new FlowPatternReader(problems);
    return PackMap.of(node, WHAT, KEYS, problems).flatMap(reader::pattern);
  }

  /** A port or a range. */
  static Optional<PortPrefix.Range> port(Node node, List<Problem> problems) {
    return new FlowPatternReader(problems).ports(node);
  }

  /** Protocols are written out in lists in more than one place of a pack. */
  static Optional<List<Protocol>> protocols(Node node, List<Problem> problems) {
    FlowPatternReader reader = new FlowPatternReader(problems);
    return PackMap.list(node, "protocols", problems, reader::protocol);
  }

  /** Ports are written out in lists in more than one place of a pack. */
  static Optional<List<PortPrefix.Range>> ports(Node node, List<Problem> problems) {
    FlowPatternReader reader = new FlowPatternReader(problems);
    return PackMap.list(node, "ports", problems, reader::ports);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("direction"));
    keys.addAll(OF_EXCEPT);
    keys.add("except");
    return List.copyOf(keys);
  }

  private Optional<FlowPattern> pattern(PackMap map) {
    Optional<Direction> direction = map.required("direction").flatMap(this::direction);
    // A wrong direction must not hide what is wrong further down.
    Direction assumed = direction.orElse(Direction.INBOUND);
    Optional<List<FlowPattern>> except =
        map.value("except")
            .map(
                node ->
                    PackMap.list(node, "flow patterns", problems, item -> exception(item, assumed)))
            .orElse(Optional.of(List.of()));
    Optional<FlowPattern> pattern = pattern(map, assumed, except.orElse(List.of()));
    return direction.isPresent() && except.isPresent() ? pattern : Optional.empty();
  }

  private Optional<FlowPattern> exception(Node node, Direction direction) {
    return PackMap.of(node, "an exception of " + WHAT, OF_EXCEPT, problems)
        .flatMap(map -> pattern(map, direction, List.of()));
  }

  private Optional<FlowPattern> pattern(
      PackMap map, Direction direction, List<FlowPattern> except) {
    Optional<List<Protocol>> protocols = protocols(map);
    Optional<Place> source = place(map, "source");
    Optional<Place> destination = place(map, "destination");
    Optional<List<PortPrefix.Range>> ports =
        map.value("destination-ports")
            .map(node -> PackMap.list(node, "ports", problems, this::ports))
            .orElseGet(() -> Optional.of(List.of(allPorts(map.place()))));
    if (protocols.isEmpty() || source.isEmpty() || destination.isEmpty() || ports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FlowPattern(
            direction, protocols.get(), source.get(), destination.get(), ports.get(), except));
  }

  private Optional<Place> place(PackMap map, String key) {
    return map.value(key)
        .map(node -> PlaceReader.read(node, problems))
        .orElseGet(
            () ->
                Optional.of(
                    new Place(false, List.of(new AddressPrefix.Any(map.place())), List.of())));
  }

  private Optional<List<Protocol>> protocols(PackMap map) {
    List<String> keys = List.of("protocol", "protocols");
    if (map.entries(keys).isEmpty()) {
      return Optional.of(List.of(Protocol.ANY));
    }
    return map.oneOf(keys, "a protocol")
        .flatMap(
            entry ->
                entry.key().value().equals("protocol")
                    ? protocol(entry.value()).map(List::of)
                    : protocols(entry.value(), problems));
  }

  private Optional<Protocol> protocol(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    Optional<Protocol> protocol = text.flatMap(name -> Protocol.of(name.value()));
    if (text.isPresent() && protocol.isEmpty()) {
      problems.add(
          Problem.error(
              "pack-bad-protocol",
              "found '" + text.get().value() + "', expected Tcp, Udp, Icmp, Esp, Ah or '*'",
              node.span()));
    }
    return protocol;
  }

  private Optional<Direction> direction(Node node) {
    Optional<Node.TextNode> text = PackMap.text(node, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (Direction direction : Direction.values()) {
      if (direction.toString().equalsIgnoreCase(text.get().value())) {
        return Optional.of(direction);
      }
    }
    problems.add(
        Problem.error(
            "pack-bad-direction",
            "found '"
                + text.get().value()
                + "', expected Inbound or Outbound"
                + Nearest.hint(text.get().value(), DIRECTIONS),
            node.span()));
    return Optional.empty();
  }

  private static PortPrefix.Range allPorts(Span span) {
    return new PortPrefix.Range(0, LAST_PORT, span);
  }

  private Optional<PortPrefix.Range> ports(Node node) {
    Optional<String> text = PackMap.scalar(node, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().equals("*")) {
      return Optional.of(allPorts(node.span()));
    }
    Matcher matcher = PORTS.matcher(text.get());
    if (matcher.matches()) {
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (first <= last && last <= LAST_PORT) {
        return Optional.of(new PortPrefix.Range(first, last, node.span()));
      }
    }
    problems.add(
        Problem.error(
            "pack-bad-port",
            "found '"
                + text.get()
                + "', expected a port from 0 to 65535, a range like 8000-8080, or '*'",
            node.span()));
    return Optional.empty();
  }
}
