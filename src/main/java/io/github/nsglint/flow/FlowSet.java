package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Any set of flows that finitely many products make up, exactly. Equal means the same flows,
 * however the set came about; the products that make it up may then differ.
 *
 * <p>The operations ask the search that {@link FirstMatch} asks, without its budget: meant for sets
 * of a few products, such as a requirement's. What a long list of rules allows is a question for
 * {@link FirstMatch}.
 */
public final class FlowSet {
  private static final FlowSet EMPTY = new FlowSet(List.of());

  private final List<FlowProduct> products;

  private FlowSet(List<FlowProduct> products) {
    this.products = products;
    assert areApart(products) : products;
  }

  private static boolean areApart(List<FlowProduct> products) {
    for (int i = 0; i < products.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (products.get(i).intersects(products.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  public static FlowSet empty() {
    return EMPTY;
  }

  public static FlowSet of(FlowProduct product) {
    return ofDisjoint(product.byFamily());
  }

  /**
   * @param products they may overlap or be empty
   */
  public static FlowSet of(List<FlowProduct> products) {
    List<FlowProduct> parts = new ArrayList<>(products.size());
    for (FlowProduct product : products) {
      parts.addAll(product.byFamily());
    }
    if (areApart(parts)) {
      return ofDisjoint(parts);
    }
    Remainder union = Remainder.withoutBudget(parts, Remainder.Extent.ALL_PIECES);
    for (int i = 0; i < parts.size(); i++) {
      union.search(parts.get(i).boundaries(), Remainder.firstOf(i));
    }
    return ofDisjoint(union.pieces());
  }

  /**
   * @param products no two meet, none is empty, each is of one family
   */
  static FlowSet ofDisjoint(List<FlowProduct> products) {
    return products.isEmpty() ? EMPTY : new FlowSet(List.copyOf(products));
  }

  public FlowSet union(FlowSet other) {
    if (isEmpty()) {
      return other;
    }
    FlowSet more = other.minus(this);
    if (more.isEmpty()) {
      return this;
    }
    List<FlowProduct> both = new ArrayList<>(products);
    both.addAll(more.products);
    return ofDisjoint(both);
  }

  public FlowSet intersect(FlowSet other) {
    List<FlowProduct> shared = new ArrayList<>();
    for (FlowProduct mine : products) {
      for (FlowProduct theirs : other.products) {
        if (mine.intersects(theirs)) {
          shared.add(mine.intersect(theirs));
        }
      }
    }
    return ofDisjoint(shared);
  }

  public FlowSet minus(FlowSet other) {
    return intersects(other) ? ofDisjoint(rest(other, Remainder.Extent.ALL_PIECES)) : this;
  }

  private List<FlowProduct> rest(FlowSet other, Remainder.Extent extent) {
    Remainder rest = Remainder.withoutBudget(other.products, extent);
    for (FlowProduct product : products) {
      if (!rest.isSatisfied()) {
        rest.search(product.boundaries(), Remainder.firstOf(other.products.size()));
      }
    }
    return rest.pieces();
  }

  public boolean contains(Flow flow) {
    for (FlowProduct product : products) {
      if (product.contains(flow)) {
        return true;
      }
    }
    return false;
  }

  public boolean containsAll(FlowSet other) {
    return other.rest(this, Remainder.Extent.FIRST_PIECE).isEmpty();
  }

  public boolean intersects(FlowSet other) {
    for (FlowProduct mine : products) {
      for (FlowProduct theirs : other.products) {
        if (mine.intersects(theirs)) {
          return true;
        }
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return products.isEmpty();
  }

  /** Products that make up the set: no two meet, none is empty, each is of one family. */
  public List<FlowProduct> products() {
    return products;
  }

  /** The protocols of the flows in the set; likewise the four methods that follow. */
  public ProtocolSet protocols() {
    ProtocolSet set = ProtocolSet.empty();
    for (FlowProduct product : products) {
      set = set.union(product.protocols());
    }
    return set;
  }

  public AddressSet sources() {
    List<AddressSet> sets = new ArrayList<>(products.size());
    for (FlowProduct product : products) {
      sets.add(product.sources());
    }
    return AddressSet.union(sets);
  }

  public PortSet sourcePorts() {
    PortSet set = PortSet.empty();
    for (FlowProduct product : products) {
      set = set.union(product.sourcePorts());
    }
    return set;
  }

  public AddressSet destinations() {
    List<AddressSet> sets = new ArrayList<>(products.size());
    for (FlowProduct product : products) {
      sets.add(product.destinations());
    }
    return AddressSet.union(sets);
  }

  public PortSet destinationPorts() {
    PortSet set = PortSet.empty();
    for (FlowProduct product : products) {
      set = set.union(product.destinationPorts());
    }
    return set;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof FlowSet other && containsAll(other) && other.containsAll(this);
  }

  @Override
  public int hashCode() {
    return Objects.hash(protocols(), sources(), sourcePorts(), destinations(), destinationPorts());
  }

  @Override
  public String toString() {
    return products.toString();
  }
}
