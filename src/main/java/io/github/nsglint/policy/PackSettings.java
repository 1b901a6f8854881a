package io.github.nsglint.policy;

import io.github.nsglint.document.Nearest;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of one pack and puts their values where its rules refer to them. */
final class PackSettings {
  static final List<String> KEYS = List.of("type", "default", "description");
  private static final Pattern REFERENCE = Pattern.compile("\\$[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final List<Problem> problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private PackSettings(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * @param values what users want of this pack
   */
  static PackSettings read(PackMap pack, List<SettingValue> values, List<Problem> problems) {
    PackSettings read = new PackSettings(problems);
    pack.value("settings")
        .ifPresent(node -> PackMap.entriesOf(node, "settings", problems).forEach(read::declare));
    values.forEach(read::set);
    return read;
  }

  List<Setting> all() {
    return List.copyOf(settings.values());
  }

  private void declare(Node.Entry entry) {
    boolean named = RuleReader.isKebabCase(entry.key(), problems);
    PackMap.of(entry.value(), "a setting", KEYS, problems)
        .ifPresent(
            map -> {
              Optional<Setting.Type> type = map.required("type").flatMap(this::type);
              Optional<Node> value = map.required("default");
              Optional<Node.TextNode> description = map.requiredText("description");
              if (named
                  && type.isPresent()
                  && value.isPresent()
                  && description.isPresent()
                  && fits(type.get(), value.get())) {
                String name = entry.key().value();
                String words = description.get().value().strip();
                settings.put(name, new Setting(name, type.get(), words, value.get()));
              }
            });
  }

  private Optional<Setting.Type> type(Node node) {
    Optional<String> word = PackMap.scalar(node, problems);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (Setting.Type type : Setting.Type.values()) {
      if (type.key().equals(word.get())) {
        return Optional.of(type);
      }
    }
    List<String> known = types();
    problems.add(PackMap.badValue(node, word.get(), "one of " + String.join(", ", known), known));
    return Optional.empty();
  }

  static List<String> types() {
    List<String> types = new ArrayList<>();
    for (Setting.Type type : Setting.Type.values()) {
      types.add(type.key());
    }
    return types;
  }

  private void set(SettingValue wanted) {
    String name = wanted.name().value();
    Setting setting = settings.get(name);
    if (setting == null) {
      problems.add(
          Problem.error(
              "pack-unknown-setting",
              "there is no setting '"
                  + name
                  + "' in the pack "
                  + wanted.pack().value()
                  + (settings.isEmpty() ? ", which has none" : "")
                  + Nearest.hint(name, settings.keySet()),
              wanted.name().span()));
    } else if (fits(setting.type(), wanted.value())) {
      settings.put(name, new Setting(name, setting.type(), setting.description(), wanted.value()));
    }
  }

  private boolean fits(Setting.Type type, Node value) {
    int before = problems.size();
    switch (type) {
      case PORTS -> each(type, value).forEach(item -> FlowPatternReader.port(item, problems));
      case ADDRESSES -> each(type, value).forEach(item -> PlaceReader.exception(item, problems));
      case TEXTS -> each(type, value).forEach(item -> PackMap.scalar(item, problems));
      case TEXT -> PackMap.text(value, problems);
      case NUMBER -> ConditionReader.number(value, problems);
      case FLAG -> PackMap.flag(value, problems);
    }
    return problems.size() == before && !(value instanceof Node.Unresolved);
  }

  private List<Node> each(Setting.Type type, Node value) {
    if (value instanceof Node.ListNode list) {
      return list.items();
    }
    PackMap.wrongType(value, type.words(), problems);
    return List.of();
  }

  /** A part of the pack with the values in the places that refer to them. */
  Node resolve(Node node) {
    if (node instanceof Node.MapNode map) {
      return resolve(map);
    } else if (node instanceof Node.ListNode list) {
      return resolve(list);
    }
    return reference(node).orElse(node);
  }

  private Node.MapNode resolve(Node.MapNode map) {
    List<Node.Entry> entries = new ArrayList<>(map.entries().size());
    for (Node.Entry entry : map.entries()) {
      Node value = resolve(entry.value());
      if (!isEmptied(entry, value)) {
        entries.add(new Node.Entry(entry.key(), value));
      } else if (!entry.key().value().startsWith("except")) {
        // To except nothing is to have no exception; every other list needs something in it.
        entries.add(new Node.Entry(entry.key(), emptied(entry)));
      }
    }
    return new Node.MapNode(entries, map.span());
  }

  private static boolean isEmptied(Node.Entry written, Node value) {
    return value instanceof Node.ListNode now
        && now.items().isEmpty()
        && !(written.value() instanceof Node.ListNode before && before.items().isEmpty());
  }

  private Node emptied(Node.Entry written) {
    String told = "nothing is left of '" + written.key().value() + "', to which this value belongs";
    Span place = emptying(written.value());
    problems.add(Problem.error("pack-empty", told, place));
    return new Node.Unresolved(told, "", place);
  }

  private Span emptying(Node written) {
    Node first = written instanceof Node.ListNode list ? list.items().get(0) : written;
    return reference(first).map(Node::span).orElse(written.span());
  }

  private Node.ListNode resolve(Node.ListNode list) {
    List<Node> items = new ArrayList<>(list.items().size());
    for (Node item : list.items()) {
      Node resolved = resolve(item);
      if (resolved != item
          && item instanceof Node.TextNode
          && resolved instanceof Node.ListNode values) {
        items.addAll(values.items());
      } else {
        items.add(resolved);
      }
    }
    return new Node.ListNode(items, list.span());
  }

  /** The value that a text refers to; empty when it is no reference. */
  private Optional<Node> reference(Node node) {
    if (!(node instanceof Node.TextNode text)
        || !text.value().startsWith("$")
        || !REFERENCE.matcher(text.value()).matches()) {
      return Optional.empty();
    }
    String name = text.value().substring(1);
    Setting setting = settings.get(name);
    if (setting != null) {
      return Optional.of(setting.value());
    }
    String told =
        "there is no setting '" + name + "' in this pack" + Nearest.hint(name, settings.keySet());
    problems.add(Problem.error("pack-unknown-setting", told, text.span()));
    return Optional.of(new Node.Unresolved(told, "", text.span()));
  }
}
