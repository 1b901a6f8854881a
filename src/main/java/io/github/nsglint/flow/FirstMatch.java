package io.github.nsglint.flow;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A list of products with a decision each. The first one that contains a flow decides it; a flow
 * that none contains is not allowed.
 */
public final class FirstMatch {
  /** Regions to look at. Lists of two thousand steps made to be hard took some six thousand. */
  public static final int DEFAULT_BUDGET = 50_000;

  private final List<Step> steps;
  private final Boundaries[][] products;

  /**
   * One product and its decision.
   *
   * @param rule the caller's number of the rule; one rule may have several steps
   */
  public record Step(FlowProduct flows, boolean allows, int rule) {
    public Step {
      requireNonNull(flows);
    }
  }

  /** What a search for flows of one decision came to. */
  public sealed interface Answer {
    <R> R fold(Function<Found, R> found, Supplier<R> nothing, Function<TooComplex, R> tooComplex);

    /**
     * There are such flows.
     *
     * @param part some of them, of one family: never empty, inside the region asked about, all
     *     decided by the same step, or all by none
     */
    record Found(FlowProduct part) implements Answer {
      @Override
      public <R> R fold(
          Function<Found, R> found, Supplier<R> nothing, Function<TooComplex, R> tooComplex) {
        return found.apply(this);
      }
    }

    /** It is proved that there is no such flow. */
    record Nothing() implements Answer {
      @Override
      public <R> R fold(
          Function<Found, R> found, Supplier<R> nothing, Function<TooComplex, R> tooComplex) {
        return nothing.get();
      }
    }

    /**
     * The budget was spent before it was decided.
     *
     * @param nodes regions looked at
     */
    record TooComplex(int nodes) implements Answer {
      @Override
      public <R> R fold(
          Function<Found, R> found, Supplier<R> nothing, Function<TooComplex, R> tooComplex) {
        return tooComplex.apply(this);
      }
    }
  }

  /**
   * @param steps the first to be asked first
   */
  public FirstMatch(List<Step> steps) {
    this.steps = List.copyOf(steps);
    this.products = new Boundaries[this.steps.size()][];
    for (int i = 0; i < products.length; i++) {
      products[i] = this.steps.get(i).flows().boundaries();
    }
  }

  /** The list, the first to be asked first. */
  public List<Step> steps() {
    return steps;
  }

  /** The first step that contains the flow. */
  public Optional<Step> decider(Flow flow) {
    for (Step step : steps) {
      if (step.flows().contains(flow)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** Whether some flow of the region is decided so, within {@link #DEFAULT_BUDGET}. */
  public Answer find(FlowSet region, boolean allowed) {
    return find(region, allowed, DEFAULT_BUDGET);
  }

  /**
   * Whether some flow of the region is decided so. Of all such flows it finds some of the first
   * product that has any, which among those the earliest step decides.
   *
   * @param nodeBudget how many regions to look at before giving up
   */
  public Answer find(FlowSet region, boolean allowed, int nodeBudget) {
    Remainder remainder = new Remainder(products, nodeBudget, Remainder.Extent.FIRST_PIECE);
    boolean finished = search(region, allowed, remainder);
    if (!remainder.pieces().isEmpty()) {
      return new Answer.Found(remainder.pieces().get(0));
    }
    return finished ? new Answer.Nothing() : new Answer.TooComplex(remainder.nodes());
  }

  /**
   * All flows of the region that are decided so. One step, or none, decides all flows of a product;
   * in each product of the region those of earlier steps come first.
   *
   * @param nodeBudget how many regions to look at before giving up
   * @return empty when the budget was spent before all were found
   */
  public Optional<FlowSet> parts(FlowSet region, boolean allowed, int nodeBudget) {
    Remainder remainder = new Remainder(products, nodeBudget, Remainder.Extent.ALL_PIECES);
    return search(region, allowed, remainder)
        ? Optional.of(FlowSet.ofDisjoint(remainder.pieces()))
        : Optional.empty();
  }

  private boolean search(FlowSet region, boolean allowed, Remainder remainder) {
    for (FlowProduct part : region.products()) {
      if (!searchPart(part.boundaries(), allowed, remainder)) {
        return false;
      }
      if (remainder.isSatisfied()) {
        return true;
      }
    }
    return true;
  }

  /**
   * A step decides what it contains and no step before it contains. So each step with the decision
   * looked for is one question on its own, in which neither the order nor the decisions of the
   * steps before it matter any more: does their union cover it?
   */
  private boolean searchPart(Boundaries[] region, boolean allowed, Remainder remainder) {
    int[] live = new int[products.length];
    int count = 0;
    boolean covered = false;
    for (int i = 0; i < products.length && !covered; i++) {
      int open = Remainder.open(products[i], region);
      if (open != Remainder.DISJOINT) {
        live[count++] = i;
        covered = open == 0;
      }
    }
    for (int k = 0; k < count; k++) {
      if (steps.get(live[k]).allows() == allowed) {
        Boundaries[] inside = Remainder.intersection(region, products[live[k]]);
        if (!remainder.search(inside, Arrays.copyOf(live, k))) {
          return false;
        }
        if (remainder.isSatisfied()) {
          return true;
        }
      }
    }
    return allowed || covered || remainder.search(region, Arrays.copyOf(live, count));
  }
}
