package io.github.nsglint.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as people and tools write it: with comments, trailing commas, single quotes and raw
 * line ends inside texts, all of which Azure's own tools take. One reader reads one document.
 */
public final class JsonReader {
  /** Maps and lists inside each other; beyond it a document is refused. */
  static final int MAX_DEPTH = 500;

  private static final int SHARED_TEXTS = 1 << 10;
  private static final int SHARED_LENGTH = 36;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * Of the file that a thread looked into last: the next value it wants mostly stands there, too.
   */
  private static final ThreadLocal<@Nullable PlainJson> LAST = new ThreadLocal<>();

  private final SourceFile file;
  private final JsonParser parser;

  /** What the parser reads: bytes of which each is one unit, or a text. The other is empty. */
  private final byte[] bytes;

  private final String text;

  private final Set<String> listKeys;
  private final @Nullable Consumer<Node> elements;

  private final List<Problem> problems = new ArrayList<>();
  private final DuplicateKeys duplicates = new DuplicateKeys(problems);
  private final List<Node.Entry> entries = new ArrayList<>();
  private final List<Node> items = new ArrayList<>();
  private final @Nullable String[] shared = new @Nullable String[SHARED_TEXTS];

  /** Where the maps and lists around the current token open, the outermost first. */
  private final int[] opened = new int[MAX_DEPTH];

  private int depth;
  private @Nullable JsonToken last;
  private int lastStart;
  private int lastEnd;

  private JsonReader(
      SourceFile file,
      JsonParser parser,
      byte[] bytes,
      String text,
      Set<String> listKeys,
      @Nullable Consumer<Node> elements) {
    this.file = file;
    this.parser = parser;
    this.bytes = bytes;
    this.text = text;
    this.listKeys = listKeys;
    this.elements = elements;
  }

  /**
   * The whole document as a tree.
   *
   * @return {@link Node.Unresolved} if the syntax breaks anywhere: half a document must not be
   *     judged
   */
  public static Loaded<Node> read(SourceFile file) {
    return document(file, Set.of(), null);
  }

  /**
   * A document of many like elements, one after the other, so that it never is in memory as a
   * whole.
   *
   * @param listKeys members of the outermost map whose lists are taken apart, compared without case
   * @param elements gets each item of such a list, or of the outermost list, as soon as it is
   *     complete; what it got before a break in the syntax, it keeps
   * @return the document with these lists empty, or {@link Node.Unresolved} as {@link
   *     #read(SourceFile)}
   */
  public static Loaded<Node> read(SourceFile file, Set<String> listKeys, Consumer<Node> elements) {
    return document(file, listKeys, elements);
  }

  private static Loaded<Node> document(
      SourceFile file, Set<String> listKeys, @Nullable Consumer<Node> elements) {
    Optional<byte[]> bytes = file.bytes();
    try {
      return bytes.isPresent()
          ? ofBytes(file, bytes.get(), listKeys, elements)
          : ofText(file, listKeys, elements);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
  }

  /** Saves making a text of the bytes, which takes as long as finding the tokens. */
  private static Loaded<Node> ofBytes(
      SourceFile file, byte[] bytes, Set<String> listKeys, @Nullable Consumer<Node> elements)
      throws IOException {
    PlainJson plain = new PlainJson(file, bytes, listKeys, elements);
    Optional<Loaded<Node>> read = plain.read();
    if (read.isPresent()) {
      return read.get();
    }
    Consumer<Node> others = elements == null ? null : after(plain.delivered(), elements);
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonReader reader = new JsonReader(file, parser, bytes, "", listKeys, others);
      return reader.loaded(reader.root());
    } catch (JsonProcessingException broken) {
      // Where and why it breaks is known of a text only. What came before has been handed on.
      return ofText(file, listKeys, elements == null ? null : element -> {});
    }
  }

  /** Hands on all but the first so many. */
  private static Consumer<Node> after(int first, Consumer<Node> elements) {
    int[] left = {first};
    return element -> {
      if (left[0] > 0) {
        left[0]--;
      } else {
        elements.accept(element);
      }
    };
  }

