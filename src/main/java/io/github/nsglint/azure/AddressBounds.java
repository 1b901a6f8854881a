package io.github.nsglint.azure;

import io.github.nsglint.flow.AddressSet;

/**
 * Addresses as far as they are known.
 *
 * @param certain belong to it for sure
 * @param possible may belong to it; holds all of {@code certain}
 */
public record AddressBounds(AddressSet certain, AddressSet possible) {
  public AddressBounds {
    if (!possible.containsAll(certain)) {
      throw new IllegalArgumentException(certain + " is not within " + possible);
    }
  }

  public static AddressBounds exactly(AddressSet set) {
    return new AddressBounds(set, set);
  }

  public AddressBounds union(AddressBounds other) {
    return new AddressBounds(certain.union(other.certain), possible.union(other.possible));
  }

  /**
   * Without the addresses of the other, of which those that only may belong to it are taken from
   * {@code certain} alone.
   */
  public AddressBounds minus(AddressBounds other) {
    return new AddressBounds(certain.minus(other.possible), possible.minus(other.certain));
  }
}
