package io.github.nsglint.azure;

import io.github.nsglint.azure.RuleMembers.Member;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Direction;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one security rule. What Azure would refuse is a defect; the rule is read all the same, as
 * far as it says something.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview">Network
 *     security groups</a>
 */
final class SecurityRuleReader {
  private static final int LONGEST_NAME = 80;

  private final List<Problem> defects;
  private final RuleMembers members;
  private final TagAddresses tags;

  /**
   * @param members serves one reader at a time, and those of many groups best
   */
  SecurityRuleReader(List<Problem> defects, RuleMembers members, TagAddresses tags) {
    this.defects = defects;
    this.members = members;
    this.tags = tags;
  }

  SecurityRule read(Node node, Optional<Node.Unresolved> condition) {
    if (!(node instanceof Node.MapNode body)) {
      String reason =
          node instanceof Node.Unresolved unresolved
              ? unresolved.reason()
              : "this is no security rule";
      return SecurityRule.unknown("?", reason, node.span());
    }
    members.read(body);
    if (members.present(Member.PROPERTIES).orElse(null) instanceof Node.Unresolved unresolved) {
      return SecurityRule.unknown(name(), unresolved.reason(), unresolved.span());
    }
    SecurityRule rule = rule(condition, members.place(body));
    checkName(rule, body);
    new AddressPrefixReader(defects, tags).checkSides(rule.sources(), rule.destinations());
    return rule;
  }

  private SecurityRule rule(Optional<Node.Unresolved> condition, Span place) {
    return new SecurityRule(
        name(),
        priority(place),
        direction(place),
        access(place),
        protocol(place),
        sources(place),
        sourcePorts(place),
        destinations(place),
        destinationPorts(place),
        false,
        condition,
        place);
  }

  private String name() {
    Optional<Node> name = members.present(Member.NAME);
    if (name.isPresent() && name.get() instanceof Node.Unresolved unresolved) {
      return unresolved.symbol().isEmpty() ? "?" : unresolved.symbol();
    }
    return name.flatMap(Node::scalar).map(SecurityRuleReader::ownName).orElse("?");
  }

  /** A stand-alone rule is named group/rule. */
  static String ownName(String written) {
    return written.substring(written.lastIndexOf('/') + 1);
  }

  /**
   * Azure did not always look at names: one that it answers with is in use.
   *
   * @see <a href="https://github.com/Azure-Samples/service-fabric-cluster-templates/pull/103">its
   *     refusal of a space</a>
   * @see <a href="https://github.com/Azure/azure-sdk-for-python/issues/3238">what it took
   *     before</a>
   */
  private void checkName(SecurityRule rule, Node.MapNode body) {
    if (!isName(rule.name()) && Properties.of(body).present("provisioningState").isEmpty()) {
      defect(
          "rule-name",
          "the name '"
              + rule.name()
              + "' is not what Azure takes: up to "
              + LONGEST_NAME
              + " letters, digits and '_', '.' or '-', with a letter or digit at its start, and one"
              + " or '_' at its end",
          rule.span());
    }
  }

