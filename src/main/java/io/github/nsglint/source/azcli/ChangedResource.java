package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all {@code update} and {@code delete} commands have in common. */
final class ChangedResource {
  /** What a resource has that matters here; unknown where a script only changes it. */
  private static final Map<String, List<String>> UNSHOWN =
      Map.of(
          "Microsoft.Network/networkSecurityGroups/securityRules",
          List.of(
              "priority",
              "direction",
              "access",
              "protocol",
              "sourceAddressPrefix",
              "sourcePortRange",
              "destinationAddressPrefix",
              "destinationPortRange"),
          "Microsoft.Network/virtualNetworks/subnets",
          List.of("addressPrefix", "networkSecurityGroup", "routeTable"),
          "Microsoft.Network/virtualNetworks",
          List.of("addressSpace"),
          "Microsoft.Network/publicIPAddresses",
          List.of("publicIPAllocationMethod", "publicIPAddressVersion"),
          "Microsoft.Network/bastionHosts",
          List.of(
              "ipConfigurations",
              "scaleUnits",
              "enableTunneling",
              "enableIpConnect",
              "enableShareableLink",
              "enableFileCopy",
              "disableCopyPaste",
              "enableKerberos",
              "enableSessionRecording"),
          "Microsoft.Network/networkInterfaces",
          List.of("networkSecurityGroup", "ipConfigurations"),
          "Microsoft.Network/networkSecurityGroups",
          List.of("securityRules"),
          "Microsoft.Network/routeTables",
          List.of("routes"),
          "Microsoft.Network/routeTables/routes",
          List.of("addressPrefix", "nextHopType"),
          "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
          List.of("remoteVirtualNetwork", "allowVirtualNetworkAccess"));

  private static final List<String> OUTER = List.of("location", "sku", "tags", "zones");

  /** Resources of their own here, and lists of their parent for az. */
  private static final List<String> CHILDREN =
      List.of("routes", "securityRules", "subnets", "virtualNetworkPeerings");

  private final ScriptedResources resources;
  private final String type;

  /** The options that name a resource and its parents, the parents first. */
  private final List<String> nameOptions;

  /**
   * @param type without {@code Microsoft.Network/}
   */
  ChangedResource(ScriptedResources resources, String type, String... nameOptions) {
    this.resources = resources;
    this.type = ScriptedResources.NETWORK + type;
    this.nameOptions = List.of(nameOptions);
  }

  /** Those that an update is about; made up as far as it shows them if the script has no such. */
  List<ScriptedResource> found(Invocation call) {
    List<ScriptedResource> found = new ArrayList<>();
    for (Argument id : ids(call)) {
      List<ScriptedResource> known = resources.findAll(id.text());
      found.addAll(known.isEmpty() ? List.of(unshown(id, call)) : known);
    }
    return found;
  }

  private List<Argument> ids(Invocation call) {
    Optional<List<Argument>> ids = call.many("--ids");
    if (ids.isPresent()) {
      return ids.get();
    }
    List<ScriptValue> names = new ArrayList<>();
    for (String option : nameOptions) {
      Optional<Argument> name = call.one(option);
      if (name.isEmpty()) {
        resources
            .problems()
            .accept(
                Problem.error(
                    "script-option",
                    "'az " + call.command().name() + "' has neither " + option + " nor --ids",
                    call.place()));
        return List.of();
      }
      names.add(name.get().value());
    }
    Argument last = call.one(nameOptions.get(nameOptions.size() - 1)).orElseThrow();
    String id = resources.id(call, type, names.toArray(ScriptValue[]::new));
    return List.of(last.with(last.value().withText(id)));
  }

  private ScriptedResource unshown(Argument id, Invocation call) {
    String name = id.text().substring(id.text().lastIndexOf('/') + 1);
    ScriptedResource made =
        new ScriptedResource(type, id.text(), id.with(id.value().withText(name)), call.place());
    Node unknown =
        new Node.Unresolved(
            "the script changes '" + name + "' and does not create it", "", id.span());
    for (String property : UNSHOWN.getOrDefault(type, List.of())) {
      made.property(property, unknown);
    }
    if (type.endsWith("/bastionHosts") || type.endsWith("/publicIPAddresses")) {
      made.outer("sku", unknown);
    }
    resources.addChanged(made);
    return made;
  }

  void delete(Invocation call) {
    ids(call).forEach(id -> resources.delete(id.text()));
  }

  /** {@code --set path=value}, {@code --remove path} and {@code --add path …}. */
  void generic(Invocation call) {
    boolean changes =
        call.has("--set") || call.has("--remove") || call.has("--add") || call.has("--tags");
    for (ScriptedResource target : changes ? found(call) : List.<ScriptedResource>of()) {
      resources.tags().ifPresent(tags -> target.changeOuter("tags", tags, resources.perhaps()));
      for (Argument argument : call.words("--set")) {
        int equals = argument.text().indexOf('=');
        set(
            target,
            equals < 0 ? argument.text() : argument.text().substring(0, equals),
            argument.with(argument.value().withText(argument.text().substring(equals + 1))));
      }
      call.words("--remove").stream().limit(1).forEach(path -> remove(target, path));
      call.words("--add").stream().limit(1).forEach(path -> set(target, path.text() + ".", path));
    }
  }

  private void set(ScriptedResource target, String written, Argument value) {
    String path = written.startsWith("properties.") ? written.substring(11) : written;
    String first = first(path);
    if (notFollowed(first, value)) {
      return;
    }
    if (path.equals("sku.name")) {
      target.changeOuter("sku", sku(value), resources.perhaps());
    } else if (OUTER.contains(first)) {
      target.changeOuter(first, changedInPlace(value), resources.perhaps());
    } else if (first.equals(path)) {
      target.change(first, scalar(value), resources.perhaps());
    } else {
      target.change(first, changedInPlace(value), resources.perhaps());
    }
  }

  private static Node changedInPlace(Argument value) {
    return new Node.Unresolved(
        "it is changed in place by " + value.span().text(), "", value.span());
  }

  private void remove(ScriptedResource target, Argument path) {
    String first = first(path.text());
    if (notFollowed(first, path)) {
      return;
    }
    if (first.equals(path.text())) {
      target.remove(first, resources.perhaps());
    } else {
      target.change(first, changedInPlace(path), resources.perhaps());
    }
  }

  private boolean notFollowed(String first, Argument place) {
    if (!CHILDREN.contains(first)) {
      return false;
    }
    resources
        .problems()
        .accept(
            Problem.error(
                "script-update", "this change of " + first + " is not followed", place.span()));
    return true;
  }

  private static String first(String path) {
    int end = 0;
    while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return path.substring(0, end);
  }

  static Node sku(Argument name) {
    return ScriptedResource.map(name.span(), ScriptedResource.entry("name", name.node()));
  }

  /** A value as a template would write it. */
  static Node scalar(Argument value) {
    if (!value.isKnown()) {
      return value.node();
    }
    return switch (value.text()) {
      case "true", "True" -> new Node.BoolNode(true, value.span());
      case "false", "False" -> new Node.BoolNode(false, value.span());
      case "null" -> new Node.NullNode(value.span());
      default ->
          ScriptVariables.number(value.text()) >= 0
              ? new Node.NumberNode(value.text(), value.span())
              : value.node();
    };
  }
}
