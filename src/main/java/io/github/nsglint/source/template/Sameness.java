package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import java.util.Optional;

/** Whether two values are equal, as far as they are known. Texts compare with case, as in Azure. */
enum Sameness {
  SAME,
  DIFFERENT,
  UNKNOWN;

  private static final int TEXT_UNITS_A_STEP = 1024;

  static Sameness of(Node a, Node b, Budget budget) {
    budget.charge(1);
    if (a == b && !(a instanceof Unresolved)) {
      return SAME;
    }
    if (a instanceof Unresolved || b instanceof Unresolved) {
      return Node.sameValue(a, b) ? SAME : UNKNOWN;
    }
    if (a instanceof Node.MapNode left && b instanceof Node.MapNode right) {
      return maps(left, right, budget);
    }
    if (a instanceof Node.ListNode left && b instanceof Node.ListNode right) {
      return lists(left, right, budget);
    }
    budget.charge(a.scalar().map(String::length).orElse(0) / TEXT_UNITS_A_STEP);
    if (Node.sameValue(a, b)) {
      return SAME;
    }
    return a instanceof TextNode first
            && b instanceof TextNode second
            && (mayBe(first.value(), second.value()) || mayBe(second.value(), first.value()))
        ? UNKNOWN
        : DIFFERENT;
  }

  /** Whether an id in the deployment's own scope may be short for a full one. */
  private static boolean mayBe(String full, String id) {
    return id.length() < full.length()
        && Call.isInOwnScope(id)
        && full.startsWith("/subscriptions/")
        && full.endsWith(id);
  }

  private static Sameness maps(Node.MapNode left, Node.MapNode right, Budget budget) {
    if (left.entries().size() != right.entries().size()) {
      return DIFFERENT;
    }
    Sameness all = SAME;
    for (Node.Entry entry : left.entries()) {
      Optional<Node> other = right.get(entry.key().value());
      all = all.and(other.isEmpty() ? DIFFERENT : of(entry.value(), other.get(), budget));
    }
    return all;
  }

  private static Sameness lists(Node.ListNode left, Node.ListNode right, Budget budget) {
    if (left.items().size() != right.items().size()) {
      return DIFFERENT;
    }
    Sameness all = SAME;
    for (int i = 0; i < left.items().size(); i++) {
      all = all.and(of(left.items().get(i), right.items().get(i), budget));
    }
    return all;
  }

  private Sameness and(Sameness other) {
    if (this == DIFFERENT || other == DIFFERENT) {
      return DIFFERENT;
    }
    return this == UNKNOWN ? this : other;
  }
}
