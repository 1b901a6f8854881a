package io.github.nsglint.source.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.nsglint.source.live.JsonAnswer.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a caller may do in a subscription: the union of its role assignments, each of which gives
 * its {@code actions} without its {@code notActions}.
 *
 * @see <a href="https://learn.microsoft.com/azure/role-based-access-control/role-definitions">how
 *     roles add up</a>
 */
final class Permissions {
  private record Grant(List<Pattern> actions, List<Pattern> notActions) {
    boolean allows(String action) {
      return actions.stream().anyMatch(each -> each.matcher(action).matches())
          && notActions.stream().noneMatch(each -> each.matcher(action).matches());
    }
  }

  private final List<Grant> grants;

  private Permissions(List<Grant> grants) {
    this.grants = grants;
  }

  /**
   * @param items each with lists of patterns, {@code actions} and {@code notActions}
   */
  static Permissions of(List<Item> items) {
    List<Grant> grants = new ArrayList<>();
    for (Item item : items) {
      grants.add(new Grant(patterns(item.text(), "actions"), patterns(item.text(), "notActions")));
    }
    return new Permissions(grants);
  }

  private static List<Pattern> patterns(String json, String key) {
    List<Pattern> patterns = new ArrayList<>();
    try (JsonParser parser = JsonAnswer.JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean ours = parser.currentName().equalsIgnoreCase(key);
        if (parser.nextToken() == JsonToken.START_ARRAY && ours) {
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            patterns.add(pattern(parser.getText()));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e); // it was JSON before
    }
    return patterns;
  }

  /** A star stands for any text, slashes in it. */
  private static Pattern pattern(String action) {
    List<String> parts = new ArrayList<>();
    for (String part : action.split("\\*", -1)) {
      parts.add(Pattern.quote(part));
    }
    return Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE);
  }

  boolean allows(String action) {
    return grants.stream().anyMatch(grant -> grant.allows(action));
  }

  /** The actions that a scan of a subscription needs and that are not granted, in their order. */
  List<String> missing(LiveScope scope) {
    List<String> missing = new ArrayList<>();
    for (ReadOperation operation : ReadOperation.values()) {
      boolean needed =
          operation == ReadOperation.SUBSCRIPTION
              || !operation.option().isEmpty()
              || !operation.type().isEmpty();
      if (needed && scope.asks(operation) && !allows(operation.action())) {
        missing.add(operation.action());
      }
    }
    for (String type : scope.typesOfGraph()) {
      if (!allows(type + "/read")) {
        missing.add(type + "/read");
      }
    }
    return missing;
  }
}
