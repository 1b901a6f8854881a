package io.github.nsglint.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON that is mostly the one written last: then its bytes are written again.
 *
 * @param <T> what the value is made of; equal ones make the same
 */
final class RepeatedValue<T> {
  /** Writes the value. */
  interface Content<T> {
    void write(T subject) throws IOException;
  }

  private final JsonOutput out;
  private final Content<T> content;

  /** Those of the last value; empty if there was none, or if they were handed on under way. */
  private byte[] bytes = {};

  private @Nullable T last;

  /** How far they are indented. */
  private int depth;

  /**
   * @param content writes to {@code out}
   */
  RepeatedValue(JsonOutput out, Content<T> content) {
    this.out = out;
    this.content = content;
  }

  /** After the name of a member. */
  void write(T subject) throws IOException {
    if (bytes.length > 0 && depth == out.depth() && subject.equals(last)) {
      out.writeAgain(bytes);
      return;
    }
    long start = out.position();
    depth = out.depth();
    content.write(subject);
    bytes = out.since(start);
    last = subject;
  }
}
