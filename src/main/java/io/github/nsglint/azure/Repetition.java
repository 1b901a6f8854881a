package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Two statements of one resource, from two files: whether they agree, and which says more. */
final class Repetition {
  /** What changes with every answer of Azure, or differs between its tools. */
  private static final List<String> PASSING = List.of("etag", "provisioningstate", "type");

  private Repetition() {}

  /** Whether no property that both have differs, but in case; one may have more of them. */
  static boolean agree(Node a, Node b) {
    if (a instanceof Node.MapNode left && b instanceof Node.MapNode right) {
      return left.entries().stream().allMatch(entry -> agree(entry, right));
    }
    if (a instanceof Node.ListNode left && b instanceof Node.ListNode right) {
      boolean agreed = left.items().size() == right.items().size();
      for (int i = 0; agreed && i < left.items().size(); i++) {
        agreed = agree(left.items().get(i), right.items().get(i));
      }
      return agreed;
    }
    Optional<String> text = a.scalar();
    return text.isPresent() && b.scalar().filter(text.get()::equalsIgnoreCase).isPresent();
  }

  private static boolean agree(Node.Entry entry, Node.MapNode right) {
    String key = entry.key().value();
    if (PASSING.contains(key.toLowerCase(Locale.ROOT))) {
      return true;
    }
    boolean said = !(entry.value() instanceof Node.NullNode);
    return !said || right.present(key).map(other -> agree(entry.value(), other)).orElse(true);
  }

  /** How many values there are. */
  static int size(Node node) {
    if (node instanceof Node.MapNode map) {
      return map.entries().stream().mapToInt(entry -> size(entry.value())).sum();
    }
    if (node instanceof Node.ListNode list) {
      return list.items().stream().mapToInt(Repetition::size).sum();
    }
    return node instanceof Node.NullNode ? 0 : 1;
  }
}
