package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@link Place}. */
final class PlaceReader {
  private static final String SUBNET = "subnet";
  private static final String EXPECTED = "'*', 'subnet', a service tag or a block like 10.0.0.0/8";
  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)?");

  private final List<Problem> problems;

  private PlaceReader(List<Problem> problems) {
    this.problems = problems;
  }

  static Optional<Place> read(Node node, List<Problem> problems) {
    PlaceReader reader = new PlaceReader(problems);
    if (!(node instanceof Node.MapNode)) {
      return reader.all(node).map(names -> place(names, List.of()));
    }
    return PackMap.of(node, "a place", List.of("of", "except"), problems).flatMap(reader::without);
  }

  /** A service tag or a block. */
  static Optional<AddressPrefix> exception(Node node, List<Problem> problems) {
    return new PlaceReader(problems).exception(node);
  }

  private Optional<Place> without(PackMap map) {
    Optional<List<Node.TextNode>> of = map.required("of").flatMap(this::all);
    Optional<List<AddressPrefix>> except =
        map.value("except")
            .map(node -> PackMap.list(node, "service tags and blocks", problems, this::exception))
            .orElse(Optional.of(List.of()));
    return of.flatMap(names -> except.map(taken -> place(names, taken)));
  }

  /** One name or a list of them, each of which is right. */
  private Optional<List<Node.TextNode>> all(Node node) {
    return node instanceof Node.ListNode
        ? PackMap.list(node, EXPECTED, problems, this::name)
        : name(node).map(List::of);
  }

  private Optional<Node.TextNode> name(Node node) {
    return PackMap.text(node, problems)
        .filter(text -> isSubnet(text) || prefix(text, EXPECTED).isPresent());
  }

  private Optional<AddressPrefix> exception(Node node) {
    String expected = "a service tag or a block like 10.0.0.0/8";
    return PackMap.text(node, problems)
        .flatMap(
            text ->
                isSubnet(text) || text.value().equals("*")
                    ? bad(text, expected)
                    : prefix(text, expected));
  }

  private static Place place(List<Node.TextNode> names, List<AddressPrefix> except) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (Node.TextNode name : names) {
      if (!isSubnet(name)) {
        parse(name).ifPresent(prefixes::add);
      }
    }
    return new Place(names.stream().anyMatch(PlaceReader::isSubnet), prefixes, except);
  }

  private static boolean isSubnet(Node.TextNode text) {
    return text.value().equalsIgnoreCase(SUBNET);
  }

  private Optional<AddressPrefix> prefix(Node.TextNode text, String expected) {
    Optional<AddressPrefix> prefix = parse(text);
    if (prefix.isEmpty()) {
      return bad(text, expected);
    }
    if (Cidr.parse(text.value()).filter(Cidr::hasHostBits).isPresent()) {
      return bad(text, "the first address of the block before its '/'");
    }
    return prefix;
  }

  private static Optional<AddressPrefix> parse(Node.TextNode text) {
    if (text.value().equals("*")) {
      return Optional.of(new AddressPrefix.Any(text.span()));
    }
    if (TAG.matcher(text.value()).matches()) {
      return Optional.of(new AddressPrefix.ServiceTag(text.value(), text.span()));
    }
    return Cidr.parse(text.value()).map(cidr -> new AddressPrefix.Block(cidr, text.span()));
  }

  private Optional<AddressPrefix> bad(Node.TextNode text, String expected) {
    problems.add(
        Problem.error(
            "pack-bad-prefix", "found '" + text.value() + "', expected " + expected, text.span()));
    return Optional.empty();
  }
}
