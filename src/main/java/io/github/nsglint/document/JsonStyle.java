package io.github.nsglint.document;

import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a JSON file is laid out, and values written like that. */
final class JsonStyle {
  private static final int WIDTH = 100;

  private final SourceFile file;
  private final String unit;
  private final String colon;
  private final String afterComma;

  private JsonStyle(SourceFile file, String unit, String colon, String afterComma) {
    this.file = file;
    this.unit = unit;
    this.colon = colon;
    this.afterComma = afterComma;
  }

  /**
   * @param root of the file
   */
  static JsonStyle of(Node root) {
    SourceFile file = root.span().file();
    JsonStyle plain = new JsonStyle(file, "  ", ": ", " ");
    if (!(root instanceof MapNode map) || map.entries().isEmpty()) {
      return plain;
    }
    Entry first = map.entries().get(0);
    int start = first.key().span().start();
    String unit = plain.startsLine(start) ? plain.indentOf(start) : "";
    String colon = plain.colon(map);
    boolean compact = colon.equals(":") && file.lineCount() == 1;
    return new JsonStyle(file, unit.isEmpty() ? "  " : unit, colon, compact ? "" : " ");
  }

  /** How much a level is moved in. */
  String unit() {
    return unit;
  }

  /** What stands after a comma on one line. */
  String afterComma() {
    return afterComma;
  }

  /** The line end and the place of what opens on the line of a container. */
  String lineStart(Span container) {
    return file.lineEnd() + indentOf(container.start());
  }

  /** Blanks and tabs that a line starts with. */
  String indentOf(int offset) {
    int start = file.lineStart(file.line(offset));
    int end = start;
    while (end < offset && (file.charAt(end) == ' ' || file.charAt(end) == '\t')) {
      end++;
    }
    return file.text(start, end);
  }

  /**
   * Whether nothing but a key stands before an offset on its line, and the line is not the only.
   */
  boolean startsLine(int offset) {
    if (file.lineCount() == 1) {
      return false;
    }
    String before = file.text(file.lineStart(file.line(offset)), offset).strip();
    return before.isEmpty()
        || (before.endsWith(":") && before.indexOf('"', 1) == before.lastIndexOf('"'));
  }

  /** What stands between the keys and values of an object. */
  String colon(MapNode map) {
    if (map.entries().isEmpty()) {
      return colon;
    }
    Entry first = map.entries().get(0);
    if (first.key().span().end() > first.value().span().start()) {
      return colon;
    }
    String between = between(first.key().span(), first.value().span());
    return between.strip().equals(":") && between.indexOf('\n') < 0 ? between : colon;
  }

  /**
   * A value as text. What of it stands in the file already is copied from there.
   *
   * @param model a value of the file that it is to look like
   * @param indent of the line it starts on
   * @param lines whether an object without a model has a line for each member
   */
  String write(Node value, Optional<Node> model, String indent, boolean lines) {
    if (value.span().end() > value.span().start()) {
      return value.span().text();
    }
    if (value instanceof MapNode map) {
      Optional<MapNode> like =
          model
              .filter(MapNode.class::isInstance)
              .map(MapNode.class::cast)
              .filter(node -> !node.entries().isEmpty());
      return like.isPresent() ? map(map, like.get(), indent) : map(map, indent, lines);
    }
    if (value instanceof ListNode list) {
      return list(list, model, indent, lines);
    }
    return value instanceof Node.TextNode text
        ? quoted(text.value())
        : value.scalar().orElse("null");
  }

  private String map(MapNode map, String indent, boolean lines) {
    List<String> members = new ArrayList<>();
    for (Entry entry : map.entries()) {
      members.add(
          quoted(entry.key().value())
              + colon
              + write(entry.value(), Optional.empty(), indent + unit, lines));
    }
    return lines
        ? onLines("{", members, indent + unit, indent, "}")
        : "{" + afterComma + String.join("," + afterComma, members) + afterComma + "}";
  }

