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
 * The subscription and the resource group of a template: known for a nested deployment that names
 * its own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-scope">the
 *     documentation</a>
 */
final class PlaceFunctions {
  private PlaceFunctions() {}

  static Node subscription(Call call) {
    Optional<Node> id = call.scope().place().subscription();
    if (id.isEmpty()) {
      return open(call, call.scope().ambientLabel());
    }
    Map<String, Node> known = new TreeMap<>();
    known.put("id", call.scope().place().subscription(text(call)).result(call.span()));
    known.put("subscriptionId", id.get());
    return partly(call, id.get(), known, List.of("displayName", "state", "tenantId"));
  }

  static Node resourceGroup(Call call) {
    DeploymentPlace place = call.scope().place();
    if (place.resourceGroup().isEmpty()) {
      return open(call, call.scope().ambientLabel());
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
    return partly(call, name, known, List.of("location", "managedBy", "properties", "tags"));
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
   * @param unknown members that it has besides
   */
  private static Node partly(
      Call call, Node identity, Map<String, Node> known, List<String> unknown) {
    List<Node.Entry> entries = new ArrayList<>();
    known.forEach((name, value) -> entries.add(new Node.Entry(key(name, call), value)));
    String label = call.scope().ambientLabel();
    Unresolved whole =
        new Unresolved(
            reason(call.name()), Symbols.call(call.name(), List.of(identity), label), call.span());
    for (String name : unknown) {
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
