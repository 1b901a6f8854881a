package io.github.nsglint.document;

import io.github.nsglint.document.Node.Entry;
import io.github.nsglint.document.Node.ListNode;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.Node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of one value stand in the bytes of a file, in their order. Nodes are made of
 * them when somebody asks: of a large listing, most members are of no interest, and a tree of all
 * of them takes ten times the memory of its text.
 *
 * <p>A value is a run of numbers: its start and its end, for a text with escapes the end's
 * complement. Of a map or a list, it is the start's; then come how many numbers it has in all, and
 * its content: values, in a map each behind the number of its name and the start of its key.
 */
final class JsonTokens {
  /** How many numbers a map or list has before its content. */
  static final int HEADER = 3;

  private final SourceFile file;
  private final byte[] bytes;
  private final int[] numbers;
  private final String[] names;
  private final TextMeanings<String> texts;

  /**
   * @param bytes of the file, each of them one unit
   * @param names of keys; those that the numbers speak of are there and stay
   */
  JsonTokens(
      SourceFile file, byte[] bytes, int[] numbers, String[] names, TextMeanings<String> texts) {
    this.file = file;
    this.bytes = bytes;
    this.numbers = numbers;
    this.names = names;
    this.texts = texts;
  }

  /** The value whose numbers begin at an index. */
  Node node(int at) {
    return switch (bytes[start(at)]) {
      case '{' -> new MapNode(this, at);
      case '[' -> new ListNode(this, at);
      case '"' -> new TextNode(text(at), span(at));
      case 't' -> new Node.BoolNode(true, span(at));
      case 'f' -> new Node.BoolNode(false, span(at));
      case 'n' -> new Node.NullNode(span(at));
      default -> new Node.NumberNode(asWritten(start(at), end(at)), span(at));
    };
  }

  boolean isList(int at) {
    return isMapOrList(at) && bytes[start(at)] == '[';
  }

  boolean isNull(int at) {
    return bytes[start(at)] == 'n';
  }

  boolean isEmptyList(int at) {
    return isList(at) && content(at) == after(at);
  }

  private boolean isMapOrList(int at) {
    return numbers[at] < 0;
  }

  int start(int at) {
    int start = numbers[at];
    return start < 0 ? ~start : start;
  }

  int end(int at) {
    int end = numbers[at + 1];
    return end < 0 ? ~end : end;
  }

  Span span(int at) {
    return new Span(file, start(at), end(at));
  }

  /** As {@link Node#scalar}; null for what has none. */
  @Nullable String scalar(int at) {
    return switch (bytes[start(at)]) {
      case '{', '[', 'n' -> null;
      case '"' -> text(at);
      default -> asWritten(start(at), end(at));
    };
  }

  private String text(int at) {
    int start = numbers[at] + 1;
    int end = numbers[at + 1];
    return end < 0 ? unescaped(start, ~end - 1) : asWritten(start, end - 1);
  }

  private String asWritten(int start, int end) {
    String known = texts.find(bytes, start, end);
    if (known == null) {
      known = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
      texts.put(bytes, start, end, known);
    }
    return known;
  }

  private String unescaped(int start, int end) {
    StringBuilder text = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\\') {
        i++;
        text.append(PlainJson.ESCAPES.charAt(bytes[i]));
      } else {
        text.append((char) bytes[i]);
      }
    }
    return text.toString();
  }

  /** Where the numbers after those of the value begin. */
  int after(int at) {
    return at + (isMapOrList(at) ? numbers[at + 2] : 2);
  }

  /** Where the content of a map or list begins; it is empty if that is {@link #after} it. */
  int content(int at) {
    return at + HEADER;
  }

  /** The number of the name of the member whose numbers begin here. */
  int number(int member) {
    return numbers[member];
  }

  /** That name. */
  String name(int member) {
    return names[numbers[member]];
  }

  /** Where the numbers of a member's value begin. */
  int value(int member) {
    return member + 2;
  }

  Entry entry(int member) {
    String name = name(member);
    int start = numbers[member + 1];
    Span key = new Span(file, start, start + name.length() + 2);
    return new Entry(new TextNode(name, key), node(value(member)));
  }

  List<Entry> entries(int map) {
    List<Entry> entries = new ArrayList<>();
    int end = after(map);
    for (int member = content(map); member < end; member = after(value(member))) {
      entries.add(entry(member));
    }
    return List.copyOf(entries);
  }

  List<Node> items(int list) {
    List<Node> items = new ArrayList<>();
    int end = after(list);
    for (int item = content(list); item < end; item = after(item)) {
      items.add(node(item));
    }
    return List.copyOf(items);
  }

  /** As {@link MapNode#get}. */
  Optional<Node> get(int map, String key) {
    int found = -1;
    int end = after(map);
    for (int member = content(map); member < end; member = after(value(member))) {
      String name = name(member);
      if (name.length() == key.length() && name.equalsIgnoreCase(key)) {
        if (found >= 0 && !Node.sameValue(node(value(found)), node(value(member)))) {
          return Optional.of(MapNode.givenTwice(key, entry(member)));
        }
        found = member;
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(node(value(found)));
  }

  /** As {@link Members#meaning(int, TextMeanings)}. */
  <T> @Nullable T meaning(int at, TextMeanings<T> meanings) {
    int quote = bytes[start(at)] == '"' ? 1 : 0;
    return isAsWritten(at) ? meanings.find(bytes, start(at) + quote, end(at) - quote) : null;
  }

  /** As {@link Members#means}. */
  <T> void means(int at, TextMeanings<T> meanings, T meaning) {
    int quote = bytes[start(at)] == '"' ? 1 : 0;
    if (isAsWritten(at)) {
      meanings.put(bytes, start(at) + quote, end(at) - quote, meaning);
    }
  }

  /** Whether it is a text, number or truth value, and without escapes. */
  private boolean isAsWritten(int at) {
    return numbers[at + 1] >= 0 && !isMapOrList(at) && !isNull(at);
  }
}
