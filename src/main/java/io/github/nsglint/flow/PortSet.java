package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** A set of ports, 0 to 65535. */
public final class PortSet {
  private static final int END = 65536;
  private static final PortSet EMPTY = new PortSet(Boundaries.of(1));
  private static final PortSet ALL = new PortSet(Boundaries.of(1, 0, END));

  private final Boundaries boundaries;

  private PortSet(Boundaries boundaries) {
    this.boundaries = boundaries;
  }

  /**
   * @param boundaries one word wide, up to 65536
   * @throws IllegalArgumentException if they are not
   */
  static PortSet of(Boundaries boundaries) {
    return new PortSet(boundaries.within(ALL.boundaries));
  }

  public static PortSet empty() {
    return EMPTY;
  }

  public static PortSet all() {
    return ALL;
  }

  public static PortSet of(int port) {
    return range(port, port);
  }

  /** The ports from the first to the last, both included. */
  public static PortSet range(int first, int last) {
    PortRange range = new PortRange(first, last);
    return new PortSet(Boundaries.of(1, range.first(), range.last() + 1));
  }

  Boundaries boundaries() {
    return boundaries;
  }

  public PortSet union(PortSet other) {
    return new PortSet(boundaries.union(other.boundaries));
  }

  public PortSet intersect(PortSet other) {
    return new PortSet(boundaries.intersect(other.boundaries));
  }

  public PortSet minus(PortSet other) {
    return new PortSet(boundaries.minus(other.boundaries));
  }

  public boolean contains(int port) {
    return boundaries.contains(port, 0, 0);
  }

  public boolean containsAll(PortSet other) {
    return boundaries.containsAll(other.boundaries);
  }

  public boolean intersects(PortSet other) {
    return boundaries.intersects(other.boundaries);
  }

  public boolean isEmpty() {
    return boundaries.isEmpty();
  }

  /** Ascending, with a gap between any two. */
  public List<PortRange> ranges() {
    List<PortRange> ranges = new ArrayList<>();
    for (int i = 0; i < boundaries.count(); i += 2) {
      ranges.add(new PortRange((int) boundaries.word(i, 0), (int) boundaries.word(i + 1, 0) - 1));
    }
    return List.copyOf(ranges);
  }

  /**
   * @throws NoSuchElementException if the set is empty
   */
  public int lowest() {
    if (isEmpty()) {
      throw new NoSuchElementException("no port");
    }
    return (int) boundaries.word(0, 0);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PortSet other && boundaries.equals(other.boundaries);
  }

  @Override
  public int hashCode() {
    return boundaries.hashCode();
  }

  /** {@code 22,3389,8000-9000}; {@code *} for all, {@code none} for none. */
  @Override
  public String toString() {
    return boundaries.toDecimal(ALL.boundaries);
  }
}
