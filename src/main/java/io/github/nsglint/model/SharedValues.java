package io.github.nsglint.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules say again and again: the first value of each meaning, instead of all others. Used by
 * one thread.
 */
public final class SharedValues {
  /** Beyond it, what is new is not shared any more: nearly all of it comes once. */
  private static final int MOST = 1 << 14;

  private final Map<Object, Value<?>> values = new HashMap<>();
  private final Map<Object, List<AddressPrefix>> prefixes = new HashMap<>();
  private final Map<Integer, List<PortPrefix>> ports = new HashMap<>();

  /** One of the same meaning, whatever its place. */
  @SuppressWarnings("unchecked") // what is found under a value is a Value of its type
  <T> Value<T> value(Value<T> value) {
    Object meaning = value.known().orElseThrow();
    return (Value<T>) first(values, meaning, value);
  }

  /** Likewise. */
  List<AddressPrefix> prefixes(List<AddressPrefix> several) {
    if (several.size() == 1) {
      return sharedPrefix(several.get(0), several);
    }
    List<AddressPrefix> shared = new ArrayList<>(several.size());
    for (AddressPrefix prefix : several) {
      shared.add(sharedPrefix(prefix, List.of(prefix)).get(0));
    }
    return List.copyOf(shared);
  }

  /** Likewise. */
  List<PortPrefix> ports(List<PortPrefix> several) {
    if (several.size() == 1) {
      return sharedPort(several.get(0), several);
    }
    List<PortPrefix> shared = new ArrayList<>(several.size());
    for (PortPrefix port : several) {
      shared.add(sharedPort(port, List.of(port)).get(0));
    }
    return List.copyOf(shared);
  }

  private List<AddressPrefix> sharedPrefix(AddressPrefix prefix, List<AddressPrefix> alone) {
    // Each kind has a type of key of its own, but for the two texts, of which an id starts with /.
    if (prefix instanceof AddressPrefix.Any) {
      return first(prefixes, AddressPrefix.Any.class, alone);
    } else if (prefix instanceof AddressPrefix.ServiceTag tag) {
      return first(prefixes, tag.name(), alone);
    } else if (prefix instanceof AddressPrefix.Block block) {
      return first(prefixes, block.cidr(), alone);
    } else if (prefix instanceof AddressPrefix.ApplicationGroup group) {
      // Ids compare without case; what is shown is what is written.
      return first(prefixes, group.id().toString(), alone);
    }
    throw new AssertionError(prefix);
  }

  private List<PortPrefix> sharedPort(PortPrefix port, List<PortPrefix> alone) {
    if (port instanceof PortPrefix.Range range) {
      return first(ports, range.first() << 16 | range.last(), alone);
    }
    throw new AssertionError(port);
  }

  private static <K, V> V first(Map<K, V> known, K meaning, V value) {
    V first = known.get(meaning);
    if (first != null) {
      return first;
    }
    if (known.size() < MOST) {
      known.put(meaning, value);
    }
    return value;
  }
}
