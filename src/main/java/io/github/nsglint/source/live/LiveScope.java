package io.github.nsglint.source.live;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to read.
 *
 * @param subscriptions by id; empty with one of the next two
 * @param managementGroups whose subscriptions are read
 * @param all every subscription that the caller sees
 * @param resourceGroups only these, by name; empty for all
 * @param extras what is asked besides, of those operations that have an option of their own
 */
public record LiveScope(
    List<String> subscriptions,
    List<String> managementGroups,
    boolean all,
    List<String> resourceGroups,
    Set<ReadOperation> extras) {
  public LiveScope {
    subscriptions = List.copyOf(subscriptions);
    managementGroups = List.copyOf(managementGroups);
    resourceGroups = List.copyOf(resourceGroups);
    extras = Collections.unmodifiableSet(new TreeSet<>(extras));
  }

  /** What every scan asks. */
  public LiveScope(
      List<String> subscriptions,
      List<String> managementGroups,
      boolean all,
      List<String> resourceGroups) {
    this(subscriptions, managementGroups, all, resourceGroups, Set.of());
  }

  boolean asks(ReadOperation operation) {
    return operation.option().isEmpty() || extras.contains(operation);
  }
}
