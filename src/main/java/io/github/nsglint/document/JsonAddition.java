package io.github.nsglint.document;

import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds items to lists and members to objects of a JSON file, in the style of those that stand there
 * already. Comments, trailing commas and line ends stay as they are.
 */
public final class JsonAddition {
  private final SourceFile file;
  private final JsonStyle style;

  /**
   * @param root of the file
   */
  public JsonAddition(Node root) {
    this.file = root.span().file();
    this.style = JsonStyle.of(root);
  }

  /** Items after the last one of a list. */
  public List<Edit> toList(ListNode list, List<Node> added) {
    List<Span> present = list.items().stream().map(Node::span).toList();
    Optional<Node> model =
        list.items().isEmpty()
            ? Optional.empty()
            : Optional.of(list.items().get(list.items().size() - 1));
    Gap gap = gap(list.span(), present);
    return append(
        list.span(),
        present,
        gap,
        added.stream().map(item -> style.write(item, model, gap.indent, gap.ownLines)).toList());
  }

  /** A member after the last one of an object. */
  public List<Edit> toMap(MapNode map, String key, Node value) {
    List<Span> present =
        map.entries().stream()
            .map(entry -> file.span(entry.key().span().start(), entry.value().span().end()))
            .toList();
    Optional<Node> model =
        map.entries().isEmpty()
            ? Optional.empty()
            : Optional.of(map.entries().get(map.entries().size() - 1).value());
    Gap gap = gap(map.span(), present);
    String colon = style.colon(map);
    String text =
        JsonStyle.quoted(key)
            + colon
            + style.write(value, similar(model, value), gap.indent, gap.ownLines);
    return append(map.span(), present, gap, List.of(text));
  }

  /** A list on one line. */
  public String line(List<Node> items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(style.write(item, Optional.empty(), "", false)));
    return "[" + String.join("," + style.afterComma(), texts) + "]";
  }

  /** A text between quotes. */
  public static String quoted(String text) {
    return JsonStyle.quoted(text);
  }

  private static Optional<Node> similar(Optional<Node> model, Node value) {
    return model.filter(node -> node.getClass() == value.getClass());
  }

  /**
   * How items of a container are kept apart.
   *
   * @param ownLines whether each starts a line
   * @param indent of these lines
   */
  private record Gap(boolean ownLines, String indent, String inline) {}

  private Gap gap(Span container, List<Span> present) {
    if (present.isEmpty()) {
      boolean lines = style.startsLine(container.start());
      return new Gap(lines, style.indentOf(container.start()) + style.unit(), style.afterComma());
    }
    int last = present.size() - 1;
    int start = present.get(last).start();
    int before = last == 0 ? container.start() + 1 : present.get(last - 1).end();
    String between = file.text(before, start);
    boolean lines = between.indexOf('\n') >= 0 || between.indexOf('\r') >= 0;
    String inline = last == 0 ? style.afterComma() : between.substring(between.indexOf(',') + 1);
    return new Gap(
        lines, style.indentOf(start), inline.isBlank() && !lines ? inline : style.afterComma());
  }

  private List<Edit> append(Span container, List<Span> present, Gap gap, List<String> added) {
    return present.isEmpty() ? fill(container, gap, added) : after(container, present, gap, added);
  }

  private List<Edit> fill(Span container, Gap gap, List<String> added) {
    String inner = file.text(container.start() + 1, container.end() - 1);
    String newLine = file.lineEnd() + gap.indent;
    String joined = String.join(gap.ownLines ? "," + newLine : "," + gap.inline, added);
    if (!inner.isBlank()) {
      // Nothing but a comment, which stays before them.
      int at = container.start() + 1 + inner.stripTrailing().length();
      String end = inner.endsWith(inner.stripTrailing()) ? style.lineStart(container) : "";
      return List.of(Edit.insertion(file, at, newLine + joined + end));
    }
    Span blank = file.span(container.start() + 1, container.end() - 1);
    return List.of(
        new Edit(blank, gap.ownLines ? newLine + joined + style.lineStart(container) : joined));
  }

  private List<Edit> after(Span container, List<Span> present, Gap gap, List<String> added) {
    int last = present.get(present.size() - 1).end();
    int comma = comma(last, container.end() - 1);
    int at = comma < 0 ? last : comma + 1;
    String rest = comma < 0 ? "" : ",";
    String text;
    if (gap.ownLines) {
      at = lineEnd(at, container.end() - 1);
      String newLine = file.lineEnd() + gap.indent;
      text = newLine + String.join("," + newLine, added) + rest;
    } else {
      text = gap.inline + String.join("," + gap.inline, added) + rest;
    }
    if (comma >= 0) {
      return List.of(Edit.insertion(file, at, text));
    }
    return at == last
        ? List.of(Edit.insertion(file, at, "," + text))
        : List.of(Edit.insertion(file, last, ","), Edit.insertion(file, at, text));
  }

  /** The comma after an item; -1 if there is none. */
  private int comma(int from, int end) {
    int at = from;
    while (at < end) {
      char c = file.charAt(at);
      if (c == ',') {
        return at;
      }
      at = c == '/' ? afterComment(at, end) : at + 1;
    }
    return -1;
  }

  /** The end of the line if nothing but a comment stands on its rest, else the offset itself. */
  private int lineEnd(int from, int end) {
    int at = from;
    int content = from;
    while (at < end && !isLineEnd(file.charAt(at))) {
      char c = file.charAt(at);
      if (c == '/') {
        int after = afterComment(at, end);
        for (int i = at; i < after; i++) {
          if (isLineEnd(file.charAt(i))) {
            return from;
          }
        }
        at = after;
        content = at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return from;
      }
    }
    return at < end ? content : from;
  }

  private int afterComment(int at, int end) {
    boolean line = at + 1 < end && file.charAt(at + 1) == '/';
    int i = at + 2;
    while (i < end) {
      if (line && isLineEnd(file.charAt(i))) {
        return i;
      }
      if (!line && file.charAt(i) == '/' && file.charAt(i - 1) == '*' && i > at + 2) {
        return i + 1;
      }
      i++;
    }
    return end;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** A member with a value that is not written yet. */
  public static Entry entry(Span place, String key, Node value) {
    return new Entry(new Node.TextNode(key, nowhere(place)), value);
  }

  /** A text that is not written yet. */
  public static Node text(Span place, String value) {
    return new Node.TextNode(value, nowhere(place));
  }

  /** A whole number that is not written yet. */
  public static Node number(Span place, int value) {
    return new Node.NumberNode(Integer.toString(value), nowhere(place));
  }

  /** A list that is not written yet. */
  public static Node list(Span place, List<Node> items) {
    return new ListNode(items, nowhere(place));
  }

  /** An object that is not written yet. */
  public static MapNode map(Span place, List<Entry> entries) {
    return new MapNode(new ArrayList<>(entries), nowhere(place));
  }

  private static Span nowhere(Span place) {
    return place.file().span(place.start(), place.start());
  }
}
