package io.github.nsglint.flow;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One question about a list of a thousand rules that was made to be hard, warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HardListBenchmark {
  @Param({
    "slabs",
    "slabs with source ports",
    "tiles",
    "pairs",
    "pairs, denser",
    "boxes",
    "boxes, denser",
    "long lists"
  })
  String list = "";

  private static final FlowSet REGION = FlowSet.of(HardLists.REGION);

  private FirstMatch engine = new FirstMatch(List.of());

  @Setup
  public void make() {
    engine = new FirstMatch(HardLists.allowing(HardLists.named(list)));
  }

  @Benchmark
  public FirstMatch.Answer find() {
    return engine.find(REGION, false);
  }
}