  /**
   * A value of a JSON file that was read before, read again.
   *
   * @param start of the value
   * @return empty if that takes its text
   */
  static Optional<Node> plain(SourceFile file, int start) {
    Optional<byte[]> bytes = file.bytes();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    PlainJson reader = LAST.get();
    if (reader == null || !reader.reads(file)) {
      reader = new PlainJson(file, bytes.get(), Set.of(), null);
      LAST.set(reader);
    }
    return reader.valueAt(start);
  }

  private static Loaded<Node> ofText(
      SourceFile file, Set<String> listKeys, @Nullable Consumer<Node> elements) throws IOException {
    String text = file.text();
    try (JsonParser parser = FACTORY.createParser(new TerminatedText(text))) {
      return new JsonReader(file, parser, new byte[0], text, listKeys, elements).document();
    }
  }

  private Loaded<Node> document() throws IOException {
    Node root;
    try {
      root = root();
    } catch (StreamConstraintsException e) {
      root = broken(JsonBreak.tooDeep(file, lastEnd));
    } catch (JsonProcessingException e) {
      int offset = (int) Math.max(0, Math.min(text.length(), e.getLocation().getCharOffset()));
      root = broken(jsonBreak().find(offset));
    }
    return loaded(root);
  }

  private Loaded<Node> loaded(Node root) {
    problems.sort(Problem.BY_PLACE);
    return new Loaded<>(root, problems);
  }

