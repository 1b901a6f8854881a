package io.github.nsglint.source;

/**
 * What reading may cost at most, so that odd or hostile input ends in a problem and not in a full
 * memory.
 *
 * @param fileBytes bytes of one file
 * @param expressionDepth calls and indexes inside each other in one written expression
 * @param evaluationDepth values that need each other, through variables and parameters
 * @param textLength UTF-16 units of one computed text
 * @param valueSize maps, lists and scalars in one computed value
 * @param loopTurns of one loop; Azure takes <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources">800</a>
 * @param evaluationSteps work for one template: a unit is one expression, one list item or eight
 *     units of text
 */
public record Limits(
    long fileBytes,
    int expressionDepth,
    int evaluationDepth,
    int textLength,
    int valueSize,
    int loopTurns,
    long evaluationSteps) {
  private static final long MEBIBYTE = 1L << 20;

  public Limits {
    if (fileBytes < 0
        || expressionDepth < 1
        || evaluationDepth < 1
        || textLength < 0
        || valueSize < 1
        || loopTurns < 0
        || evaluationSteps < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }

  /** Far above any definition that people keep. */
  public static Limits standard() {
    return new Limits(512 * MEBIBYTE, 200, 400, 1 << 20, 100_000, 800, 4_000_000);
  }

  public Limits withFileBytes(long bytes) {
    return new Limits(
        bytes, expressionDepth, evaluationDepth, textLength, valueSize, loopTurns, evaluationSteps);
  }
}
