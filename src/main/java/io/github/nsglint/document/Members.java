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

  public String key() {
    return tokens == null ? entries.get(at).key().value() : tokens.name(at);
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

  public Entry entry() {
    return tokens == null ? entries.get(at) : tokens.entry(at);
  }
}
