package io.github.nsglint.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Any set of flows that finitely many products make up, exactly. The form is canonical: equal sets
 * are {@code equals}, however they came about.
 *
 * <p>The form has its price: the union of many products which overlap askew can have far more
 * products than went in. For the verdict of a long list of rules use {@link FirstMatch}.
 */
public final class FlowSet {
  private static final FlowSet EMPTY = new FlowSet(Layer.NOTHING);

  private final Layer root;

  private FlowSet(Layer root) {
    this.root = root;
  }

  public static FlowSet empty() {
    return EMPTY;
  }

  public static FlowSet of(FlowProduct product) {
    return of(List.of(product));
  }

  /**
   * @param products they may overlap or be empty
   */
  public static FlowSet of(List<FlowProduct> products) {
    List<Layer> left = new ArrayList<>();
    for (FlowProduct product : products) {
      for (FlowProduct part : product.byFamily()) {
        left.add(layers(part.boundaries()));
      }
    }
    // In pairs, so that most unions are of small sets.
    while (left.size() > 1) {
      List<Layer> joined = new ArrayList<>((left.size() + 1) / 2);
      for (int i = 0; i < left.size(); i += 2) {
        Layer second = i + 1 < left.size() ? left.get(i + 1) : Layer.NOTHING;
        joined.add(left.get(i).combine(second, Layer.Operation.UNION));
      }
      left = joined;
    }
    return left.isEmpty() ? EMPTY : new FlowSet(left.get(0));
  }

  private static Layer layers(Boundaries[] sets) {
    Layer layer = Layer.POINT;
    for (int d = sets.length - 1; d >= 0; d--) {
      layer = Layer.of(sets[d], layer);
    }
    return layer;
  }

  public FlowSet union(FlowSet other) {
    return new FlowSet(root.combine(other.root, Layer.Operation.UNION));
  }

  public FlowSet intersect(FlowSet other) {
    return new FlowSet(root.combine(other.root, Layer.Operation.INTERSECTION));
  }

  public FlowSet minus(FlowSet other) {
    return new FlowSet(root.combine(other.root, Layer.Operation.DIFFERENCE));
  }

  public boolean contains(Flow flow) {
    FlowProduct only =
        new FlowProduct(
            ProtocolSet.of(flow.protocol()),
            AddressSet.of(flow.source()),
            PortSet.of(flow.sourcePort()),
            AddressSet.of(flow.destination()),
            PortSet.of(flow.destinationPort()));
    return root.intersects(layers(only.boundaries()));
  }

  public boolean containsAll(FlowSet other) {
    return other.minus(this).isEmpty();
  }

  public boolean intersects(FlowSet other) {
    return root.intersects(other.root);
  }

  public boolean isEmpty() {
    return root.isEmpty();
  }

  /**
   * Products that make up the set: no two meet, none is empty, each is of one family. Sorted by the
   * lowest protocol, then destination port, source port, source, destination. Equal sets give equal
   * lists.
   */
  public List<FlowProduct> products() {
    List<FlowProduct> products = new ArrayList<>();
    unfold(root, new Boundaries[FlowProduct.DIMENSIONS], 0, products);
    return List.copyOf(products);
  }

  private static void unfold(
      Layer layer, Boundaries[] sets, int dimension, List<FlowProduct> products) {
    if (dimension == sets.length) {
      products.add(FlowProduct.of(sets));
      return;
    }
    for (Layer.Branch branch : layer.branches()) {
      sets[dimension] = branch.values();
      unfold(branch.rest(), sets, dimension + 1, products);
    }
  }

  /** The protocols of the flows in the set; likewise the four methods that follow. */
  public ProtocolSet protocols() {
    return ProtocolSet.of(
        projection(product -> product.protocols().boundaries(), ProtocolSet.empty().boundaries()));
  }

  public AddressSet sources() {
    return AddressSet.union(products().stream().map(FlowProduct::sources).toList());
  }

  public PortSet sourcePorts() {
    return PortSet.of(
        projection(product -> product.sourcePorts().boundaries(), PortSet.empty().boundaries()));
  }

  public AddressSet destinations() {
    return AddressSet.union(products().stream().map(FlowProduct::destinations).toList());
  }

  public PortSet destinationPorts() {
    return PortSet.of(
        projection(
            product -> product.destinationPorts().boundaries(), PortSet.empty().boundaries()));
  }

  private Boundaries projection(Function<FlowProduct, Boundaries> dimension, Boundaries empty) {
    return Boundaries.union(products().stream().map(dimension).toList(), empty);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof FlowSet other && root.equals(other.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return products().toString();
  }
}