  /** Names that are not known in full are not judged. */
  static boolean isName(String name) {
    if (name.equals("?") || name.indexOf('⟨') >= 0) {
      return true;
    }
    int last = name.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = name.charAt(i);
      boolean word = Character.isLetterOrDigit(c) || c == '_';
      if (!word && (i == 0 || i == last || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return last >= 0 && last < LONGEST_NAME;
  }

  /**
   * As the members have it.
   *
   * @param place of the rule, for what is missing; so for the other values
   */
  Value<Integer> priority(Span place) {
    Optional<Node> value = members.present(Member.PRIORITY);
    if (value.isEmpty()) {
      return missing("priority", "100 to 4096", place);
    }
    if (value.get() instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved);
    }
    Optional<Integer> number = value.get().scalar().flatMap(SecurityRuleReader::wholeNumber);
    Span span = value.get().span();
    if (number.isEmpty()) {
      defect(
          "rule-priority",
          "priority " + shown(value.get()) + " is no whole number from 100 to 4096",
          span);
      return new Value.Unknown<>("the priority is no whole number", span);
    }
    if (number.get() < PriorityRange.LOWEST || number.get() > PriorityRange.HIGHEST) {
      defect("rule-priority", "priority " + number.get() + " is outside 100–4096", span);
    }
    return new Value.Known<>(number.get(), span);
  }

  private static Optional<Integer> wholeNumber(String text) {
    int number = wholeNumber(text, 0, text.length());
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  /** The number that a part of a text is; -1 if it is none. */
  private static int wholeNumber(String text, int start, int end) {
    if (start == end || end - start > 9) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  Value<Direction> direction(Span place) {
    return oneOf(Member.DIRECTION, "Inbound or Outbound", SecurityRuleReader::direction, place);
  }

  Value<Access> access(Span place) {
    return oneOf(Member.ACCESS, "Allow or Deny", SecurityRuleReader::access, place);
  }

  Value<Protocol> protocol(Span place) {
    return oneOf(Member.PROTOCOL, "Tcp, Udp, Icmp, Esp, Ah or *", Protocol::of, place);
  }

  static Optional<Direction> direction(String text) {
    for (Direction direction : Direction.values()) {
      if (direction.toString().equalsIgnoreCase(text)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }

  private static Optional<Access> access(String text) {
    for (Access access : Access.values()) {
      if (access.toString().equalsIgnoreCase(text)) {
        return Optional.of(access);
      }
    }
    return Optional.empty();
  }

  private <T> Value<T> oneOf(
      Member member, String expected, Function<String, Optional<T>> reader, Span place) {
    String key = member.key();
    Optional<Node> value = members.present(member);
    if (value.isEmpty()) {
      return missing(key, expected, place);
    }
    if (value.get() instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved);
    }
    Span span = value.get().span();
    Optional<T> known = value.get().scalar().flatMap(reader);
    if (known.isPresent()) {
      return new Value.Known<>(known.get(), span);
    }
    defect("rule-" + key, key + " " + shown(value.get()) + " is not " + expected, span);
    return new Value.Unknown<>("its " + key + " is none Azure knows", span);
  }

  private <T> Value<T> missing(String key, String expected, Span place) {
    defect("rule-incomplete", "the rule has no " + key + "; expected " + expected, place);
    return new Value.Unknown<>("the rule has no " + key, place);
  }

  List<AddressPrefix> sources(Span place) {
    return addresses(
        "source",
        members.present(Member.SOURCE_PREFIX),
        members.list(Member.SOURCE_PREFIXES),
        members.list(Member.SOURCE_GROUPS),
        place);
  }

  List<AddressPrefix> destinations(Span place) {
    return addresses(
        "destination",
        members.present(Member.DESTINATION_PREFIX),
        members.list(Member.DESTINATION_PREFIXES),
        members.list(Member.DESTINATION_GROUPS),
        place);
  }

  private List<AddressPrefix> addresses(
      String side, Optional<Node> single, List<Node> several, List<Node> groups, Span place) {
    AddressPrefixReader reader = new AddressPrefixReader(defects, tags);
    List<AddressPrefix> prefixes = new ArrayList<>();
    if (single.isPresent()) {
      prefixes.add(reader.single(single.get()));
    }
    prefixes.addAll(reader.several(several, side));
    for (Node node : groups) {
      prefixes.add(reader.applicationGroup(node));
    }
    if (single.isPresent() && !several.isEmpty()) {
      defect(
          "rule-singular-and-plural",
          side
              + "AddressPrefix and "
              + side
              + "AddressPrefixes are both set; Azure takes one of them",
          single.get().span());
    }
    if (!groups.isEmpty() && (single.isPresent() || !several.isEmpty())) {
      defect(
          "rule-group-and-prefix",
          side
              + "ApplicationSecurityGroups and a "
              + side
              + " prefix are both set; Azure takes one of them",
          groups.get(0).span());
    }
    if (prefixes.isEmpty()) {
      defect("rule-incomplete", "the rule has no " + side + " address prefix", place);
      prefixes.add(
          new AddressPrefix.Unresolved("the rule has no " + side + " address prefix", place));
    }
    reader.checkList(prefixes, side);
    return List.copyOf(prefixes);
  }

  List<PortPrefix> sourcePorts(Span place) {
    return ports(
        "source", members.present(Member.SOURCE_PORT), members.list(Member.SOURCE_PORTS), place);
  }

  List<PortPrefix> destinationPorts(Span place) {
    return ports(
        "destination",
        members.present(Member.DESTINATION_PORT),
        members.list(Member.DESTINATION_PORTS),
        place);
  }

  private List<PortPrefix> ports(
      String side, Optional<Node> single, List<Node> several, Span place) {
    List<PortPrefix> ports = new ArrayList<>();
    if (single.isPresent()) {
      ports.add(port(single.get()));
    }
    for (Node node : several) {
      ports.add(port(node));
    }
    if (single.isPresent() && !several.isEmpty()) {
      defect(
          "rule-singular-and-plural",
          side + "PortRange and " + side + "PortRanges are both set; Azure takes one of them",
          single.get().span());
    }
    if (ports.isEmpty()) {
      defect("rule-incomplete", "the rule has no " + side + " port range", place);
      ports.add(new PortPrefix.Unresolved("the rule has no " + side + " port range", place));
    }
    return List.copyOf(ports);
  }

  private PortPrefix port(Node node) {
    if (node instanceof Node.Unresolved unresolved) {
      return new PortPrefix.Unresolved(unresolved);
    }
    Optional<String> text = node.scalar();
    Optional<PortPrefix> range =
        text.isPresent() ? range(text.get(), node.span()) : Optional.empty();
    if (range.isPresent()) {
      return range.get();
    }
    defect(
        "rule-port",
        "port range "
            + shown(node)
            + " is neither a port (0–65535), a range such as 8000-8080, nor *",
        node.span());
    return new PortPrefix.Unresolved("it is no port range", node.span());
  }

  static Optional<PortPrefix> range(String text, Span span) {
    String trimmed = text.strip();
    if (trimmed.equals("*")) {
      return Optional.of(new PortPrefix.Range(0, 65535, span));
    }
    int dash = trimmed.indexOf('-');
    int first = wholeNumber(trimmed, 0, dash < 0 ? trimmed.length() : dash);
    int last = dash < 0 ? first : wholeNumber(trimmed, dash + 1, trimmed.length());
    boolean valid = first >= 0 && first <= last && last <= 65535;
    return valid ? Optional.of(new PortPrefix.Range(first, last, span)) : Optional.empty();
  }

  /** A value as a message shows it: scalars in quotes, other things by what they are. */
  static String shown(Node node) {
    return node.scalar()
        .map(text -> "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'")
        .orElse(node instanceof Node.ListNode ? "(a list)" : "(an object)");
  }

  private void defect(String code, String message, Span span) {
    defects.add(Problem.error(code, message, span));
  }
}
