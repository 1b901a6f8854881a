package io.github.nsglint.analysis;

import java.util.List;

/**
 * What nobody documents about the protocol {@code *}. Whatever it is, it is so in all rules.
 *
 * @param espAndAh whether it means Esp and Ah too
 * @param portless whether it means the protocols without ports also where ports are written beside
 *     it
 */
record StarMeaning(boolean espAndAh, boolean portless) {
  static final List<StarMeaning> ALL =
      List.of(
          new StarMeaning(false, false),
          new StarMeaning(false, true),
          new StarMeaning(true, false),
          new StarMeaning(true, true));

  /** Its place in {@link #ALL}. */
  int number() {
    return (espAndAh ? 2 : 0) + (portless ? 1 : 0);
  }
}
