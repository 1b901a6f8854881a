package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.NullNode;
import io.github.nsglint.document.Node.NumberNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.template.DeclaredType.Parts;
import io.github.nsglint.source.template.DeclaredType.Variants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parameter's value against its type. What Azure refuses is {@link Unresolved} in its spot, and
 * so is what must not be shown.
 *
 * <p>Problems: {@code parameter-type}, an error, at the value's place; {@code not-allowed-value}.
 */
final class TypeCheck {
  private final String parameter;
  private final Budget budget;
  private final Consumer<Problem> problems;

  /**
   * @param parameter its name
   */
  TypeCheck(String parameter, Budget budget, Consumer<Problem> problems) {
    this.parameter = parameter;
    this.budget = budget;
    this.problems = problems;
  }

  /**
   * The value, as far as it fits.
   *
   * @param symbol of the parameter
   */
  Node fitted(Node value, DeclaredType type, String symbol) {
    return fitted(value, type, "", new Unresolved("", symbol, value.span()));
  }

  /**
   * @param path of a part, such as {@code [1].name}; empty for the whole value
   * @param place with the symbol that the value has if it is not known
   */
  private Node fitted(Node value, DeclaredType type, String path, Unresolved place) {
    budget.charge(1);
    if (type.isSecure()) {
      return secret(value, path, place);
    }
    if (value instanceof Unresolved) {
      return value;
    }
    if (value instanceof NullNode) {
      return path.isEmpty()
              || type.presence() == Template.Presence.NULLABLE
              || type.kind() == ParameterType.ANY
          ? value
          : refused(title(path) + " is null", value, type, path, place);
    }
    if (!type.kind().fits(value)) {
      return refused(wrongKind(value, type, path), value, type, path, place);
    }
    Optional<String> outside = outside(value, type, path);
    if (outside.isPresent()) {
      return refused(outside.get(), value, type, path, place);
    }
    allowed(value, type, path);
    if (value instanceof MapNode map) {
      return object(map, type, path, place);
    }
    return value instanceof ListNode list ? array(list, type, path, place) : value;
  }

  private String title(String path) {
    return path.isEmpty()
        ? "parameter '" + parameter + "'"
        : "'" + path + "' of parameter '" + parameter + "'";
  }

  private Node secret(Node value, String path, Unresolved place) {
    value.span().conceal();
    return new Unresolved(title(path) + " is secure", Symbols.secure(place.symbol()), value.span());
  }

  private Unresolved refused(
      String reason, Node value, DeclaredType type, String path, Unresolved place) {
    if (type.holdsSecret()) {
      value.span().conceal();
    }
    problems.accept(Problem.error("parameter-type", reason, value.span()));
    return new Unresolved(reason, symbol(path, place), value.span());
  }

  /** A part has no name: no assumption gives a value to a part of a known value. */
  private static String symbol(String path, Unresolved place) {
    return path.isEmpty() ? place.symbol() : "";
  }

  private String wrongKind(Node value, DeclaredType type, String path) {
    if (type.kind() == ParameterType.NONE) {
      return title(path) + " is more than its type has";
    }
    boolean number = type.kind() == ParameterType.INTEGER && value instanceof NumberNode;
    String found = number ? value.scalar().orElseThrow() : Call.kind(value);
    return title(path) + " takes " + type.kind().words() + ", not " + found;
  }

  private Optional<String> outside(Node value, DeclaredType type, String path) {
    DeclaredType.Bounds bounds = type.bounds();
    if (value instanceof NumberNode number) {
      return Call.integer(number)
          .filter(n -> !bounds.hold(n))
          .map(n -> title(path) + " takes a number " + bounds.words() + ", not " + n);
    }
    if (value instanceof TextNode text) {
      int length = text.value().length();
      return bounds.hold(length)
          ? Optional.empty()
          : Optional.of(
              title(path) + " takes a text of " + bounds.words() + " characters, not of " + length);
    }
    if (value instanceof ListNode list) {
      int length = list.items().size();
      return bounds.hold(length)
          ? Optional.empty()
          : Optional.of(
              title(path) + " takes an array of " + bounds.words() + " items, not of " + length);
    }
    return Optional.empty();
  }

  private void allowed(Node value, DeclaredType type, String path) {
    if (type.allowedValues().isEmpty() || isAllowed(value, type)) {
      return;
    }
    String shown = value.scalar().map(text -> " '" + text + "'").orElse("");
    problems.accept(
        Problem.warning(
            "not-allowed-value",
            "the value" + shown + " of " + title(path) + " is not in 'allowedValues'",
            value.span()));
  }

