package io.github.nsglint.document;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a document, with its place. A value that cannot be computed is {@link Unresolved},
 * never a default.
 */
public sealed interface Node {
  Span span();

  /**
   * The text of a text, number or truth value; files write numbers where Azure wants text, and the
   * other way round.
   */
  default Optional<String> scalar() {
    return Optional.empty();
  }

  /** A key with its value. */
  record Entry(TextNode key, Node value) {
    public Entry {
      requireNonNull(key);
      requireNonNull(value);
    }
  }

  /**
   * Keys and values in their order in the file; a key written twice stands here twice. One of a
   * large file makes them when they are asked for.
   */
  final class MapNode implements Node {
    private final @Nullable JsonTokens tokens;
    private final int at;

    /** Null until somebody asks for them; threads that ask at once each make their own. */
    private @Nullable List<Entry> entries;

    private final @Nullable Span span;

    public MapNode(List<Entry> entries, Span span) {
      this.tokens = null;
      this.at = 0;
      this.entries = List.copyOf(entries);
      this.span = requireNonNull(span);
    }

    /** The map whose numbers begin at an index. */
    MapNode(JsonTokens tokens, int at) {
      this.tokens = tokens;
      this.at = at;
      this.span = null;
    }

    public List<Entry> entries() {
      List<Entry> made = entries;
      if (made == null) {
        made = requireNonNull(tokens).entries(at);
        entries = made;
      }
      return made;
    }

    @Override
    public Span span() {
      return span != null ? span : requireNonNull(tokens).span(at);
    }

    /** All of them in their order, for a look at some. */
    public Members members() {
      return tokens == null ? Members.of(entries()) : Members.of(tokens, at);
    }

    /**
     * The value of a key, compared without case as Azure does. A key written twice with different
     * values is {@link Unresolved}. {@code null} is a value; see {@link #present}.
     */
    public Optional<Node> get(String key) {
      if (tokens != null) {
        return tokens.get(at, key);
      }
      List<Entry> all = entries();
      Node found = null;
      // By index: this is the program's most frequent question.
      for (int i = 0; i < all.size(); i++) {
        Entry entry = all.get(i);
        String name = entry.key().value();
        // Most keys differ in length, which is cheaper to see here than in the call.
        if (name.length() == key.length() && name.equalsIgnoreCase(key)) {
          if (found != null && !sameValue(found, entry.value())) {
            return Optional.of(givenTwice(key, entry));
          }
          found = entry.value();
        }
      }
      return Optional.ofNullable(found);
    }

    static Unresolved givenTwice(String key, Entry second) {
      return new Unresolved(
          "'" + key + "' is given twice with different values", "", second.key().span());
    }

    /**
     * As {@link #get}, but empty for {@code null} and for the empty text, which exports write for
     * "not set".
     */
    public Optional<Node> present(String key) {
      Node node = get(key).orElse(null);
      return node instanceof NullNode || (node instanceof TextNode text && text.value().isEmpty())
          ? Optional.empty()
          : Optional.ofNullable(node);
    }

    /** The entry of a key, for its place; the last one if the key stands there twice. */
    public Optional<Entry> entry(String key) {
      Entry found = null;
      for (Entry entry : entries()) {
        if (entry.key().value().equalsIgnoreCase(key)) {
          found = entry;
        }
      }
      return Optional.ofNullable(found);
    }

    /** By entries and place. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof MapNode map
              && span().equals(map.span())
              && entries().equals(map.entries()));
    }

    @Override
    public int hashCode() {
      return span().hashCode();
    }

    @Override
    public String toString() {
      return entries().toString();
    }
  }

  /** One of a large file makes its items when they are asked for. */
  final class ListNode implements Node {
    private final @Nullable JsonTokens tokens;
    private final int at;

    /** As {@link MapNode#entries}. */
    private @Nullable List<Node> items;

    private final @Nullable Span span;

