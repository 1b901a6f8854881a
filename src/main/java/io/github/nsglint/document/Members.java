package io.github.nsglint.document;

import io.github.nsglint.document.Node.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of a map, one after the other: of a large file, only what is asked for
 * is made. It stands before the first one.
 */
public final class Members {
  private final @Nullable JsonTokens tokens;
  private final List<Entry> entries;
  private final int end;
  private int next;
  private int at;

  private Members(@Nullable JsonTokens tokens, List<Entry> entries, int next, int end) {
    this.tokens = tokens;
    this.entries = entries;
    this.next = next;
    this.end = end;
  }

  /** Those of an empty map. */
  public static Members none() {
    return of(List.of());
  }

  static Members of(List<Entry> entries) {
    return new Members(null, entries, 0, entries.size());
  }

  static Members of(JsonTokens tokens, int map) {
    return new Members(tokens, List.of(), tokens.content(map), tokens.after(map));
  }

  /** Steps to the next one; false if there is none. */
  public boolean next() {
    if (next == end) {
      return false;
    }
    at = next;
    next = tokens == null ? at + 1 : tokens.after(tokens.value(at));
    return true;
  }

  /** Where it stands now, for a look at this member after others. */
  public int position() {
    return at;
  }

  /** Whether all that is in the map stands in one file; false where that is not known. */
  public boolean isOfOneFile() {
    return tokens != null;
  }

  public String key() {
    return tokens == null ? entries.get(at).key().value() : tokens.name(at);
  }

  /** What the key means to a reader. */
  public <T> T meaning(KeyMeanings<T> meanings) {
    return tokens == null
        ? meanings.of(entries.get(at).key().value())
        : meanings.of(tokens.number(at), tokens.name(at));
  }

  public Node value() {
    return value(at);
  }

  /** The value of the member at a {@link #position}. */
  public Node value(int position) {
    return tokens == null ? entries.get(position).value() : tokens.node(tokens.value(position));
  }

  /** Whether the value is a list. */
  public boolean isList() {
    return tokens == null
        ? entries.get(at).value() instanceof Node.ListNode
        : tokens.isList(tokens.value(at));
  }

  /** Whether the value at a position is {@code null}. */
  public boolean isNull(int position) {
    return tokens == null
        ? entries.get(position).value() instanceof Node.NullNode
        : tokens.isNull(tokens.value(position));
  }

  /** As {@link Node#scalar}, of the value at a position; null if it is none. */
  public @Nullable String scalar(int position) {
    return tokens == null
        ? entries.get(position).value().scalar().orElse(null)
        : tokens.scalar(tokens.value(position));
  }

  /**
   * What was made of the text that is the value at a position; null if that is not known, or if it
   * has none.
   */
  public <T> @Nullable T meaning(int position, TextMeanings<T> meanings) {
    return tokens == null ? null : tokens.meaning(tokens.value(position), meanings);
  }

  /** Tells what was made of it. */
  public <T> void means(int position, TextMeanings<T> meanings, T meaning) {
    if (tokens != null) {
      tokens.means(tokens.value(position), meanings, meaning);
    }
  }

  /** Whether the value at a position is a list without items. */
  public boolean isEmptyList(int position) {
    return tokens == null
        ? entries.get(position).value() instanceof Node.ListNode list && list.items().isEmpty()
        : tokens.isEmptyList(tokens.value(position));
  }

  /** Where the value at a position stands. */
  public Span span(int position) {
    return tokens == null
        ? entries.get(position).value().span()
        : tokens.span(tokens.value(position));
  }

  /** Where that starts. */
  public int start(int position) {
    return tokens == null ? span(position).start() : tokens.start(tokens.value(position));
  }

  /** Where that ends. */
  public int end(int position) {
    return tokens == null ? span(position).end() : tokens.end(tokens.value(position));
  }

  public Entry entry() {
    return tokens == null ? entries.get(at) : tokens.entry(at);
  }
}
