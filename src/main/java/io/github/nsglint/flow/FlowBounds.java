package io.github.nsglint.flow;

/**
 * What is known of a set of flows that is not known exactly.
 *
 * @param certain flows that are in it whatever the unknown values are; all of them possible
 * @param possible flows that may be in it
 */
public record FlowBounds(FlowSet certain, FlowSet possible) {
  public FlowBounds {
    if (!possible.containsAll(certain)) {
      throw new IllegalArgumentException("certain, yet not possible: " + certain.minus(possible));
    }
  }

  /** A set about which nothing is unknown. */
  public static FlowBounds exactly(FlowSet flows) {
    return new FlowBounds(flows, flows);
  }

  /**
   * Without the flows of the other, of which those that only may belong to it are taken from {@code
   * certain} alone.
   */
  public FlowBounds minus(FlowBounds other) {
    return new FlowBounds(certain.minus(other.possible), possible.minus(other.certain));
  }
}
