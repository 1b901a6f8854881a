package io.github.nsglint.source.azcli;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Loaded;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.source.azcli.ScriptValue.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of an option that takes a list of objects: JSON, or the shorthand of az, {@code
 * [{category:BastionAuditLogs,enabled:true}]}. All of it has the place of the word in the script.
 *
 * @see <a href="https://github.com/Azure/azure-cli/blob/dev/doc/shorthand_syntax.md">Shorthand
 *     syntax of az</a>
 */
final class StructuredValue {
  private final String text;
  private final Span place;
  private int at;

  private StructuredValue(String text, Span place) {
    this.text = text;
    this.place = place;
  }

  /** Unknown where it is given in another way. */
  static Node of(List<Argument> words) {
    Argument word = words.get(0);
    if (words.size() > 1 || word.text().startsWith("@")) {
      return new Node.Unresolved(
          word.text().startsWith("@")
              ? "the value stands in a file: " + word.text()
              : "the value is given in parts",
          "",
          word.span());
    }
    if (!word.isKnown()) {
      return word.node();
    }
    Loaded<Node> json = JsonReader.read(new SourceFile("", word.text()));
    if (json.problems().isEmpty()) {
      return placed(json.value(), word);
    }
    StructuredValue reader = new StructuredValue(word.text(), word.span());
    Node value = reader.value(0);
    return reader.at == reader.text.length() ? value : reader.unread();
  }

  /** A value all of which has the place of a word; a text with an unknown part is unknown. */
  static Node placed(Node node, Argument word) {
    Span place = word.span();
    if (node instanceof Node.MapNode map) {
      List<Node.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : map.entries()) {
        entries.add(entry(entry.key().value(), placed(entry.value(), word), place));
      }
      return new Node.MapNode(entries, place);
    }
    if (node instanceof Node.ListNode list) {
      return new Node.ListNode(
          list.items().stream().map(item -> placed(item, word)).toList(), place);
    }
    if (node instanceof Node.BoolNode flag) {
      return new Node.BoolNode(flag.value(), place);
    }
    if (node instanceof Node.NumberNode number) {
      return new Node.NumberNode(number.literal(), place);
    }
    if (node instanceof Node.NullNode) {
      return new Node.NullNode(place);
    }
    String text = node.scalar().orElse("");
    return text.indexOf('⟨') < 0
        ? new Node.TextNode(text, place)
        : word.value().withText(text).node(place);
  }

  private static Node.Entry entry(String key, Node value, Span place) {
    return new Node.Entry(new Node.TextNode(key, place), value);
  }

  private Node unread() {
    return new Node.Unresolved("this is neither JSON nor the shorthand of az", "", place);
  }

  private static final int DEEPEST = 20;

  private Node value(int depth) {
    if (depth > DEEPEST) {
      return unread();
    }
    char c = peek();
    if (c == '[') {
      List<Node> items = new ArrayList<>();
      at++;
      while (peek() != ']' && at < text.length()) {
        items.add(value(depth + 1));
        if (!separator(']')) {
          return unread();
        }
      }
      at = Math.min(text.length(), at + 1);
      return new Node.ListNode(items, place);
    }
    if (c == '{') {
      List<Node.Entry> entries = new ArrayList<>();
      at++;
      while (peek() != '}' && at < text.length()) {
        String key = word();
        if (peek() != ':') {
          return unread();
        }
        at++;
        entries.add(entry(camelCase(key), value(depth + 1), place));
        if (!separator('}')) {
          return unread();
        }
      }
      at = Math.min(text.length(), at + 1);
      return new Node.MapNode(entries, place);
    }
    String word = word();
    return switch (word) {
      case "true" -> new Node.BoolNode(true, place);
      case "false" -> new Node.BoolNode(false, place);
      case "null" -> new Node.NullNode(place);
      default -> new Node.TextNode(word, place);
    };
  }

  /** Goes past a comma; false if neither it nor the end of the list stands here. */
  private boolean separator(char end) {
    if (peek() == ',') {
      at++;
      return true;
    }
    return peek() == end;
  }

  private String word() {
    char quote = peek();
    if (quote == '\'' || quote == '"') {
      int end = text.indexOf(quote, at + 1);
      int close = end < 0 ? text.length() : end;
      String inside = text.substring(at + 1, close);
      at = Math.min(text.length(), close + 1);
      return inside;
    }
    int start = at;
    while (at < text.length() && ",:[]{}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** Shorthand has the names of options: {@code category-group} is ARM's {@code categoryGroup}. */
  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean joint = name.charAt(i) == '-' && i + 1 < name.length();
      camel.append(joint ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return camel.toString();
  }
}
