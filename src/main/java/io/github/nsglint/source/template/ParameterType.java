package io.github.nsglint.source.template;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import io.github.nsglint.document.Severity;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a parameter is declared to be, as far as it tells how a value is written. */
public enum ParameterType {
  TEXT("a text"),
  INTEGER("a whole number"),
  TRUTH("true or false"),
  LIST("an array, in JSON such as [\"22\", \"3389\"]"),
  OBJECT("an object, in JSON such as {\"port\": \"22\"}"),
  /** It says nothing, or something unknown. */
  ANY("a value");

  private final String expected;

  ParameterType(String expected) {
    this.expected = expected;
  }

  /**
   * @param type as a template names it, whatever its case; secure ones are not told apart
   */
  public static ParameterType of(String type) {
    return switch (type) {
      case "string", "securestring" -> TEXT;
      case "int" -> INTEGER;
      case "bool" -> TRUTH;
      case "array" -> LIST;
      case "object", "secureobject" -> OBJECT;
      default -> ANY;
    };
  }

  /** What a value should be, in words. */
  String expected() {
    return expected;
  }

  /**
   * A value as a user types it: JSON where it is some and fits, else text.
   *
   * @param span the place all of it gets
   * @return empty if it cannot be of this type
   */
  Optional<Node> read(String value, Span span) {
    Optional<Node> json = json(value).map(node -> at(span, node));
    Node text = new Node.TextNode(value, span);
    return switch (this) {
      case TEXT -> Optional.of(json.filter(Node.TextNode.class::isInstance).orElse(text));
      case INTEGER -> json.filter(node -> Call.integer(node).isPresent());
      case TRUTH -> json.filter(Node.BoolNode.class::isInstance);
      case LIST -> json.filter(Node.ListNode.class::isInstance);
      case OBJECT -> json.filter(Node.MapNode.class::isInstance);
      case ANY -> Optional.of(json.orElse(text));
    };
  }

  private static Optional<Node> json(String value) {
    Loaded<Node> read = JsonReader.read(new SourceFile("--assume", value));
    boolean broken =
        read.problems().stream().map(Problem::severity).anyMatch(Severity.ERROR::equals);
    return broken || read.value() instanceof Node.Unresolved
        ? Optional.empty()
        : Optional.of(read.value());
  }

  private static Node at(Span span, Node node) {
    if (node instanceof Node.ListNode list) {
      return new Node.ListNode(list.items().stream().map(item -> at(span, item)).toList(), span);
    }
    if (node instanceof Node.MapNode map) {
      List<Node.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : map.entries()) {
        entries.add(
            new Node.Entry(new Node.TextNode(entry.key().value(), span), at(span, entry.value())));
      }
      return new Node.MapNode(entries, span);
    }
    if (node instanceof Node.TextNode text) {
      return new Node.TextNode(text.value(), span);
    }
    if (node instanceof Node.NumberNode number) {
      return new Node.NumberNode(number.literal(), span);
    }
    if (node instanceof Node.BoolNode bool) {
      return new Node.BoolNode(bool.value(), span);
    }
    return new Node.NullNode(span);
  }
}
