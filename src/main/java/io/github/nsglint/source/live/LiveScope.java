package io.github.nsglint.source.live;

import java.util.List;

/**
 * What to read.
 *
 * @param subscriptions by id; empty with one of the next two
 * @param managementGroups whose subscriptions are read
 * @param all every subscription that the caller sees
 * @param resourceGroups only these, by name; empty for all
 */
public record LiveScope(
    List<String> subscriptions,
    List<String> managementGroups,
    boolean all,
    List<String> resourceGroups) {
  public LiveScope {
    subscriptions = List.copyOf(subscriptions);
    managementGroups = List.copyOf(managementGroups);
    resourceGroups = List.copyOf(resourceGroups);
  }
}
