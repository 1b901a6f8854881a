package io.github.nsglint.flow;

import io.github.nsglint.flow.PlainProduct.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The mean time of one question about a list of rules such as people write them: whether a region
 * holds a flow that is allowed, or one that is denied. The same questions by each method.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuestionBenchmark {
  private static final int LISTS = 5;
  private static final int QUESTIONS = 8;

  @Param({"10", "100", "1000"})
  int rules;

  private final List<List<Rule>> lists = new ArrayList<>();
  private final List<List<PlainProduct>> plain = new ArrayList<>();
  private final List<FirstMatch> engines = new ArrayList<>();
  private final List<List<FlowSet>> regions = new ArrayList<>();

  @Setup
  public void lists() {
    for (int i = 0; i < LISTS; i++) {
      RandomRules random = new RandomRules(i, Family.IPV4);
      List<Rule> list = random.usual(rules);
      List<PlainProduct> questions = new ArrayList<>();
      List<FlowSet> sets = new ArrayList<>();
      for (int k = 0; k < QUESTIONS; k++) {
        PlainProduct question = random.question();
        questions.add(question);
        sets.add(FlowSet.of(question.product(Family.IPV4)));
      }
      lists.add(list);
      plain.add(questions);
      regions.add(sets);
      engines.add(new FirstMatch(PlainProduct.steps(list, Family.IPV4)));
    }
  }

  /** A list that is there already, as it is for all questions about one group. */
  @Benchmark
  @OperationsPerInvocation(LISTS * QUESTIONS)
  public int engine() {
    int found = 0;
    for (int i = 0; i < LISTS; i++) {
      for (int k = 0; k < QUESTIONS; k++) {
        found += count(engines.get(i).find(regions.get(i).get(k), k % 2 == 0));
      }
    }
    return found;
  }

  /** With a list made anew for each eight questions. */
  @Benchmark
  @OperationsPerInvocation(LISTS * QUESTIONS)
  public int engineAndList() {
    int found = 0;
    for (int i = 0; i < LISTS; i++) {
      FirstMatch list = new FirstMatch(engines.get(i).steps());
      for (int k = 0; k < QUESTIONS; k++) {
        found += count(list.find(regions.get(i).get(k), k % 2 == 0));
      }
    }
    return found;
  }

  private static int count(FirstMatch.Answer answer) {
    return answer instanceof FirstMatch.Answer.Found ? 1 : 0;
  }

  /** A diagram made anew for each eight questions. */
  @Benchmark
  @OperationsPerInvocation(LISTS * QUESTIONS)
  public int diagramAndList() {
    int found = 0;
    for (int i = 0; i < LISTS; i++) {
      BddFirstMatch diagram = new BddFirstMatch(lists.get(i));
      for (int k = 0; k < QUESTIONS; k++) {
        found += diagram.exists(plain.get(i).get(k), k % 2 == 0) ? 1 : 0;
      }
    }
    return found;
  }

  /** Formulas that are there already. */
  @State(Scope.Benchmark)
  public static class Solvers {
    final List<Z3FirstMatch> solvers = new ArrayList<>();

    @Setup(Level.Trial)
    public void make(QuestionBenchmark benchmark) {
      benchmark.lists.forEach(list -> solvers.add(new Z3FirstMatch(list, Family.IPV4)));
    }

    @TearDown(Level.Trial)
    public void close() {
      solvers.forEach(Z3FirstMatch::close);
    }
  }

  /** The solver, which keeps what it learnt of a list from question to question. */
  @Benchmark
  @OperationsPerInvocation(LISTS * QUESTIONS)
  @Warmup(iterations = 1, time = 1)
  @Measurement(iterations = 2, time = 1)
  public int solver(Solvers known) {
    int found = 0;
    for (int i = 0; i < LISTS; i++) {
      for (int k = 0; k < QUESTIONS; k++) {
        found += known.solvers.get(i).find(plain.get(i).get(k), k % 2 == 0).isPresent() ? 1 : 0;
      }
    }
    return found;
  }
}
