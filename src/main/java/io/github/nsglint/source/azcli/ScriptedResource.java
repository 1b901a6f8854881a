package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.Resource;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource while the commands of a script make it. */
final class ScriptedResource {
  private static final String GONE = "";

  private final String type;
  private final String id;
  private final Argument name;
  private final Span place;
  private final Map<String, Node> outer = new LinkedHashMap<>();
  private final Map<String, Node> properties = new LinkedHashMap<>();
  private Optional<Unresolved> condition = Optional.empty();

  /** What a template says of it, as long as no command changes that. */
  private Optional<Resource> deployed = Optional.empty();

  /**
   * @param name the last one, where the script gives it
   * @param place of the command that makes it
   */
  ScriptedResource(String type, String id, Argument name, Span place) {
    this.type = type;
    this.id = id;
    this.name = name;
    this.place = place;
  }

  /** One that a template deploys. */
  static ScriptedResource of(Resource resource) {
    String last = resource.id().substring(resource.id().lastIndexOf('/') + 1);
    ScriptValue name =
        last.indexOf('⟨') < 0
            ? ScriptValue.of(last)
            : new ScriptValue(last, Optional.of("the template does not tell the name"));
    ScriptedResource made =
        new ScriptedResource(
            resource.type(),
            resource.id(),
            new Argument(name, resource.span()),
            resource.body().span());
    for (Entry entry : resource.body().entries()) {
      String key = entry.key().value();
      if (key.equalsIgnoreCase("properties") && entry.value() instanceof MapNode inside) {
        inside.entries().forEach(one -> made.properties.put(one.key().value(), one.value()));
      } else if (!key.equalsIgnoreCase("name")) {
        made.outer.put(key, entry.value());
      }
    }
    made.condition = resource.condition();
    made.deployed = Optional.of(resource);
    return made;
  }

  String type() {
    return type;
  }

  String id() {
    return id;
  }

  Argument name() {
    return name;
  }

  Optional<Unresolved> condition() {
    return condition;
  }

  void condition(Optional<Unresolved> why) {
    condition = why;
  }

  ScriptedResource outer(String key, Node value) {
    outer.put(key, value);
    return this;
  }

  ScriptedResource property(String key, Node value) {
    properties.put(key, value);
    return this;
  }

  Optional<Node> property(String key) {
    return Optional.ofNullable(properties.get(spelled(properties, key)));
  }

  /** Templates may write a key in any case. */
  private static String spelled(Map<String, Node> map, String key) {
    if (!map.containsKey(key)) {
      for (String other : map.keySet()) {
        if (other.equalsIgnoreCase(key)) {
          return other;
        }
      }
    }
    return key;
  }

  /** Sets a property, or sets it perhaps. */
  void change(String key, Node value, Optional<Unresolved> perhaps) {
    deployed = Optional.empty();
    change(properties, key, Optional.of(value), perhaps);
  }

  void changeOuter(String key, Node value, Optional<Unresolved> perhaps) {
    deployed = Optional.empty();
    change(outer, key, Optional.of(value), perhaps);
  }

  void remove(String key, Optional<Unresolved> perhaps) {
    deployed = Optional.empty();
    change(properties, key, Optional.empty(), perhaps);
  }

  private static void change(
      Map<String, Node> map, String name, Optional<Node> value, Optional<Unresolved> perhaps) {
    String key = spelled(map, name);
    Node before = map.get(key);
    boolean same =
        before == null ? value.isEmpty() : value.isPresent() && Node.sameValue(before, value.get());
    if (same) {
      return;
    }
    if (perhaps.isPresent()) {
      Span span = value.orElse(perhaps.get()).span();
      map.put(key, new Unresolved(perhaps.get().reason(), GONE, span));
    } else if (value.isPresent()) {
      map.put(key, value.get());
    } else {
      map.remove(key);
    }
  }

  /** Takes over what another command says of this resource, which it perhaps replaces. */
  void perhaps(ScriptedResource other, Unresolved why) {
    deployed = Optional.empty();
    merge(properties, other.properties, why);
    merge(outer, other.outer, why);
  }

  private static void merge(Map<String, Node> own, Map<String, Node> other, Unresolved why) {
    for (Map.Entry<String, Node> entry : other.entrySet()) {
      change(own, entry.getKey(), Optional.of(entry.getValue()), Optional.of(why));
    }
    for (String key : List.copyOf(own.keySet())) {
      if (!other.containsKey(spelled(other, key))) {
        change(own, key, Optional.empty(), Optional.of(why));
      }
    }
  }

  /** The names of the items of a list, as far as they are known. */
  List<String> itemNames(String list) {
    List<String> names = new ArrayList<>();
    if (property(list).orElse(null) instanceof ListNode items) {
      for (Node item : items.items()) {
        if (item instanceof MapNode map) {
          map.get("name").flatMap(Node::scalar).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  /**
   * Takes an item out of a list of the properties, to be a resource of its own.
   *
   * @return empty if there is none of this name for sure
   */
  Optional<MapNode> takeOut(String list, String itemName) {
    if (!(property(list).orElse(null) instanceof ListNode items)) {
      return Optional.empty();
    }
    for (Node item : items.items()) {
      if (item instanceof MapNode map
          && map.get("name").flatMap(Node::scalar).filter(itemName::equalsIgnoreCase).isPresent()) {
        List<Node> left = new ArrayList<>(items.items());
        left.remove(item);
        change(list, new ListNode(left, items.span()), Optional.empty());
        return Optional.of(map);
      }
    }
    return Optional.empty();
  }

  Resource resource() {
    if (deployed.isPresent()) {
      Resource whole = deployed.get();
      return new Resource(whole.type(), whole.id(), whole.body(), condition, whole.span());
    }
    List<Entry> body = new ArrayList<>();
    body.add(entry("name", name.node()));
    outer.forEach((key, value) -> body.add(entry(key, value)));
    if (!outer.containsKey(spelled(outer, "properties"))) {
      body.add(entry("properties", map(properties, place)));
    }
    return new Resource(type, id, new MapNode(body, place), condition, name.span());
  }

  private static MapNode map(Map<String, Node> values, Span place) {
    List<Entry> entries = new ArrayList<>();
    values.forEach((key, value) -> entries.add(entry(key, value)));
    return new MapNode(entries, place);
  }

  static Entry entry(String key, Node value) {
    return new Entry(new TextNode(key, value.span()), value);
  }

  static MapNode map(Span place, Entry... entries) {
    return new MapNode(List.of(entries), place);
  }
}
