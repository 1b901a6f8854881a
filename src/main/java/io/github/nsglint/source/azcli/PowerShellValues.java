package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What PowerShell's objects have otherwise than ARM: lists under ARM's singular names, and texts in
 * the place of what {@code ConvertTo-Json} did not go down to.
 */
final class PowerShellValues {
  /** Singular names that hold lists, in lower case, and ARM's names for several. */
  private static final Map<String, String> PLURAL =
      Map.of(
          "addressprefix", "addressPrefixes",
          "destinationaddressprefix", "destinationAddressPrefixes",
          "destinationportrange", "destinationPortRanges",
          "sourceaddressprefix", "sourceAddressPrefixes",
          "sourceportrange", "sourcePortRanges");

  /** PowerShell's names are in the singular. */
  private static final Map<String, String> RENAMED =
      Map.of("Log", "logs", "Metric", "metrics", "ScaleUnit", "scaleUnits");

  private static final List<String> TYPE_NAMES =
      List.of("Microsoft.Azure.", "System.Collections.", "System.Object", "System.String[]", "@{");

  private PowerShellValues() {}

  /**
   * A member as ARM has it.
   *
   * @return empty if ARM has no such member: an empty list under a singular name
   */
  static Optional<Entry> armEntry(Entry entry) {
    String key = entry.key().value();
    boolean pascal = isPascal(key);
    if (!pascal && !(entry.value() instanceof ListNode)) {
      return Optional.of(entry);
    }
    String plural = PLURAL.get(key.toLowerCase(Locale.ROOT));
    if (plural != null && entry.value() instanceof ListNode list) {
      return singular(entry.key(), plural, list);
    }
    if (!pascal) {
      return Optional.of(entry);
    }
    String named = RENAMED.get(key);
    if (named != null) {
      return Optional.of(new Entry(new TextNode(named, entry.key().span()), entry.value()));
    }
    // A list that was cut off stands there with its items one after the other.
    boolean joined = plural != null && entry.value() instanceof TextNode t && isJoined(t.value());
    return Optional.of(
        new Entry(entry.key(), joined ? cutOff(entry.value()) : uncut(entry.value())));
  }

  /** Whether it is written as PowerShell writes names. */
  static boolean isPascal(String key) {
    return !key.isEmpty() && Character.isUpperCase(key.charAt(0));
  }

  /** Whether PowerShell has a list under this name, ARM a single value. */
  static boolean isSingular(String key) {
    return PLURAL.containsKey(key.toLowerCase(Locale.ROOT));
  }

  private static Optional<Entry> singular(TextNode key, String plural, ListNode list) {
    return switch (list.items().size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Entry(key, uncut(list.items().get(0))));
      default -> Optional.of(new Entry(new TextNode(plural, key.span()), list));
    };
  }

  private static boolean isJoined(String text) {
    return text.trim().indexOf(' ') >= 0;
  }

  private static Node uncut(Node node) {
    if (node instanceof TextNode text && isTypeName(text.value())) {
      return cutOff(node);
    }
    if (node instanceof ListNode list
        && list.items().stream().anyMatch(i -> i instanceof TextNode t && isTypeName(t.value()))) {
      List<Node> items = new ArrayList<>();
      list.items().forEach(item -> items.add(uncut(item)));
      return new ListNode(items, list.span());
    }
    return node;
  }

  private static boolean isTypeName(String text) {
    return TYPE_NAMES.stream().anyMatch(text::startsWith);
  }

  private static Unresolved cutOff(Node node) {
    return new Unresolved(
        "PowerShell cut this value off; write the file with 'ConvertTo-Json -Depth 10'",
        "",
        node.span());
  }
}
