package io.github.nsglint.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What is left of a region when products are taken out of it, sought depth first over ever smaller
 * regions. All regions and products are given as {@link FlowProduct#boundaries}; a region is of one
 * family at both ends.
 *
 * <p>Products are never cut up. In a region, only those that meet it count. One that contains it
 * ends the search there; when none is left, the region is a piece of the remainder. A product that
 * fails to contain the region in just one dimension leaves only what lies outside it in that
 * dimension: all of these are taken out together. Otherwise the region is split in two.
 */
final class Remainder {
  /** No element of the region is in the product. */
  static final int DISJOINT = -1;

  /** About how many products are asked for a place to split. */
  private static final int SAMPLE = 32;

  /** Two ranges a product; more on the average means long lists. */
  private static final int USUAL_PLACES = 4;

  private final Boundaries[][] products;
  private final int budget;
  private final Extent extent;
  private final List<FlowProduct> pieces = new ArrayList<>();
  private final Deque<Node> toDo = new ArrayDeque<>();
  private int nodes;

  enum Extent {
    FIRST_PIECE,
    ALL_PIECES
  }

  /** A region still to be looked at, and the products that may meet it. */
  private static final class Node {
    final Boundaries[] region;
    final int[] live;

    Node(Boundaries[] region, int[] live) {
      this.region = region;
      this.live = live;
    }
  }

  /**
   * @param budget regions to look at in all searches together
   */
  Remainder(Boundaries[][] products, int budget, Extent extent) {
    this.products = products;
    this.budget = budget;
    this.extent = extent;
  }

  /** A search that ends when everything is found, however long that takes. */
  static Remainder withoutBudget(List<FlowProduct> products, Extent extent) {
    Boundaries[][] taken = new Boundaries[products.size()][];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = products.get(i).boundaries();
    }
    return new Remainder(taken, Integer.MAX_VALUE, extent);
  }

  /** The numbers of the first so many products. */
  static int[] firstOf(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /** What was found by all searches so far: none empty, no two of one search meet. */
  List<FlowProduct> pieces() {
    return pieces;
  }

  int nodes() {
    return nodes;
  }

  /** Whether nothing more need be sought. */
  boolean isSatisfied() {
    return extent == Extent.FIRST_PIECE && !pieces.isEmpty();
  }

  /**
   * Adds the pieces of one region.
   *
   * @param live the numbers of the products to be taken out of it
   * @return false if the budget was spent first; what was found until then is right, but perhaps
   *     not all
   */
  boolean search(Boundaries[] region, int[] live) {
    toDo.clear();
    toDo.push(new Node(region.clone(), live));
    while (!toDo.isEmpty() && !isSatisfied()) {
      if (nodes >= budget) {
        return false;
      }
      nodes++;
      Node node = toDo.pop();
      look(node.region, node.live);
    }
    return true;
  }

  private void look(Boundaries[] region, int[] candidates) {
    int[] live = candidates;
    int[] open = new int[live.length];
    while (true) {
      int[] kept = new int[live.length];
      int count = 0;
      int single = 0;
      for (int product : live) {
        int mask = open(products[product], region);
        if (mask == 0) {
          return;
        }
        if (mask != DISJOINT) {
          kept[count] = product;
          open[count++] = mask;
          single |= Integer.bitCount(mask) == 1 ? mask : 0;
        }
      }
      if (count == 0) {
        pieces.add(FlowProduct.of(region));
        return;
      }
      live = Arrays.copyOf(kept, count);
      if (single == 0) {
        split(region, live, open);
        return;
      }
      for (int d = 0; d < region.length; d++) {
        if ((single >> d & 1) == 1) {
          region[d] = region[d].minus(unionOfSingles(live, open, d));
          if (region[d].isEmpty()) {
            return;
          }
        }
      }
    }
  }

  private Boundaries unionOfSingles(int[] live, int[] open, int dimension) {
    List<Boundaries> sets = new ArrayList<>();
    for (int i = 0; i < live.length; i++) {
      if (open[i] == 1 << dimension) {
        sets.add(products[live[i]][dimension]);
      }
    }
    return Boundaries.union(sets, sets.get(0));
  }

  private void split(Boundaries[] region, int[] live, int[] open) {
    int d = busiest(live, open, (1 << region.length) - 1);
    List<long[]> places = new ArrayList<>();
    if (places(region[d], live, open, d, places)) {
      places.sort(Arrays::compareUnsigned);
      Boundaries below = region[d].below(places.get(places.size() / 2));
      push(region, live, d, below);
    } else {
      // Long lists of ranges, of which several products often share one: a cut through the middle
      // would leave two halves just as hard, so one product's whole set is split off.
      int fewest = 0;
      for (int i = 1; i < live.length; i++) {
        if (Integer.bitCount(open[i]) < Integer.bitCount(open[fewest])) {
          fewest = i;
        }
      }
      int along = busiest(live, open, open[fewest]);
      push(region, live, along, region[along].intersect(products[live[fewest]][along]));
    }
  }

  private void push(Boundaries[] region, int[] live, int dimension, Boundaries inside) {
    Boundaries[] outer = region.clone();
    outer[dimension] = region[dimension].minus(inside);
    toDo.push(new Node(outer, live));
    Boundaries[] inner = region.clone();
    inner[dimension] = inside;
    toDo.push(new Node(inner, live));
  }

  /** Of some dimensions, the one in which most products fail to contain the region. */
  private static int busiest(int[] live, int[] open, int dimensions) {
    int busiest = -1;
    int most = -1;
    for (int d = 0; dimensions >> d != 0; d++) {
      if ((dimensions >> d & 1) == 1) {
        int count = 0;
        for (int i = 0; i < live.length; i++) {
          count += open[i] >> d & 1;
        }
        if (count > most) {
          most = count;
          busiest = d;
        }
      }
    }
    return busiest;
  }

  /**
   * Collects places at which a live product ends or begins inside the region: all such places of
   * some of these products, chosen evenly, for their median need not be exact.
   *
   * @return false if there are more than is usual for short lists of ranges
   */
  private boolean places(
      Boundaries set, int[] live, int[] open, int dimension, List<long[]> places) {
    int partial = 0;
    for (int i = 0; i < live.length; i++) {
      partial += open[i] >> dimension & 1;
    }
    int stride = 1 + partial / SAMPLE;
    int most = 0;
    for (int i = 0; i < live.length; i++) {
      if ((open[i] >> dimension & 1) == 0 || partial-- % stride != 0) {
        continue;
      }
      most += USUAL_PLACES;
      Boundaries other = products[live[i]][dimension];
      int end = other.endWithin(set);
      for (int at = other.startWithin(set); at < end; at++) {
        if (places.size() == most) {
          return false;
        }
        places.add(other.boundary(at));
      }
    }
    return true;
  }

  /**
   * In which dimensions a product does not contain a region: bit d for dimension d, 0 if it
   * contains the region, or {@link #DISJOINT}. Allocates nothing.
   */
  static int open(Boundaries[] product, Boundaries[] region) {
    for (int d = 0; d < region.length; d++) {
      if (!product[d].intersects(region[d])) {
        return DISJOINT;
      }
    }
    int open = 0;
    for (int d = 0; d < region.length; d++) {
      if (!product[d].containsAll(region[d])) {
        open |= 1 << d;
      }
    }
    return open;
  }

  static Boundaries[] intersection(Boundaries[] region, Boundaries[] product) {
    Boundaries[] inside = region.clone();
    for (int d = 0; d < inside.length; d++) {
      inside[d] = region[d].intersect(product[d]);
    }
    return inside;
  }
}
