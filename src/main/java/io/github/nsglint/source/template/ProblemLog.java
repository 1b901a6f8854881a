package io.github.nsglint.source.template;

import io.github.nsglint.document.Node;
import io.github.nsglint.document.Problem;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one template's evaluation: one for each place and kind, and none from a value
 * that Azure may never compute.
 */
final class ProblemLog {
  private final Consumer<Problem> problems;
  private final Set<String> reported = new HashSet<>();
  private @Nullable Set<Problem> kept;

  ProblemLog(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /**
   * A value with the problems on the way to it.
   *
   * @param problems in the order in which they came
   */
  record Kept(Node value, List<Problem> problems) {
    Kept {
      problems = List.copyOf(problems);
    }
  }

  void add(Problem problem) {
    if (kept != null) {
      kept.add(problem);
    } else if (reported.add(problem.code() + ' ' + problem.span() + ' ' + problem.span().end())) {
      problems.accept(problem);
    }
  }

  /** Computes a value that may be asked for again; {@link #tell} reports its problems. */
  Kept keep(Supplier<Node> value) {
    Set<Problem> outer = kept;
    Set<Problem> own = new LinkedHashSet<>();
    kept = own;
    try {
      Node node = value.get();
      return new Kept(node, List.copyOf(own));
    } finally {
      kept = outer;
    }
  }

  /** The value, whose problems now matter. */
  Node tell(Kept value) {
    value.problems().forEach(this::add);
    return value.value();
  }
}
