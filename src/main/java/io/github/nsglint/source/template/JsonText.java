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

/** Values as JSON in a text, and back. */
final class JsonText {
  private JsonText() {}

  /** {@code json}: what the text says, at the place of the call. */
  static Node read(Call call) {
    call.budget().text(call.text(0).length());
    return read(call.text(0), call);
  }

  /**
   * @throws InvalidCall if a text is no JSON
   */
  static Node read(String text, Call call) {
    Loaded<Node> json = JsonReader.read(new SourceFile("json", text));
    for (Problem problem : json.problems()) {
      if (problem.severity() == Severity.ERROR) {
        throw new InvalidCall("the text is no JSON: " + problem.message(), 0);
      }
    }
    if (json.value() instanceof Node.Unresolved) {
      throw new InvalidCall("the text is no JSON", 0);
    }
    return call.budget().value(at(call.span(), json.value()));
  }

  private static Node at(Span span, Node node) {
    if (node instanceof Node.TextNode text) {
      return new Node.TextNode(text.value(), span);
    }
    if (node instanceof Node.NumberNode number) {
      return new Node.NumberNode(number.literal(), span);
    }
    if (node instanceof Node.BoolNode bool) {
      return new Node.BoolNode(bool.value(), span);
    }
    if (node instanceof Node.NullNode) {
      return new Node.NullNode(span);
    }
    if (node instanceof Node.ListNode list) {
      return new Node.ListNode(list.items().stream().map(item -> at(span, item)).toList(), span);
    }
    if (node instanceof Node.MapNode map) {
      List<Node.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : map.entries()) {
        Node.TextNode key = new Node.TextNode(entry.key().value(), span);
        entries.add(new Node.Entry(key, at(span, entry.value())));
      }
      return new Node.MapNode(entries, span);
    }
    if (node instanceof Node.Unresolved unresolved) {
      return new Node.Unresolved(unresolved.reason(), unresolved.symbol(), span);
    }
    throw new AssertionError(node);
  }

  /** Compact, as Azure writes it; the value must be known in all its parts. */
  static String write(Node node, Budget budget) {
    StringBuilder text = new StringBuilder();
    write(text, node, budget);
    return text.toString();
  }

  private static void write(StringBuilder text, Node node, Budget budget) {
    budget.charge(1);
    int before = text.length();
    if (node instanceof Node.TextNode value) {
      quote(text, value.value());
    } else if (node instanceof Node.ListNode list) {
      text.append('[');
      for (int i = 0; i < list.items().size(); i++) {
        text.append(i == 0 ? "" : ",");
        write(text, list.items().get(i), budget);
      }
      text.append(']');
    } else if (node instanceof Node.MapNode map) {
      text.append('{');
      for (int i = 0; i < map.entries().size(); i++) {
        text.append(i == 0 ? "" : ",");
        quote(text, map.entries().get(i).key().value());
        text.append(':');
        write(text, map.entries().get(i).value(), budget);
      }
      text.append('}');
    } else if (node instanceof Node.NumberNode number) {
      text.append(NumberText.of(number));
    } else {
      text.append(node.scalar().orElse("null"));
    }
    boolean holdsOthers = node instanceof Node.ListNode || node instanceof Node.MapNode;
    budget.grown(text.length(), holdsOthers ? 0 : text.length() - before);
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
            String hex = Integer.toHexString(c);
            text.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
