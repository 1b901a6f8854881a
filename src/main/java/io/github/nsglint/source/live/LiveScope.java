package io.github.nsglint.source.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
 * @param interfaces whose effective security rules are asked: names, ids, or {@link
 *     #ALL_INTERFACES}
 * @param types of further resources, as rules ask for; read by way of Resource Graph alone
 */
public record LiveScope(
    List<String> subscriptions,
    List<String> managementGroups,
    boolean all,
    List<String> resourceGroups,
    Set<ReadOperation> extras,
    List<String> interfaces,
    List<String> types) {
  /** In the place of a name: each interface that has a machine. */
  public static final String ALL_INTERFACES = "all";

  public LiveScope {
    subscriptions = List.copyOf(subscriptions);
    managementGroups = List.copyOf(managementGroups);
    resourceGroups = List.copyOf(resourceGroups);
    extras = Collections.unmodifiableSet(new TreeSet<>(extras));
    interfaces = List.copyOf(new TreeSet<>(interfaces));
    types = List.copyOf(new TreeSet<>(types));
  }

  /** Of no interface, and of no further type. */
  public LiveScope(
      List<String> subscriptions,
      List<String> managementGroups,
      boolean all,
      List<String> resourceGroups,
      Set<ReadOperation> extras) {
    this(subscriptions, managementGroups, all, resourceGroups, extras, List.of(), List.of());
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

  /** Whether the effective rules of all interfaces with a machine are asked. */
  boolean asksAllInterfaces() {
    return interfaces.stream().anyMatch(ALL_INTERFACES::equalsIgnoreCase);
  }

  /** Whether an interface is one of those that are asked for by name or id. */
  boolean names(String id) {
    return interfaces.stream().anyMatch(wanted -> isMeant(wanted, id));
  }

  /**
   * @param wanted a name or an id
   * @param id of an interface
   */
  static boolean isMeant(String wanted, String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    return wanted.equalsIgnoreCase(wanted.startsWith("/") ? id : name);
  }

  /**
   * The types that Resource Graph is asked for besides those that are listed anyhow. It has
   * resources, and not all that lies in them.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources">its
   *     tables</a>
   */
  List<String> typesOfGraph() {
    return asks(ReadOperation.RESOURCE_GRAPH)
        ? types.stream().filter(LiveScope::isInGraph).toList()
        : List.of();
  }

  /** Whether it is the type of something that lies in nothing else. */
  static boolean isInGraph(String type) {
    return type.indexOf('/') == type.lastIndexOf('/') && !ReadOperation.isListed(type);
  }

  /** What is asked besides what every scan asks, as a command line has it, sorted. */
  List<String> asked() {
    List<String> asked = new ArrayList<>();
    for (ReadOperation operation : extras) {
      boolean own =
          operation != ReadOperation.OPERATION_RESULTS
              && operation != ReadOperation.EFFECTIVE_SECURITY_RULES;
      if (own) {
        asked.add(operation.option());
      }
    }
    for (String each : interfaces) {
      asked.add(
          ReadOperation.EFFECTIVE_SECURITY_RULES.option() + " " + each.toLowerCase(Locale.ROOT));
    }
    typesOfGraph().forEach(type -> asked.add("--rules about " + type));
    Collections.sort(asked);
    return asked;
  }
}
