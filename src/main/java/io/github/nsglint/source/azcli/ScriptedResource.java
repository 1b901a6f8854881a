package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
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
    return Optional.ofNullable(properties.get(key));
  }

  /** Sets a property, or sets it perhaps. */
  void change(String key, Node value, Optional<Unresolved> perhaps) {
    change(properties, key, Optional.of(value), perhaps);
  }

  void changeOuter(String key, Node value, Optional<Unresolved> perhaps) {
    change(outer, key, Optional.of(value), perhaps);
  }

  void remove(String key, Optional<Unresolved> perhaps) {
    change(properties, key, Optional.empty(), perhaps);
  }

  private static void change(
      Map<String, Node> map, String key, Optional<Node> value, Optional<Unresolved> perhaps) {
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
    merge(properties, other.properties, why);
    merge(outer, other.outer, why);
  }

  private static void merge(Map<String, Node> own, Map<String, Node> other, Unresolved why) {
    for (Map.Entry<String, Node> entry : other.entrySet()) {
      change(own, entry.getKey(), Optional.of(entry.getValue()), Optional.of(why));
    }
    for (String key : List.copyOf(own.keySet())) {
      if (!other.containsKey(key)) {
        change(own, key, Optional.empty(), Optional.of(why));
      }
    }
  }

  Resource resource() {
    List<Entry> body = new ArrayList<>();
    body.add(entry("name", name.node()));
    outer.forEach((key, value) -> body.add(entry(key, value)));
    body.add(entry("properties", map(properties, place)));
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
