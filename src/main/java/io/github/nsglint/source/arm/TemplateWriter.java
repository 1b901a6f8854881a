package io.github.nsglint.source.arm;

import io.github.nsglint.document.Edit;
import io.github.nsglint.document.JsonAddition;
import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.DefinitionWriter;
import io.github.nsglint.source.NotWritableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes templates of Azure Resource Manager. */
public final class TemplateWriter implements DefinitionWriter {
  private static final String RULES = "securityRules";
  private static final String DESTINATION_PORT = "destinationPortRange";

  private final MapNode root;

  private TemplateWriter(MapNode root) {
    this.root = root;
  }

  /** For a file that is a template; empty for any other. */
  public static Optional<TemplateWriter> of(SourceFile file) {
    return JsonReader.read(file).value() instanceof MapNode map && ArmTemplates.isTemplate(map)
        ? Optional.of(new TemplateWriter(map))
        : Optional.empty();
  }

  @Override
  public List<Edit> addRules(Span group, List<Span> rules, List<MapNode> added)
      throws NotWritableException {
    WrittenPlace place = plain(group);
    if (isRule(place.resource())) {
      return besideRule(place, added);
    }
    MapNode resource = place.resource();
    Optional<Node> properties = resource.get("properties");
    if (properties.isPresent() && !(properties.get() instanceof MapNode)) {
      throw new NotWritableException("the group's properties are computed");
    }
    Optional<Node> written = properties.flatMap(node -> ((MapNode) node).get(RULES));
    if (properties.isPresent() && ((MapNode) properties.get()).get("copy").isPresent()) {
      throw new NotWritableException("a loop makes properties of the group");
    }
    if (written.isPresent() && !(written.get() instanceof ListNode)) {
      throw new NotWritableException("the group's rules are computed where it is defined");
    }
    boolean inline = written.filter(node -> !((ListNode) node).items().isEmpty()).isPresent();
    if (!inline && !rules.isEmpty()) {
      return besideRule(plain(rules.get(rules.size() - 1)), added);
    }
    return inGroup(resource, properties.map(MapNode.class::cast), written, added);
  }

  private List<Edit> inGroup(
      MapNode resource, Optional<MapNode> properties, Optional<Node> written, List<MapNode> added) {
    JsonAddition addition = new JsonAddition(root);
    List<Node> items = List.copyOf(added);
    if (written.isPresent()) {
      return addition.toList((ListNode) written.get(), items);
    }
    Span place = resource.span();
    Node list = JsonAddition.list(place, items);
    if (properties.isPresent()) {
      return addition.toMap(properties.get(), RULES, list);
    }
    Entry rules = JsonAddition.entry(place, RULES, list);
    return addition.toMap(resource, "properties", JsonAddition.map(place, List.of(rules)));
  }

  private static boolean isRule(MapNode resource) {
    return resource
        .get("type")
        .flatMap(Node::scalar)
        .filter(type -> type.toLowerCase(Locale.ROOT).endsWith(RULES.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  /** Rules as resources of their own, each like one that is there. */
  private List<Edit> besideRule(WrittenPlace sibling, List<MapNode> added)
      throws NotWritableException {
    MapNode model = sibling.resource();
    if (model.get("condition").isPresent()) {
      throw new NotWritableException("the group's rules stand under a condition");
    }
    List<Node> resources = new ArrayList<>();
    for (MapNode rule : added) {
      resources.add(like(model, rule));
    }
    if (sibling.resources() instanceof ListNode list) {
      return new JsonAddition(root).toList(list, resources);
    }
    throw new NotWritableException("the group's rules are resources with symbolic names");
  }

  private static MapNode like(MapNode model, MapNode rule) throws NotWritableException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : model.entries()) {
      switch (entry.key().value().toLowerCase(Locale.ROOT)) {
        case "name" -> entries.add(new Entry(entry.key(), name(entry.value(), rule)));
        case "properties" ->
            entries.add(new Entry(entry.key(), rule.get("properties").orElseThrow()));
        case "comments", "metadata" -> {}
        default -> entries.add(entry);
      }
    }
    return JsonAddition.map(model.span(), entries);
  }

  /** {@code group/rule}, or an expression whose last text is, or ends with, the rule's name. */
  private static Node name(Node written, MapNode rule) throws NotWritableException {
    String wanted = rule.get("name").flatMap(Node::scalar).orElseThrow();
    String text = written.scalar().orElse("");
    int end = text.startsWith("[") ? text.lastIndexOf('\'') : text.length();
    int open = text.startsWith("[") ? text.lastIndexOf('\'', end - 1) : -1;
    if (end < 0 || (text.startsWith("[") && open < 0)) {
      throw new NotWritableException("the names of the group's rules are computed");
    }
    int start = Math.max(open, text.lastIndexOf('/', end - 1)) + 1;
    return JsonAddition.text(
        written.span(), text.substring(0, start) + wanted + text.substring(end));
  }

  @Override
  public List<Edit> setValue(Span value, String other) throws NotWritableException {
    Node written = literal(value);
    String text = written instanceof TextNode ? JsonAddition.quoted(other) : other;
    return List.of(new Edit(value, text));
  }

  @Override
  public List<Edit> addDestinationPorts(Span rule, List<Span> ports, List<String> added)
      throws NotWritableException {
    plain(rule);
    for (Span port : ports) {
      literal(port);
    }
    WrittenPlace place = WrittenPlace.of(root, ports.get(0)).orElseThrow();
    List<Node> items = new ArrayList<>();
    added.forEach(port -> items.add(JsonAddition.text(rule, port)));
    if (place.container() instanceof ListNode list) {
      return new JsonAddition(root).toList(list, items);
    }
    Entry single = place.entry().orElseThrow();
    if (!single.key().value().equalsIgnoreCase(DESTINATION_PORT)) {
      throw new NotWritableException("the rule's ports are not written as Azure expects them");
    }
    int keyEnd = single.key().span().end() - 1;
    SourceFile file = rule.file();
    items.add(0, single.value());
    return List.of(
        Edit.insertion(file, keyEnd, "s"),
        new Edit(single.value().span(), new JsonAddition(root).line(items)));
  }

  /** The place of something that stands once in a resource of the template itself. */
  private WrittenPlace plain(Span span) throws NotWritableException {
    WrittenPlace place =
        WrittenPlace.of(root, span)
            .orElseThrow(() -> new NotWritableException("where it is written cannot be told"));
    place.checkPlain();
    return place;
  }

  private Node literal(Span value) throws NotWritableException {
    WrittenPlace place = plain(value);
    Node written = place.value();
    boolean literal = written.scalar().isPresent() && !written.scalar().get().startsWith("[");
    if (!literal) {
      throw new NotWritableException("the value is computed by an expression");
    }
    return written;
  }
}
