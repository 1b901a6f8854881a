package io.github.nsglint.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads large JSON as tools write it: ASCII, escapes of one letter, numbers without exponents,
 * nothing beyond the standard. At the first thing that is otherwise it gives up, and leaves the
 * document to {@link JsonReader}, which knows all of JSON and says where it breaks. What it reads,
 * it reads alike; but it only notes where each token stands, and leaves it to {@link JsonTokens} to
 * make nodes of those that are asked for.
 */
final class PlainJson {
  /** Bytes that a text may have; the quote ends it, at any other this reader gives up. */
  private static final boolean[] IN_TEXT = new boolean[1 << Byte.SIZE];

  static {
    for (int unit = ' '; unit < 0x80; unit++) {
      IN_TEXT[unit] = unit != '"' && unit != '\\';
    }
  }

  /** What a letter behind a backslash stands for; zero for those that are none, or need more. */
  static final String ESCAPES = escapes();

  private final SourceFile file;
  private final byte[] bytes;
  private final Set<String> listKeys;
  private final @Nullable Consumer<Node> elements;

  private final List<Problem> problems = new ArrayList<>();
  private final DuplicateKeys duplicates = new DuplicateKeys(problems);
  private final KeySequences sequences;
  private final TextMeanings<String> texts = new TextMeanings<>(1 << 10);

  /** Those of {@link JsonTokens}, of the value that is being read. */
  private int[] numbers = new int[1 << 8];

