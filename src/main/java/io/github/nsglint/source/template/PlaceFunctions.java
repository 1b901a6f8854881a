package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tenant, the subscription and the resource group of a template: known if the user tells, or
 * for a nested deployment that names its own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-scope">the
 *     documentation</a>
 */
final class PlaceFunctions {
  private PlaceFunctions() {}

  static Node subscription(Call call) {
    DeploymentPlace place = call.scope().place().at(call.span());
    if (place.subscription().isEmpty()) {
      return open(call, call.scope().ambientLabel());
    }
    Node id = place.subscription().get();
    Map<String, Node> known = new TreeMap<>();
    known.put("id", place.subscription(text(call)).result(call.span()));
    known.put("subscriptionId", id);
    place.tenant().ifPresent(tenant -> known.put("tenantId", tenant));
    return partly(call, List.of(id), known, List.of("displayName", "state", "tenantId"));
  }

  static Node tenant(Call call) {
    Optional<Node> id = call.scope().place().at(call.span()).tenant();
    return id.isEmpty()
        ? open(call, call.scope().ambientLabel())
        : partly(
            call, List.of(), Map.of("tenantId", id.get()), List.of("countryCode", "displayName"));
  }

  static Node resourceGroup(Call call) {
    DeploymentPlace place = call.scope().place().at(call.span());
    if (place.resourceGroup().isEmpty()) {
      return place
          .location()
          .map(location -> groupAt(call, location))
          .orElseGet(() -> open(call, call.scope().ambientLabel()));
    }
    PartialText id = text(call);
    if (place.subscription().isEmpty()) {
      String own = Symbols.of(call.scope().ambientLabel() + "subscription().subscriptionId");
      id.known("/subscriptions/").unknown(new Unresolved(reason("subscription"), own, call.span()));
    }
    Node name = place.resourceGroup().get();
    Map<String, Node> known = new TreeMap<>();
    known.put("id", place.start(id).result(call.span()));
    known.put("name", name);
    known.put("type", new TextNode("Microsoft.Resources/resourceGroups", call.span()));
    place.location().ifPresent(location -> known.put("location", location));
    return partly(
        call, List.of(name), known, List.of("location", "managedBy", "properties", "tags"));
  }

  /** One of which only the location is known. */
  private static Node groupAt(Call call, Node location) {
    return partly(
        call,
        List.of(),
        Map.of("location", location),
        List.of("id", "managedBy", "name", "properties", "tags", "type"));
  }

  /**
   * What only the deployment knows.
   *
   * @param label tells apart what means different values in different files
   */
  static Node open(Call call, String label) {
    return new Unresolved(
        reason(call.name()), Symbols.call(call.name(), call.arguments(), label), call.span());
  }

  private static String reason(String function) {
    return function + "() depends on where the template is deployed";
  }

  private static PartialText text(Call call) {
    return new PartialText(call.budget());
  }

  /**
   * @param identity tells it from others of its kind
   * @param unknown members that it has besides, unless they are known
   */
  private static Node partly(
      Call call, List<Node> identity, Map<String, Node> known, List<String> unknown) {
    List<Node.Entry> entries = new ArrayList<>();
    known.forEach((name, value) -> entries.add(new Node.Entry(key(name, call), value)));
    String label = call.scope().ambientLabel();
    Unresolved whole =
        new Unresolved(
            reason(call.name()), Symbols.call(call.name(), identity, label), call.span());
    for (String name : unknown) {
      if (known.containsKey(name)) {
        continue;
      }
      TextNode key = key(name, call);
      Unresolved value = new Unresolved(whole.reason(), Symbols.member(whole, key), call.span());
      entries.add(new Node.Entry(key, value));
    }
    return new MapNode(entries, call.span());
  }

  private static TextNode key(String name, Call call) {
    return new TextNode(name, call.span());
  }
}
