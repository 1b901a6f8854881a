package io.github.nsglint.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Elements in the order in which they came, found by their whole ids. There may be hundreds of
 * thousands: an index of them costs eight bytes each, where a hash map costs a hundred.
 */
public final class ElementList<T extends Element> {
  private final List<T> all = new ArrayList<>();

  /** Places of those with a whole id, from 1, each in the first slot free from that of its hash. */
  private int[] slots = new int[16];

  private int used;

  public void add(T element) {
    all.add(element);
    if (element.id().isGlobal()) {
      used++;
      if (2 * used > slots.length) {
        grow();
      } else {
        enter(all.size());
      }
    }
  }

  /** Puts an element in the place of one with an equal id. */
  public void set(int place, T element) {
    all.set(place, element);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int place = 1; place <= all.size(); place++) {
      if (all.get(place - 1).id().isGlobal()) {
        enter(place);
      }
    }
  }

  private void enter(int place) {
    int slot = slot(all.get(place - 1).id());
    while (slots[slot] != 0) {
      slot = next(slot);
    }
    slots[slot] = place;
  }

  private int slot(ResourceId id) {
    // Spread, as names that are counted up have hashes beside each other, in one long row of slots.
    int hash = id.hashCode() * 0x9E37_79B9;
    return (hash ^ hash >>> 16) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  /** Where those of an id are, in their order; of an id that is not known as a whole, nowhere. */
  public List<Integer> places(ResourceId id) {
    int first = slot(id);
    if (slots[first] == 0) {
      return List.of();
    }
    List<Integer> places = new ArrayList<>(1);
    for (int slot = first; slots[slot] != 0; slot = next(slot)) {
      int place = slots[slot] - 1;
      if (all.get(place).id().equals(id)) {
        places.add(place);
      }
    }
    return places;
  }

  public T get(int place) {
    return all.get(place);
  }

  /** Not to be changed; it grows with the list. */
  public List<T> all() {
    return Collections.unmodifiableList(all);
  }
}
