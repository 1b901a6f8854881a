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
  TEXT("a text", ""),
  INTEGER("a whole number", ""),
  TRUTH("true or false", ""),
  LIST("an array", ", in JSON such as [\"22\", \"3389\"]"),
  OBJECT("an object", ", in JSON such as {\"port\": \"22\"}"),
  /** It says nothing, or something unknown. */
  ANY("a value", ""),
  /** No value is one: what is in an object or an array beyond what its type has. */
  NONE("no value", "");

  private final String words;
  private final String hint;

  ParameterType(String words, String hint) {
    this.words = words;
    this.hint = hint;
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

  /** What a value is, in words. */
  String words() {
    return words;
  }

  /** The same, with how a user types it. */
  public String expected() {
    return words + hint;
  }

  /**
   * Whether Azure takes the value for one of this type. It reads no number or truth value out of a
   * text, and none as a text.
   *
   * @see <a href="https://github.com/Azure/azure-quickstart-templates/issues/7366">an integer</a>
   * @see <a href="https://github.com/OutSystems/AzureARMTemplates/issues/17">a truth value</a>
   */
  boolean fits(Node value) {
    return switch (this) {
      case TEXT -> value instanceof Node.TextNode;
      case INTEGER -> Call.integer(value).isPresent();
      case TRUTH -> value instanceof Node.BoolNode;
      case LIST -> value instanceof Node.ListNode;
      case OBJECT -> value instanceof Node.MapNode;
      case ANY -> true;
      case NONE -> false;
    };
  }

  /**
   * A value as a user types it: JSON where it is some and fits, else text.
   *
   * @param span the place all of it gets
   * @return empty if it cannot be of this type
   */
  public Optional<Node> read(String value, Span span) {
    Optional<Node> json = json(value).map(node -> at(span, node));
    Node text = new Node.TextNode(value, span);
    return switch (this) {
      case TEXT -> Optional.of(json.filter(Node.TextNode.class::isInstance).orElse(text));
      case INTEGER, TRUTH, LIST, OBJECT, NONE -> json.filter(this::fits);
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
