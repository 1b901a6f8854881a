package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityAdminRule;
import io.github.nsglint.model.SecurityAdminRule.Action;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rules of Azure Virtual Network Manager: as they are defined, and as Azure says which are in
 * force.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/networkmanager/list-network-manager-effective-security-admin-rules">
 *     what Azure answers</a>
 */
final class SecurityAdminRuleReader {
  private final List<Problem> problems;
  private final TagAddresses tags;
  private final List<SecurityAdminRule> rules = new ArrayList<>();

  /** Where a rule stands in the list, with what its answer said of it. */
  private record Answered(int place, Node.MapNode properties) {}

  private final Map<ResourceId, List<Answered>> answered = new HashMap<>();

  SecurityAdminRuleReader(List<Problem> problems, TagAddresses tags) {
    this.problems = problems;
    this.tags = tags;
  }

  /** Each once, although Azure tells it again for each virtual network. */
  List<SecurityAdminRule> rules() {
    return rules;
  }

  void readRule(Resource resource, ResourceId id) {
    SecurityAdminRule rule = rule(resource, id);
    if (rule.virtualNetworks().isEmpty() || rule.condition().isPresent()) {
      rules.add(rule);
      return;
    }
    Node.MapNode properties = Properties.of(resource.body());
    List<Answered> same = answered.computeIfAbsent(id, key -> new ArrayList<>(1));
    for (Answered before : same) {
      if (id.isGlobal() && Repetition.agree(before.properties(), properties)) {
        rules.set(before.place(), rules.get(before.place()).alsoIn(rule.virtualNetworks()));
        return;
      }
    }
    same.add(new Answered(rules.size(), properties));
    rules.add(rule);
  }

  private SecurityAdminRule rule(Resource resource, ResourceId id) {
    Node.MapNode body = resource.body();
    Node.MapNode properties = Properties.of(body);
    Span place = resource.span();
    Value<Action> action = value(properties, "access", place, SecurityAdminRuleReader::action);
    // Two managers may have rules of one name.
    String manager = id.names().get(0);
    // Of rules that may be any number, or none, the reason alone is told.
    boolean any = resource.condition().isPresent() && !id.isNamed();
    SecurityRule rule =
        new SecurityRule(
            any ? "?" : id.name() + " of network manager " + manager,
            value(properties, "priority", place, SecurityAdminRuleReader::number),
            value(properties, "direction", place, SecurityRuleReader::direction),
            action.fold(
                known ->
                    new Value.Known<>(
                        known == Action.DENY ? Access.DENY : Access.ALLOW, action.span()),
                unknown -> new Value.Unknown<>(unknown.reason(), unknown.span())),
            value(properties, "protocol", place, Protocol::of),
            addresses(properties, "sources"),
            ports(properties, "sourcePortRanges"),
            addresses(properties, "destinations"),
            ports(properties, "destinationPortRanges"),
            false,
            resource.condition(),
            place);
    Optional<Node> answered =
        body.present("ruleCollectionAppliesToGroups")
            .or(() -> properties.present("ruleCollectionAppliesToGroups"));
    return new SecurityAdminRule(
        id,
        rule,
        action,
        answered.isPresent() || body.present("virtualNetwork").isPresent(),
        virtualNetworks(body),
        answered.map(SecurityAdminRuleReader::groups).orElse(List.of()),
        resource.condition(),
        place);
  }

  /** A snapshot says beside each rule whose answer it is from. */
  private static List<Reference> virtualNetworks(Node.MapNode body) {
    return body.present("virtualNetwork").orElse(null) instanceof Node.MapNode map
        ? List.of(Properties.reference(map))
        : List.of();
  }

  static SecurityAdminRule.Answer readAnswer(Resource resource, ResourceId id) {
    List<Reference> networks = virtualNetworks(resource.body());
    return new SecurityAdminRule.Answer(
        id,
        networks.isEmpty()
            ? new Reference.Unresolved("the answer names no virtual network", resource.span())
            : networks.get(0),
        resource.condition(),
        resource.span());
  }

  static SecurityAdminRule.Collection readCollection(Resource resource, ResourceId id) {
    Optional<Node> groups = Properties.of(resource.body()).present("appliesToGroups");
    return new SecurityAdminRule.Collection(
        id,
        groups.map(SecurityAdminRuleReader::groups).orElse(List.of()),
        resource.condition(),
        resource.span());
  }

