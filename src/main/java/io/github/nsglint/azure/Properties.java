package io.github.nsglint.azure;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.Reference;
import io.github.nsglint.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reading of ARM-shaped objects, where what a resource is stands beside or under {@code
 * properties}.
 */
final class Properties {
  private Properties() {}

  /** The object's {@code properties}, or the object itself where it has none. */
  static Node.MapNode of(Node.MapNode body) {
    return body.present("properties").orElse(body) instanceof Node.MapNode map ? map : body;
  }

  /**
   * The value of a key; what is not known where nobody knows any of the object's properties.
   *
   * @param properties as {@link #of} gives them
   */
  static Optional<Node> present(Node.MapNode properties, String key) {
    Optional<Node> value = properties.present(key);
    return value.isPresent()
        ? value
        : properties.present("properties").filter(Node.Unresolved.class::isInstance);
  }

  /** A resource some of whose properties count as not known. */
  static Node.MapNode without(Node.MapNode body, List<String> keys, String reason) {
    List<Node.Entry> entries = new ArrayList<>(body.entries().size());
    for (Node.Entry entry : body.entries()) {
      String key = entry.key().value();
      Node value = entry.value();
      if (isOneOf(keys, key)) {
        value = new Node.Unresolved(reason, "", entry.key().span());
      } else if (key.equalsIgnoreCase("properties") && value instanceof Node.MapNode inner) {
        value = without(inner, keys, reason);
      }
      entries.add(new Node.Entry(entry.key(), value));
    }
    return new Node.MapNode(entries, body.span());
  }

  private static boolean isOneOf(List<String> keys, String key) {
    for (String each : keys) {
      if (each.equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }

  /** The place of an object: its name where it has one, since that is what a reader looks for. */
  static Span place(Node.MapNode body) {
    Node name = body.get("name").orElse(null);
    return name == null || name instanceof Node.NullNode ? openingOf(body.span()) : name.span();
  }

  /** The brace an object starts with: a whole object is no place to point at. */
  static Span openingOf(Span span) {
    return span.file().span(span.start(), Math.min(span.end(), span.start() + 1));
  }

  /**
   * The elements of a list property; empty when it is absent. A single object stands for a list of
   * one, as does what is not known.
   */
  static List<Node> list(Node.MapNode properties, String key) {
    Optional<Node> value = present(properties, key);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof Node.ListNode list ? list.items() : List.of(value.get());
  }

  /** What {@code { "id": … }} under a key refers to. */
  static Reference reference(Node.MapNode properties, String key) {
    return present(properties, key).map(Properties::reference).orElse(Reference.NONE);
  }

  /** What {@code { "id": … }} refers to. */
  static Reference reference(Node value) {
    if (value instanceof Node.Unresolved unresolved) {
      return unresolvedReference(unresolved);
    }
    if (!(value instanceof Node.MapNode map)) {
      return new Reference.Unresolved("an object with an id was expected here", value.span());
    }
    Optional<Node> id = map.present("id");
    if (id.isEmpty()) {
      return map.entries().isEmpty()
          ? Reference.NONE
          : new Reference.Unresolved(
              "a resource is written in place here, without an id", openingOf(map.span()));
    }
    if (id.get() instanceof Node.Unresolved unresolved) {
      return unresolvedReference(unresolved);
    }
    Optional<ResourceId> parsed = id.get().scalar().flatMap(ResourceId::parse);
    if (parsed.isPresent()) {
      return new Reference.To(parsed.get(), id.get().span());
    }
    return new Reference.Unresolved("this is not the id of a resource", id.get().span());
  }

  /** An id with unknown parts still names one resource, if its type is known. */
  private static Reference unresolvedReference(Node.Unresolved unresolved) {
    Optional<ResourceId> symbolic =
        unresolved.symbol().startsWith("/")
            ? ResourceId.parse(unresolved.symbol())
            : Optional.empty();
    return symbolic.isPresent()
        ? new Reference.To(symbolic.get(), unresolved.span())
        : new Reference.Unresolved(unresolved.reason(), unresolved.span());
  }
}
