package io.github.nsglint.document;

import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map that is asked for now and then. One that stands in a JSON file, or is made from one that
 * does, is not held, but read again each time: a tree takes ten times the memory of its text, and a
 * large network has hundreds of thousands of them.
 */
public final class KeptMap {
  // Not a span, which is an object more for each.
  private final SourceFile file;
  private final int start;
  private final int end;

  /** Empty for one that is read again. */
  private final Optional<MapNode> held;

  /** What is made of what is read again; missing where that is the map itself. */
  private final @Nullable UnaryOperator<MapNode> shape;

  private KeptMap(Span span, Optional<MapNode> held, @Nullable UnaryOperator<MapNode> shape) {
    this.file = span.file();
    this.start = span.start();
    this.end = span.end();
    this.held = held;
    this.shape = shape;
  }

  /** One that was made, or whose document is another than JSON. */
  public static KeptMap held(MapNode map) {
    return new KeptMap(map.span(), Optional.of(map), null);
  }

  /** The empty one, of something of which only the name is known. */
  public static KeptMap none(Span place) {
    return held(new MapNode(List.of(), place));
  }

  /**
   * @param span of a map with entries in a file that was read as JSON
   */
  public static KeptMap written(Span span) {
    return new KeptMap(span, Optional.empty(), null);
  }

  /**
   * What a function makes of this map, each time that it is asked for.
   *
   * @param change makes the same of the same; several threads may ask
   */
  public KeptMap changed(UnaryOperator<MapNode> change) {
    if (held.isPresent()) {
      return held(change.apply(held.get()));
    }
    @Nullable UnaryOperator<MapNode> before = shape;
    return new KeptMap(
        file.span(start, end),
        held,
        before == null ? change : map -> change.apply(before.apply(map)));
  }

  /** A map that stands within this one. */
  public KeptMap part(MapNode part) {
    boolean written = held.isEmpty() && shape == null && part.members().next();
    return written ? written(part.span()) : held(part);
  }

  /** Whether it has no entries; known without reading. */
  public boolean isEmpty() {
    return held.isPresent() && held.get().entries().isEmpty();
  }

  /** Takes as long as reading: ask once. */
  public MapNode get() {
    if (held.isPresent()) {
      return held.get();
    }
    Node again = JsonReader.plain(file, start).orElseGet(this::readAlone);
    if (again instanceof MapNode map) {
      return shape == null ? map : shape.apply(map);
    }
    throw new AssertionError("no map stands at " + file.span(start, end));
  }

  private Node readAlone() {
    return moved(JsonReader.read(new SourceFile(file.path(), file.text(start, end))).value());
  }

  /** The node at its place in the whole file. */
  private Node moved(Node node) {
    Span place = moved(node.span());
    if (node instanceof MapNode map) {
      List<Entry> entries = new ArrayList<>(map.entries().size());
      for (Entry entry : map.entries()) {
        TextNode key = new TextNode(entry.key().value(), moved(entry.key().span()));
        entries.add(new Entry(key, moved(entry.value())));
      }
      return new MapNode(entries, place);
    } else if (node instanceof ListNode list) {
      List<Node> items = new ArrayList<>(list.items().size());
      list.items().forEach(item -> items.add(moved(item)));
      return new ListNode(items, place);
    } else if (node instanceof TextNode text) {
      return new TextNode(text.value(), place);
    } else if (node instanceof Node.NumberNode number) {
      return new Node.NumberNode(number.literal(), place);
    } else if (node instanceof Node.BoolNode bool) {
      return new Node.BoolNode(bool.value(), place);
    } else if (node instanceof Node.NullNode) {
      return new Node.NullNode(place);
    } else if (node instanceof Node.Unresolved unresolved) {
      return new Node.Unresolved(unresolved.reason(), unresolved.symbol(), place);
    }
    throw new AssertionError(node);
  }

  private Span moved(Span part) {
    return new Span(file, start + part.start(), start + part.end());
  }
}
