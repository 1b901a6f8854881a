package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.Unresolved;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sort}: the lambda says whether its first value comes before its second. Which of two
 * values comes first that the lambda puts in no order, or in both, is not documented.
 */
final class Sorting {
  private final Call call;
  private final Lambda lambda;

  /** Ends the sorting: what one comparison gives is not known. */
  private static final class UnknownOrder extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Unresolved cause;

    UnknownOrder(Unresolved cause) {
      super(null, null, false, false);
      this.cause = cause;
    }
  }

  private Sorting(Call call) {
    this.call = call;
    this.lambda = call.lambda(0, 2, 2);
  }

  static Node sort(Call call) {
    Sorting sorting = new Sorting(call);
    try {
      List<Node> sorted = sorting.sorted(call.items(0));
      for (int i = 1; i < sorted.size(); i++) {
        sorting.checkOrder(sorted.get(i - 1), sorted.get(i));
      }
      return call.of(sorted);
    } catch (UnknownOrder e) {
      return call.unknown(e.cause);
    }
  }

  /** By merging; unlike the library's way, it ends with any lambda. */
  private List<Node> sorted(List<Node> items) {
    if (items.size() < 2) {
      return items;
    }
    List<Node> left = sorted(items.subList(0, items.size() / 2));
    List<Node> right = sorted(items.subList(items.size() / 2, items.size()));
    List<Node> merged = new ArrayList<>(items.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      merged.add(isBefore(right.get(r), left.get(l)) ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }

  private boolean isBefore(Node a, Node b) {
    Node result = lambda.apply(a, b);
    if (result instanceof Unresolved unknown) {
      throw new UnknownOrder(unknown);
    }
    return LambdaFunctions.truth(result, call);
  }

  private void checkOrder(Node a, Node b) {
    boolean ordered = isBefore(a, b) && !isBefore(b, a);
    if (!ordered && Sameness.of(a, b, call.budget()) != Sameness.SAME) {
      throw UnknownResult.undocumented("how items are sorted that are equal in order");
    }
  }
}
