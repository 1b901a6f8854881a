package io.github.nsglint.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was made of texts that come again and again, found by their bytes: a text itself is not made
 * for it. What comes later takes the place of something else, so that odd input does not grow it.
 *
 * <p>Threads may use one at once: at worst, something is not found.
 */
public final class TextMeanings<T> {
  private static final int LONGEST = 36;

  private final int size;

  /** Null until something is in it. */
  private @Nullable Known @Nullable [] known;

  private static final class Known {
    final byte[] bytes;
    final Object meaning;

    Known(byte[] bytes, Object meaning) {
      this.bytes = bytes;
      this.meaning = meaning;
    }
  }

  /**
   * @param size how many it holds at most; a power of two
   */
  public TextMeanings(int size) {
    this.size = size;
  }

  /** What was made of the bytes; null if that is not known. */
  @SuppressWarnings("unchecked") // only what is a T is put in
  @Nullable T find(byte[] bytes, int start, int end) {
    @Nullable Known[] all = known;
    if (all == null || end - start > LONGEST) {
      return null;
    }
    Known there = all[slot(bytes, start, end)];
    // The bytes are compared at once, not one by one.
    return there != null && Arrays.equals(there.bytes, 0, there.bytes.length, bytes, start, end)
        ? (T) there.meaning
        : null;
  }

  void put(byte[] bytes, int start, int end, T meaning) {
    @Nullable Known[] all = known;
    if (end - start > LONGEST) {
      return;
    }
    if (all == null) {
      all = new @Nullable Known[size];
      known = all;
    }
    all[slot(bytes, start, end)] = new Known(Arrays.copyOfRange(bytes, start, end), meaning);
  }

  private int slot(byte[] bytes, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (size - 1);
  }
}
