package io.github.nsglint.source.live;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list that was not read in whole.
 *
 * @param about id of a subscription, a resource group or a resource
 * @param span where the manifest says so
 */
record UnreadList(
    ReadOperation operation, String about, String state, String reason, int found, Span span) {
  private static final String PROVIDERS = "/providers/";

  /**
   * What Azure calls the subnets of its services, and rules ask for by name. A virtual network that
   * nobody read may have any of them.
   */
  private static final List<String> RESERVED =
      List.of(
          "AzureBastionSubnet",
          "AzureFirewallManagementSubnet",
          "AzureFirewallSubnet",
          "GatewaySubnet",
          "RouteServerSubnet");

  /**
   * Azure's word for an interface that no running machine has, as seen in <a
   * href="https://github.com/Azure/azure-xplat-cli">recorded answers</a>.
   */
  private static final String NO_MACHINE =
      "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups";

  /**
   * Empty if it was read. One of an operation that is not known here is taken for a listing of
   * groups: nothing is left out in silence.
   *
   * @param read as the manifest has it
   */
  static Optional<UnreadList> of(MapNode read) {
    String state = SnapshotManifest.text(read, "state");
    if (state.equals(Manifest.ReadRecord.READ)) {
      return Optional.empty();
    }
    String name = SnapshotManifest.text(read, "operation");
    ReadOperation operation = ReadOperation.NETWORK_SECURITY_GROUPS;
    for (ReadOperation each : ReadOperation.values()) {
      operation = each.name().equals(name) ? each : operation;
    }
    String count = SnapshotManifest.text(read, "resources");
    return Optional.of(
        new UnreadList(
            operation,
            SnapshotManifest.text(read, "about"),
            state,
            SnapshotManifest.text(read, "reason"),
            count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0,
            read.get("state").map(Node::span).orElse(read.span())));
  }

  /**
   * Resources of a type that rules ask for and that nobody asked Azure for.
   *
   * @param subscription its id
   */
  static UnreadList notAsked(String type, String subscription, Span span) {
    return new UnreadList(
        ReadOperation.RESOURCE_GRAPH,
        "/subscriptions/" + subscription + "/providers/" + type,
        LiveScope.isInGraph(type) ? "not-asked" : "not-listed",
        LiveScope.isInGraph(type)
            ? "a scan finds them by way of Resource Graph alone"
            : "they lie in other resources, and a scan has no list of them",
        0,
        span);
  }

  /** Of what was to be read. */
  private String type() {
    return operation == ReadOperation.RESOURCE_GRAPH
        ? about.substring(about.indexOf(PROVIDERS) + PROVIDERS.length())
        : operation.type();
  }

  private String words() {
    return operation == ReadOperation.RESOURCE_GRAPH ? type() : operation.words();
  }

  private String action() {
    return operation == ReadOperation.RESOURCE_GRAPH ? type() + "/read" : operation.action();
  }

  /**
   * @param subscription its name with its id
   */
  String message(String subscription) {
    return words()
        + place(subscription)
        + (found == 0 ? " were not read: " : " were read in part: ")
        + reason
        + remedy();
  }

  /** Where nothing at all was read, for one reason. */
  String messageOfAll(String subscription) {
    boolean notThere = reason.contains("SubscriptionNotFound");
    return "nothing of subscription "
        + subscription
        + " was read: "
        + reason
        + (notThere ? "; is the id right, and --tenant the one that it is in?" : "")
        + (state.equals("stopped") ? remedy() : "");
  }

  private String place(String subscription) {
    String[] parts = about.split("/", -1);
    if (parts.length <= 3 || operation == ReadOperation.RESOURCE_GRAPH) {
      return " of subscription " + subscription;
    }
    return parts.length == 5
        ? " of resource group " + parts[4] + " in subscription " + subscription
        : " of " + parts[parts.length - 1] + " in subscription " + subscription;
  }

  private String remedy() {
    return switch (state) {
      case "refused" -> "; the caller lacks the action " + action();
      case "not-registered" ->
          "; somebody with the action "
              + operation.provider()
              + "/register/action has to register the provider";
      case "not-asked" -> "; with --via resource-graph and these rules, it does";
      case "stopped" -> "; `nsglint snapshot --resume` goes on";
      default ->
          reason.contains(NO_MACHINE)
              ? "; Azure tells them only while the interface's machine runs"
              : "";
    };
  }

  /**
   * What may be there all the same: one of the type, of which nothing is known. Empty where no
   * network is made of the type.
   */
  List<Resource> perhapsThere() {
    // Of what is in force at an interface, no requirement asks.
    if (operation == ReadOperation.EFFECTIVE_SECURITY_RULES
        || (operation != ReadOperation.RESOURCE_GRAPH
            && NetworkTypes.known().canonical(operation.type()).isEmpty())) {
      return List.of();
    }
    List<Resource> resources = new ArrayList<>();
    if (operation == ReadOperation.RESOURCE_GRAPH) {
      resources.add(unknown(type(), about, List.of()));
    } else if (operation == ReadOperation.SECURITY_ADMIN_RULES) {
      resources.add(adminRule(about));
    } else if (operation == ReadOperation.SHAREABLE_LINKS) {
      resources.add(
          unknown(
              operation.type(),
              about + "/" + operation.fileName(),
              List.of(new Entry(key("bastionHost"), reference(about)))));
    } else {
      resources.add(unknown(operation.type(), about + "/providers/" + operation.type(), List.of()));
    }
    if (operation == ReadOperation.VIRTUAL_NETWORKS) {
      String network = about + "/providers/" + operation.type() + "/" + name();
      String type = operation.type() + "/subnets";
      resources.add(unknown(type, network + "/subnets", List.of()));
      for (String reserved : RESERVED) {
        resources.add(perhaps(type, network + "/subnets/" + reserved, List.of()));
      }
      resources.add(adminRule(network));
    }
    return resources;
  }

  private Resource adminRule(String network) {
    String type = ReadOperation.SECURITY_ADMIN_RULES.type();
    StringBuilder id = new StringBuilder("/subscriptions/").append(name()).append("/providers/");
    String[] types = type.split("/", -1);
    id.append(types[0]);
    for (int i = 1; i < types.length - 1; i++) {
      id.append('/').append(types[i]).append('/').append(name());
    }
    id.append('/').append(types[types.length - 1]);
    return unknown(
        type,
        id.toString(),
        List.of(
            new Entry(key("virtualNetwork"), reference(network)),
            new Entry(key("ruleCollectionAppliesToGroups"), new ListNode(List.of(), span))));
  }

  private MapNode reference(String id) {
    return new MapNode(List.of(new Entry(key("id"), new TextNode(id, span))), span);
  }

  /**
   * @param collection the id without the last name
   */
  private Resource unknown(String type, String collection, List<Entry> known) {
    return perhaps(type, collection + "/" + name(), known);
  }

  private Resource perhaps(String type, String id, List<Entry> known) {
    Unresolved value = new Unresolved(words() + " were not read: " + reason, "", span);
    List<Entry> entries = new ArrayList<>(known);
    entries.add(new Entry(key("properties"), value));
    return new Resource(type, id, new MapNode(entries, span), Optional.of(value), span);
  }

  /** Of something that may be several or none. */
  private String name() {
    String kind =
        operation == ReadOperation.RESOURCE_GRAPH
            ? type().substring(type().lastIndexOf('/') + 1)
            : operation.words();
    return "⟨" + kind + " not read⟩";
  }

  private TextNode key(String name) {
    return new TextNode(name, span);
  }
}