  private Node root() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return broken(jsonBreak().find(file.length()));
    }
    Node root = streamedOrValue(token);
    if (parser.nextToken() != null) {
      return broken(jsonBreak().find(lastEnd));
    }
    return root;
  }

  /** A list whose items go to {@link #elements}; any other value is read as ever. */
  private Node streamedOrValue(JsonToken token) throws IOException {
    Consumer<Node> to = elements;
    return to != null && token == JsonToken.START_ARRAY ? streamed(to) : value(token);
  }

  private Node broken(Problem problem) {
    problems.add(problem);
    return new Node.Unresolved(problem.message(), "", problem.span());
  }

  private JsonBreak jsonBreak() {
    JsonBreak.Place place;
    if (depth == 0) {
      place = last == null ? JsonBreak.Place.ROOT : JsonBreak.Place.AFTER_ROOT;
    } else if (unit(opened[depth - 1]) == '[') {
      place = last == JsonToken.START_ARRAY ? JsonBreak.Place.ITEM : JsonBreak.Place.AFTER_ITEM;
    } else if (last == JsonToken.FIELD_NAME) {
      place = JsonBreak.Place.AFTER_KEY;
    } else {
      place = last == JsonToken.START_OBJECT ? JsonBreak.Place.KEY : JsonBreak.Place.AFTER_MEMBER;
    }
    int container = depth == 0 ? -1 : opened[depth - 1];
    int textStart =
        last == JsonToken.VALUE_STRING || last == JsonToken.FIELD_NAME ? lastStart : lastEnd;
    return new JsonBreak(file, place, lastEnd, container, textStart);
  }

  /** The value that the current token starts; the parser then stands on its last token. */
  private Node value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> new Node.BoolNode(true, word(4));
      case VALUE_FALSE -> new Node.BoolNode(false, word(5));
      case VALUE_NULL -> new Node.NullNode(word(4));
      default -> throw new AssertionError(token);
    };
  }

  private Node.MapNode map() throws IOException {
    int start = open(JsonToken.START_OBJECT);
    boolean root = depth == 1;
    int first = entries.size();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node.TextNode key = key();
      JsonToken token = parser.nextToken();
      Node value = root && isListKey(listKeys, key.value()) ? streamedOrValue(token) : value(token);
      entries.add(new Node.Entry(key, value));
    }
    if (entries.size() == first) {
      return new Node.MapNode(List.of(), close(start));
    }
    List<Node.Entry> own = entries.subList(first, entries.size());
    duplicates.check(own, depth);
    Node.MapNode map = new Node.MapNode(own, close(start));
    own.clear();
    return map;
  }

  static boolean isListKey(Set<String> listKeys, String key) {
    for (String listKey : listKeys) {
      if (listKey.equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }

  private Node.ListNode list() throws IOException {
    int start = open(JsonToken.START_ARRAY);
    int first = items.size();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      items.add(value(token));
    }
    if (items.size() == first) {
      return new Node.ListNode(List.of(), close(start));
    }
    List<Node> own = items.subList(first, items.size());
    Node.ListNode list = new Node.ListNode(own, close(start));
    own.clear();
    return list;
  }

  private Node.ListNode streamed(Consumer<Node> to) throws IOException {
    int start = open(JsonToken.START_ARRAY);
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      to.accept(value(token));
    }
    return new Node.ListNode(List.of(), close(start));
  }

  private int open(JsonToken token) {
    int start = start();
    opened[depth++] = start;
    consumed(token, start, start + 1);
    return start;
  }

  private Span close(int opened) {
    depth--;
    int start = start();
    consumed(JsonToken.END_OBJECT, start, start + 1);
    return new Span(file, opened, start + 1);
  }

  private Node.TextNode key() throws IOException {
    int start = start();
    String name = parser.currentName();
    return new Node.TextNode(name, quoted(JsonToken.FIELD_NAME, start, name.length()));
  }

  private Node.TextNode text() throws IOException {
    int start = start();
    String value = sharedText();
    return new Node.TextNode(value, quoted(JsonToken.VALUE_STRING, start, value.length()));
  }

  private Node number() throws IOException {
    int start = start();
    String literal = sharedText();
    Span span = file.span(start, start + literal.length());
    consumed(JsonToken.VALUE_NUMBER_INT, span.start(), span.end());
    if (isOutOfRange(literal)) {
      return new Node.Unresolved(
          "the number " + Found.cut(literal) + " is out of range", literal, span);
    }
    return new Node.NumberNode(literal, span);
  }

  /** The syntax bounds no exponent, but {@link BigDecimal} does. */
  private static boolean isOutOfRange(String literal) {
    if (literal.indexOf('e') < 0 && literal.indexOf('E') < 0) {
      return false;
    }
    try {
      new BigDecimal(literal).scale();
      return false;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private Span word(int length) {
    int start = start();
    consumed(JsonToken.VALUE_NULL, start, start + length);
    return new Span(file, start, start + length);
  }

  private int start() {
    JsonLocation location = parser.currentTokenLocation();
    return (int) (bytes.length > 0 ? location.getByteOffset() : location.getCharOffset());
  }

  private char unit(int offset) {
    return bytes.length > 0 ? (char) bytes[offset] : text.charAt(offset);
  }

  /** What the diagnosis of a break later has to know of the last good token. */
  private void consumed(JsonToken token, int start, int end) {
    last = token;
    lastStart = start;
    lastEnd = end;
  }

  /**
   * The span of a text from its opening quote, given the length of its value. The parser can tell
   * no end of a key. Without escapes it is where the length says: a quote there that no backslash
   * precedes can only be the closing one.
   */
  private Span quoted(JsonToken token, int start, int length) {
    char quote = unit(start);
    int end = start + 1 + length;
    if (unit(end) != quote || unit(end - 1) == '\\') {
      end = start + 1;
      while (unit(end) != quote) {
        end += unit(end) == '\\' ? 2 : 1;
      }
    }
    consumed(token, start, end + 1);
    return new Span(file, start, end + 1);
  }

  /**
   * The text of the current token. Short ones come again and again ({@code Allow}, {@code Tcp}), so
   * that sharing them costs less than making them anew; the bound keeps odd input from growing it.
   */
  private String sharedText() throws IOException {
    int length = parser.getTextLength();
    if (length > SHARED_LENGTH) {
      return parser.getText();
    }
    char[] chars = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SHARED_TEXTS - 1);
    String known = shared[slot];
    if (known == null || !same(known, chars, offset, length)) {
      known = new String(chars, offset, length);
      shared[slot] = known;
    }
    return known;
  }

  private static boolean same(String text, char[] chars, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
