package io.github.nsglint.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What keys mean to who goes through the members of very many maps. Of a large file a key is found
 * by its number there, any other by its text. Used by one thread.
 */
public final class KeyMeanings<T> {
  /** Other spellings are looked up anew each time; files have a few dozen keys. */
  private static final int MOST = 1000;

  private final Function<String, T> find;
  private final Map<String, T> byText = new HashMap<>();

  /** Of each number the text that it had, which is no other number's, and what that means. */
  private @Nullable String[] texts = {};

  private @Nullable Object[] meanings = {};

  /**
   * @param find tells what a key means, which is the same each time
   */
  public KeyMeanings(Function<String, T> find) {
    this.find = find;
  }

  public T of(String key) {
    T known = byText.get(key);
    if (known != null) {
      return known;
    }
    T found = find.apply(key);
    if (byText.size() < MOST) {
      byText.put(key, found);
    }
    return found;
  }

  /**
   * @param number of the key in its file
   * @param key the very text that this file has for the number
   */
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the same text: not one of another file
  T of(int number, String key) {
    if (number >= texts.length) {
      int length = Math.max(2 * texts.length, number + (1 << 6));
      texts = Arrays.copyOf(texts, length);
      meanings = Arrays.copyOf(meanings, length);
    }
    if (texts[number] != key) {
      texts[number] = key;
      meanings[number] = of(key);
    }
    return (T) meanings[number];
  }
}
