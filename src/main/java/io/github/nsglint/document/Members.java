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

  /** Where it stands now, to {@link #returnTo} it. */
  public int position() {
    return at;
  }

  /** Stands at a member again; {@link #next} leads to the one behind it. */
  public void returnTo(int position) {
    at = position;
    next = tokens == null ? at + 1 : tokens.after(tokens.value(at));
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
    return tokens == null ? entries.get(at).value() : tokens.node(tokens.value(at));
  }

  /** Whether the value is a list. */
  public boolean isList() {
    return tokens == null
        ? entries.get(at).value() instanceof Node.ListNode
        : tokens.isList(tokens.value(at));
  }

  /** Whether the value is {@code null}. */
  public boolean isNull() {
    return tokens == null
        ? entries.get(at).value() instanceof Node.NullNode
        : tokens.isNull(tokens.value(at));
  }

  /** As {@link Node#scalar}, of the value; null if it is none. */
  public @Nullable String scalar() {
    return tokens == null
        ? entries.get(at).value().scalar().orElse(null)
        : tokens.scalar(tokens.value(at));
  }

  /** Whether the value is a list without items. */
  public boolean isEmptyList() {
    return tokens == null
        ? entries.get(at).value() instanceof Node.ListNode list && list.items().isEmpty()
        : tokens.isEmptyList(tokens.value(at));
  }

  /** Where the value starts. */
  public int start() {
    return tokens == null ? entries.get(at).value().span().start() : tokens.start(tokens.value(at));
  }

  /** Where the value ends. */
  public int end() {
    return tokens == null ? entries.get(at).value().span().end() : tokens.end(tokens.value(at));
  }

  public Entry entry() {
    return tokens == null ? entries.get(at) : tokens.entry(at);
  }
}
