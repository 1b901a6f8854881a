package io.github.nsglint.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads large JSON as tools write it: ASCII, escapes of one letter, numbers without exponents,
 * nothing beyond the standard. At the first thing that is otherwise it gives up, and leaves the
 * document to {@link JsonReader}, which knows all of JSON and says where it breaks. What it reads,
 * it reads alike, in half the time: nearly all of a listing is names and values that come again and
 * again, and one walk over a text's bytes finds its end and the text itself if it was there before.
 */
final class PlainJson {
  private static final int SHARED = 1 << 10;
  private static final int SHARED_LENGTH = 36;

  /** Bytes that a text may have; the quote ends it, at any other this reader gives up. */
  private static final boolean[] IN_TEXT = new boolean[1 << Byte.SIZE];

  static {
    for (int unit = ' '; unit < 0x80; unit++) {
      IN_TEXT[unit] = unit != '"' && unit != '\\';
    }
  }

  /** What a letter behind a backslash stands for; zero for those that are none, or need more. */
  private static final String ESCAPES = escapes();

  private final SourceFile file;
  private final byte[] bytes;
  private final Set<String> listKeys;
  private final @Nullable Consumer<Node> elements;

  private final List<Problem> problems = new ArrayList<>();
  private final DuplicateKeys duplicates = new DuplicateKeys(problems);
  private final List<Node.Entry> entries = new ArrayList<>();
  private final List<Node> items = new ArrayList<>();
  private final @Nullable String[] keys = new @Nullable String[SHARED];
  private final @Nullable String[] texts = new @Nullable String[SHARED];

  private int at;
  private int depth;
  private int delivered;

  /**
   * @param bytes of the file, each of them one unit
   * @param listKeys as for {@link JsonReader#read(SourceFile, Set, Consumer)}
   * @param elements likewise; null to keep all of them
   */
  PlainJson(
      SourceFile file, byte[] bytes, Set<String> listKeys, @Nullable Consumer<Node> elements) {
    this.file = file;
    this.bytes = bytes;
    this.listKeys = listKeys;
    this.elements = elements;
  }

  /** How many elements were handed on. */
  int delivered() {
    return delivered;
  }

  /** The document, or empty if it has anything else. */
  Optional<Loaded<Node>> read() {
    skipBlanks();
    Node root = listOrValue();
    skipBlanks();
    if (root == null || at < bytes.length) {
      return Optional.empty();
    }
    problems.sort(Problem.BY_PLACE);
    return Optional.of(new Loaded<>(root, problems));
  }

  private static String escapes() {
    char[] units = new char[0x80];
    String letters = "\"\\/bfnrt";
    String meant = "\"\\/\b\f\n\r\t";
    for (int i = 0; i < letters.length(); i++) {
      units[letters.charAt(i)] = meant.charAt(i);
    }
    return new String(units);
  }

  private int unit() {
    return at < bytes.length ? bytes[at] : -1;
  }

