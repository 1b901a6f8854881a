package io.github.nsglint.analysis;

import io.github.nsglint.flow.PortSet;
import io.github.nsglint.model.PortPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports that one side of a rule names. To compare two of them makes no object: loops count, as
 * an iterator is one.
 */
final class NamedPorts {
  private final List<PortPrefix> ports;

  /** The lowest that it may name, and the highest; nearly always it names one range. */
  private final int first;

  private final int last;
  private final boolean oneRange;
  private final boolean anyKnown;

  /** Computed when it is first asked for. */
  private @Nullable PortSet certain;

  NamedPorts(List<PortPrefix> ports) {
    this.ports = ports;
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    boolean known = false;
    for (int i = 0; i < ports.size(); i++) {
      PortPrefix.Range range = ports.get(i) instanceof PortPrefix.Range one ? one : null;
      lowest = Math.min(lowest, range == null ? 0 : range.first());
      highest = Math.max(highest, range == null ? Integer.MAX_VALUE : range.last());
      known |= range != null;
    }
    this.first = lowest;
    this.last = highest;
    this.anyKnown = known;
    this.oneRange = known && ports.size() == 1;
  }

  /** Whether it names any for sure. */
  boolean isAnyKnown() {
    return anyKnown;
  }

  /** Whether both may name a port. */
  boolean mayMeet(NamedPorts other) {
    if (first > other.last || other.first > last) {
      return false;
    }
    return (oneRange && other.oneRange) || meets(other.ports);
  }

  private boolean meets(List<PortPrefix> others) {
    for (int i = 0; i < ports.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        if (!(ports.get(i) instanceof PortPrefix.Range one)
            || !(others.get(j) instanceof PortPrefix.Range other)
            || (one.first() <= other.last() && other.first() <= one.last())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it for sure names each port that another may name, as far as single ranges tell. */
  boolean covers(NamedPorts narrow) {
    if (oneRange && narrow.oneRange) {
      return first <= narrow.first && narrow.last <= last;
    }
    for (int i = 0; i < narrow.ports.size(); i++) {
      if (!(narrow.ports.get(i) instanceof PortPrefix.Range part) || !anyHolds(part)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of its ranges holds all of another. */
  private boolean anyHolds(PortPrefix.Range part) {
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i) instanceof PortPrefix.Range whole
          && whole.first() <= part.first()
          && part.last() <= whole.last()) {
        return true;
      }
    }
    return false;
  }

  /** Those that it names for sure. */
  PortSet certain() {
    PortSet set = certain;
    if (set == null) {
      set = PortSet.empty();
      for (int i = 0; i < ports.size(); i++) {
        if (ports.get(i) instanceof PortPrefix.Range range) {
          set = set.union(PortSet.range(range.first(), range.last()));
        }
      }
      certain = set;
    }
    return set;
  }

  /** Those that it may name. */
  PortSet possible() {
    for (int i = 0; i < ports.size(); i++) {
      if (!(ports.get(i) instanceof PortPrefix.Range)) {
        return PortSet.all();
      }
    }
    return certain();
  }
}
