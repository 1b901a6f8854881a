package io.github.nsglint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The floor under each benchmark that reads JSON: the tokens of 1,000 rules, and nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonTokensBenchmark {
  private static final String RULE =
      """
      { "name": "AllowHttpsInbound", "properties": { "priority": 100, "access": "Allow",
        "direction": "Inbound", "protocol": "Tcp", "sourceAddressPrefix": "Internet",
        "destinationAddressPrefix": "*", "destinationPortRanges": ["443", "8080-8090"] } }""";

  private final JsonFactory factory = new JsonFactory();
  private final String text = "[" + (RULE + ",").repeat(999) + RULE + "]";

  @Benchmark
  public long tokens() throws IOException {
    long tokens = 0;
    try (JsonParser parser = factory.createParser(text)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