    public ListNode(List<Node> items, Span span) {
      this.tokens = null;
      this.at = 0;
      this.items = List.copyOf(items);
      this.span = requireNonNull(span);
    }

    /** The list whose numbers begin at an index. */
    ListNode(JsonTokens tokens, int at) {
      this.tokens = tokens;
      this.at = at;
      this.span = null;
    }

    public List<Node> items() {
      List<Node> made = items;
      if (made == null) {
        made = requireNonNull(tokens).items(at);
        items = made;
      }
      return made;
    }

    @Override
    public Span span() {
      return span != null ? span : requireNonNull(tokens).span(at);
    }

    /** By items and place. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof ListNode list
              && span().equals(list.span())
              && items().equals(list.items()));
    }

    @Override
    public int hashCode() {
      return span().hashCode();
    }

    @Override
    public String toString() {
      return items().toString();
    }
  }

  /** A text. The span covers its quotes too. */
  record TextNode(String value, Span span) implements Node {
    public TextNode {
      requireNonNull(value);
      requireNonNull(span);
    }

    /**
     * Where a part of the value stands in the file, which is not simply as far on when the text is
     * written with escapes. A part of an escape is the whole escape. The whole span where the
     * writing does not tell, as in a block of YAML.
     *
     * @param from index of the first UTF-16 unit of the value
     * @param to index after the last one
     */
    public Span part(int from, int to) {
      return new WrittenText(this).part(from, to);
    }

    @Override
    public Optional<String> scalar() {
      return Optional.of(value);
    }
  }

  /**
   * @param literal as written, for instance {@code 1e3}
   */
  record NumberNode(String literal, Span span) implements Node {
    public NumberNode {
      requireNonNull(literal);
      requireNonNull(span);
    }

    public BigDecimal value() {
      return new BigDecimal(literal);
    }

    @Override
    public Optional<String> scalar() {
      return Optional.of(literal);
    }
  }

  record BoolNode(boolean value, Span span) implements Node {
    public BoolNode {
      requireNonNull(span);
    }

    @Override
    public Optional<String> scalar() {
      return Optional.of(value ? "true" : "false");
    }
  }

  record NullNode(Span span) implements Node {
    public NullNode {
      requireNonNull(span);
    }
  }

  /**
   * A value that is there but cannot be computed.
   *
   * @param reason why, as a clause a user understands: {@code parameter 'prefix' has no value}
   * @param symbol what is known of the value as text, unknown parts between {@code ⟨} and {@code
   *     ⟩}; two values with the same non-empty symbol are the same value, whatever it is. Empty
   *     when nothing can be said
   */
  record Unresolved(String reason, String symbol, Span span) implements Node {
    public Unresolved {
      requireNonNull(reason);
      requireNonNull(symbol);
      requireNonNull(span);
    }
  }

  /**
   * Whether two values are the same, wherever they stand. Unresolved values are the same if their
   * symbols are.
   */
  static boolean sameValue(Node a, Node b) {
    if (a instanceof Unresolved left && b instanceof Unresolved right) {
      return !left.symbol().isEmpty() && left.symbol().equals(right.symbol());
    }
    if (a instanceof MapNode left && b instanceof MapNode right) {
      if (left.entries().size() != right.entries().size()) {
        return false;
      }
      for (Entry entry : left.entries()) {
        Optional<Node> other = right.get(entry.key().value());
        if (other.isEmpty() || !sameValue(entry.value(), other.get())) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof ListNode left && b instanceof ListNode right) {
      if (left.items().size() != right.items().size()) {
        return false;
      }
      for (int i = 0; i < left.items().size(); i++) {
        if (!sameValue(left.items().get(i), right.items().get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof NumberNode left && b instanceof NumberNode right) {
      return left.literal().equals(right.literal()) || left.value().compareTo(right.value()) == 0;
    }
    return a.getClass() == b.getClass() && a.scalar().equals(b.scalar());
  }
}
