package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** A set of protocol numbers as IANA gave them, 0 to 255: 1 is ICMP, 6 TCP, 17 UDP. */
public final class ProtocolSet {
  private static final int END = 256;
  private static final ProtocolSet EMPTY = new ProtocolSet(Boundaries.of(1));
  private static final ProtocolSet ALL = new ProtocolSet(Boundaries.of(1, 0, END));

  private final Boundaries boundaries;

  private ProtocolSet(Boundaries boundaries) {
    this.boundaries = boundaries;
  }

  /**
   * @param boundaries one word wide, up to 256
   * @throws IllegalArgumentException if they are not
   */
  static ProtocolSet of(Boundaries boundaries) {
    return new ProtocolSet(boundaries.within(ALL.boundaries));
  }

  public static ProtocolSet empty() {
    return EMPTY;
  }

  public static ProtocolSet all() {
    return ALL;
  }

  /**
   * @param numbers in any order
   */
  public static ProtocolSet of(int... numbers) {
    ProtocolSet set = EMPTY;
    for (int number : numbers) {
      if (number < 0 || number >= END) {
        throw new IllegalArgumentException("protocol " + number);
      }
      set = set.union(new ProtocolSet(Boundaries.of(1, number, number + 1)));
    }
    return set;
  }

  Boundaries boundaries() {
    return boundaries;
  }

  public ProtocolSet union(ProtocolSet other) {
    return new ProtocolSet(boundaries.union(other.boundaries));
  }

  public ProtocolSet intersect(ProtocolSet other) {
    return new ProtocolSet(boundaries.intersect(other.boundaries));
  }

  public ProtocolSet minus(ProtocolSet other) {
    return new ProtocolSet(boundaries.minus(other.boundaries));
  }

  public boolean contains(int number) {
    return boundaries.contains(number, 0, 0);
  }

  public boolean containsAll(ProtocolSet other) {
    return boundaries.containsAll(other.boundaries);
  }

  public boolean intersects(ProtocolSet other) {
    return boundaries.intersects(other.boundaries);
  }

  public boolean isEmpty() {
    return boundaries.isEmpty();
  }

  /** Ascending. */
  public List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < boundaries.count(); i += 2) {
      for (long number = boundaries.word(i, 0); number < boundaries.word(i + 1, 0); number++) {
        numbers.add((int) number);
      }
    }
    return List.copyOf(numbers);
  }

  /**
   * @throws NoSuchElementException if the set is empty
   */
  public int lowest() {
    if (isEmpty()) {
      throw new NoSuchElementException("no protocol");
    }
    return (int) boundaries.word(0, 0);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ProtocolSet other && boundaries.equals(other.boundaries);
  }

  @Override
  public int hashCode() {
    return boundaries.hashCode();
  }

  /** {@code 6,17} or {@code 0-5,7-255}; {@code *} for all, {@code none} for none. */
  @Override
  public String toString() {
    return boundaries.toDecimal(ALL.boundaries);
  }
}