  static SecurityAdminRule.GroupMember readMember(Resource resource, ResourceId id) {
    Node.MapNode properties = Properties.of(resource.body());
    return new SecurityAdminRule.GroupMember(
        id,
        properties
            .present("resourceId")
            .map(SecurityAdminRuleReader::reference)
            .orElseGet(() -> new Reference.Unresolved("the member names nothing", resource.span())),
        resource.condition(),
        resource.span());
  }

  private static List<Reference> groups(Node node) {
    List<Node> items = node instanceof Node.ListNode list ? list.items() : List.of(node);
    List<Reference> groups = new ArrayList<>();
    for (Node item : items) {
      Optional<Node> id =
          item instanceof Node.MapNode map ? map.present("networkGroupId") : Optional.of(item);
      groups.add(
          id.map(SecurityAdminRuleReader::reference)
              .orElseGet(() -> new Reference.Unresolved("no network group is named", item.span())));
    }
    return groups;
  }

  /** An id that stands there as a text. */
  private static Reference reference(Node id) {
    return Properties.reference(
        new Node.MapNode(
            List.of(new Node.Entry(new Node.TextNode("id", id.span()), id)), id.span()));
  }

  private static Optional<Action> action(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "allow" -> Optional.of(Action.ALLOW);
      case "alwaysallow" -> Optional.of(Action.ALWAYS_ALLOW);
      case "deny" -> Optional.of(Action.DENY);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> number(String text) {
    boolean number = !text.isEmpty() && text.length() < 6;
    return number && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  private <T> Value<T> value(
      Node.MapNode properties, String key, Span place, Function<String, Optional<T>> reader) {
    Optional<Node> node = Properties.present(properties, key);
    if (node.isEmpty()) {
      return new Value.Unknown<>("the rule has no " + key, place);
    }
    if (node.get() instanceof Node.Unresolved unresolved) {
      return new Value.Unknown<>(unresolved.reason(), unresolved.span());
    }
    Optional<T> known = node.get().scalar().flatMap(reader);
    if (known.isPresent()) {
      return new Value.Known<>(known.get(), node.get().span());
    }
    String shown = SecurityRuleReader.shown(node.get());
    problems.add(
        Problem.warning(
            "admin-rule",
            key + " " + shown + " is none that a security admin rule has",
            node.get().span()));
    return new Value.Unknown<>(shown + " is none that Azure knows", node.get().span());
  }

  /** Absent means any. */
  private List<AddressPrefix> addresses(Node.MapNode properties, String key) {
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (Node item : Properties.list(properties, key)) {
      prefixes.add(address(item));
    }
    return prefixes.isEmpty() ? List.of(new AddressPrefix.Any(properties.span())) : prefixes;
  }

  private AddressPrefix address(Node item) {
    if (item instanceof Node.Unresolved unresolved) {
      return new AddressPrefix.Unresolved(unresolved.reason(), unresolved.span());
    }
    if (!(item instanceof Node.MapNode map) || map.present("addressPrefix").isEmpty()) {
      return new AddressPrefix.Unresolved("no address prefix stands here", item.span());
    }
    Node prefix = map.present("addressPrefix").get();
    boolean group =
        map.present("addressPrefixType")
            .flatMap(Node::scalar)
            .filter("NetworkGroup"::equalsIgnoreCase)
            .isPresent();
    return group
        ? new AddressPrefix.Unresolved(
            "the addresses of the members of a network group are not known", prefix.span())
        : new AddressPrefixReader(problems, tags).single(prefix);
  }

  /** Absent means any. */
  private List<PortPrefix> ports(Node.MapNode properties, String key) {
    List<PortPrefix> ports = new ArrayList<>();
    for (Node item : Properties.list(properties, key)) {
      Optional<PortPrefix> range =
          item.scalar().flatMap(text -> SecurityRuleReader.range(text, item.span()));
      String reason =
          item instanceof Node.Unresolved unresolved ? unresolved.reason() : "it is no port range";
      ports.add(range.orElseGet(() -> new PortPrefix.Unresolved(reason, item.span())));
    }
    return ports.isEmpty() ? List.of(new PortPrefix.Range(0, 65535, properties.span())) : ports;
  }
}
