package io.github.nsglint.policy;

import io.github.nsglint.document.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of a rule that another pack replaces.
 *
 * @param rule its id or name, with its place
 * @param keys that stand in for those of the rule
 */
record RuleOverride(Node.TextNode rule, Node.MapNode keys) {
  static final List<String> IDENTITY = List.of("id", "name");

  boolean isOf(Node rule) {
    return rule instanceof Node.MapNode map
        && IDENTITY.stream()
            .flatMap(key -> map.get(key).stream())
            .flatMap(value -> value.scalar().stream())
            .anyMatch(this.rule.value()::equalsIgnoreCase);
  }

  /** The rule with these keys; what is required replaces what was required in another way. */
  Node.MapNode applyTo(Node.MapNode rule) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : rule.entries()) {
      if (IDENTITY.contains(entry.key().value()) || !isReplaced(entry.key().value())) {
        entries.add(entry);
      }
    }
    for (Node.Entry entry : keys.entries()) {
      if (!IDENTITY.contains(entry.key().value())) {
        entries.add(entry);
      }
    }
    return new Node.MapNode(entries, rule.span());
  }

  private boolean isReplaced(String key) {
    return keys.entries().stream()
        .map(entry -> entry.key().value())
        .anyMatch(
            mine ->
                mine.equals(key)
                    || (RequirementReader.KEYS.contains(mine)
                        && RequirementReader.KEYS.contains(key)));
  }
}
