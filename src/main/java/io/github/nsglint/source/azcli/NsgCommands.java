package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network security groups, their rules, and application security groups.
 *
 * @see <a href="https://learn.microsoft.com/cli/azure/network/nsg/rule">az network nsg rule</a>
 */
final class NsgCommands {
  static final String GROUPS = "networkSecurityGroups";
  private static final String RULES = GROUPS + "/securityRules";
  private static final String APPLICATION_GROUPS = "applicationSecurityGroups";

  private final ScriptedResources resources;

  NsgCommands(ScriptedResources resources) {
    this.resources = resources;
  }

  ChangedResource groups() {
    return new ChangedResource(resources, GROUPS, "--name");
  }

  ChangedResource rules() {
    return new ChangedResource(resources, RULES, "--nsg-name", "--name");
  }

  ChangedResource applicationGroups() {
    return new ChangedResource(resources, APPLICATION_GROUPS, "--name");
  }

  void createGroup(Invocation call) {
    plain(call, GROUPS);
  }

  void createApplicationGroup(Invocation call) {
    plain(call, APPLICATION_GROUPS);
  }

  private void plain(Invocation call, String kind) {
    String type = ScriptedResources.NETWORK + kind;
    call.one("--name")
        .ifPresent(
            name ->
                resources.put(
                    new ScriptedResource(
                        type, resources.id(call, type, name.value()), name, call.place())));
  }

  void createRule(Invocation call) {
    String type = ScriptedResources.NETWORK + RULES;
    Optional<Argument> name = call.one("--name");
    Optional<Argument> group = call.one("--nsg-name");
    if (name.isEmpty() || group.isEmpty()) {
      return;
    }
    String id = resources.id(call, type, group.get().value(), name.get().value());
    ScriptedResource rule = new ScriptedResource(type, id, name.get(), call.place());
    rule.property(
        "priority",
        call.one("--priority")
            .map(ChangedResource::scalar)
            .orElseGet(
                () -> new Node.Unresolved("the command has no --priority", "", call.place())));
    rule.property("direction", call.node("--direction", "Inbound"));
    rule.property("access", call.node("--access", "Allow"));
    rule.property("protocol", call.node("--protocol", "*"));
    addresses(call, rule, "source");
    ports(call, rule, "source", "*");
    addresses(call, rule, "destination");
    ports(call, rule, "destination", "80");
    resources.put(rule);
  }

  /**
   * az takes {@code *} where nothing is said, and lets an application security group take the place
   * of a single prefix.
   */
  private void addresses(Invocation call, ScriptedResource rule, String side) {
    Optional<List<Argument>> prefixes = call.many("--" + side + "-address-prefixes");
    Optional<List<Argument>> groups =
        call.many("--" + side + "-asgs").filter(all -> !all.isEmpty());
    if (groups.isPresent()) {
      rule.property(side + "ApplicationSecurityGroups", groups(call, groups.get()));
    }
    if (groups.isPresent() && prefixes.map(List::size).orElse(1) < 2) {
      return;
    }
    several(call, prefixes, "*", side + "AddressPrefix", side + "AddressPrefixes")
        .forEach(entry -> rule.property(entry.key().value(), entry.value()));
  }

  private static void ports(Invocation call, ScriptedResource rule, String side, String otherwise) {
    several(
            call,
            call.many("--" + side + "-port-ranges"),
            otherwise,
            side + "PortRange",
            side + "PortRanges")
        .forEach(entry -> rule.property(entry.key().value(), entry.value()));
  }

  /** az sends one value as the singular property, several as the plural one. */
  private static List<Node.Entry> several(
      Invocation call,
      Optional<List<Argument>> values,
      String otherwise,
      String singular,
      String plural) {
    if (values.isEmpty()) {
      return List.of(ScriptedResource.entry(singular, call.byItself(ScriptValue.of(otherwise))));
    }
    return several(values.get(), singular, plural);
  }

  private static List<Node.Entry> several(List<Argument> values, String singular, String plural) {
    if (values.isEmpty()) {
      return List.of();
    }
    return values.size() == 1
        ? List.of(ScriptedResource.entry(singular, values.get(0).node()))
        : List.of(ScriptedResource.entry(plural, list(values)));
  }

  static Node list(List<Argument> values) {
    List<Node> items = new ArrayList<>();
    values.forEach(value -> items.add(value.node()));
    return new Node.ListNode(items, values.get(0).span());
  }

  private Node groups(Invocation call, List<Argument> names) {
    List<Node> items = new ArrayList<>();
    for (Argument name : names) {
      items.add(resources.reference(call, name, ScriptedResources.NETWORK + APPLICATION_GROUPS));
    }
    return new Node.ListNode(items, names.get(0).span());
  }

  Node applicationGroups(Invocation call, List<Argument> names) {
    return groups(call, names);
  }

  void updateRule(Invocation call) {
    for (ScriptedResource rule : rules().found(call)) {
      call.one("--priority")
          .ifPresent(value -> change(rule, "priority", ChangedResource.scalar(value)));
      for (String key : List.of("direction", "access", "protocol")) {
        call.one("--" + key).ifPresent(value -> change(rule, key, value.node()));
      }
      for (String side : List.of("source", "destination")) {
        update(
            call,
            rule,
            "--" + side + "-address-prefixes",
            side + "AddressPrefix",
            side + "AddressPrefixes");
        update(call, rule, "--" + side + "-port-ranges", side + "PortRange", side + "PortRanges");
        String key = side + "ApplicationSecurityGroups";
        call.many("--" + side + "-asgs")
            .ifPresent(
                names -> {
                  if (names.isEmpty()) {
                    rule.remove(key, resources.perhaps());
                  } else {
                    change(rule, key, groups(call, names));
                  }
                });
      }
    }
    rules().generic(call);
  }

  private void update(
      Invocation call, ScriptedResource rule, String option, String singular, String plural) {
    Optional<List<Argument>> values = call.many(option);
    if (values.isEmpty()) {
      return;
    }
    List<Node.Entry> entries = several(values.get(), singular, plural);
    for (String key : List.of(singular, plural)) {
      Optional<Node> node =
          entries.stream()
              .filter(entry -> entry.key().value().equals(key))
              .map(Node.Entry::value)
              .findFirst();
      if (node.isPresent()) {
        change(rule, key, node.get());
      } else {
        rule.remove(key, resources.perhaps());
      }
    }
  }

  private void change(ScriptedResource rule, String key, Node value) {
    rule.change(key, value, resources.perhaps());
  }
}
