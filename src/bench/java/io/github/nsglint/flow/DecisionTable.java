package io.github.nsglint.flow;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Prints the speed of the decision method: a question warm, against a solver and a diagram in the
 * same run; lists made to be hard, warm and as the first question of a fresh process; and what a
 * question allocates.
 */
public final class DecisionTable {
  private static final int COLD_RUNS = 5;

  private DecisionTable() {}

  /**
   * @param arguments none for the table; {@code cold} and a list's name for one cold question
   */
  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    if (arguments.length == 2 && arguments[0].equals("cold")) {
      System.out.println(coldMillis(arguments[1]));
    } else {
      questions();
      hardLists();
    }
  }

  private static void questions() throws RunnerException {
    Map<String, Double> micros = new TreeMap<>();
    Map<String, Double> bytes = new TreeMap<>();
    for (RunResult result : run(QuestionBenchmark.class)) {
      String key =
          result.getParams().getParam("rules") + " " + result.getPrimaryResult().getLabel();
      micros.put(key, result.getPrimaryResult().getScore());
      bytes.put(
          key, requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore());
    }
    System.out.println("\none question, warm, mean of 40 about 5 lists");
    System.out.println("rules  engine   limit  bytes   with list   diagram   solver");
    int[] limits = {2, 5, 20};
    int i = 0;
    for (int rules : new int[] {10, 100, 1000}) {
      double engine = requireNonNull(micros.get(rules + " engine"));
      double withList = requireNonNull(micros.get(rules + " engineAndList"));
      System.out.println(
          String.format(
              Locale.ROOT,
              "%5d %5.2f us %4d us %6.0f %8.2f us %7.0f x %7.0f x",
              rules,
              engine,
              limits[i++],
              bytes.get(rules + " engine"),
              withList,
              requireNonNull(micros.get(rules + " diagramAndList")) / withList,
              requireNonNull(micros.get(rules + " solver")) / engine));
    }
  }

  private static void hardLists() throws RunnerException, IOException, InterruptedException {
    Map<String, Double> warm = new TreeMap<>();
    for (RunResult result : run(HardListBenchmark.class)) {
      warm.put(result.getParams().getParam("list"), result.getPrimaryResult().getScore());
    }
    System.out.println("\na thousand rules made to be hard     warm (20 ms)   cold (150 ms)");
    for (String list : HardLists.NAMES) {
      double best = Double.MAX_VALUE;
      for (int run = 0; run < COLD_RUNS; run++) {
        best = Math.min(best, coldProcess(list));
      }
      System.out.println(
          String.format(Locale.ROOT, "%-36s %8.3f ms %12.1f ms", list, warm.get(list), best));
    }
  }

  private static Iterable<RunResult> run(Class<?> benchmark) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName())
            .addProfiler("gc")
            .jvmArgsAppend("-XX:+UseSerialGC")
            .build();
    return new Runner(options).run();
  }

  /** The first question of a process, with all that has to be loaded for it. */
  private static double coldMillis(String list) {
    FirstMatch engine = new FirstMatch(HardLists.allowing(HardLists.named(list)));
    FlowSet region = FlowSet.of(HardLists.REGION);
    long start = System.nanoTime();
    FirstMatch.Answer answer = engine.find(region, false);
    long nanos = System.nanoTime() - start;
    if (answer instanceof FirstMatch.Answer.TooComplex) {
      throw new AssertionError(list + ": " + answer);
    }
    return nanos / 1e6;
  }

  private static double coldProcess(String list) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(DecisionTable.class.getName(), "cold", list));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(printed);
    }
    return Double.parseDouble(printed.strip());
  }
}