  private int count;

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
    this.sequences = new KeySequences(bytes);
  }

  boolean reads(SourceFile other) {
    return file == other;
  }

  /** How many elements were handed on. */
  int delivered() {
    return delivered;
  }

  /** The document, or empty if it has anything else. */
  Optional<Loaded<Node>> read() {
    skipBlanks();
    if (!listOrValue()) {
      return Optional.empty();
    }
    Node root = taken(0);
    skipBlanks();
    if (at < bytes.length) {
      return Optional.empty();
    }
    problems.sort(Problem.BY_PLACE);
    return Optional.of(new Loaded<>(root, problems));
  }

  /** The value that starts at an offset, without its problems; empty if it has anything else. */
  Optional<Node> valueAt(int offset) {
    at = offset;
    depth = 0;
    count = 0;
    problems.clear(); // told when the file was read
    return value() ? Optional.of(taken(0)) : Optional.empty();
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

  /** Whether a unit may stand in a text, and is neither its end nor the start of an escape. */
  static boolean isInText(byte unit) {
    return IN_TEXT[unit & 0xff];
  }

  private int unit() {
    return at < bytes.length ? bytes[at] : -1;
  }

  private void skipBlanks() {
    byte[] all = bytes;
    int next = at;
    while (next < all.length && (all[next] == ' ' || all[next] == '\n' || all[next] == '\t')) {
      next++;
    }
    at = next;
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

  private void add(int number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /** The value whose numbers begin at an index and are the last ones; they are taken away. */
  private Node taken(int from) {
    int[] own = Arrays.copyOfRange(numbers, from, count);
    count = from;
    return new JsonTokens(file, bytes, own, sequences.names(), texts).node(0);
  }

  /** Reads the value that starts here; false to give up. So do all that follow. */
  private boolean value() {
    return switch (unit()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> text(at + 1);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  /** A list whose items go to {@link #elements}; any other value is read as ever. */
  private boolean listOrValue() {
    Consumer<Node> to = elements;
    return (to != null && unit() == '[') ? streamed(to) : value();
  }

  /** Steps into a map or list. */
  private boolean open() {
    add(~at++);
    count += JsonTokens.HEADER - 1;
    if (count > numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    return ++depth < JsonReader.MAX_DEPTH;
  }

  /** Steps out of the map or list whose numbers begin at an index, if this unit comes next. */
  private boolean close(int opened, char end) {
    if (unit() != end) {
      return false;
    }
    at++;
    depth--;
    numbers[opened + 1] = at;
    numbers[opened + 2] = count - opened;
    return true;
  }

  private boolean map() {
    int opened = count;
    if (!open()) {
      return false;
    }
    KeySequence before = sequences.none();
    KeySequence keys = key(before);
    while (keys != before) {
      boolean listed = depth == 1 && JsonReader.isListKey(listKeys, keys.name());
      if (!(listed ? listOrValue() : unit() == '"' ? text(keys) : value())) {
        return false;
      }
      before = keys;
      keys = key(before);
    }
    if (!close(opened, '}')) {
      return false;
    }
    if (keys.givesOneTwice()) {
      int[] own = Arrays.copyOfRange(numbers, opened, count);
      JsonTokens tokens = new JsonTokens(file, bytes, own, sequences.names(), texts);
      duplicates.check(tokens.entries(0), depth + 1);
    }
    return true;
  }

  /**
   * Reads the key that comes next, from behind the value before it, or behind the brace, up to its
   * own value.
   *
   * @return the sequence with it; the one before if none comes, or no plain one
   */
  private KeySequence key(KeySequence before) {
    KeySequence likely = sequences.likely(before, depth);
    if (likely != null && likely.isWrittenAt(at, bytes)) {
      add(likely.number());
      add(at + likely.keyOffset());
      at += likely.length();
      skipBlanks();
      return likely;
    }
    int from = at;
    skipBlanks();
    if (before == sequences.none() ? unit() == '}' : !isPast(',')) {
      return before;
    }
    int start = at;
    KeySequence keys = unit() == '"' ? sequences.next(before, depth, start + 1) : null;
    if (keys != null) {
      at += keys.name().length() + 2;
      if (isPast(':')) {
        add(keys.number());
        add(start);
        keys.isWritten(from, start, at);
        return keys;
      }
    }
    at = from; // where no map ends: not before a brace behind a comma either
    return before;
  }

  private boolean list() {
    int opened = count;
    if (!open()) {
      return false;
    }
    skipBlanks();
    if (unit() != ']') {
      do {
        if (!value()) {
          return false;
        }
      } while (isPast(','));
    }
    return close(opened, ']');
  }

  private boolean streamed(Consumer<Node> to) {
    int opened = count;
    open();
    skipBlanks();
    if (unit() != ']') {
      do {
        int first = count;
        if (!value()) {
          return false;
        }
        to.accept(taken(first));
        delivered++;
      } while (isPast(','));
    }
    return close(opened, ']');
  }

  /** The text of a key; what it has in common with the last one of its key is plain. */
  private boolean text(KeySequence key) {
    int start = at + 1;
    boolean read = text(start + key.common(start, bytes));
    if (read && numbers[count - 1] == at) { // without escapes
      key.hasText(start, at - 1);
    }
    return read;
  }

  /**
   * @param known what is before it is known to be of the text that starts here, without escapes
   */
  private boolean text(int known) {
    byte[] all = bytes; // not a field at each byte
    int start = at;
    int end = known;
    boolean escaped = false;
    while (true) {
      while (end < all.length && IN_TEXT[all[end] & 0xff]) {
        end++;
      }
      if (end == all.length || all[end] != '\\') {
        break;
      }
      escaped = true;
      end += 2;
      if (end > all.length || ESCAPES.charAt(all[end - 1] & 0x7f) == 0) {
        return false;
      }
    }
    if (end == all.length || all[end] != '"') {
      return false;
    }
    at = end + 1;
    add(start);
    add(escaped ? ~at : at);
    return true;
  }

  private boolean number() {
    int first = unit() == '-' ? at + 1 : at;
    int end = endOfDigits(first);
    boolean plain = end == first + 1 || (end > first && bytes[first] != '0');
    if (plain && end < bytes.length && bytes[end] == '.') {
      int fraction = end + 1;
      end = endOfDigits(fraction);
      plain = end > fraction;
    }
    return plain && passed(end);
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      end++;
    }
    return end;
  }

  private boolean word(String word) {
    int end = at + word.length();
    if (end > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return passed(end);
  }

  /** Whether a number or a word may end before this; then it has been read. */
  private boolean passed(int end) {
    boolean ends = end == bytes.length || ",]} \n\t".indexOf(bytes[end]) >= 0;
    if (ends) {
      add(at);
      add(end);
      at = end;
    }
    return ends;
  }
}
