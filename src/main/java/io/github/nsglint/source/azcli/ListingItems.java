package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Problem;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the resources in an answer, however deep lists and pages wrap them. */
final class ListingItems {
  private static final List<String> MORE_PAGES =
      List.of("nextLink", "@odata.nextLink", "$skipToken", "skipToken", "skip_token");

  private final ArmShape shape = new ArmShape();
  private final NetworkTypes types;
  private final Output output;
  private boolean effectiveRulesReported;

  ListingItems(NetworkTypes types, Output output) {
    this.types = types;
    this.output = output;
  }

  /** Hands on what is in {@code node}; whether it is Azure's. */
  boolean read(Node node) {
    if (node instanceof ListNode list) {
      return readAll(list.items());
    }
    return node instanceof MapNode map && readMap(map);
  }

  private boolean readAll(List<Node> nodes) {
    boolean azure = false;
    for (Node node : nodes) {
      azure |= read(node);
    }
    return azure;
  }

  private boolean readMap(MapNode map) {
    if (map.get("resources").isPresent() && map.get("contentVersion").isPresent()) {
      return false; // a template
    }
    if (isEffectiveRules(map)) {
      reportEffectiveRules(map);
      return true;
    }
    Optional<ListedResource> resource = ListedResource.of(map);
    if (resource.isPresent()) {
      resource.get().hand(shape, types, output);
      return true;
    }
    return isAzureId(map) || readError(map) || readPage(map) || readNamed(map);
  }

  /** Once a file: there is one such map for each group of each machine. */
  private void reportEffectiveRules(MapNode map) {
    if (!effectiveRulesReported) {
      effectiveRulesReported = true;
      output
          .problems()
          .accept(
              Problem.note(
                  "effective-rules",
                  "effective security rules are left out: they tell of one network interface;"
                      + " give the groups themselves, as 'az network nsg list' prints them",
                  map.span()));
    }
  }

  private static boolean isEffectiveRules(MapNode map) {
    return map.get("effectiveSecurityRules").isPresent()
        || map.get("effectiveNetworkSecurityGroups").isPresent();
  }

  /** An answer about something that is no resource, as a provider or a resource group. */
  private static boolean isAzureId(MapNode map) {
    return text(map, "id")
        .filter(id -> id.toLowerCase(Locale.ROOT).startsWith("/subscriptions/"))
        .isPresent();
  }

  /** {@code {"error": {"code": "AuthorizationFailed", "message": "…"}}}. */
  private boolean readError(MapNode map) {
    if (map.entries().size() != 1
        || !(map.get("error").orElse(null) instanceof MapNode error)
        || text(error, "code").isEmpty()
        || text(error, "message").isEmpty()) {
      return false;
    }
    output
        .problems()
        .accept(
            Problem.error(
                "error-answer",
                "Azure answered with the error "
                    + text(error, "code").orElseThrow()
                    + ", not with resources",
                error.get("code").map(Node::span).orElse(error.span())));
    return true;
  }

  /** A page inside a list of pages, or a table of Resource Graph. */
  private boolean readPage(MapNode map) {
    boolean azure = false;
    for (String key : List.of("value", "data")) {
      Node items = map.get(key).orElse(null);
      if (items instanceof ListNode list) {
        azure |= readAll(list.items());
      } else if (items instanceof MapNode table) {
        azure |= readTable(table);
      }
    }
    if (azure) {
      reportMissingPages(map);
    }
    return azure;
  }

  /**
   * A page without items that leads to another one: Azure Resource Manager gives such where it
   * filters what it lists. Only the link tells whose it is.
   */
  boolean readEmptyPage(Node node) {
    if (!(node instanceof MapNode map)
        || !(map.get("value").orElse(null) instanceof ListNode list)
        || !list.items().isEmpty()
        || text(map, "nextLink").filter(ListingItems::isAzureLink).isEmpty()) {
      return false;
    }
    reportMissingPages(map);
    return true;
  }

  private static boolean isAzureLink(String link) {
    String lowerCase = link.toLowerCase(Locale.ROOT);
    return lowerCase.contains("/subscriptions/") || lowerCase.contains("/providers/microsoft.");
  }

  private boolean readTable(MapNode table) {
    if (!(table.get("columns").orElse(null) instanceof ListNode columns)
        || !(table.get("rows").orElse(null) instanceof ListNode rows)) {
      return false;
    }
    List<TextNode> names = new ArrayList<>();
    for (Node column : columns.items()) {
      if (!(column instanceof MapNode map)
          || !(map.get("name").orElse(null) instanceof TextNode name)) {
        return false;
      }
      names.add(name);
    }
    boolean azure = false;
    for (Node row : rows.items()) {
      if (row instanceof ListNode cells && cells.items().size() == names.size()) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          entries.add(new Entry(names.get(i), cells.items().get(i)));
        }
        azure |= read(new MapNode(entries, row.span()));
      }
    }
    return azure;
  }

  /** {@code {"NewNSG": {…}}}: resources under names of the tool's own. */
  private boolean readNamed(MapNode map) {
    boolean azure = false;
    for (Entry entry : map.entries()) {
      if (entry.value() instanceof MapNode value) {
        Optional<ListedResource> resource = ListedResource.of(value);
        resource.ifPresent(found -> found.hand(shape, types, output));
        azure |= resource.isPresent();
      }
    }
    return azure;
  }

  /** Says so if the answer goes on in pages that are not in the file. */
  void reportMissingPages(MapNode page) {
    for (String key : MORE_PAGES) {
      page.present(key).ifPresent(token -> output.problems().accept(incomplete(key, token)));
    }
    page.present("resultTruncated")
        .filter(flag -> flag.scalar().filter("true"::equalsIgnoreCase).isPresent())
        .filter(flag -> MORE_PAGES.stream().allMatch(key -> page.present(key).isEmpty()))
        .ifPresent(flag -> output.problems().accept(incomplete("resultTruncated", flag)));
  }

  private static Problem incomplete(String key, Node token) {
    return Problem.error(
        "incomplete-page",
        "the answer goes on: '" + key + "' leads to resources that are not in this file",
        token.span());
  }

  private static Optional<String> text(MapNode map, String key) {
    return map.get(key).filter(TextNode.class::isInstance).flatMap(Node::scalar);
  }
}
