package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

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
    List<String> resourceGroups,
    Via via) {
  public LiveScope {
    subscriptions = List.copyOf(subscriptions);
    managementGroups = List.copyOf(managementGroups);
    resourceGroups = List.copyOf(resourceGroups);
    requireNonNull(via);
  }

  /** Which way lists of resources are asked for. */
  public enum Via {
    /** Each provider lists its own. */
    ARM,
    /** One question for thousands of subscriptions, to an index of all resources. */
    RESOURCE_GRAPH
  }
}