  /**
   * An array may hold any of the values that its parameter allows.
   *
   * @see <a href="https://github.com/Azure/bicep/issues/1945">allowed items</a>
   */
  private static boolean isAllowed(Node value, DeclaredType type) {
    if (isListed(value, type)) {
      return true;
    }
    return value instanceof ListNode list
        && list.items().stream()
            .allMatch(item -> item instanceof Unresolved || isListed(item, type));
  }

  private static boolean isListed(Node value, DeclaredType type) {
    for (Node allowed : type.allowedValues()) {
      if (isSame(allowed, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(Node allowed, Node value) {
    if (allowed instanceof TextNode a && value instanceof TextNode b) {
      return a.value().equalsIgnoreCase(b.value());
    }
    return Node.sameValue(allowed, value);
  }

  private Node object(MapNode map, DeclaredType type, String path, Unresolved place) {
    Parts parts = type.parts().get();
    if (parts.isAny()) {
      return map;
    }
    if (parts.variants().isPresent()) {
      return variant(map, parts.variants().get(), path, place);
    }
    List<Entry> entries = new ArrayList<>(map.entries().size());
    for (Entry entry : map.entries()) {
      String name = entry.key().value();
      Optional<DeclaredType> inside = parts.property(name);
      Node value = entry.value();
      if (inside.isPresent()) {
        String at = path.isEmpty() ? name : path + "." + name;
        value = fitted(value, inside.get(), at, member(place, entry.key()));
      }
      entries.add(new Entry(entry.key(), value));
    }
    parts
        .properties()
        .forEach(
            (name, inside) -> {
              if (inside.presence() == Template.Presence.REQUIRED && map.get(name).isEmpty()) {
                entries.add(missing(name, map, path));
              }
            });
    return new MapNode(entries, map.span());
  }

  /** A property that is not there has no value, which is not the same as null. */
  private Entry missing(String name, MapNode map, String path) {
    String reason = title(path) + " has no property '" + name + "', which its type asks for";
    Span span = map.span();
    problems.accept(Problem.error("parameter-type", reason, span));
    TextNode key = new TextNode(name, span);
    return new Entry(key, new Unresolved(reason, "", span));
  }

  private Node variant(MapNode map, Variants variants, String path, Unresolved place) {
    Node name = map.get(variants.property()).orElse(map);
    Optional<DeclaredType> type =
        name instanceof TextNode text ? variants.type(text.value()) : Optional.empty();
    if (type.isPresent()) {
      return fitted(map, withProperty(type.get(), variants.property()), path, place);
    }
    String reason =
        title(path)
            + " has a '"
            + variants.property()
            + "' that is none of "
            + String.join(", ", variants.types().keySet());
    if (name instanceof Unresolved unknown) {
      reason = unknown.reason();
    } else {
      problems.accept(Problem.error("parameter-type", reason, name.span()));
    }
    if (variants.types().values().stream().anyMatch(DeclaredType::holdsSecret)) {
      map.span().conceal();
    }
    return new Unresolved(reason, symbol(path, place), map.span());
  }

  /** What tells the types apart belongs to each of them, whether or not it says so. */
  private static DeclaredType withProperty(DeclaredType type, String property) {
    Parts parts = type.parts().get();
    if (parts.properties().keySet().stream().anyMatch(property::equalsIgnoreCase)) {
      return type;
    }
    Map<String, DeclaredType> properties = new LinkedHashMap<>(parts.properties());
    properties.put(property, DeclaredType.ANY);
    Parts all = new Parts(properties, parts.first(), parts.others(), parts.variants());
    return new DeclaredType(
        type.kind(),
        type.secrecy(),
        type.presence(),
        type.allowedValues(),
        type.bounds(),
        () -> all);
  }

  private Node array(ListNode list, DeclaredType type, String path, Unresolved place) {
    Parts parts = type.parts().get();
    if (parts.isAny()) {
      return list;
    }
    List<Node> items = new ArrayList<>(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      Node item = list.items().get(i);
      Optional<DeclaredType> inside = parts.item(i);
      if (inside.isPresent()) {
        Node index = new NumberNode(Integer.toString(i), item.span());
        item = fitted(item, inside.get(), path + "[" + i + "]", member(place, index));
      }
      items.add(item);
    }
    if (items.size() < parts.first().size()) {
      String reason =
          title(path)
              + " has "
              + items.size()
              + " items; its type asks for "
              + parts.first().size();
      return refused(reason, list, type, path, place);
    }
    return new ListNode(items, list.span());
  }

  private static Unresolved member(Unresolved place, Node key) {
    return new Unresolved("", Symbols.member(place, key), place.span());
  }
}
