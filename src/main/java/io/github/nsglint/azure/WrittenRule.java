package io.github.nsglint.azure;

import io.github.nsglint.document.JsonAddition;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.SecurityRule;
import java.util.ArrayList;
import java.util.List;

/** A security rule in Azure Resource Manager's shape: what {@link SecurityRuleReader} reads. */
public final class WrittenRule {
  private WrittenRule() {}

  /**
   * @param rule of which everything is known
   */
  public static MapNode of(SecurityRule rule) {
    Span place = rule.span();
    List<Entry> properties = new ArrayList<>();
    properties.add(text(place, "protocol", rule.protocol().known().orElseThrow()));
    several(properties, place, "sourcePortRange", "s", rule.sourcePorts());
    several(properties, place, "destinationPortRange", "s", rule.destinationPorts());
    several(properties, place, "sourceAddressPrefix", "es", rule.sources());
    several(properties, place, "destinationAddressPrefix", "es", rule.destinations());
    properties.add(text(place, "access", rule.access().known().orElseThrow()));
    properties.add(
        JsonAddition.entry(
            place, "priority", JsonAddition.number(place, rule.priority().known().orElseThrow())));
    properties.add(text(place, "direction", rule.direction().known().orElseThrow()));
    return JsonAddition.map(
        place,
        List.of(
            text(place, "name", rule.name()),
            JsonAddition.entry(place, "properties", JsonAddition.map(place, properties))));
  }

  private static Entry text(Span place, String key, Object value) {
    return JsonAddition.entry(place, key, JsonAddition.text(place, value.toString()));
  }

  /** Azure takes one value under the singular key, several under the plural one. */
  private static void several(
      List<Entry> properties, Span place, String key, String plural, List<?> values) {
    if (values.size() == 1) {
      properties.add(text(place, key, values.get(0)));
      return;
    }
    List<Node> items = new ArrayList<>();
    values.forEach(value -> items.add(JsonAddition.text(place, value.toString())));
    properties.add(JsonAddition.entry(place, key + plural, JsonAddition.list(place, items)));
  }
}
