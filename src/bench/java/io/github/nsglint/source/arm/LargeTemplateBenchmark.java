package io.github.nsglint.source.arm;

import io.github.nsglint.source.Limits;
import io.github.nsglint.source.SourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The largest template of the corpus, 1.2 MB with nested deployments, from its file to its
 * resources; and all the templates of the corpus. The largest should take no more than 150 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LargeTemplateBenchmark {
  private static final Path CORPUS = Path.of("../shared/corpus/arm");

  private String largest = "";

  @Setup
  public void find() throws IOException {
    if (!Files.isDirectory(CORPUS)) {
      throw new IllegalStateException("there is no corpus at " + CORPUS);
    }
    try (Stream<Path> all = Files.walk(CORPUS)) {
      largest =
          all.filter(path -> path.toString().endsWith(".json"))
              .max(Comparator.comparingLong(path -> path.toFile().length()))
              .map(Path::toString)
              .orElseThrow();
    }
  }

  @Benchmark
  public void largest(Blackhole sink) {
    load(largest, sink);
  }

  @Benchmark
  public void corpus(Blackhole sink) {
    load(CORPUS.toString(), sink);
  }

  private static void load(String path, Blackhole sink) {
    Limits limits = Limits.standard();
    sink.consume(
        new SourceLoader(List.of(new ArmTemplates(List.of(), limits)), limits)
            .load(List.of(path), InputStream.nullInputStream(), sink::consume));
  }
}
