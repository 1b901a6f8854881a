package io.github.nsglint.flow;

/**
 * Addresses next to each other on one line.
 *
 * @param first the lowest
 * @param last the highest, of the same part and family
 */
public record AddressRange(Address first, Address last) {
  public AddressRange {
    if (first.part() != last.part()
        || first.family() != last.family()
        || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " to " + last);
    }
  }
}
