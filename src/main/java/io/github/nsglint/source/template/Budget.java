package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.source.Limit;
import io.github.nsglint.source.Limits;
import java.util.IdentityHashMap;

/** What one template has used up of its limits. */
final class Budget {
  /** Steps for one turn of a loop, whatever is in it. */
  static final int TURN = 50;

  private static final int TEXT_UNITS_A_STEP = 8;
  private static final int SEARCH_STEP = 4096;

  private final long mostSteps;
  private final long mostDepth;
  private final long longestText;
  private final long largestValue;
  private final IdentityHashMap<Node, Integer> sizes = new IdentityHashMap<>();
  private long steps;
  private int depth;

  Budget(Limits limits) {
    this.mostSteps = limits.of(Limit.STEPS);
    this.mostDepth = limits.of(Limit.EVALUATION_DEPTH);
    this.longestText = limits.of(Limit.TEXT_LENGTH);
    this.largestValue = limits.of(Limit.VALUE_SIZE);
  }

  /** Counts work. */
  void charge(long work) {
    steps += work;
    if (steps > mostSteps) {
      throw new LimitExceeded(
          Limit.STEPS, "the template takes more than " + mostSteps + " steps to evaluate");
    }
  }

  /** Goes one value deeper; {@link #leave} goes back. */
  void enter() {
    charge(1);
    if (depth >= mostDepth) {
      throw new LimitExceeded(
          Limit.EVALUATION_DEPTH, "values need each other more than " + mostDepth + " deep");
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  /** Checks the length of a text before it is made. */
  void text(long length) {
    checkLength(length);
    charge(length / TEXT_UNITS_A_STEP);
  }

  /** Checks the length of a text that is made bit by bit, and counts what is new in it. */
  void grown(long length, long added) {
    checkLength(length);
    charge(added / TEXT_UNITS_A_STEP);
  }

  private void checkLength(long length) {
    if (length > longestText) {
      throw new LimitExceeded(
          Limit.TEXT_LENGTH, "the text is longer than " + longestText + " characters");
    }
  }

  /** Counts a search for {@code part} units of text in {@code whole} units, at its worst. */
  void search(long whole, long part) {
    charge(1 + whole * part / SEARCH_STEP);
  }

  /** Checks the length of a list before it is made. */
  void items(long count) {
    if (count > largestValue) {
      throw new LimitExceeded(
          Limit.VALUE_SIZE, "the value has more than " + largestValue + " parts");
    }
    charge(count);
  }

  /**
   * Checks a computed map or list. Its parts may be shared many times over, so that a small tree in
   * memory can be one without end to whoever walks it.
   */
  <T extends Node> T value(T node) {
    items(size(node));
    return node;
  }

  /** Maps, lists and scalars in a value, as a walk would meet them; no more than limit + 1. */
  private int size(Node node) {
    if (!(node instanceof Node.MapNode) && !(node instanceof Node.ListNode)) {
      return 1;
    }
    Integer known = sizes.get(node);
    if (known != null) {
      return known;
    }
    long size = 1;
    if (node instanceof Node.MapNode map) {
      for (Node.Entry entry : map.entries()) {
        size += size(entry.value());
      }
    } else if (node instanceof Node.ListNode list) {
      for (Node item : list.items()) {
        size += size(item);
      }
    }
    int bounded = (int) Math.min(size, largestValue + 1);
    sizes.put(node, bounded);
    return bounded;
  }
}
