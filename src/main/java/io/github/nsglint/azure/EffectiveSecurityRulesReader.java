package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Access;
import io.github.nsglint.model.AddressPrefix;
import io.github.nsglint.model.Cidr;
import io.github.nsglint.model.EffectiveSecurityRules;
import io.github.nsglint.model.EffectiveSecurityRules.Expansion;
import io.github.nsglint.model.EffectiveSecurityRules.OfGroup;
import io.github.nsglint.model.PortPrefix;
import io.github.nsglint.model.Protocol;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.model.Value;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Effective security rules as a snapshot keeps them: Azure's answer about one interface, with the
 * interface's id beside it.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-rest-api-specs/blob/main/specification/network/resource-manager/Microsoft.Network/stable/2023-11-01/examples/NetworkInterfaceEffectiveNSGList.json">an
 *     answer</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/network-watcher/diagnose-vm-network-traffic-filtering-problem-cli">one
 *     as the command line shows it</a>
 */
final class EffectiveSecurityRulesReader {
  /** Azure's own rules have greater numbers than any that somebody writes. */
  private static final int FIRST_STANDARD = 65000;

  private final TagAddresses tags;

  EffectiveSecurityRulesReader(TagAddresses tags) {
    this.tags = tags;
  }

  EffectiveSecurityRules read(Resource resource, ResourceId own) {
    Node.MapNode body = resource.body();
    Node.MapNode properties = Properties.of(body);
    Reference nic = reference(body, properties, "networkInterface");
    List<OfGroup> groups = new ArrayList<>();
    for (Node item : Properties.list(properties, "value")) {
      if (item instanceof Node.MapNode group) {
        groups.add(group(group));
      }
    }
    ResourceId id =
        nic.fold(
            () -> own,
            to -> to.id().child("effectiveNetworkSecurityGroups", to.id().name()),
            unresolved -> own);
    return new EffectiveSecurityRules(id, nic, groups, resource.condition(), resource.span());
  }

  private static Reference reference(Node.MapNode body, Node.MapNode properties, String key) {
    return body.present(key).isPresent()
        ? Properties.reference(body, key)
        : Properties.reference(properties, key);
  }

  private OfGroup group(Node.MapNode group) {
    Node.MapNode association =
        group.present("association").orElse(null) instanceof Node.MapNode map
            ? map
            : new Node.MapNode(List.of(), group.span());
    List<SecurityRule> rules = new ArrayList<>();
    List<Expansion> expansions = new ArrayList<>();
    for (Node item : Properties.list(group, "effectiveSecurityRules")) {
      if (item instanceof Node.MapNode map) {
        SecurityRule rule = rule(map);
        rules.add(rule);
        expansion(rule.sources(), map, "expandedSourceAddressPrefix").ifPresent(expansions::add);
        expansion(rule.destinations(), map, "expandedDestinationAddressPrefix")
            .ifPresent(expansions::add);
      } else {
        rules.add(SecurityRule.unknown("?", "this is no security rule", item.span()));
      }
    }
    Reference named = Properties.reference(group, "networkSecurityGroup");
    return new OfGroup(
        named,
        Properties.reference(association, "subnet"),
        Properties.reference(association, "networkInterface"),
        Properties.reference(association, "networkManager"),
        rules,
        expansions,
        named instanceof Reference.To to ? to.span() : Properties.openingOf(group.span()));
  }

  /** Of two tags beside one another nobody can tell which holds what. */
  private static Optional<Expansion> expansion(
      List<AddressPrefix> prefixes, Node.MapNode rule, String key) {
    if (prefixes.size() != 1 || !(prefixes.get(0) instanceof AddressPrefix.ServiceTag tag)) {
      return Optional.empty();
    }
    List<Cidr> blocks = new ArrayList<>();
    for (Node item : Properties.list(rule, key)) {
      item.scalar().flatMap(Cidr::parse).ifPresent(blocks::add);
    }
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Expansion(tag, blocks));
  }

  private SecurityRule rule(Node.MapNode rule) {
    Span place = Properties.place(rule);
    Value<Integer> priority = value(rule, "priority", EffectiveSecurityRulesReader::number);
    return new SecurityRule(
        name(rule),
        priority,
        value(rule, "direction", SecurityRuleReader::direction),
        value(rule, "access", EffectiveSecurityRulesReader::access),
        value(rule, "protocol", EffectiveSecurityRulesReader::protocol),
        addresses(rule, "sourceAddressPrefixes", "sourceAddressPrefix"),
        ports(rule, "sourcePortRanges", "sourcePortRange"),
        addresses(rule, "destinationAddressPrefixes", "destinationAddressPrefix"),
        ports(rule, "destinationPortRanges", "destinationPortRange"),
        priority.fold(known -> known >= FIRST_STANDARD, unknown -> false),
        Optional.empty(),
        place);
  }

  /** {@code securityRules/AllowSsh} is AllowSsh. */
  private static String name(Node.MapNode rule) {
    String name = rule.present("name").flatMap(Node::scalar).orElse("?");
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static <T> Value<T> value(
      Node.MapNode rule, String key, Function<String, Optional<T>> reader) {
    Optional<Node> node = rule.present(key);
    Span span = node.map(Node::span).orElseGet(() -> Properties.place(rule));
    Optional<T> known = node.flatMap(Node::scalar).flatMap(reader);
    return known.isPresent()
        ? new Value.Known<>(known.get(), span)
        : new Value.Unknown<>(
            "Azure's answer has "
                + node.map(SecurityRuleReader::shown).orElse("nothing")
                + " as the "
                + key
                + " of this rule",
            span);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static Optional<Access> access(String text) {
    for (Access access : Access.values()) {
      if (access.toString().equalsIgnoreCase(text)) {
        return Optional.of(access);
      }
    }
    return Optional.empty();
  }

  private static Optional<Protocol> protocol(String text) {
    return text.equalsIgnoreCase("All") ? Optional.of(Protocol.ANY) : Protocol.of(text);
  }

  /** The list where there is one: it has what the single value has, and more. */
  private static List<Node> both(Node.MapNode rule, String several, String single) {
    List<Node> list = Properties.list(rule, several);
    return list.isEmpty() ? Properties.list(rule, single) : list;
  }

  private List<AddressPrefix> addresses(Node.MapNode rule, String several, String single) {
    // What Azure itself answers is no defect of anybody's input.
    AddressPrefixReader reader = new AddressPrefixReader(new ArrayList<>(), tags);
    List<AddressPrefix> prefixes = new ArrayList<>();
    for (Node node : both(rule, several, single)) {
      prefixes.add(
          node.scalar()
              .filter(text -> text.startsWith("/"))
              .flatMap(ResourceId::parse)
              .<AddressPrefix>map(id -> new AddressPrefix.ApplicationGroup(id, node.span()))
              .orElseGet(() -> reader.single(node)));
    }
    return prefixes.isEmpty()
        ? List.of(
            new AddressPrefix.Unresolved(
                "Azure's answer has no " + single + " of this rule", Properties.place(rule)))
        : prefixes;
  }

  private static List<PortPrefix> ports(Node.MapNode rule, String several, String single) {
    List<PortPrefix> ports = new ArrayList<>();
    for (Node node : both(rule, several, single)) {
      ports.add(
          node.scalar()
              .flatMap(text -> SecurityRuleReader.range(text, node.span()))
              .orElseGet(() -> new PortPrefix.Unresolved("it is no port range", node.span())));
    }
    return ports.isEmpty()
        ? List.of(
            new PortPrefix.Unresolved(
                "Azure's answer has no " + single + " of this rule", Properties.place(rule)))
        : ports;
  }
}
