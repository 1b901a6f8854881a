package io.github.nsglint.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of keys that the maps of a file have. What a tool writes has a few of them, a
 * million times: one comparison with the key that came at this point before then finds a key, its
 * end, and that no key of the map is given twice.
 */
final class KeySequences {
  /** With more of them, a file is not what this is made for. */
  private static final int MOST = 1 << 14;

  /** Deeper maps are rare. */
  private static final int DEPTHS = 1 << 5;

  private final byte[] bytes;
  private final KeySequence none = new KeySequence();

  /** The first key of the last map at each depth. */
  private final @Nullable KeySequence[] first = new @Nullable KeySequence[DEPTHS];

  /** By hash, at most half full; a taken slot sends to the one behind it. */
  private @Nullable KeySequence[] known = new @Nullable KeySequence[1 << 7];

  /** The last key of each, by number. */
  private String[] names = new String[1 << 6];

  private int count;

  /**
   * @param bytes that the keys stand in, each of them one unit
   */
  KeySequences(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The names by number. What stands in it stays; others come with another array, or behind. */
  String[] names() {
    return names;
  }

  /** That of a map without keys. */
  KeySequence none() {
    return none;
  }

  /** The sequence that came behind another last, and likely comes again; null if none did. */
  @Nullable KeySequence likely(KeySequence before, int depth) {
    return before == none ? first[depth % DEPTHS] : before.next;
  }

  /**
   * The sequence with the key that starts at an offset.
   *
   * @param before that of the keys before it
   * @param depth of the map
   * @param start behind the quote
   * @return null if there is no plain key here, or if there are too many sequences
   */
  @Nullable KeySequence next(KeySequence before, int depth, int start) {
    KeySequence likely = likely(before, depth);
    if (likely != null && isAt(likely, start)) {
      return likely;
    }
    KeySequence found = find(before, start);
    if (found != null) {
      if (before == none) {
        first[depth % DEPTHS] = found;
      } else {
        before.next = found;
      }
    }
    return found;
  }

  private boolean isAt(KeySequence sequence, int start) {
    int length = sequence.name().length();
    int end = start + length;
    int place = sequence.place;
    return end < bytes.length
        && bytes[end] == '"'
        && Arrays.equals(bytes, start, end, bytes, place, place + length);
  }

  private @Nullable KeySequence find(KeySequence before, int start) {
    int hash = before.number();
    int end = start;
    while (end < bytes.length && PlainJson.isInText(bytes[end])) {
      hash = 31 * hash + bytes[end];
      end++;
    }
    if (end == bytes.length || bytes[end] != '"') {
      return null;
    }
    int slot = slot(hash);
    for (KeySequence there = known[slot]; there != null; there = known[slot]) {
      if (there.hash == hash && there.follows(before) && isAt(there, start)) {
        return there;
      }
      slot = (slot + 1) & (known.length - 1);
    }
    if (count == MOST) {
      return null;
    }
    String name = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    KeySequence added = new KeySequence(count, before, name, start, hash);
    if (count == names.length) {
      makeRoom();
    }
    names[count++] = name;
    enter(added);
    return added;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (known.length - 1);
  }

  private void enter(KeySequence sequence) {
    int slot = slot(sequence.hash);
    while (known[slot] != null) {
      slot = (slot + 1) & (known.length - 1);
    }
    known[slot] = sequence;
  }

  private void makeRoom() {
    names = Arrays.copyOf(names, 2 * count);
    @Nullable KeySequence[] all = known;
    known = new @Nullable KeySequence[2 * all.length];
    for (KeySequence each : all) {
      if (each != null) {
        enter(each);
      }
    }
  }
}
