package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A canonical set of points, one dimension after the other: the values of the first dimension,
 * grouped by what they leave open in the dimensions after it. No two branches have the same rest,
 * no two share a value, none is empty, and they are sorted by their lowest value; so equal sets are
 * equal trees. Past the last dimension stands {@link #NOTHING} or {@link #POINT}.
 */
final class Layer {
  static final Layer NOTHING = new Layer(List.of(), false);

  /** The one point there is when all dimensions are behind. */
  static final Layer POINT = new Layer(List.of(), true);

  private final List<Branch> branches;
  private final boolean isPoint;
  private final int hash;

  /**
   * @param values never empty
   * @param rest what the dimensions after this one may be, for each of these values; never nothing
   */
  record Branch(Boundaries values, Layer rest) {}

  enum Operation {
    UNION,
    INTERSECTION,
    DIFFERENCE
  }

  private Layer(List<Branch> branches, boolean isPoint) {
    this.branches = branches;
    this.isPoint = isPoint;
    this.hash = branches.hashCode();
  }

  /** One dimension's values before the rest; nothing if either is. */
  static Layer of(Boundaries values, Layer rest) {
    return values.isEmpty() || rest.isEmpty()
        ? NOTHING
        : new Layer(List.of(new Branch(values, rest)), false);
  }

  List<Branch> branches() {
    return branches;
  }

  boolean isEmpty() {
    return !isPoint && branches.isEmpty();
  }

  /** Both of the same dimension. */
  Layer combine(Layer other, Operation operation) {
    if (equals(other)) {
      return operation == Operation.DIFFERENCE ? NOTHING : this;
    }
    if (isEmpty()) {
      return operation == Operation.UNION ? other : NOTHING;
    }
    if (other.isEmpty()) {
      return operation == Operation.INTERSECTION ? NOTHING : this;
    }
    Map<Layer, List<Boundaries>> byRest = new LinkedHashMap<>();
    for (Branch mine : branches) {
      Boundaries alone = mine.values;
      for (Branch theirs : other.branches) {
        if (mine.values.intersects(theirs.values)) {
          Boundaries shared = mine.values.intersect(theirs.values);
          collect(byRest, shared, mine.rest.combine(theirs.rest, operation));
          alone = alone.minus(theirs.values);
        }
      }
      if (operation != Operation.INTERSECTION) {
        collect(byRest, alone, mine.rest);
      }
    }
    if (operation == Operation.UNION) {
      for (Branch theirs : other.branches) {
        Boundaries alone = theirs.values;
        for (Branch mine : branches) {
          alone = alone.minus(mine.values);
        }
        collect(byRest, alone, theirs.rest);
      }
    }
    return grouped(byRest);
  }

  private static void collect(Map<Layer, List<Boundaries>> byRest, Boundaries values, Layer rest) {
    if (!values.isEmpty() && !rest.isEmpty()) {
      byRest.computeIfAbsent(rest, key -> new ArrayList<>()).add(values);
    }
  }

  private static Layer grouped(Map<Layer, List<Boundaries>> byRest) {
    List<Branch> branches = new ArrayList<>(byRest.size());
    byRest.forEach(
        (rest, values) -> branches.add(new Branch(Boundaries.union(values, values.get(0)), rest)));
    branches.sort(Comparator.comparing(Branch::values, Boundaries::compareLowest));
    return branches.isEmpty() ? NOTHING : new Layer(List.copyOf(branches), false);
  }

  /** Both of the same dimension. Builds nothing. */
  boolean intersects(Layer other) {
    if (isPoint && other.isPoint) {
      return true;
    }
    for (Branch mine : branches) {
      for (Branch theirs : other.branches) {
        if (mine.values.intersects(theirs.values) && mine.rest.intersects(theirs.rest)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object object) {
    return this == object
        || (object instanceof Layer other
            && isPoint == other.isPoint
            && hash == other.hash
            && branches.equals(other.branches));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
