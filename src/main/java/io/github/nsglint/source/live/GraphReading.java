package io.github.nsglint.source.live;

import io.github.nsglint.source.live.Answer.Failure;
import io.github.nsglint.source.live.JsonAnswer.Item;
import io.github.nsglint.source.live.Lists.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists of many subscriptions by one question to Resource Graph. It answers with what the caller
 * may read, and says nothing of the rest: who asks it has to know what the caller may read.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources">
 *     the question</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data">at
 *     most 1000 rows a page</a>
 */
final class GraphReading {
  /** Subscriptions that one question is about. */
  private static final int AT_ONCE = 200;

  private static final int ROWS = 1000;

  private final Map<String, List<Item>> items = new HashMap<>();
  private final Map<String, Failure> failures = new HashMap<>();

  private GraphReading() {}

  static GraphReading of(List<String> subscriptions, LiveScope scope, Lists lists, Pace pace) {
    GraphReading reading = new GraphReading();
    for (int from = 0; from < subscriptions.size(); from += AT_ONCE) {
      List<String> some =
          subscriptions.subList(from, Math.min(subscriptions.size(), from + AT_ONCE));
      reading.take(some, lists.read(question(some, scope), pace));
    }
    return reading;
  }

  private void take(List<String> subscriptions, Listing listing) {
    listing.failure().ifPresent(why -> subscriptions.forEach(id -> failures.put(lower(id), why)));
    for (Item item : listing.items()) {
      String[] parts = lower(item.id()).split("/", -1);
      if (parts.length > 2 && parts[1].equals("subscriptions")) {
        items.computeIfAbsent(parts[2], key -> new ArrayList<>()).add(item);
      }
    }
  }

  /**
   * @param about a subscription or a resource group, by id
   */
  Listing list(String type, String subscription, String about) {
    List<Item> found = new ArrayList<>();
    for (Item item : items.getOrDefault(lower(subscription), List.of())) {
      if (type.equalsIgnoreCase(item.type()) && lower(item.id()).startsWith(lower(about) + "/")) {
        found.add(item);
      }
    }
    return new Listing(found, Optional.ofNullable(failures.get(lower(subscription))));
  }

  private static Question question(List<String> subscriptions, LiveScope scope) {
    List<String> all = new ArrayList<>();
    ReadOperation.listings().forEach(operation -> all.add(operation.type()));
    all.addAll(scope.typesOfGraph());
    String types = quoted(all);
    String groups =
        scope.resourceGroups().isEmpty()
            ? ""
            : " | where resourceGroup in~ (" + quoted(scope.resourceGroups()) + ")";
    String query =
        "resources | where type in~ ("
            + types
            + ")"
            + groups
            + " | project id, name, type, location, tags, subscriptionId, resourceGroup, sku, zones,"
            + " properties | order by id asc";
    String ids =
        subscriptions.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
    return new Question(
        ReadOperation.RESOURCE_GRAPH,
        ReadOperation.RESOURCE_GRAPH.path(),
        token ->
            "{\"subscriptions\":"
                + ids
                + ",\"query\":"
                + JsonText.quoted(query)
                + ",\"options\":{\"resultFormat\":\"objectArray\",\"$top\":"
                + ROWS
                + token.map(text -> ",\"$skipToken\":" + JsonText.quoted(text)).orElse("")
                + "}}",
        RawJson.of(ReadOperation.RESOURCE_GRAPH));
  }

  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .collect(Collectors.joining(", "));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
