package io.github.nsglint.analysis;

import io.github.nsglint.analysis.Drift.Difference;
import io.github.nsglint.analysis.Drift.Kind;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Element;
import io.github.nsglint.model.ResourceId;
import io.github.nsglint.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is declared of a resource against what Azure says of it. Azure says more, of which most is
 * its own: besides what is declared, only switches that are on and what is attached count.
 */
final class PropertyDrift {
  /** Of the resource itself, of the language, or compared elsewhere. */
  private static final Set<String> SKIPPED =
      Set.of(
          "name",
          "id",
          "type",
          "apiversion",
          "etag",
          "scope",
          "comments",
          "condition",
          "copy",
          "dependson",
          "tags",
          "provisioningstate",
          "resourceguid",
          "securityrules",
          "defaultsecurityrules",
          "subnets",
          "virtualnetworkpeerings",
          "routes",
          "addressprefix",
          "addressprefixes",
          "primary");

  private static final Set<String> ATTACHED =
      Set.of(
          "networksecuritygroup",
          "routetable",
          "publicipaddress",
          "natgateway",
          "applicationsecuritygroups");

  /** What tells the items of a list apart, whatever their order is. */
  private static final List<String> NAMES = List.of("name", "service");

  private final Element element;
  private final List<Difference> differences = new ArrayList<>();

  private final OpenLocations locations;

  private PropertyDrift(Element element, OpenLocations locations) {
    this.element = element;
    this.locations = locations;
  }

  /**
   * @param locations gets the element if its declared location is not known
   */
  static List<Difference> between(Element declared, Element deployed, OpenLocations locations) {
    PropertyDrift drift = new PropertyDrift(declared, locations);
    drift.compare("", flat(PropertyCheck.bodyOf(declared)), flat(PropertyCheck.bodyOf(deployed)));
    return drift.differences;
  }

  static String name(Element element) {
    return element instanceof Subnet subnet
        ? subnet.id().parent().map(id -> id.shownName() + "/").orElse("") + subnet.shownName()
        : element.shownName();
  }

  /** What stands under {@code properties} lies beside the rest here. */
  private static Node.MapNode flat(Node.MapNode body) {
    if (!(body.present("properties").orElse(null) instanceof Node.MapNode inner)) {
      return body;
    }
    List<Node.Entry> entries = new ArrayList<>(inner.entries());
    for (Node.Entry entry : body.entries()) {
      if (!entry.key().value().equalsIgnoreCase("properties")) {
        entries.add(entry);
      }
    }
    return new Node.MapNode(entries, body.span());
  }

  private void compare(String path, Node.MapNode declared, Node.MapNode deployed) {
    for (Node.Entry entry : declared.entries()) {
      String key = entry.key().value();
      if (!SKIPPED.contains(key.toLowerCase(Locale.ROOT))) {
        compare(path.isEmpty() ? key : path + "." + key, entry.value(), deployed.present(key));
      }
    }
    for (Node.Entry entry : deployed.entries()) {
      String key = entry.key().value();
      boolean counts =
          entry.value().scalar().filter("true"::equalsIgnoreCase).isPresent()
              || ATTACHED.contains(key.toLowerCase(Locale.ROOT));
      if (counts
          && !isNothing(entry.value())
          && !SKIPPED.contains(key.toLowerCase(Locale.ROOT))
          && declared.present(key).isEmpty()) {
        add(
            Kind.PROPERTY,
            (path.isEmpty() ? key : path + "." + key)
                + ": not declared, deployed "
                + shown(entry.value()),
            element.span());
      }
    }
  }

  private void compare(String path, Node declared, Optional<Node> deployed) {
    if (declared instanceof Node.Unresolved open && path.equalsIgnoreCase("location")) {
      locations.add(element, open);
    } else if (declared instanceof Node.Unresolved open) {
      add(Kind.UNKNOWN, path + ": what is declared is not known: " + open.reason(), open.span());
    } else if (declared instanceof Node.MapNode map) {
      reference(path, map, deployed);
    } else if (declared instanceof Node.ListNode list) {
      list(path, list, deployed);
    } else if (!(declared instanceof Node.NullNode)) {
      scalar(path, declared, deployed);
    }
  }

