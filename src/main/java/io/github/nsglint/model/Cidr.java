package io.github.nsglint.model;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.flow.Address;
import io.github.nsglint.flow.AddressRange;

/**
 * A block of addresses.
 *
 * @param first the lowest address, a plain one
 * @param length of the prefix in bits: 0 to 32, or to 128 for IPv6
 * @param text as written
 */
public record Cidr(Address first, Address last, int length, String text) {
  public Cidr {
    requireNonNull(first);
    requireNonNull(last);
    requireNonNull(text);
  }

  public AddressRange range() {
    return new AddressRange(first, last);
  }

  @Override
  public String toString() {
    return text;
  }
}
