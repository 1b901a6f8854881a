package io.github.nsglint.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys of a map so far, in their order, as {@link KeySequences} finds them again. */
final class KeySequence {
  /** Bytes of a text that are compared with another in less time than looked at. */
  private static final int WORTHWHILE = 16;

  private final int number;
  private final @Nullable KeySequence before;
  private final String name;
  private final boolean givesOneTwice;

  /** Where the last key's name was met first. */
  final int place;

  /** Of that name and of what is before it. */
  final int hash;

  /**
   * Where the last key was met last, from behind what is before it; how far on it begins itself.
   */
  private int from;

  private int keyOffset;

  /** From there to its value; 0 until it was met. */
  private int length;

  /**
   * Where the text stands that was the last key's value last, if it is not too short to compare.
   */
  private int text;

  private int textLength;

  /** The one by a key longer that was met last, and likely comes again. */
  @Nullable KeySequence next;

  /** No keys. */
  KeySequence() {
    this.number = -1;
    this.before = null;
    this.name = "";
    this.givesOneTwice = false;
    this.place = 0;
    this.hash = 0;
  }

  KeySequence(int number, KeySequence before, String name, int place, int hash) {
    this.number = number;
    this.before = before;
    this.name = name;
    this.givesOneTwice = before.givesOneTwice || before.has(name);
    this.place = place;
    this.hash = hash;
  }

  /** From 0; no other sequence has it. */
  int number() {
    return number;
  }

  /** All but the last key. */
  boolean follows(KeySequence other) {
    return before == other;
  }

  /** The last key. */
  String name() {
    return name;
  }

  /** How the last key is written, with all that is between the values before and behind it. */
  void isWritten(int start, int key, int end) {
    from = start;
    keyOffset = key - start;
    length = end - start;
  }

  /** Whether it is written in the same way at an offset. */
  boolean isWrittenAt(int offset, byte[] bytes) {
    int end = offset + length;
    return length > 0
        && end <= bytes.length
        && Arrays.equals(bytes, offset, end, bytes, from, from + length);
  }

  /** How far behind that offset the key's quote is then. */
  int keyOffset() {
    return keyOffset;
  }

  /** How far behind it the value is, or blanks before it. */
  int length() {
    return length;
  }

  /** That the last key's value is a text without escapes. */
  void hasText(int start, int end) {
    text = start;
    textLength = end - start < WORTHWHILE ? 0 : end - start;
  }

  /** How many bytes from an offset on are those with which that text starts. */
  int common(int offset, byte[] bytes) {
    int length = Math.min(textLength, bytes.length - offset);
    if (length == 0) {
      return 0;
    }
    int differs = Arrays.mismatch(bytes, offset, offset + length, bytes, text, text + length);
    return differs < 0 ? length : differs;
  }

  /** Whether two of the keys are one, compared without case as Azure does. */
  boolean givesOneTwice() {
    return givesOneTwice;
  }

  private boolean has(String key) {
    for (KeySequence each = this; each != null && each.number >= 0; each = each.before) {
      if (each.name.equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }
}
