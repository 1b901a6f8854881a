package io.github.nsglint.flow;

/**
 * Ports next to each other.
 *
 * @param first the lowest, 0 to 65535
 * @param last the highest, itself included
 */
public record PortRange(int first, int last) {
  public PortRange {
    if (first < 0 || last > 65535 || first > last) {
      throw new IllegalArgumentException("ports " + first + " to " + last);
    }
  }

  /** {@code 22} or {@code 8000-9000}. */
  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