  private void scalar(String path, Node declared, Optional<Node> deployed) {
    String wanted = declared.scalar().orElse("");
    String there = deployed.flatMap(Node::scalar).orElse("");
    boolean off = deployed.isEmpty() && (wanted.isEmpty() || wanted.equalsIgnoreCase("false"));
    boolean same =
        path.equalsIgnoreCase("location")
            ? wanted.replace(" ", "").equalsIgnoreCase(there.replace(" ", ""))
            : wanted.equalsIgnoreCase(there);
    if (!off && !same) {
      add(
          Kind.PROPERTY,
          path
              + ": declared '"
              + wanted
              + "', deployed "
              + (deployed.isEmpty() ? "not set" : shown(deployed.get())),
          declared.span());
    }
  }

  private void reference(String path, Node.MapNode declared, Optional<Node> deployed) {
    Node.MapNode there =
        deployed.orElse(null) instanceof Node.MapNode map
            ? map
            : new Node.MapNode(List.of(), declared.span());
    Optional<Node> id = declared.present("id");
    // What has properties is no reference: an exported template writes its own id beside them.
    if (id.isEmpty() || declared.present("properties").isPresent()) {
      compare(path, flat(declared), flat(there));
      return;
    }
    Optional<ResourceId> wanted = id(declared);
    Optional<ResourceId> found = id(there);
    if (wanted.isEmpty() || !wanted.get().isNamed()) {
      add(Kind.UNKNOWN, path + ": which one is declared is not known", id.get().span());
    } else if (found.filter(wanted.get()::matches).isEmpty()) {
      add(
          Kind.PROPERTY,
          path
              + ": declared "
              + wanted.get().shownName()
              + ", deployed "
              + found.map(ResourceId::shownName).orElse("none"),
          id.get().span());
    }
  }

  /** Items that a name or an id tells apart belong to those of the same; others are a set. */
  private void list(String path, Node.ListNode declared, Optional<Node> deployed) {
    List<Node> there =
        deployed.orElse(null) instanceof Node.ListNode list ? list.items() : List.of();
    List<Node> extra = new ArrayList<>(there);
    Set<String> values = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    there.forEach(item -> item.scalar().ifPresent(values::add));
    for (int i = 0; i < declared.items().size(); i++) {
      Node item = declared.items().get(i);
      if (item instanceof Node.MapNode map) {
        Optional<Node> other =
            isTold(map)
                ? there.stream().filter(each -> isSame(map, each)).findFirst()
                : Optional.ofNullable(i < there.size() ? there.get(i) : null);
        extra.removeIf(each -> !isTold(map) || each.equals(other.orElse(null)));
        compare(name(map).map(text -> path + "." + text).orElse(path), item, other);
      } else if (item instanceof Node.Unresolved) {
        extra.clear();
        compare(path, item, Optional.empty());
      } else if (!values.contains(item.scalar().orElse(""))) {
        add(
            Kind.PROPERTY,
            path + ": declared " + shown(item) + ", deployed " + values,
            item.span());
      }
    }
    for (Node item : extra) {
      if (item instanceof Node.MapNode map && isTold(map)) {
        add(Kind.PROPERTY, path + ": not declared, deployed " + shown(item), element.span());
      }
    }
  }

  private static boolean isTold(Node.MapNode item) {
    return name(item).isPresent() || id(item).filter(ResourceId::isNamed).isPresent();
  }

  private static Optional<String> name(Node.MapNode item) {
    return NAMES.stream()
        .flatMap(key -> item.present(key).flatMap(Node::scalar).stream())
        .findFirst();
  }

  /** Of an id that is not known in full, what is known of it. */
  private static Optional<ResourceId> id(Node.MapNode item) {
    return item.present("id")
        .flatMap(
            id ->
                ResourceId.parse(
                    id instanceof Node.Unresolved open ? open.symbol() : id.scalar().orElse("")));
  }

  private static boolean isSame(Node.MapNode declared, Node item) {
    if (!(item instanceof Node.MapNode other)) {
      return false;
    }
    Optional<String> name = name(declared);
    return name.isPresent()
        ? name(other).filter(name.get()::equalsIgnoreCase).isPresent()
        : id(other).filter(id(declared).orElseThrow()::matches).isPresent();
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.NullNode
        || (node instanceof Node.ListNode list && list.items().isEmpty());
  }

  private static String shown(Node node) {
    if (node instanceof Node.MapNode map) {
      return id(map).map(ResourceId::shownName).or(() -> name(map)).orElse("something");
    } else if (node instanceof Node.ListNode list) {
      return list.items().stream().map(PropertyDrift::shown).toList().toString();
    }
    return node.scalar().map(text -> "'" + text + "'").orElse("nothing");
  }

  private void add(Kind kind, String what, Span span) {
    differences.add(new Difference(kind, name(element), element.id().toString(), what, span));
  }
}
