package io.github.nsglint.source;

import io.github.nsglint.source.arm.ArmTemplates;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An expression in a template, on its way to a value. Whatever it is, it ends: in resources and
 * problems, within small limits, and twice in the same ones.
 */
public final class ExpressionTarget {
  private static final Limits LIMITS =
      Limits.standard()
          .with(Limit.FILE_SIZE, 1 << 20)
          .with(Limit.EXPRESSION_DEPTH, 100)
          .with(Limit.EVALUATION_DEPTH, 200)
          .with(Limit.TEXT_LENGTH, 1 << 14)
          .with(Limit.VALUE_SIZE, 2_000)
          .with(Limit.STEPS, 20_000);
  private static final String BEFORE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "parameters": {
         "given": {"type": "string", "defaultValue": "one"},
         "none": {"type": "string"},
         "object": {"type": "object", "defaultValue": {"a": 1, "B": [true, null]}}},
       "variables": {"list": ["a", "b", "c"], "mixed": ["a", "[parameters('none')]"]},
       "resources": [{"type": "Microsoft.Network/networkSecurityGroups", "name": "g",
         "properties": {"value": "[""";
  private static final String AFTER = "]\"}}]}";

  private ExpressionTarget() {}

  /** What a fuzzer calls; bytes in UTF-8. */
  public static void fuzzerTestOneInput(byte[] data) {
    evaluate(new String(data, StandardCharsets.UTF_8));
  }

  public static void evaluate(String expression) {
    String template = BEFORE + escaped(expression) + AFTER;
    String first = result(template);
    String second = result(template);
    if (!first.equals(second)) {
      throw new AssertionError(first + "\n" + second);
    }
  }

  private static String result(String template) {
    StringBuilder result = new StringBuilder();
    LoadSummary summary =
        new SourceLoader(List.of(new ArmTemplates(List.of(), LIMITS)), LIMITS)
            .load(
                List.of("-"),
                new ByteArrayInputStream(template.getBytes(StandardCharsets.UTF_8)),
                resource -> result.append(resource.body().toString().hashCode()).append('\n'));
    summary.problems().forEach(problem -> result.append(problem.message()).append('\n'));
    return result.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' || Character.isSurrogate(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
