package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.nsglint.Seeds;
import io.github.nsglint.document.JsonTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What fuzzers are let loose on, with their seeds and with texts cut and pasted from these, always
 * the same ones.
 */
class HostileTextsTest {
  private static final int CHANGED_A_SEED = 4;
  private static final int MAX_PARTS = 3;
  private static final String SIGNS = "()[]{}',.:\\\"0-9$\u0000é";

  /** Far more than it takes on a slow machine. */
  private static final Duration ENOUGH = Duration.ofMinutes(2);

  @Test
  void expressionsEnd() throws IOException {
    run(Seeds.expressions(), ExpressionTarget::evaluate);
  }

  @Test
  void documentsEnd() throws IOException {
    run(Seeds.documents(), JsonTarget::read);
  }

  /** Depth that a fuzzer takes long to find. */
  @Test
  void nestedExpressionsEnd() {
    int depth = 10_000;
    List<String> texts =
        List.of(
            "concat(".repeat(depth) + "'a'" + ")".repeat(depth),
            "createArray(".repeat(depth) + ")".repeat(depth),
            "variables('list')" + "[0]".repeat(depth),
            "json('" + "[".repeat(depth) + "]".repeat(depth) + "')",
            "map(createArray(1), lambda('x', ".repeat(150) + "1" + "))".repeat(150),
            "reduce(range(0, 10000), 'ab', lambda('a', 'b', concat(lambdaVariables('a'), "
                + "lambdaVariables('a'))))",
            "map(range(0, 10000), lambda('x', map(range(0, 10000), lambda('y', 1))))",
            "sort(range(0, 10000), lambda('a', 'b', equals(mod(lambdaVariables('a'), 3), 1)))",
            "padLeft('a', 2147483647)",
            "format('{0,9999999}', 1)",
            "cidrSubnet('::/0', 128, 9223372036854775807)",
            "dateTimeAdd('9999-12-31T23:59:59Z', 'P999999Y')",
            "string(range(0, 10000))");
    assertTimeoutPreemptively(ENOUGH, () -> texts.forEach(ExpressionTarget::evaluate));
  }

  private static void run(List<String> seeds, Consumer<String> target) {
    Random random = new Random(1);
    assertTimeoutPreemptively(
        ENOUGH,
        () -> {
          for (String seed : seeds) {
            target.accept(seed);
            for (int i = 0; i < CHANGED_A_SEED; i++) {
              String text = changed(seed, seeds, random);
              try {
                target.accept(text);
              } catch (RuntimeException e) {
                throw new AssertionError(text, e);
              }
            }
          }
        });
  }

  private static String changed(String seed, List<String> seeds, Random random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(MAX_PARTS); i >= 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(8));
      text.replace(from, to, part(seeds, random));
    }
    return text.toString();
  }

  private static String part(List<String> seeds, Random random) {
    if (random.nextBoolean()) {
      int sign = random.nextInt(SIGNS.length());
      return SIGNS.substring(sign, sign + 1);
    }
    String other = seeds.get(random.nextInt(seeds.size()));
    int from = random.nextInt(other.length() + 1);
    int to = Math.min(other.length(), from + random.nextInt(40));
    return other.substring(from, to);
  }
}