  private String map(MapNode map, MapNode model, String indent) {
    int first = model.entries().get(0).key().span().start();
    String opening = file.text(model.span().start() + 1, first);
    boolean one = model.span().line() == model.span().endLine();
    boolean lines = opening.indexOf('\n') >= 0 || opening.indexOf('\r') >= 0;
    String inner = lines ? indent + deeper(model, first) : indent + unit;
    List<Entry> entries = new ArrayList<>(map.entries());
    entries.sort(Comparator.comparingInt(entry -> rank(entry.key().value(), model)));
    List<String> members = new ArrayList<>();
    for (Entry entry : entries) {
      members.add(
          quoted(entry.key().value())
              + colon(model)
              + write(entry.value(), model.get(entry.key().value()), inner, lines));
    }
    if (lines && !isSharingLines(model)) {
      return onLines("{", members, inner, indent, "}");
    }
    if (lines) {
      return "{"
          + file.lineEnd()
          + inner
          + joined(members, inner, inner.length(), "")
          + file.lineEnd()
          + indent
          + "}";
    }
    String pad = opening.isBlank() ? opening : " ";
    String comma = "," + gapAfterComma(model);
    String line = "{" + pad + String.join(comma, members) + pad + "}";
    return one || indent.length() + line.length() <= WIDTH
        ? line
        : wrapped(members, model, indent, pad);
  }

  /** Where the model has a key, be it in the plural; at the end if it has not. */
  private static int rank(String key, MapNode model) {
    for (int i = 0; i < model.entries().size(); i++) {
      if (stem(model.entries().get(i).key().value()).equalsIgnoreCase(stem(key))) {
        return i;
      }
    }
    return model.entries().size();
  }

  private static String stem(String key) {
    int plural = key.endsWith("es") ? 2 : key.endsWith("s") ? 1 : 0;
    return key.substring(0, key.length() - plural);
  }

  /** An object whose members stand several on a line. */
  private String wrapped(List<String> members, MapNode model, String indent, String pad) {
    String inner = indent + unit;
    for (Entry entry : model.entries()) {
      if (entry.key().span().line() > model.span().line()) {
        inner = indent + deeper(model, entry.key().span().start());
        break;
      }
    }
    return "{" + pad + joined(members, inner, indent.length() + 1 + pad.length(), pad + "}");
  }

  /** Members that stand several on a line. */
  private String joined(List<String> members, String indent, int start, String end) {
    StringBuilder text = new StringBuilder();
    int width = start;
    for (int i = 0; i < members.size(); i++) {
      String member = members.get(i) + (i + 1 < members.size() ? "," : end);
      if (i > 0 && width + 1 + member.length() > WIDTH) {
        text.append(file.lineEnd()).append(indent);
        width = indent.length();
      } else if (i > 0) {
        text.append(' ');
        width++;
      }
      text.append(member);
      width += member.length();
    }
    return text.toString();
  }

  private static boolean isSharingLines(MapNode model) {
    for (int i = 1; i < model.entries().size(); i++) {
      if (model.entries().get(i).key().span().line()
          == model.entries().get(i - 1).key().span().line()) {
        return true;
      }
    }
    return false;
  }

  /** How much further in a line is than the one on which an object starts. */
  private String deeper(MapNode model, int offset) {
    String outer = indentOf(model.span().start());
    String inner = indentOf(offset);
    return inner.startsWith(outer) && inner.length() > outer.length()
        ? inner.substring(outer.length())
        : unit;
  }

  private String between(Span before, Span after) {
    int from = before.end();
    int to = after.start();
    return file.text(from, to);
  }

  private String gapAfterComma(MapNode model) {
    if (model.entries().size() < 2) {
      return afterComma;
    }
    String between =
        between(model.entries().get(0).value().span(), model.entries().get(1).key().span());
    String gap = between.substring(between.indexOf(',') + 1);
    return gap.isBlank() && gap.indexOf('\n') < 0 ? gap : afterComma;
  }

  private String list(ListNode list, Optional<Node> model, String indent, boolean lines) {
    boolean objects = list.items().stream().anyMatch(MapNode.class::isInstance);
    boolean onLines =
        model.filter(ListNode.class::isInstance).isPresent()
            ? model.get().span().line() != model.get().span().endLine()
            : objects && lines;
    List<String> items = new ArrayList<>();
    for (Node item : list.items()) {
      items.add(write(item, Optional.empty(), indent + unit, lines));
    }
    return onLines
        ? onLines("[", items, indent + unit, indent, "]")
        : "[" + String.join("," + afterComma, items) + "]";
  }

  private String onLines(
      String open, List<String> items, String inner, String indent, String close) {
    String newLine = file.lineEnd() + inner;
    return open + newLine + String.join("," + newLine, items) + file.lineEnd() + indent + close;
  }

  /** A text between quotes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted
            .append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