  private void skipBlanks() {
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t')) {
      at++;
    }
  }

  /** Steps over this unit if it comes next, and over blanks before and after it. */
  private boolean isPast(char wanted) {
    skipBlanks();
    if (unit() != wanted) {
      return false;
    }
    at++;
    skipBlanks();
    return true;
  }

  /** A list whose items go to {@link #elements}; any other value is read as ever. */
  private @Nullable Node listOrValue() {
    Consumer<Node> to = elements;
    return to != null && unit() == '[' ? streamed(to) : value();
  }

  /** The value that starts here; null to give up. So do all that follow. */
  private @Nullable Node value() {
    return switch (unit()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> text(texts);
      case 't' -> isWord("true") ? new Node.BoolNode(true, passed(4)) : null;
      case 'f' -> isWord("false") ? new Node.BoolNode(false, passed(5)) : null;
      case 'n' -> isWord("null") ? new Node.NullNode(passed(4)) : null;
      default -> number();
    };
  }

  private Node.@Nullable MapNode map() {
    int start = at++;
    if (++depth == JsonReader.MAX_DEPTH) {
      return null;
    }
    int first = entries.size();
    skipBlanks();
    if (unit() != '}') {
      do {
        Node.Entry entry = entry();
        if (entry == null) {
          return null;
        }
        entries.add(entry);
      } while (isPast(','));
      if (unit() != '}') {
        return null;
      }
    }
    List<Node.Entry> own = entries.subList(first, entries.size());
    duplicates.check(own, depth);
    depth--;
    at++;
    Node.MapNode map = new Node.MapNode(own, new Span(file, start, at));
    own.clear();
    return map;
  }

  private Node.@Nullable Entry entry() {
    Node.TextNode key = unit() == '"' ? text(keys) : null;
    if (key == null || !isPast(':')) {
      return null;
    }
    boolean listed = depth == 1 && JsonReader.isListKey(listKeys, key.value());
    Node value = listed ? listOrValue() : value();
    return value == null ? null : new Node.Entry(key, value);
  }

  private Node.@Nullable ListNode list() {
    int start = at++;
    if (++depth == JsonReader.MAX_DEPTH) {
      return null;
    }
    int first = items.size();
    skipBlanks();
    if (unit() != ']') {
      do {
        Node item = value();
        if (item == null) {
          return null;
        }
        items.add(item);
      } while (isPast(','));
      if (unit() != ']') {
        return null;
      }
    }
    depth--;
    at++;
    List<Node> own = items.subList(first, items.size());
    Node.ListNode list = new Node.ListNode(own, new Span(file, start, at));
    own.clear();
    return list;
  }

  private Node.@Nullable ListNode streamed(Consumer<Node> to) {
    int start = at++;
    depth++;
    skipBlanks();
    if (unit() != ']') {
      do {
        Node item = value();
        if (item == null) {
          return null;
        }
        to.accept(item);
        delivered++;
      } while (isPast(','));
      if (unit() != ']') {
        return null;
      }
    }
    depth--;
    at++;
    return new Node.ListNode(List.of(), new Span(file, start, at));
  }

  private Node.@Nullable TextNode text(@Nullable String[] shared) {
    int start = at + 1;
    int end = start;
    int hash = 0;
    while (end < bytes.length && IN_TEXT[bytes[end] & 0xff]) {
      hash = 31 * hash + bytes[end];
      end++;
    }
    if (end < bytes.length && bytes[end] == '\\') {
      return escaped(start, end);
    }
    if (end == bytes.length || bytes[end] != '"') {
      return null;
    }
    at = end + 1;
    return new Node.TextNode(shared(start, end, hash, shared), new Span(file, start - 1, end + 1));
  }

  /** A text with an escape, as each etag has: {@code "W/\"0a1b\""}. */
  private Node.@Nullable TextNode escaped(int start, int firstEscape) {
    StringBuilder text = new StringBuilder(64);
    int from = start;
    int end = firstEscape;
    while (end + 1 < bytes.length && bytes[end] == '\\') {
      char unit = ESCAPES.charAt(bytes[end + 1] & 0x7f);
      if (unit == 0) {
        return null;
      }
      text.append(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1)).append(unit);
      end += 2;
      from = end;
      while (end < bytes.length && IN_TEXT[bytes[end] & 0xff]) {
        end++;
      }
    }
    if (end >= bytes.length || bytes[end] != '"') {
      return null;
    }
    text.append(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
    at = end + 1;
    return new Node.TextNode(text.toString(), new Span(file, start - 1, end + 1));
  }

  /** Few texts are new; the bound keeps odd input from growing what is kept. */
  private String shared(int start, int end, int hash, @Nullable String[] shared) {
    int length = end - start;
    if (length > SHARED_LENGTH) {
      return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
    int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SHARED - 1);
    String known = shared[slot];
    if (known == null || !isThere(known, start, length)) {
      known = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
      shared[slot] = known;
    }
    return known;
  }

  private boolean isThere(String text, int start, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  private Node.@Nullable NumberNode number() {
    int first = unit() == '-' ? at + 1 : at;
    int end = endOfDigits(first);
    boolean plain = end == first + 1 || (end > first && bytes[first] != '0');
    if (plain && end < bytes.length && bytes[end] == '.') {
      int fraction = end + 1;
      end = endOfDigits(fraction);
      plain = end > fraction;
    }
    if (!plain || !isEnd(end)) {
      return null;
    }
    int hash = 0;
    for (int i = at; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return new Node.NumberNode(shared(at, end, hash, texts), passed(end - at));
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      end++;
    }
    return end;
  }

  private boolean isWord(String word) {
    return bytes.length - at >= word.length()
        && isThere(word, at, word.length())
        && isEnd(at + word.length());
  }

  /** Whether a number or a word may end before this. */
  private boolean isEnd(int end) {
    return end == bytes.length || ",]} \n\t".indexOf(bytes[end]) >= 0;
  }

  /** The span of so many units, which have been read then. */
  private Span passed(int length) {
    at += length;
    return new Span(file, at - length, at);
  }
}
